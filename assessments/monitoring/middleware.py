"""What is asked by machines, before anything is asked of the request: is it alive, is it ready, how much did it do.

A probe comes by the address of the machine, over plain http and without a cookie, so these three paths are answered
before the host is checked and before anything leads to https. No session is read and nothing is logged.
"""

import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, JsonResponse

from .readiness import READINESS

Answer = Callable[[HttpRequest], HttpResponse]


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; nothing else is looked at."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Say with 200 or 503 whether the site can do its work, and what is wrong.

    With ``?exclude=worker`` a check is left out: without its worker a site still takes answers, so a load balancer
    must not take it away for that.
    """
    excluded = set(request.GET.getlist("exclude"))
    found = {name: wrong for name, wrong in READINESS.now().items() if name not in excluded}
    is_ready = not any(found.values())
    body = {
        "status": "ready" if is_ready else "not ready",
        "checks": {name: wrong or "ok" for name, wrong in found.items()},
    }
    response = JsonResponse(body, status=200 if is_ready else 503)
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 (Django's: not one line per probe)
    return response


def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures to whoever knows METRICS_TOKEN; without that setting there is no such page."""
    if not settings.METRICS_TOKEN:
        return HttpResponse(status=404)
    given = request.headers.get("Authorization", "")
    if not secrets.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    from prometheus_client import CONTENT_TYPE_LATEST

    from .metrics import all_figures

    return HttpResponse(all_figures(), content_type=CONTENT_TYPE_LATEST)


PROBES: dict[str, Answer] = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


def probes(get_response: Answer) -> Answer:
    """Answer the three paths, and hand on every other."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = PROBES.get(request.path_info)
        if answer is None:
            return get_response(request)
        if request.method not in {"GET", "HEAD"}:
            response = HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        else:
            response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response

    return middleware


def counted(get_response: Answer) -> Answer:
    """Count every request for /metrics, where that is switched on."""
    if not settings.METRICS_TOKEN:
        raise MiddlewareNotUsed
    from .metrics import count_request

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        status = 500
        try:
            response = get_response(request)
            status = response.status_code
        finally:
            count_request(
                subject=_subject(request),
                status=status,
                seconds=time.perf_counter() - started,
                is_save=request.method == "POST" and _url_name(request) == "answer_page",
            )
        return response

    return middleware


def _subject(request: HttpRequest) -> str:
    """Return the package of views that answered: ``answering``, ``results`` …; ``other`` for what none of ours did."""
    match = request.resolver_match
    package, _dot, rest = getattr(getattr(match, "func", None), "__module__", "").partition("assessments.views.")
    if rest and not package:
        return rest.split(".")[0]
    return "accounts" if request.path_info.startswith("/accounts/") else "other"


def _url_name(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""

"""What the log says of each request: an id for all its lines, who was refused, who saw links and who downloaded."""

import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from .log import Event, Visit, note, visiting
from .views.network_address import network_address

REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
"""What an id of a proxy looks like; anything else is replaced by one of ours."""


def logged(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request an id, which the answer carries too, and note what matters of its answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        visit = Visit(request_id_of(request), request, network_address(request))
        with visiting(visit):
            response = get_response(request)
            _note_answer(visit, response, time.perf_counter() - began)
        response["X-Request-ID"] = visit.request_id
        return response

    return middleware


def request_id_of(request: HttpRequest) -> str:
    """Return the id that our own proxy gave this request, or else a new one."""
    given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
    return given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def page_of(request: HttpRequest) -> dict[str, object]:
    """Return the name of the page that was asked for, and the numbers in its address: never its path or a key."""
    if request.resolver_match is None:
        return {"page": "none"}
    match = resolve(request.path_info)  # after a proof allauth goes on with what was posted before, at another address
    numbers = {name: value for name, value in match.kwargs.items() if isinstance(value, int)}
    return {"page": match.view_name or "none"} | (numbers | _object_id(match.namespace, match.kwargs))


def _object_id(namespace: str, kwargs: dict[str, object]) -> dict[str, object]:
    number = str(kwargs.get("object_id", ""))
    return {"object_id": int(number)} if namespace == "admin" and number.isascii() and number.isdecimal() else {}


def _note_answer(visit: Visit, response: HttpResponse, seconds: float) -> None:
    status = response.status_code
    if status == 429:
        note(Event.LIMITED, page=page_of(visit.request)["page"])
    elif status in {400, 403, 404, 413}:
        _note_refusal(visit.request, page_of(visit.request), status)
    elif status == 200 and visit.user_id() is not None and visit.request.method != "HEAD":  # which gets only headers
        if getattr(visit.request, "shows_links", False):
            note(Event.LINKS_SHOWN, **page_of(visit.request))
        if "Content-Disposition" in response:
            note(Event.DOWNLOADED, **page_of(visit.request))
    if settings.ACCESS_LOG:
        n_milliseconds = round(seconds * 1000)
        about = {"method": visit.request.method, "status": status, "milliseconds": n_milliseconds}
        note(Event.REQUEST, **about, **page_of(visit.request))


def _note_refusal(request: HttpRequest, page: dict[str, object], status: int) -> None:
    has_key = request.resolver_match is not None and {"token", "code"} & request.resolver_match.kwargs.keys()
    if has_key and status == 404:
        note(Event.BAD_LINK, page=page["page"])
    else:
        reason = getattr(request, "refused_because", None)
        note(Event.REFUSED, status=status, reason=reason, **page)

"""The page that says that a report is being made, and leads to it: it comes back by itself until it is there."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import ReportRequest
from assessments.models.report_requests import Failure
from assessments.services.report_requests import NotMadeError, ask_again, is_slow

log = logging.getLogger(__name__)

AGAIN = "again"
SECONDS = 3
"""After which a visitor without JavaScript, or a program, may look again."""
_BACK = {
    "round_result": "round_detail",
    "round_publish": "round_detail",
    "action_plan_pdf": "action_plan",
    "example": "home",
    "example_chart": "example",
    "example_pdf": "example",
    "linked_chart": "linked_result",
    "linked_pdf": "linked_result",
    "shared_chart": "shared_result",
    "shared_report": "shared_result",
    "shared_report_chart": "shared_result",
    "shared_report_pdf": "shared_result",
}
"""Where the page leads back to, by the name of the address that was asked for; files of a result to that result."""
_FIRST_PAGES = {"linked_result", "shared_result"}
"""Whoever asks for one of these came from outside."""


def show_progress(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view to say that what it shows is being made, or why it could not be.

    Whoever opens it in a browser gets a page that comes back by itself; a program, or a picture, gets status 503 and a
    moment to ask again. When files were deleted while they were read, because what they were made of changed, the view
    is asked again.
    """

    @wraps(view)
    def answer(request: HttpRequest, **address: Any) -> HttpResponse:
        try:
            try:
                return view(request, **address)
            except FileNotFoundError:
                return view(request, **address)
        except NotMadeError as error:
            if AGAIN in request.GET:
                ask_again(error.request, now=timezone.now())
                return redirect(_address_without_again(request))
            return _say(request, stage_of(error.request), error)
        except OSError:
            log.exception("Where reports are kept cannot be read.")
            return _say(request, "failed")

    return answer


def stage_of(request: ReportRequest) -> str:
    """Return how far it is: failed, slow (nobody has begun for long), or waiting."""
    if request.failed_at is not None:
        return "failed"
    return "slow" if is_slow(request, now=timezone.now()) else "waiting"


def _say(request: HttpRequest, stage: str, error: NotMadeError | None = None) -> HttpResponse:
    if "text/html" in request.headers.get("Accept", ""):
        response = _page(request, stage, error)
    else:
        sentence = _sentence(stage, is_file=_is_file(error))
        response = HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=503)
    if stage != "failed":
        response["Retry-After"] = str(SECONDS)
    return response


def _page(request: HttpRequest, stage: str, error: NotMadeError | None) -> HttpResponse:
    page = {
        "stage": stage,
        "is_file": _is_file(error),
        "is_full": error is not None and error.request.failure == Failure.NO_ROOM,
        "here": request.get_full_path(),
        "again": f"{request.path}?{_query(request, **{AGAIN: '1'})}",
        "back": _back(request),
        "seconds": SECONDS,
    }
    response = render(request, "being_made.html", page, status=503 if stage == "failed" else 202)
    response["X-Stage"] = stage
    return response


def _is_file(error: NotMadeError | None) -> bool:
    return error is not None and not error.wanted.is_page


def _sentence(stage: str, *, is_file: bool) -> str:
    if stage == "failed" and is_file:
        return _("The file could not be made. Try again later, or ask the administrator of this site.")
    if stage == "failed":
        return _("The report could not be made. Try again later, or ask the administrator of this site.")
    if is_file:
        return _("The file is being made. Ask for it again in a few seconds.")
    return _("The report is being made. Ask for it again in a few seconds.")


def _back(request: HttpRequest) -> str:
    """Return the address of the page that this one was probably asked for from; empty if there is none."""
    match = request.resolver_match
    if match is None or not match.url_name or match.url_name in _FIRST_PAGES:
        return ""
    # The view itself may be called with something else than the numbers in its address.
    whose = [value for key, value in match.kwargs.items() if key in {"round_id", "partnership_id", "link_id"}]
    return reverse(_BACK.get(match.url_name, "round_result"), args=whose)


def _address_without_again(request: HttpRequest) -> str:
    query = _query(request)
    return f"{request.path}?{query}" if query else request.path


def _query(request: HttpRequest, **more: str) -> str:
    given = request.GET.copy()
    given.pop(AGAIN, None)
    given.update(more)
    return given.urlencode()

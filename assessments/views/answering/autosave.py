"""What the script of a page of questions is told in JSON; anything else it gets comes from something on the way."""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from assessments.forms.answering.cards import codes
from assessments.forms.answering.choices import as_posted, read_moments, shown_by
from assessments.forms.answering.page import PageForm
from assessments.services.answering import Standing
from assessments.vocabulary.languages import LANGUAGES

from .words import saved_at

_CLOSED, _REPLACED, _FULL = 409, 410, (422, 429)


def is_asked_by_script(request: HttpRequest) -> bool:
    """Whether the page saves by itself, and stays where it is."""
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def spoken(request: HttpRequest) -> str | None:
    """Return the language of the page whose script asks: another window may have changed the one of the device."""
    language = request.POST.get("spoken")
    return language if language in LANGUAGES else None


def told(request: HttpRequest, standing: Standing, page: int, form: PageForm) -> HttpResponse:
    """Tell what is stored now, what is not right, what time it is here, and which newer choices were not overwritten.

    ``overtaken`` holds, per code that was sent and is stored otherwise, the values of its fields.
    """
    now = timezone.now()
    on_page = codes(standing.round.questionnaire_version, page)
    sent = read_moments(request.POST, now).keys() & set(on_page)
    return JsonResponse(
        {
            "saved": saved_at(standing.changed_at, now),
            "shown": shown_by(standing.entries, on_page),
            "overtaken": {
                code: as_posted(entry["value"])
                for code, entry in standing.entries.items()
                if code in sent and as_posted(entry["value"]) != as_posted(form.cleaned_data.get(code))
            },
            "problems": form.problems,
            "now": milliseconds(now),
        }
    )


def milliseconds(moment: datetime) -> int:
    """Return a moment as browsers count."""
    return int(moment.timestamp() * 1000)


def elsewhere(url: str, *, is_over: bool = False, is_full: bool = False, status: int = _CLOSED) -> JsonResponse:
    """Tell where the person must go, because what the script posted could not be stored.

    ``is_over`` says that it never can be stored there any more, ``is_full`` that posting the form itself leads to a
    page that holds what was filled in.
    """
    return JsonResponse({"elsewhere": url, "isOver": is_over, "isFull": is_full}, status=status)


def tells_scripts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view that answers a script with a page, or leads to one, tell in JSON where that page is."""

    @wraps(view)
    def answer(request: HttpRequest, response_id: uuid.UUID, page: int) -> HttpResponse:
        response = view(request, response_id, page=page)
        if not is_asked_by_script(request) or isinstance(response, JsonResponse):
            return response
        in_json = _in_json(request, response)
        in_json.cookies = response.cookies
        add_never_cache_headers(in_json)
        return in_json

    return answer


def _in_json(request: HttpRequest, response: HttpResponse) -> JsonResponse:
    if isinstance(response, HttpResponseRedirect):
        return elsewhere(response.url)
    status = response.status_code
    return elsewhere(
        request.path + ("?late" if status == _CLOSED else ""),
        is_over=status in (_CLOSED, _REPLACED),
        is_full=status in _FULL,
        status=status,
    )

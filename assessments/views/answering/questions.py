"""The pages with questions: show them with the answers so far, and store choices.

The script of a page posts each choice at once, asks for JSON and stays on the page; without the script, the buttons of
the page post the same form. Only the responses differ.
"""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import blake2s
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import Context
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, override

from assessments.catalogue.entries import Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.answering.cards import codes
from assessments.forms.answering.choices import CLEAR, answered_elsewhere, as_posted, choices_in, read_moments, shown_by
from assessments.forms.answering.page import PageForm
from assessments.languages import active_language
from assessments.services.answering_time import minutes_left
from assessments.services.own_response import OwnResponse, own_response_for
from assessments.services.response_changes import has_answer
from assessments.services.response_locks import Outcome
from assessments.version import PRODUCT_VERSION
from assessments.views import closed_doors
from assessments.views.posted_forms import page_with_errors, posted
from assessments.vocabulary.languages import LANGUAGES

from .keys import (
    address,
    count_on_device,
    page_context,
    proved_by_key,
    redirect_to,
    saved_at,
    set_language,
    wanted_language,
)
from .limits import Limit, begins_openly, limit_reached, no_more, save_within_limits

_CLOSED, _REPLACED, _FULL = 409, 410, (422, 429)


def json_for_scripts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view: where it would answer a script with a page or a redirect, say in JSON where that page is.

    The script trusts nothing but our JSON: anything else it gets comes from a proxy or portal in between.
    """

    @wraps(view)
    def answer(request: HttpRequest, response_id: uuid.UUID, page: int) -> HttpResponse:
        response = view(request, response_id, page=page)
        if not _is_asked_by_script(request) or isinstance(response, JsonResponse):
            return response
        told = in_json(request, response)
        told.cookies = response.cookies
        add_never_cache_headers(told)
        return told

    return answer


@json_for_scripts
@proved_by_key
def answer_page(request: HttpRequest, own: OwnResponse, page: int) -> HttpResponse:
    """Show the questions of one page; posting it stores the answers, whichever button was pressed."""
    if not 1 <= page <= questionnaire(own.round.questionnaire_version).n_pages:
        raise Http404
    if not own.role:
        return redirect_to(address("answer_start", own), own)
    form = PageForm(own.round, page, posted(request), order=own.key.response_id.hex)
    if not form.is_bound:
        limit = limit_reached(request, own)
        return no_more(request, own, limit) if limit else _show(request, own, form)
    language = wanted_language(request)
    with override(language or _language_of_page(request) or get_language()):
        response = _store(request, own, form)
    return set_language(response, language) if language else response


def _store(request: HttpRequest, own: OwnResponse, form: PageForm) -> HttpResponse:
    """Store the valid choices, even if others on the page are invalid."""
    now = timezone.now()
    stays = not form.is_valid() or _is_asked_by_script(request)
    choices = choices_in(form.cards, request.POST, form.cleaned_data, now)
    target = form.page if stays else _target(request, own, form.page)
    outcome = save_within_limits(request, own, choices, page=max(target, 1), now=now)
    if isinstance(outcome, Limit):
        return no_more(request, own, outcome)
    if outcome == Outcome.CLOSED:
        return closed_doors.closed(request, own.round, own)
    if outcome == Outcome.NOTHING and has_answer(choices):
        return _lead_to_start(request, own)
    url = _address(request, own, target)
    response = _stay(request, own, form) if stays else redirect_to(url, own)
    if outcome == Outcome.SAVED and begins_openly(own):
        count_on_device(request, response, own.round)
    return response


def _target(request: HttpRequest, own: OwnResponse, page: int) -> int:
    """Return the number of the next page: 0 is the start, one past the last is the check."""
    if CLEAR in request.POST or wanted_language(request):
        return page
    last = questionnaire(own.round.questionnaire_version).n_pages
    return {"previous": page - 1, "check": last + 1}.get(request.POST.get("go", ""), page + 1)


def _address(request: HttpRequest, own: OwnResponse, target: int) -> str:
    version = own.round.questionnaire_version
    if target == 0:
        return address("answer_start", own)
    if target > questionnaire(version).n_pages:
        return address("answer_check", own)
    cleared = request.POST.get(CLEAR, "")
    place = f"#{cleared}" if cleared in codes(version, target) else ""
    return address("answer_page", own, target) + place


def _lead_to_start(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Let the person choose another organisation: answers given for one that left do not count for another."""
    url = address("answer_start", own)
    return _lead_script(url, is_over=True) if _is_asked_by_script(request) else redirect_to(url, own)


def _stay(request: HttpRequest, own: OwnResponse, form: PageForm) -> HttpResponse:
    tell = _tell_script if _is_asked_by_script(request) else _show
    return tell(request, own_response_for(own.key) or own, form)


def _show(request: HttpRequest, own: OwnResponse, form: PageForm) -> HttpResponse:
    now, here = timezone.now(), codes(own.round.questionnaire_version, form.page)
    form.initial = own.answers
    context = page_context(own) | {
        **questions_context(own, form.page),
        # Not in the template: every call would then be deeper in the stack, where CPython 3.11 is far slower. And only
        # the layout: what {% crispy %} puts around it, a form's tag and buttons, takes longer than the questions.
        "questions": form.helper.render_layout(form, Context()),
        "shown": shown_by(own.entries, here),
        "elsewhere": answered_elsewhere(own.entries, here),
        "edition": edition(own),
        "saved": saved_at(own.changed_at, now),
        "now": str(_milliseconds(now)),
    }
    return page_with_errors(request, "answering/page.html", context, form.summary())


def questions_context(own: OwnResponse, page: int) -> dict[str, Any]:
    """Return the context of a page of questions, whatever was answered on it."""
    version = own.round.questionnaire_version
    asked = questionnaire(version)
    return {
        "own": own,
        "round": own.round,
        "page": page,
        "n_pages": asked.n_pages,
        "minutes_left": minutes_left(version, page),
        "intro": _intro(own, asked) if page == 1 else "",
        "heading": asked.page(page)[0].title.in_language(active_language()),
    }


def edition(own: OwnResponse) -> str:
    """Return what differs when pages without answers do: by language, questionnaire, name or version of the product."""
    round_ = own.round
    differs = (round_.questionnaire_version, round_.interests_named, own.is_sent, round_.partnership.name)
    return blake2s(repr((PRODUCT_VERSION, active_language(), *differs)).encode(), digest_size=8).hexdigest()


def _intro(own: OwnResponse, asked: Questionnaire) -> str:
    """Return what the words in the questions mean, which is read where the first of them are."""
    return asked.intro.in_language(active_language()).replace("{partnership}", own.round.partnership.name)


def _tell_script(request: HttpRequest, own: OwnResponse, form: PageForm) -> HttpResponse:
    """Tell the script what is stored now, what is invalid, the site's time, and which newer choices were kept.

    ``overtaken`` holds the values of the fields for each code that was sent but has another value stored.
    """
    now = timezone.now()
    sent = read_moments(request.POST, now).keys() & form.fields.keys()
    return JsonResponse(
        {
            "saved": saved_at(own.changed_at, now),
            "shown": shown_by(own.entries, codes(own.round.questionnaire_version, form.page)),
            "overtaken": {
                code: as_posted(entry["value"])
                for code, entry in own.entries.items()
                if code in sent and as_posted(entry["value"]) != as_posted(form.cleaned_data.get(code))
            },
            "problems": form.problems,
            "now": _milliseconds(now),
        }
    )


def _is_asked_by_script(request: HttpRequest) -> bool:
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def _language_of_page(request: HttpRequest) -> str | None:
    """Return the language of the page whose script asks: another window may have changed that of the device."""
    language = request.POST.get("page_language")
    return language if language in LANGUAGES else None


def in_json(request: HttpRequest, response: HttpResponse) -> JsonResponse:
    """Return what tells a script where it is led, or where the page is that it would be shown."""
    if isinstance(response, HttpResponseRedirect):
        return _lead_script(response.url)
    status = response.status_code
    return _lead_script(
        request.path + ("?late" if status == _CLOSED else ""),
        is_over=status in (_CLOSED, _REPLACED),
        is_full=status in _FULL,
        status=status,
    )


def _lead_script(url: str, *, is_over: bool = False, is_full: bool = False, status: int = _CLOSED) -> JsonResponse:
    """Tell the script where the person must go, because what it posted could not be stored.

    ``is_over`` says that it can never be stored any more, ``is_full`` that posting the form itself leads to a page that
    keeps what was filled in.
    """
    return JsonResponse({"elsewhere": url, "isOver": is_over, "isFull": is_full}, status=status)


def _milliseconds(moment: datetime) -> int:
    """Return a moment in milliseconds, as browsers count."""
    return int(moment.timestamp() * 1000)

"""The pages with questions: show them with what was answered, and store what was chosen.

The script of a page posts each choice at once, asks for JSON and stays where it is; without it the buttons of the page
post the same form. What differs is only what they are answered.
"""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, override

from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.answering.cards import codes
from assessments.forms.answering.choices import CLEAR, as_posted, choices_in, read_moments, shown_by
from assessments.forms.answering.page import PageForm
from assessments.languages import active_language
from assessments.services.answering import Standing, standing_for
from assessments.services.answering_time import minutes_left
from assessments.services.answers import Outcome, has_answer
from assessments.views import closed_doors as states
from assessments.views.posted_forms import page_with_errors, posted
from assessments.vocabulary.languages import LANGUAGES

from .limits import Limit, begins_openly, limit_reached, no_more, save_within_limits
from .standing import (
    address,
    common,
    count_on_device,
    go_to,
    in_language,
    proved_by_key,
    saved_at,
    wanted_language,
)

_CLOSED, _REPLACED, _FULL = 409, 410, (422, 429)


def json_for_scripts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where a view answers a script with a page, or leads to one, tell in JSON where that page is.

    The script believes nothing but our JSON: anything else it gets comes from something on the way.
    """

    @wraps(view)
    def answer(request: HttpRequest, response_id: uuid.UUID, page: int) -> HttpResponse:
        response = view(request, response_id, page=page)
        if not _is_asked_by_script(request) or isinstance(response, JsonResponse):
            return response
        in_json = _in_json(request, response)
        in_json.cookies = response.cookies
        add_never_cache_headers(in_json)
        return in_json

    return answer


@json_for_scripts
@proved_by_key
def answer_page(request: HttpRequest, standing: Standing, page: int) -> HttpResponse:
    """Ask the questions of one page; posting it stores the answers, whichever way the person goes on."""
    if not 1 <= page <= questionnaire(standing.round.questionnaire_version).n_pages:
        raise Http404
    if not standing.role:
        return go_to(address("answer_start", standing), standing)
    form = PageForm(standing.round, page, posted(request), order=standing.key.response_id.hex)
    if not form.is_bound:
        limit = limit_reached(request, standing)
        return no_more(request, standing, limit) if limit else _show(request, standing, form)
    language = wanted_language(request)
    with override(language or _language_of_page(request) or get_language()):
        response = _store(request, standing, form)
    return in_language(response, language) if language else response


def _store(request: HttpRequest, standing: Standing, form: PageForm) -> HttpResponse:
    """Store what is right, also when something else on the page is not."""
    now = timezone.now()
    stays = not form.is_valid() or _is_asked_by_script(request)
    choices = choices_in(form.cards, request.POST, form.cleaned_data, now)
    target = form.page if stays else _target(request, standing, form.page)
    outcome = save_within_limits(request, standing, choices, page=max(target, 1), now=now)
    if isinstance(outcome, Limit):
        return no_more(request, standing, outcome)
    if outcome == Outcome.CLOSED:
        return states.closed(request, standing.round, standing)
    if outcome == Outcome.NOTHING and has_answer(choices):
        return _lead_to_start(request, standing)
    url = _address(request, standing, target)
    response = _stay(request, standing, form) if stays else go_to(url, standing)
    if outcome == Outcome.SAVED and begins_openly(standing):
        count_on_device(request, response, standing.round)
    return response


def _target(request: HttpRequest, standing: Standing, page: int) -> int:
    """Return the page that the person goes to: 0 is the start, one past the last is the check."""
    if CLEAR in request.POST or wanted_language(request):
        return page
    last = questionnaire(standing.round.questionnaire_version).n_pages
    return {"previous": page - 1, "check": last + 1}.get(request.POST.get("go", ""), page + 1)


def _address(request: HttpRequest, standing: Standing, target: int) -> str:
    version = standing.round.questionnaire_version
    if target == 0:
        return address("answer_start", standing)
    if target > questionnaire(version).n_pages:
        return address("answer_check", standing)
    cleared = request.POST.get(CLEAR, "")
    place = f"#{cleared}" if cleared in codes(version, target) else ""
    return address("answer_page", standing, target) + place


def _lead_to_start(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Let the person choose another organisation: answers given for one that left are not answers for the next."""
    url = address("answer_start", standing)
    return _lead_script(url, is_over=True) if _is_asked_by_script(request) else go_to(url, standing)


def _stay(request: HttpRequest, standing: Standing, form: PageForm) -> HttpResponse:
    tell = _tell_script if _is_asked_by_script(request) else _show
    return tell(request, standing_for(standing.key) or standing, form)


def _show(request: HttpRequest, standing: Standing, form: PageForm) -> HttpResponse:
    version, now = standing.round.questionnaire_version, timezone.now()
    asked = questionnaire(version)
    form.initial = standing.answers
    context = common(standing) | {
        # Not by the template: every call would then lie deeper in the stack, where CPython 3.11 takes far longer.
        "questions": form.render(),
        "page": form.page,
        "n_pages": asked.n_pages,
        "minutes_left": minutes_left(version, form.page),
        "heading": asked.page(form.page)[0].title.in_language(active_language()),
        "shown": shown_by(standing.entries, codes(version, form.page)),
        "saved": saved_at(standing.changed_at, now),
        "now": str(_milliseconds(now)),
    }
    return page_with_errors(request, "answering/page.html", context, form.summary())


def _tell_script(request: HttpRequest, standing: Standing, form: PageForm) -> HttpResponse:
    """Tell what is stored now, what is not right, what time it is here, and which newer choices were not overwritten.

    ``overtaken`` holds, per code that was sent and is stored otherwise, the values of its fields.
    """
    now = timezone.now()
    sent = read_moments(request.POST, now).keys() & form.fields.keys()
    return JsonResponse(
        {
            "saved": saved_at(standing.changed_at, now),
            "shown": shown_by(standing.entries, codes(standing.round.questionnaire_version, form.page)),
            "overtaken": {
                code: as_posted(entry["value"])
                for code, entry in standing.entries.items()
                if code in sent and as_posted(entry["value"]) != as_posted(form.cleaned_data.get(code))
            },
            "problems": form.problems,
            "now": _milliseconds(now),
        }
    )


def _is_asked_by_script(request: HttpRequest) -> bool:
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def _language_of_page(request: HttpRequest) -> str | None:
    """Return the language of the page whose script asks: another window may have changed the one of the device."""
    language = request.POST.get("spoken")
    return language if language in LANGUAGES else None


def _in_json(request: HttpRequest, response: HttpResponse) -> JsonResponse:
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
    """Tell where the person must go, because what the script posted could not be stored.

    ``is_over`` says that it never can be stored there any more, ``is_full`` that posting the form itself leads to a
    page that holds what was filled in.
    """
    return JsonResponse({"elsewhere": url, "isOver": is_over, "isFull": is_full}, status=status)


def _milliseconds(moment: datetime) -> int:
    """Return a moment as browsers count."""
    return int(moment.timestamp() * 1000)

"""The pages with questions: show them with what was answered, and store what was chosen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override

from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.answering.cards import codes
from assessments.forms.answering.choices import CLEAR, choices_in, shown_by
from assessments.forms.answering.page import PageForm
from assessments.languages import active_language
from assessments.services.answering import Standing, standing_for
from assessments.services.answering_time import minutes_left
from assessments.services.answers import Outcome, has_answer
from assessments.views import closed_doors as states
from assessments.views.posted_forms import page_with_errors, posted

from .autosave import elsewhere, is_asked_by_script, milliseconds, spoken, tells_scripts, told
from .keys import count_on_device
from .limits import Limit, begins_openly, limit_reached, no_more, save_within_limits
from .standing import address, common, go_to, in_language, proved_by_key, wanted_language
from .words import saved_at


@tells_scripts
@proved_by_key
def answer_page(request: HttpRequest, standing: Standing, page: int) -> HttpResponse:
    """Ask the questions of one page; posting it stores the answers, whichever way the person goes on."""
    if not 1 <= page <= questionnaire(standing.round.questionnaire_version).n_pages:
        raise Http404
    if not standing.role:
        return go_to(address("answer_start", standing), standing)
    if request.method != "POST":
        limit = limit_reached(request, standing)
        return (
            no_more(request, standing, limit)
            if limit
            else _shown(request, standing, page, _form(request, standing, page))
        )
    language = wanted_language(request)
    with override(language or spoken(request) or get_language()):
        response = _posted(request, standing, page)
    return in_language(response, language) if language else response


def _posted(request: HttpRequest, standing: Standing, page: int) -> HttpResponse:
    now = timezone.now()
    form = _form(request, standing, page)
    stays = not form.is_valid() or is_asked_by_script(request)
    choices = choices_in(form.cards, request.POST, form.cleaned_data, now)
    target = page if stays else _target(request, standing, page)
    outcome = save_within_limits(request, standing, choices, page=max(target, 1), now=now)
    if isinstance(outcome, Limit):
        return no_more(request, standing, outcome)
    if outcome == Outcome.CLOSED:
        return states.closed(request, standing.round, standing)
    if outcome == Outcome.NOTHING and has_answer(choices):
        return _organisation_left(request, standing)
    url = _address(request, standing, target)
    response = _stayed(request, standing, page, form) if stays else go_to(url, standing)
    if outcome == Outcome.SAVED and begins_openly(standing):
        count_on_device(request, response, standing.round)
    return response


def _form(request: HttpRequest, standing: Standing, page: int) -> PageForm:
    return PageForm(standing.round, page, posted(request), order=standing.key.response_id.hex)


def _organisation_left(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Lead to the start, to choose another organisation: answers given for the one that left are not answers for it."""
    url = address("answer_start", standing)
    return elsewhere(url, is_over=True) if is_asked_by_script(request) else go_to(url, standing)


def _stayed(request: HttpRequest, standing: Standing, page: int, form: PageForm) -> HttpResponse:
    show = told if is_asked_by_script(request) else _shown
    return show(request, standing_for(standing.key) or standing, page, form)


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


def _shown(request: HttpRequest, standing: Standing, page: int, form: PageForm) -> HttpResponse:
    version, now = standing.round.questionnaire_version, timezone.now()
    asked = questionnaire(version)
    form.initial = standing.answers
    context = common(standing) | {
        # Not by the template: every call would then lie deeper in the stack, where CPython 3.11 takes far longer.
        "questions": form.render(),
        "page": page,
        "n_pages": asked.n_pages,
        "minutes_left": minutes_left(version, page),
        "heading": asked.page(page)[0].title.in_language(active_language()),
        "shown": shown_by(standing.entries, codes(version, page)),
        "saved": saved_at(standing.changed_at, now),
        "now": str(milliseconds(now)),
    }
    return page_with_errors(request, "answering/page.html", context, form.summary())

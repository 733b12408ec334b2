"""The pages with questions: show them with what was answered, and store what was chosen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override

from assessments.catalogue.questionnaire import questionnaire
from assessments.forms.answering.cards import Card, cards, codes
from assessments.forms.answering.fragment import Filling, filled, first_choice, fragment
from assessments.forms.answering.reading import CLEAR, Reading, choices_in, read_page, shown_by
from assessments.languages import active_language
from assessments.services.answering import Standing, standing_for
from assessments.services.answering_time import minutes_left
from assessments.services.answers import Outcome, has_answer
from assessments.views import closed_doors as states

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
        return no_more(request, standing, limit) if limit else _shown(request, standing, page, Reading())
    language = wanted_language(request)
    with override(language or spoken(request) or get_language()):
        response = _posted(request, standing, page)
    return in_language(response, language) if language else response


def _posted(request: HttpRequest, standing: Standing, page: int) -> HttpResponse:
    now = timezone.now()
    asked = cards(standing.round.questionnaire_version, page)
    reading = read_page(asked, request.POST)
    choices = choices_in(asked, request.POST, reading, now)
    stays = bool(reading.problems) or is_asked_by_script(request)
    target = page if stays else _target(request, standing, page)
    outcome = save_within_limits(request, standing, choices, page=max(target, 1), now=now)
    if isinstance(outcome, Limit):
        return no_more(request, standing, outcome)
    if outcome == Outcome.CLOSED:
        return states.closed(request, standing.round, standing)
    if outcome == Outcome.NOTHING and has_answer(choices):
        return _organisation_left(request, standing)
    if stays:
        response = _stayed(request, standing, page, reading)
    else:
        response = go_to(_address(request, standing, target), standing)
    if outcome == Outcome.SAVED and begins_openly(standing):
        count_on_device(request, response, standing.round)
    return response


def _organisation_left(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Lead to the start, to choose another organisation: answers given for the one that left are not answers for it."""
    url = address("answer_start", standing)
    return elsewhere(url, is_over=True) if is_asked_by_script(request) else go_to(url, standing)


def _stayed(request: HttpRequest, standing: Standing, page: int, reading: Reading) -> HttpResponse:
    show = told if is_asked_by_script(request) else _shown
    return show(request, standing_for(standing.key) or standing, page, reading)


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


def _shown(request: HttpRequest, standing: Standing, page: int, reading: Reading) -> HttpResponse:
    version, language, now = standing.round.questionnaire_version, active_language(), timezone.now()
    filling = Filling(standing.answers | reading.typed, reading.problems, standing.key.response_id.hex)
    pieces = fragment(version, page, language, interests_named=standing.round.interests_named)
    asked = questionnaire(version)
    context = common(standing) | {
        "page": page,
        "n_pages": asked.n_pages,
        "minutes_left": minutes_left(version, page),
        "heading": asked.page(page)[0].title.in_language(language),
        "questions": filled(pieces, filling),
        "shown": shown_by(standing.entries, codes(version, page)),
        "saved": saved_at(standing.changed_at, now),
        "now": str(milliseconds(now)),
        "errors": errors_on(cards(version, page), reading, filling),
    }
    return render(request, "answering/page.html", context, status=422 if reading.problems else 200)


def errors_on(asked: tuple[Card, ...], reading: Reading, filling: Filling) -> list[tuple[str, str]]:
    """Return the problems in the order of the page, each with the id of the field to go to."""
    found = []
    for card in asked:
        if card.code in reading.problems:
            found.append((first_choice(card, filling), reading.problems[card.code]))
        if card.words and card.words in reading.problems:
            found.append((card.words, reading.problems[card.words]))
    return found

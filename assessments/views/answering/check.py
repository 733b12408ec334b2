"""After the questions: check, send, thanks, and taking everything back."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assessments.catalogue.entries import Question, Section
from assessments.catalogue.questionnaire import questionnaire
from assessments.languages import active_language
from assessments.moments import moment
from assessments.services.answering import Standing, is_left_out
from assessments.services.answers import Outcome, save_answers, submit, withdraw
from assessments.views import closed_doors as states
from assessments.vocabulary.limits import is_answered_enough

from .standing import address, common, forget, go_to, in_language, proved_by_key, saved_at, wanted_language


@dataclass(frozen=True, slots=True)
class Part:
    """A page of questions as the check shows it."""

    page: int
    title: str
    n_questions: int
    n_open: int
    open_questions: tuple[tuple[str, str], ...]
    """Code and words of each question without an answer."""
    is_too_little: bool
    """Whether it measures a force and has too few answers to count."""


@proved_by_key
def answer_check(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Show what is still open, and send the answers in."""
    if not standing.role:
        return go_to(address("answer_start", standing), standing)
    if request.method == "POST":
        return _act(request, standing)
    return _check_page(request, standing)


def _act(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Do what the person asked for on the check page."""
    language = wanted_language(request)
    if language:
        return in_language(go_to(address("answer_check", standing), standing), language)
    if request.POST.get("go") == "previous":
        return _go_back(request, standing)
    if request.POST.get("go") != "send":
        return _check_page(request, standing)
    outcome = submit(standing.key, now=timezone.now())
    if outcome == Outcome.CLOSED:
        return states.closed(request, standing.round, standing)
    if outcome == Outcome.NOTHING:
        return _check_page(request, standing, is_refused=True)
    return go_to(address("answer_sent", standing), standing)


def _go_back(request: HttpRequest, standing: Standing) -> HttpResponse:
    last = questionnaire(standing.round.questionnaire_version).n_pages
    if save_answers(standing.key, {}, page=last, now=timezone.now()) == Outcome.CLOSED:
        return states.closed(request, standing.round, standing)
    return go_to(address("answer_page", standing, last), standing)


def _check_page(request: HttpRequest, standing: Standing, *, is_refused: bool = False) -> HttpResponse:
    parts = parts_of(standing, active_language())
    context = common(standing) | {
        "parts": parts,
        "n_open": sum(part.n_open for part in parts),
        "has_answers": bool(standing.answers),
        "is_too_little": all(part.is_too_little for part in parts if part.page in _force_pages(standing)),
        "closes": moment(standing.round.closes_at),
        "saved": saved_at(standing.changed_at, timezone.now()),
        "is_refused": is_refused,
    }
    return render(request, "answering/check.html", context, status=422 if is_refused else 200)


def parts_of(standing: Standing, language: str) -> list[Part]:
    """Return every page with the questions on it that have no answer yet."""
    asked = questionnaire(standing.round.questionnaire_version)
    return [_part(standing, page, asked.page(page), language) for page in range(1, asked.n_pages + 1)]


def _part(standing: Standing, page: int, sections: tuple[Section, ...], language: str) -> Part:
    answers = standing.answers
    questions = [q for section in sections for q in section.questions if not is_left_out(q, answers)]
    unanswered = [question for question in questions if question.code not in answers]
    return Part(
        page=page,
        title=sections[0].title.in_language(language),
        n_questions=len(questions),
        n_open=len(unanswered),
        open_questions=tuple((_first_field(q), q.text.in_language(language)) for q in unanswered),
        is_too_little=page in _force_pages(standing) and _is_too_little(standing, questions),
    )


def _first_field(question: Question) -> str:
    return question.code if question.kind != "rating" else f"{question.code}-{question.option_codes[0]}"


def _is_too_little(standing: Standing, questions: list[Question]) -> bool:
    """Whether fewer than half of the questions have an answer that counts: "I don't know" does not."""
    counting = [question for question in questions if isinstance(standing.answers.get(question.code), int)]
    return not is_answered_enough(len(counting), len(questions))


def _force_pages(standing: Standing) -> set[int]:
    asked = questionnaire(standing.round.questionnaire_version)
    return {section.page for section in asked.sections if section.code in asked.instrument.forces}


@proved_by_key
def answer_sent(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say thanks, and what can still be done until the round closes."""
    if standing.sent_at is None:
        return go_to(address("answer_check", standing), standing)
    language = wanted_language(request)
    if language:
        return in_language(go_to(address("answer_sent", standing), standing), language)
    return render(request, "answering/sent.html", common(standing) | {"closes": moment(standing.round.closes_at)})


@proved_by_key
def answer_withdraw(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask whether the person is sure, and delete the answers; with none left, say that there are none."""
    url = address("answer_withdraw", standing)
    language = wanted_language(request)
    if language:
        return in_language(go_to(url, standing), language)
    if request.method != "POST":
        return render(request, "answering/withdraw.html", common(standing))
    if request.POST.get("go") != "withdraw":
        return go_to(url, standing)
    if withdraw(standing.key, now=timezone.now()) == Outcome.CLOSED:
        return states.closed(request, standing.round, standing)
    response = go_to(url, standing)
    forget(response, standing)
    return response

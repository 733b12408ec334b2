"""The pages after the questions: check and send, thanks, and withdrawing everything."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.catalogue.entries import Question, Section
from assessments.catalogue.questionnaire import questionnaire
from assessments.languages import active_language
from assessments.moments import moment
from assessments.services.mail.notices import can_be_told, mail_link_to_withdraw
from assessments.services.own_response import OwnResponse, is_left_out
from assessments.services.response_changes import save_answers, submit, withdraw
from assessments.services.response_locks import Outcome
from assessments.views import closed_doors
from assessments.views.posted_forms import Errors, page_with_errors
from assessments.vocabulary.limits import is_answered_enough

from .keys import (
    address,
    forget_on_device,
    page_context,
    proved_by_key,
    redirect_to,
    saved_at,
    set_language,
    wanted_language,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A page of questions on the check page."""

    page: int
    title: str
    n_questions: int
    n_open: int
    open_questions: tuple[tuple[str, str], ...]
    """Code and words of each question without an answer."""
    is_too_little: bool
    """Whether it measures a force and has too few answers to count."""


@proved_by_key
def answer_check(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Show what is still open, and send the answers."""
    if not own.role:
        return redirect_to(address("answer_start", own), own)
    if request.method == "POST":
        return _act(request, own)
    return _check_page(request, own)


def _act(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Perform what the person asked for on the check page."""
    language = wanted_language(request)
    if language:
        return set_language(redirect_to(address("answer_check", own), own), language)
    if request.POST.get("go") == "previous":
        return _go_back(request, own)
    if request.POST.get("go") != "send":
        return _check_page(request, own)
    return _send(request, own)


def _send(request: HttpRequest, own: OwnResponse, query: str = "") -> HttpResponse:
    """Send the answers, and say so in the same words whether or not others count that were sent before."""
    outcome = submit(own.key, now=timezone.now())
    if outcome == Outcome.CLOSED:
        return closed_doors.closed(request, own.round, own)
    if outcome == Outcome.NOTHING:
        return _check_page(request, own, is_refused=True)
    return redirect_to(address("answer_sent", own) + query, own)


def _go_back(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    last = questionnaire(own.round.questionnaire_version).n_pages
    if save_answers(own.key, {}, page=last, now=timezone.now()) == Outcome.CLOSED:
        return closed_doors.closed(request, own.round, own)
    return redirect_to(address("answer_page", own, last), own)


def _check_page(request: HttpRequest, own: OwnResponse, *, is_refused: bool = False) -> HttpResponse:
    parts = parts_of(own, active_language())
    context = page_context(own) | {
        "parts": parts,
        "n_open": sum(part.n_open for part in parts),
        "has_answers": bool(own.answers),
        "is_too_little": all(part.is_too_little for part in parts if part.page in _force_pages(own)),
        "closes": moment(own.round.closes_at),
        "saved": saved_at(own.changed_at, timezone.now()),
        "is_refused": is_refused,
    }
    return render(request, "answering/check.html", context, status=422 if is_refused else 200)


def parts_of(own: OwnResponse, language: str) -> list[Part]:
    """Return every page with its questions that have no answer yet."""
    asked = questionnaire(own.round.questionnaire_version)
    return [_part(own, page, asked.page(page), language) for page in range(1, asked.n_pages + 1)]


def _part(own: OwnResponse, page: int, sections: tuple[Section, ...], language: str) -> Part:
    answers = own.answers
    questions = [q for section in sections for q in section.questions if not is_left_out(q, answers)]
    unanswered = [question for question in questions if question.code not in answers]
    return Part(
        page=page,
        title=sections[0].title.in_language(language),
        n_questions=len(questions),
        n_open=len(unanswered),
        open_questions=tuple((_first_field(q), q.text.in_language(language)) for q in unanswered),
        is_too_little=page in _force_pages(own) and _is_too_little(own, questions),
    )


def _first_field(question: Question) -> str:
    return question.code if question.kind != "rating" else f"{question.code}-{question.option_codes[0]}"


def _is_too_little(own: OwnResponse, questions: list[Question]) -> bool:
    """Whether fewer than half of the questions have an answer that counts; "I don't know" does not count."""
    counting = [question for question in questions if isinstance(own.answers.get(question.code), int)]
    return not is_answered_enough(len(counting), len(questions))


def _force_pages(own: OwnResponse) -> set[int]:
    asked = questionnaire(own.round.questionnaire_version)
    return {section.page for section in asked.sections if section.code in asked.instrument.forces}


@proved_by_key
def answer_sent(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Thank the person, and say what they can still do until the round closes."""
    if own.sent_at is None:
        return redirect_to(address("answer_check", own), own)
    language = wanted_language(request)
    if language:
        return set_language(redirect_to(address("answer_sent", own), own), language)
    if request.POST.get("go") == "send":
        return _send(request, own, "?again")
    context = page_context(own) | {
        "closes": moment(own.round.closes_at),
        "is_again": "again" in request.GET,
        "is_replaced": "replaced" in request.GET,
        "is_about_code": True,
    }
    return render(request, "answering/sent.html", context)


@proved_by_key
def answer_withdraw(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Ask whether the person is sure, and delete the answers; say so if there are none."""
    url = address("answer_withdraw", own)
    language = wanted_language(request)
    if language:
        return set_language(redirect_to(url, own), language)
    if request.method != "POST":
        return _withdraw_page(request, own, [])
    if request.POST.get("go") == "mail":
        return _mail_link(request, own)
    if request.POST.get("go") != "withdraw":
        return redirect_to(url, own)
    if withdraw(own.key, now=timezone.now()) == Outcome.CLOSED:
        return closed_doors.closed(request, own.round, own)
    response = redirect_to(url, own)
    forget_on_device(response, own)
    return response


def _mail_link(request: HttpRequest, own: OwnResponse) -> HttpResponse:
    """Mail the person invited a link that takes back everything, and say so whether or not anything was sent."""
    if own.invitation is None or not can_be_told(own.invitation):
        return redirect_to(address("answer_withdraw", own), own)
    if mail_link_to_withdraw(own.invitation, own.round, now=timezone.now()):
        return redirect_to(f"{address('answer_withdraw', own)}?mailed", own)
    said = _("The email was requested three times in the past hour. Try again in an hour.")
    return _withdraw_page(request, own, [("mail-link", said)])


def _withdraw_page(request: HttpRequest, own: OwnResponse, errors: Errors) -> HttpResponse:
    context = page_context(own) | {"is_mailed": "mailed" in request.GET and not errors}
    return page_with_errors(request, "answering/withdraw.html", context, errors)

"""What somebody does with their own answers while the round is open, each change in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from assessments.catalogue.entries import Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Invitation, Organisation, Round
from assessments.models.answers import Response
from assessments.scoring.instrument import Answer

from .answering_time import count_time
from .erasure import ask_to_erase
from .mail.notices import tell_sent_again, tell_withdrawn, thank
from .open_limits import is_full_for
from .own_response import Key, is_left_out, other_code, resume_code, resume_digest
from .response_locks import Outcome, lock_invitation, lock_response, retry_after_self_extension, share_open_round

Entries = dict[str, dict[str, Any]]
"""Per code ``{"value", "number", "at"}``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its value (None withdraws the answer), its moment, and its sequence number for this question."""

    value: Answer
    at: datetime
    number: int = 1


@retry_after_self_extension
def save_answers(key: Key, choices: Mapping[str, Choice], *, page: int | None, now: datetime) -> Outcome:
    """Store choices, of which the newest for each question wins, and the page to come back to.

    The first answer creates the response; ``choices`` must have been checked against the questionnaire.
    """
    with transaction.atomic():
        round_ = share_open_round(key.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        if round_.has_open_link:  # what was given through it may come under a personal link now
            lock_invitation(key.invitation_id)
        response = lock_response(key)
        if response is None and has_answer(choices):
            if key.invitation_id is None and not round_.has_open_link:  # it was switched off meanwhile
                return Outcome.NOTHING
            if is_full_for(round_, key):
                return Outcome.FULL
            response = _create_response(key, round_, now)
        if response is None:
            return Outcome.NOTHING
        entries = _merge(response.answers, choices, questionnaire(round_.questionnaire_version), now)
        if key.invitation_id != response.invitation_id:
            _move_under_link(response, key, round_, now)
        _store(response, entries, page, now)
        return Outcome.SAVED


@retry_after_self_extension
def choose_role(key: Key, *, now: datetime) -> Outcome:
    """Store the organisation and role of the key in a response that has already begun."""
    with transaction.atomic():
        if share_open_round(key.round_id, now) is None:
            return Outcome.CLOSED
        response = lock_response(key)
        if response is None:
            return Outcome.NOTHING
        response.role = key.role
        if key.organisation_id is not None:
            response.organisation_id = key.organisation_id
        response.save(update_fields=["role", "organisation"])
        return Outcome.SAVED


@retry_after_self_extension
def submit(key: Key, *, now: datetime) -> Outcome:
    """Send the answers, which then count, unless others do that were sent before through the same personal link.

    Whoever has the link could be anybody, so nothing that was sent is replaced just because something is sent after it:
    the new answers wait aside, and the person whose link it is gets a mail. The outcome is the same, so that nobody
    learns by sending whether something had been sent. Sent once more, they count if nothing else does any more.
    """
    with transaction.atomic():
        round_ = share_open_round(key.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        lock_invitation(key.invitation_id)
        response = lock_response(key)
        if response is None or not _has_answers(response.answers):
            return Outcome.NOTHING
        is_first = response.sent_at is None
        response.invitation_id = key.invitation_id
        _count_or_set_aside(response, round_, sent_at=now, now=now)
        if is_first:  # whether they count or not, or the time told would tell
            count_time(response, round_.questionnaire_version)
        return Outcome.SAVED


@retry_after_self_extension
def withdraw(key: Key, *, now: datetime) -> Outcome:
    """Delete these answers, and no others; what waits aside under the same link does not begin to count by itself."""
    with transaction.atomic():
        round_ = share_open_round(key.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        lock_invitation(key.invitation_id)
        response = lock_response(key)
        if response is None:
            return Outcome.NOTHING
        Response.objects.filter(pk=response.pk).delete()
        ask_to_erase(Response, now=now)
        if response.is_counting and response.invitation_id is not None:
            tell_withdrawn(round_, response.invitation_id, now=now)
        return Outcome.SAVED


def _count_or_set_aside(response: Response, round_: Round, *, sent_at: datetime, now: datetime) -> None:
    """Store locked answers as sent: counting, or aside if others sent through the same locked personal link count."""
    counted = response.is_counting and response.invitation_id is not None
    response.sent_at = sent_at
    others = Response.objects.counting().filter(invitation=response.invitation_id).exclude(pk=response.pk)
    response.is_aside = response.invitation_id is not None and others.exists()
    response.save(update_fields=["sent_at", "is_aside", "invitation"])
    if response.is_aside and response.invitation_id is not None:
        tell_sent_again(round_, response.invitation_id, response.pk, now=now)
    elif not counted:
        thank(round_, response.invitation_id, now=now)


def _move_under_link(response: Response, key: Key, round_: Round, now: datetime) -> None:
    """Bring answers given through the open link under the personal link, by the same rule as when they are sent."""
    response.invitation_id = key.invitation_id
    if response.sent_at is None:
        response.save(update_fields=["invitation"])
    else:
        _count_or_set_aside(response, round_, sent_at=response.sent_at, now=now)


def has_answer(choices: Mapping[str, Choice]) -> bool:
    """Whether any of these answers a question: withdrawing answers does not begin a response."""
    return any(choice.value is not None for choice in choices.values())


def _create_response(key: Key, round_: Round, now: datetime) -> Response | None:
    """Create the response for a first answer; None if its role or organisation is unknown."""
    organisation_id = _organisation_id(key) if key.role else None
    if organisation_id is None:
        return None
    try:
        with transaction.atomic():
            return Response.objects.create(
                id=key.response_id,
                round_id=round_.pk,
                invitation_id=key.invitation_id,
                organisation_id=organisation_id,
                role=key.role,
                resume_code=resume_digest(round_.pk, resume_code(key.response_id)),
                started_at=now,
                changed_at=now,
            )
    except IntegrityError:
        return lock_response(key)


def _organisation_id(key: Key) -> int | None:
    """Return the organisation for which the answers are given; None if it no longer takes part."""
    if key.invitation_id is not None:
        return Invitation.objects.filter(pk=key.invitation_id).values_list("organisation_id", flat=True).first()
    if key.organisation_id is None:
        return None
    chosen = Organisation.objects.filter(pk=key.organisation_id, partnership__rounds=key.round_id)
    return chosen.values_list("pk", flat=True).first()


def _merge(stored: Entries, choices: Mapping[str, Choice], asked: Questionnaire, now: datetime) -> Entries:
    """Return the entries, replaced by every choice that is not older than what is stored."""
    entries = dict(stored)
    for code, choice in choices.items():
        value = list(choice.value) if isinstance(choice.value, tuple) else choice.value
        entry = {"value": value, "number": choice.number, "at": _to_text(min(choice.at, now))}
        if code not in entries:
            entries[code] = entry
        elif _is_newer(entry, entries[code]):
            entries[code] = entry | {"number": max(choice.number, entries[code]["number"] + 1)}
    return _make_consistent(entries, asked)


def _is_newer(entry: Mapping[str, Any], stored: Mapping[str, Any]) -> bool:
    """Whether a choice was made after the stored one, and is not the same one delivered again.

    The next number means that the page showed the stored choice, whatever the clocks say: a slow connection cannot make
    somebody's second thought look older than their first. Stored numbers only rise, so a page that never showed the
    stored choice cannot have the next number by chance.
    """
    if (entry["value"], entry["at"]) == (stored["value"], stored["at"]):
        return False
    has_seen_it = bool(entry["number"] == stored["number"] + 1)
    return has_seen_it or bool(entry["at"] >= stored["at"])


def _to_text(moment: datetime) -> str:
    """Return a moment as text of fixed length, so that texts sort like moments."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _make_consistent(entries: Entries, asked: Questionnaire) -> Entries:
    """Withdraw what other answers make pointless: a question not asked, the words for a reason not chosen."""
    answers = {code: entry["value"] for code, entry in entries.items()}
    for question in asked.questions():
        pointless = [question.code] if is_left_out(question, answers) else []
        words = other_code(asked, question)
        if words and question.option_codes[-1] not in (answers.get(question.code) or []):
            pointless.append(words)
        for code in pointless:
            if answers.get(code) is not None:
                entries[code] = entries[code] | {"value": None}
    return entries


def _store(response: Response, entries: Entries, page: int | None, now: datetime) -> None:
    """Save the fields that differ, if any."""
    fields = []
    if entries != response.answers:
        response.answers, response.changed_at = entries, now
        fields += ["answers", "changed_at"]
    if page is not None and page != response.page:
        response.page = page
        fields.append("page")
    if fields:
        response.save(update_fields=fields)


def _has_answers(entries: Entries) -> bool:
    return any(entry["value"] is not None for entry in entries.values())

"""Everything that changes a response while its round is open; each in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.db import IntegrityError, connection, transaction

from assessments.catalogue.entries import Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Invitation, Organisation, Round
from assessments.models.answers import Response
from assessments.scoring.values import Answer

from .answering import Key, is_left_out, other_code, resume_code, resume_digest
from .answering_time import count_time
from .mail.notices import thank
from .open_limits import is_full_for
from .round_extension import extend_itself_if_due

Entries = dict[str, dict[str, Any]]
"""Per code ``{"value", "number", "at"}``."""

_ROUND = (
    "SELECT id, state, opens_at, closes_at, questionnaire_version, sends_thanks, open_limit "
    "FROM assessments_round WHERE id = %s"
)
_ROUND_KEPT = _ROUND + " FOR SHARE"
"""Closing takes the row FOR UPDATE: it waits for us, or we wait for it and then see that the round is closed."""


class Outcome(StrEnum):
    """How a change went."""

    SAVED = "saved"
    NOTHING = "nothing"
    """There was nothing to store, so nothing was stored."""
    CLOSED = "closed"
    """The round takes no answers; nothing was changed."""
    FULL = "full"
    """Nobody more can begin through the open link; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice as it was made: its value (None takes the answer back), when, and the how-manieth of the question."""

    value: Answer
    at: datetime
    number: int = 1


Said = ParamSpec("Said")
Change = Callable[Concatenate[Key, Said], Outcome]


def _at_the_minute(change: "Change[Said]") -> "Change[Said]":
    """Try once more when the round closed this minute and has too few answers: then it goes on, and so does this.

    Outside the transaction of the change: two changes that hold the round must not both wait to extend it.
    """

    @wraps(change)
    def made(key: Key, *args: Said.args, **said: Said.kwargs) -> Outcome:
        outcome = change(key, *args, **said)
        if outcome != Outcome.CLOSED:
            return outcome
        round_ = Round.objects.filter(pk=key.round_id).first()
        if round_ is None or not extend_itself_if_due(round_, now=said["now"]):  # type: ignore[arg-type]
            return outcome
        return change(key, *args, **said)

    return made  # type: ignore[return-value]


@_at_the_minute
def save_answers(key: Key, choices: Mapping[str, Choice], *, page: int | None, now: datetime) -> Outcome:
    """Store choices, the newest of each question winning, and the page to come back to.

    The response is made by the first answer; ``choices`` must have been checked against the questionnaire.
    """
    with transaction.atomic():
        round_ = _open_round(key.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        response = _locked(key)
        if response is None and has_answer(choices):
            if is_full_for(round_, key):
                return Outcome.FULL
            response = _made(key, round_, now)
        if response is None:
            return Outcome.NOTHING
        entries = _merged(response.answers, choices, questionnaire(round_.questionnaire_version), now)
        _store(response, key, entries, page, now)
        return Outcome.SAVED


@_at_the_minute
def choose_role(key: Key, *, now: datetime) -> Outcome:
    """Put the organisation and role of the key in a response that was already begun."""
    with transaction.atomic():
        if _open_round(key.round_id, now) is None:
            return Outcome.CLOSED
        response = _locked(key)
        if response is None:
            return Outcome.NOTHING
        response.role = key.role
        if key.organisation_id is not None:
            response.organisation_id = key.organisation_id
        response.save(update_fields=["role", "organisation"])
        return Outcome.SAVED


@_at_the_minute
def submit(key: Key, *, now: datetime) -> Outcome:
    """Send the answers in; what was sent before through the same personal link is replaced."""
    with transaction.atomic():
        round_ = _open_round(key.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        _lock_invitation(key)
        response = _locked(key)
        if response is None or not _has_answers(response.answers):
            return Outcome.NOTHING
        is_first = response.sent_at is None
        if is_first:
            thank(round_, key.invitation_id, now=now)
        response.sent_at = now
        response.invitation_id = key.invitation_id
        response.save(update_fields=["sent_at", "invitation"])
        _replace_sent(response)
        if is_first:
            count_time(response, round_.questionnaire_version)
        return Outcome.SAVED


@_at_the_minute
def withdraw(key: Key, *, now: datetime) -> Outcome:
    """Delete the answers, and all others given through the same personal link."""
    with transaction.atomic():
        if _open_round(key.round_id, now) is None:
            return Outcome.CLOSED
        _lock_invitation(key)
        response = _locked(key)
        if response is None:
            return Outcome.NOTHING
        if key.invitation_id is not None:
            Response.objects.filter(invitation_id=key.invitation_id).delete()
        Response.objects.filter(pk=response.pk).delete()
        return Outcome.SAVED


def _open_round(round_id: int, now: datetime) -> Round | None:
    """Return the round, kept from closing until the transaction ends; None when it takes no answers."""
    sql = _ROUND_KEPT if connection.vendor == "postgresql" else _ROUND
    found = next(iter(Round.objects.raw(sql, [round_id])), None)
    return found if found is not None and found.is_open(now) else None


def _lock_invitation(key: Key) -> None:
    """Let two devices that send through one link do so one after the other."""
    if key.invitation_id is not None:
        Invitation.objects.select_for_update(no_key=True).filter(pk=key.invitation_id).values_list("pk").first()


def _locked(key: Key) -> Response | None:
    """Return the response, locked; None when there is none, or one of another personal link."""
    found = Response.objects.select_for_update().filter(pk=key.response_id, round_id=key.round_id).first()
    return found if found is not None and found.invitation_id in {None, key.invitation_id} else None


def has_answer(choices: Mapping[str, Choice]) -> bool:
    """Whether any question is answered by these: taking answers back begins nothing."""
    return any(choice.value is not None for choice in choices.values())


def _made(key: Key, round_: Round, now: datetime) -> Response | None:
    """Return the response, made for a first answer; None when it cannot be said whose it is."""
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
        return _locked(key)


def _organisation_id(key: Key) -> int | None:
    """Return for whom the answers are given; None when it no longer takes part."""
    if key.invitation_id is not None:
        return Invitation.objects.filter(pk=key.invitation_id).values_list("organisation_id", flat=True).first()
    if key.organisation_id is None:
        return None
    chosen = Organisation.objects.filter(pk=key.organisation_id, partnership__rounds=key.round_id)
    return chosen.values_list("pk", flat=True).first()


def _merged(stored: Entries, choices: Mapping[str, Choice], asked: Questionnaire, now: datetime) -> Entries:
    """Return the entries with every choice that is not older than what stands there."""
    entries = dict(stored)
    for code, choice in choices.items():
        value = list(choice.value) if isinstance(choice.value, tuple) else choice.value
        entry = {"value": value, "number": choice.number, "at": _written(min(choice.at, now))}
        if code not in entries:
            entries[code] = entry
        elif _is_newer(entry, entries[code]):
            entries[code] = entry | {"number": max(choice.number, entries[code]["number"] + 1)}
    return _consistent(entries, asked)


def _is_newer(entry: Mapping[str, Any], stored: Mapping[str, Any]) -> bool:
    """Whether a choice was made after the one that is stored, and is not that very one delivered again.

    The next number means that the page showed the stored one, whatever the clocks say: a slow connection cannot make
    somebody's second thought look older than their first. A stored choice has a higher number than any before it, so
    that a page which never showed it cannot happen to have the next one.
    """
    if (entry["value"], entry["at"]) == (stored["value"], stored["at"]):
        return False
    has_seen_it = bool(entry["number"] == stored["number"] + 1)
    return has_seen_it or bool(entry["at"] >= stored["at"])


def _written(moment: datetime) -> str:
    """Return a moment as text of one length, so that texts compare as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _consistent(entries: Entries, asked: Questionnaire) -> Entries:
    """Take back what other answers make pointless: a question not asked, words with a reason not chosen."""
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


def _store(response: Response, key: Key, entries: Entries, page: int | None, now: datetime) -> None:
    """Write what differs, and nothing when nothing does."""
    fields = []
    if entries != response.answers:
        response.answers, response.changed_at = entries, now
        fields += ["answers", "changed_at"]
    if page is not None and page != response.page:
        response.page = page
        fields.append("page")
    if key.invitation_id != response.invitation_id:
        response.invitation_id = key.invitation_id
        fields.append("invitation")
    if fields:
        response.save(update_fields=fields)
    if "invitation" in fields:
        _replace_sent(response)


def _replace_sent(response: Response) -> None:
    """Of one personal link only what was sent last counts."""
    if response.sent_at and response.invitation_id:
        others = Response.objects.filter(invitation_id=response.invitation_id, sent_at__isnull=False)
        others.exclude(pk=response.pk).delete()


def _has_answers(entries: Entries) -> bool:
    return any(entry["value"] is not None for entry in entries.values())

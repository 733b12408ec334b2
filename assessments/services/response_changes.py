"""All changes to a response while its round is open, each in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec

from django.db import IntegrityError, connection, transaction

from assessments.catalogue.entries import Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Invitation, Organisation, Round
from assessments.models.answers import Response
from assessments.scoring.instrument import Answer

from .answering_time import count_time
from .erasure import ask_to_erase
from .mail.notices import thank
from .open_limits import is_full_for
from .own_response import Key, is_left_out, other_code, resume_code, resume_digest
from .round_extension import extend_itself_if_due

Entries = dict[str, dict[str, Any]]
"""Per code ``{"value", "number", "at"}``."""


class Outcome(StrEnum):
    """What became of a change."""

    SAVED = "saved"
    NOTHING = "nothing"
    """There was nothing to store."""
    CLOSED = "closed"
    """The round does not accept answers; nothing was changed."""
    FULL = "full"
    """No more people can begin through the open link; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its value (None withdraws the answer), its moment, and its sequence number for this question."""

    value: Answer
    at: datetime
    number: int = 1


P = ParamSpec("P")
Change = Callable[Concatenate[Key, P], Outcome]


def retry_after_self_extension(change: "Change[P]") -> "Change[P]":
    """Decorate a change so that it is retried once if the round was due, had too few answers and extended itself.

    That happens outside the transaction of the change: two changes that share the round's row must not both wait to
    extend it.
    """

    @wraps(change)
    def wrapper(key: Key, *args: P.args, **kwargs: P.kwargs) -> Outcome:
        outcome = change(key, *args, **kwargs)
        if outcome != Outcome.CLOSED:
            return outcome
        round_ = Round.objects.filter(pk=key.round_id).first()
        if round_ is None or not extend_itself_if_due(round_, now=kwargs["now"]):  # type: ignore[arg-type]
            return outcome
        return change(key, *args, **kwargs)

    return wrapper  # type: ignore[return-value]


@retry_after_self_extension
def save_answers(key: Key, choices: Mapping[str, Choice], *, page: int | None, now: datetime) -> Outcome:
    """Store choices, of which the newest for each question wins, and the page to come back to.

    The first answer creates the response; ``choices`` must have been checked against the questionnaire.
    """
    with transaction.atomic():
        round_ = _share_open_round(key.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        response = _lock_response(key)
        if response is None and has_answer(choices):
            if is_full_for(round_, key):
                return Outcome.FULL
            response = _create_response(key, round_, now)
        if response is None:
            return Outcome.NOTHING
        entries = _merge(response.answers, choices, questionnaire(round_.questionnaire_version), now)
        _store(response, key, entries, page, now)
        return Outcome.SAVED


@retry_after_self_extension
def choose_role(key: Key, *, now: datetime) -> Outcome:
    """Store the organisation and role of the key in a response that has already begun."""
    with transaction.atomic():
        if _share_open_round(key.round_id, now) is None:
            return Outcome.CLOSED
        response = _lock_response(key)
        if response is None:
            return Outcome.NOTHING
        response.role = key.role
        if key.organisation_id is not None:
            response.organisation_id = key.organisation_id
        response.save(update_fields=["role", "organisation"])
        return Outcome.SAVED


@retry_after_self_extension
def submit(key: Key, *, now: datetime) -> Outcome:
    """Send the answers; they replace those sent before through the same personal link."""
    with transaction.atomic():
        round_ = _share_open_round(key.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        _lock_invitation(key)
        response = _lock_response(key)
        if response is None or not _has_answers(response.answers):
            return Outcome.NOTHING
        is_first = response.sent_at is None
        if is_first:
            thank(round_, key.invitation_id, now=now)
        response.sent_at = now
        response.invitation_id = key.invitation_id
        response.save(update_fields=["sent_at", "invitation"])
        _replace_sent(response, now)
        if is_first:
            count_time(response, round_.questionnaire_version)
        return Outcome.SAVED


@retry_after_self_extension
def withdraw(key: Key, *, now: datetime) -> Outcome:
    """Delete the answers, and all others that were given through the same personal link."""
    with transaction.atomic():
        if _share_open_round(key.round_id, now) is None:
            return Outcome.CLOSED
        _lock_invitation(key)
        response = _lock_response(key)
        if response is None:
            return Outcome.NOTHING
        if key.invitation_id is not None:
            Response.objects.filter(invitation_id=key.invitation_id).delete()
        Response.objects.filter(pk=response.pk).delete()
        ask_to_erase(Response, now=now)
        return Outcome.SAVED


def _share_open_round(round_id: int, now: datetime) -> Round | None:
    """Return the round, kept from closing until the transaction ends; None if it does not accept answers.

    Everyone who saves shares the row (FOR SHARE), so that they do not wait for each other. Closing takes it FOR UPDATE:
    it waits for us, or we wait for it and then see that the round is closed.
    """
    found = next(iter(Round.objects.raw(_round_statement(connection.vendor), [round_id])), None)
    return found if found is not None and found.is_open(now) else None


@cache
def _round_statement(vendor: str) -> str:
    """Return Django's own statement for a round, which takes longer to write than to run: every save needs it.

    Django has no word for FOR SHARE, so it is added. On SQLite a writing transaction is alone already.
    """
    sql, _parameters = Round.objects.filter(pk=0).order_by().query.sql_with_params()
    return f"{sql} FOR SHARE" if vendor == "postgresql" else sql


def _lock_invitation(key: Key) -> None:
    """Lock the invitation, so that two devices with the same link send one after the other.

    NO KEY: rows that refer to the invitation can still be inserted.
    """
    if key.invitation_id is not None:
        Invitation.objects.select_for_update(no_key=True).filter(pk=key.invitation_id).values_list("pk").first()


def _lock_response(key: Key) -> Response | None:
    """Return the response, locked; None if there is none, or if it belongs to another personal link."""
    found = Response.objects.select_for_update().filter(pk=key.response_id, round_id=key.round_id).first()
    return found if found is not None and found.invitation_id in {None, key.invitation_id} else None


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
        return _lock_response(key)


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


def _store(response: Response, key: Key, entries: Entries, page: int | None, now: datetime) -> None:
    """Save the fields that differ, if any."""
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
        _replace_sent(response, now)


def _replace_sent(response: Response, now: datetime) -> None:
    """Delete what was sent before through the same personal link: only the last counts."""
    if response.sent_at and response.invitation_id:
        others = Response.objects.filter(invitation_id=response.invitation_id, sent_at__isnull=False)
        n_replaced, _per_model = others.exclude(pk=response.pk).delete()
        if n_replaced:
            ask_to_erase(Response, now=now)


def _has_answers(entries: Entries) -> bool:
    return any(entry["value"] is not None for entry in entries.values())

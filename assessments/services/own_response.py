"""What a respondent may read: their own answers, found by a key that was signed for them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments.catalogue.entries import Question, Questionnaire
from assessments.links import keyed_digest
from assessments.models import Invitation, Round
from assessments.models.answers import Response
from assessments.scoring.instrument import Answer

from .kept_statements import KeptStatement

TEXT_LIMIT = 2000
"""Maximum length of an open answer."""
OTHER_LIMIT = 200
"""Maximum length of a reason in one's own words."""

_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters and digits that look alike."""
_CODE_LENGTH = 6

_BEGUN = KeptStatement(Response.objects.select_related("round__partnership", "invitation__participant"), "id", "round")
_INVITED = KeptStatement(
    Invitation.objects.select_related("round__partnership", "round__profile", "organisation", "participant"),
    *("id", "round"),
)


@dataclass(frozen=True, slots=True)
class Key:
    """What gives access to one response; worthless unless signed by us."""

    round_id: int
    response_id: uuid.UUID
    invitation_id: int | None = None
    generation: int | None = None
    organisation_id: int | None = None
    role: str = ""
    """Empty until the person has chosen it."""


@dataclass(frozen=True, slots=True)
class OwnResponse:
    """One person's answers at this moment."""

    key: Key
    round: Round
    invitation: Invitation | None
    organisation_id: int | None
    role: str
    entries: Mapping[str, Mapping[str, Any]]
    """Per code ``{"value", "number", "at"}``, as stored."""
    page: int = 1
    changed_at: datetime | None = None
    """None if nothing has been stored yet."""
    sent_at: datetime | None = None

    @property
    def is_saved(self) -> bool:
        """Whether any answer has been stored."""
        return self.changed_at is not None

    @property
    def is_sent(self) -> bool:
        """Whether the answers have been sent."""
        return self.sent_at is not None

    @property
    def answers(self) -> dict[str, Answer]:
        """The bare value per code, without cleared answers."""
        return {code: entry["value"] for code, entry in self.entries.items() if entry["value"] is not None}

    @property
    def resume_code(self) -> str:
        """The code that opens these answers on another device."""
        return resume_code(self.key.response_id)


def own_response_for(key: Key) -> OwnResponse | None:
    """Return the answers of this key; None if the key opens nothing, or no longer does."""
    found = _BEGUN.first(key.response_id, key.round_id)
    return _without_response(key) if found is None else _with_response(key, found)


def _with_response(key: Key, response: Response) -> OwnResponse | None:
    invitation = response.invitation
    if invitation is None and key.invitation_id is not None:
        asked = Invitation.objects.select_related("participant")
        invitation = asked.filter(pk=key.invitation_id, round_id=key.round_id).first()
    if not _opens(key, invitation):
        return None
    return OwnResponse(
        key=key,
        round=response.round,
        invitation=invitation,
        organisation_id=response.organisation_id,
        role=response.role,
        entries=response.answers,
        page=response.page,
        changed_at=response.changed_at,
        sent_at=response.sent_at,
    )


def _without_response(key: Key) -> OwnResponse | None:
    if key.invitation_id is None:
        found = Round.objects.select_related("partnership", "profile").filter(pk=key.round_id).first()
        if found is None or not found.has_open_link:
            return None
        return OwnResponse(key, found, None, key.organisation_id, key.role, {})
    invitation = _INVITED.first(key.invitation_id, key.round_id)
    if invitation is None or not _opens(key, invitation):
        return None
    return OwnResponse(key, invitation.round, invitation, invitation.organisation_id, key.role, {})


def _opens(key: Key, invitation: Invitation | None) -> bool:
    """Whether the key belongs to this invitation and its current link."""
    if invitation is None:
        return key.invitation_id is None
    return key.invitation_id == invitation.pk and key.generation == invitation.generation


def resume_code(response_id: uuid.UUID) -> str:
    """Return the six characters that open a response on another device; computed when shown, stored nowhere."""
    number = int.from_bytes(keyed_digest("resume", response_id.hex), "big")
    letters = []
    for _position in range(_CODE_LENGTH):
        number, rest = divmod(number, len(_CODE_LETTERS))
        letters.append(_CODE_LETTERS[rest])
    return "".join(letters)


def resume_digest(round_id: int, code: str) -> str:
    """Return the digest of a code that is stored, so that the code can be looked up without being stored."""
    return keyed_digest("resume code", round_id, code).hex()


def key_with_code(key: Key, code: str) -> Key | None:
    """Return the key of the response under the same link that this code opens; None if there is none."""
    wanted = Response.objects.filter(round_id=key.round_id, resume_code=resume_digest(key.round_id, code))
    if key.invitation_id is None:
        wanted = wanted.filter(invitation__isnull=True)
    else:
        wanted = wanted.filter(invitation_id=key.invitation_id)
    found = wanted.order_by("-changed_at").values_list("pk", flat=True).first()
    return Key(key.round_id, found, key.invitation_id, key.generation) if found is not None else None


@dataclass(frozen=True, slots=True)
class SentAnswers:
    """What whoever got a mail about answers may know of them: not what they are."""

    sent_at: datetime
    is_counting: bool
    do_others_count: bool
    """Whether answers count that were sent before through the same personal link."""


def sent_through(invitation: Invitation, response_id: uuid.UUID) -> SentAnswers | None:
    """Return these answers if they were sent through this personal link and not taken back; None otherwise."""
    others = Response.objects.counting().filter(invitation=invitation).exclude(pk=response_id)
    sent = Response.objects.filter(pk=response_id, invitation=invitation, sent_at__isnull=False)
    found = sent.only("sent_at", "is_aside").first()
    if found is None or found.sent_at is None:
        return None
    return SentAnswers(found.sent_at, found.is_counting, others.exists())


def has_answers_through(invitation: Invitation) -> bool:
    """Whether anything is stored that was given through this personal link, sent or not."""
    return Response.objects.filter(invitation=invitation).exists()


def other_code(questionnaire: Questionnaire, question: Question) -> str | None:
    """Return the code of the text that goes with the last reason, if the questionnaire asks for one."""
    code = f"{question.code}_other"
    return code if question.kind == "reasons" and code in questionnaire.instrument.text_codes else None


def is_left_out(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether an earlier answer, being too low, makes this question pointless."""
    if question.only_if is None:
        return False
    code, least = question.only_if
    value = answers.get(code)
    return isinstance(value, int) and value < least

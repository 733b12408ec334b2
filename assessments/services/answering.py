"""What a respondent may read: how their own answers stand, found by a key that was signed for them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments.catalogue.entries import Question, Questionnaire
from assessments.links import keyed_digest
from assessments.models import Invitation, Round
from assessments.models.answers import Response
from assessments.scoring.values import Answer

TEXT_LIMIT = 2000
"""Characters of an open answer."""
OTHER_LIMIT = 200
"""Characters of a reason in one's own words."""

_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without the letters and digits that are read as one another."""
_CODE_LENGTH = 6


_SHOWN = (
    *("organisation_id", "role", "answers", "page", "changed_at", "sent_at"),
    *("invitation__generation", "invitation__round_id", "invitation__organisation_id", "invitation__role"),
    *("round__partnership__name", "round__partnership__retention_months", "round__title", "round__split"),
    *("round__state", "round__opens_at", "round__closes_at", "round__closed_at", "round__profile_id"),
    *("round__extended_from", "round__has_extended_itself"),
    *("round__questionnaire_version", "round__interests_named", "round__contact_name", "round__contact_email"),
)
"""What every page needs; every page of every respondent asks for it, so it is no more than that."""


@dataclass(frozen=True, slots=True)
class Key:
    """What lets someone at one response: worth something only when signed by us."""

    round_id: int
    response_id: uuid.UUID
    invitation_id: int | None = None
    generation: int | None = None
    organisation_id: int | None = None
    role: str = ""
    """Empty until the person has said what they are."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person's answers stand at this moment."""

    key: Key
    round: Round
    invitation: Invitation | None
    organisation_id: int | None
    role: str
    entries: Mapping[str, Mapping[str, Any]]
    """Per code ``{"value", "number", "at"}``, as stored."""
    page: int = 1
    changed_at: datetime | None = None
    """None as long as nothing is stored."""
    sent_at: datetime | None = None

    @property
    def is_saved(self) -> bool:
        """Whether any answer has been stored."""
        return self.changed_at is not None

    @property
    def answers(self) -> dict[str, Answer]:
        """The bare value per code; what was cleared is left out."""
        return {code: entry["value"] for code, entry in self.entries.items() if entry["value"] is not None}

    @property
    def resume_code(self) -> str:
        """The code that opens these answers on another device."""
        return resume_code(self.key.response_id)


def standing_for(key: Key) -> Standing | None:
    """Return how the answers of this key stand; None when the key opens nothing (any longer)."""
    begun = Response.objects.select_related("round__partnership", "invitation").only(*_SHOWN)
    for found in begun.filter(pk=key.response_id, round_id=key.round_id):
        return _begun(key, found)
    return _not_begun(key)


def _begun(key: Key, response: Response) -> Standing | None:
    invitation = response.invitation
    if invitation is None and key.invitation_id is not None:
        invitation = Invitation.objects.filter(pk=key.invitation_id, round_id=key.round_id).first()
    if not _opens(key, invitation):
        return None
    return Standing(
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


def _not_begun(key: Key) -> Standing | None:
    if key.invitation_id is None:
        found = Round.objects.select_related("partnership", "profile").filter(pk=key.round_id).first()
        return Standing(key, found, None, key.organisation_id, key.role, {}) if found is not None else None
    invitation = (
        Invitation.objects.select_related("round__partnership", "round__profile", "organisation")
        .filter(pk=key.invitation_id, round_id=key.round_id)
        .first()
    )
    if invitation is None or not _opens(key, invitation):
        return None
    return Standing(key, invitation.round, invitation, invitation.organisation_id, key.role, {})


def _opens(key: Key, invitation: Invitation | None) -> bool:
    """Whether the key is for this invitation, and for the link that is valid now."""
    if invitation is None:
        return key.invitation_id is None
    return key.invitation_id == invitation.pk and key.generation == invitation.generation


def resume_code(response_id: uuid.UUID) -> str:
    """Return the six characters that open a response on another device; made when shown, stored nowhere."""
    number = int.from_bytes(keyed_digest("resume", response_id.hex), "big")
    letters = []
    for _position in range(_CODE_LENGTH):
        number, rest = divmod(number, len(_CODE_LETTERS))
        letters.append(_CODE_LETTERS[rest])
    return "".join(letters)


def resume_digest(round_id: int, code: str) -> str:
    """Return what is stored of a code, so that it can be found without being kept."""
    return keyed_digest("resume code", round_id, code).hex()


def key_with_code(key: Key, code: str) -> Key | None:
    """Return the key of the response of the same link that this code opens; None when there is none."""
    wanted = Response.objects.filter(round_id=key.round_id, resume_code=resume_digest(key.round_id, code))
    if key.invitation_id is None:
        wanted = wanted.filter(invitation__isnull=True)
    else:
        wanted = wanted.filter(invitation_id=key.invitation_id)
    found = wanted.order_by("-changed_at").values_list("pk", flat=True).first()
    return Key(key.round_id, found, key.invitation_id, key.generation) if found is not None else None


def other_code(questionnaire: Questionnaire, question: Question) -> str | None:
    """Return the code of the words that go with the last reason, if the questionnaire asks for them."""
    code = f"{question.code}_other"
    return code if question.kind == "reasons" and code in questionnaire.instrument.text_codes else None


def is_left_out(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether an earlier answer makes this question pointless: it was answered with too low a value."""
    if question.only_if is None:
        return False
    code, least = question.only_if
    value = answers.get(code)
    return isinstance(value, int) and value < least

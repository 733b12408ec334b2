"""The answers that count when a round closes; after that they exist nowhere."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.models import Round
from assessments.models.answers import Response


@dataclass(frozen=True, slots=True)
class SentAnswers:
    """What one person sent, without who that is and when it was."""

    organisation: str
    role: str
    answers: Mapping[str, Any]
    """The bare value per code."""


def sent_answers(round_: Round) -> list[SentAnswers]:
    """Return the answers that count in an open round, in random order.

    Of a personal link at most one set counts, which the database sees to; of the open link all do.
    """
    counting = Response.objects.counting().filter(round=round_).values_list("organisation", "role", "answers")
    organisations = dict(round_.partnership.organisations.values_list("pk", "name"))
    found = [
        SentAnswers(organisations[organisation_id], role, _bare_answers(entries))
        for organisation_id, role, entries in counting
    ]
    # The numbers that they get in this order may be named in a message, so it must not be predictable.
    secrets.SystemRandom().shuffle(found)
    return found


def _bare_answers(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bare answers in the order of their codes, not in the order in which they were given."""
    return {code: entries[code]["value"] for code in sorted(entries) if entries[code]["value"] is not None}

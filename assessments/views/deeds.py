"""Who did what in a partnership: noted by the pages where it is done, shown to its owners."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from assessments.models import AuditEntry, Partnership, Round
from assessments.models.audit import Deed
from assessments.moments import short_moment
from assessments.services.auditing import record

MOST = 20
"""Deeds on the page of a partnership."""


@dataclass(frozen=True, slots=True)
class DeedLine:
    """One deed as a line."""

    at: str
    who: str
    deed: str
    round: str


def note(request: HttpRequest, deed: Deed, partnership: Partnership, round_: Round | None = None) -> None:
    """Note that the one who is signed in did something."""
    if request.user.is_authenticated:
        record(request.user, deed, partnership, now=timezone.now(), round_=round_)


def deed_lines(partnership: Partnership) -> list[DeedLine]:
    """Return the last deeds, newest first."""
    entries = AuditEntry.objects.filter(partnership=partnership).select_related("round")[:MOST]
    return [
        DeedLine(
            short_moment(entry.at), entry.who, str(Deed(entry.deed).label), entry.round.title if entry.round else ""
        )
        for entry in entries
    ]

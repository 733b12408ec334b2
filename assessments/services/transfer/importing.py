"""Stores a partnership from a file as that of whoever brings it, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from assessments.models import (
    AuditEntry,
    Coordinatorship,
    Organisation,
    Participant,
    Partnership,
    PlannedAction,
    ProgressNote,
    Result,
    Round,
    ScoringProfileVersion,
    User,
)
from assessments.models.audit import AuditAction
from assessments.models.choices import Access
from assessments.scoring.profile import ScoringProfile
from assessments.services.audit_trail import record
from assessments.services.rounds import current_profile

from .reading import Incoming
from .rows import rows_of


def import_partnership(incoming: Incoming, *, by: User, now: datetime) -> Partnership:
    """Store the content of a file as a new partnership of this user: all of it, or raise UnusableFileError."""
    made = rows_of(incoming)
    with transaction.atomic():
        made.partnership.save()
        Coordinatorship.objects.create(user=by, partnership=made.partnership, access=Access.OWNER)
        Organisation.objects.bulk_create(made.organisations.values())
        Participant.objects.bulk_create(made.participants)
        known = list(ScoringProfileVersion.objects.order_by("-version"))
        for place, round_ in made.rounds.items():
            round_.profile = _profile(incoming.results[place].frozen.profile, known)
        Round.objects.bulk_create(made.rounds.values())
        Result.objects.bulk_create(made.results)
        PlannedAction.objects.bulk_create(made.actions)
        ProgressNote.objects.bulk_create(made.notes)
        AuditEntry.objects.bulk_create(made.entries)
        record(AuditAction.IMPORTED, made.partnership, by=by, now=now)
    return made.partnership


def _profile(thresholds: ScoringProfile, known: Sequence[ScoringProfileVersion]) -> ScoringProfileVersion:
    """Return the version with these thresholds, or else the current one, since the result carries its own.

    No version is created: the newest one would score the next round of every partnership.
    """
    return next((version for version in known if version.profile == thresholds), None) or current_profile()

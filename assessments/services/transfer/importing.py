"""Stores a partnership from a file as that of whoever brings it, in one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import (
    AuditEntry,
    Coordinatorship,
    Organisation,
    Participant,
    Partnership,
    PlannedAction,
    Programme,
    ProgressNote,
    Round,
    ScoringProfileVersion,
    User,
)
from assessments.models.audit import AuditAction
from assessments.models.choices import Access
from assessments.reporting.frozen import TAKEN_OVER
from assessments.results.stored_results import checksum
from assessments.scoring.profile import ScoringProfile
from assessments.services.audit_trail import record
from assessments.services.rounds import current_profile

from .reading import Incoming, UnusableFileError
from .rows import rows_of


def import_partnership(incoming: Incoming, *, by: User, now: datetime, as_from_file: bool = False) -> Partnership:
    """Store the content of a file as a new partnership of this user: all of it, or raise UnusableFileError.

    What this installation did not write itself is taken over ``as_from_file`` alone: then every result says so for
    good, in its document and so in whatever is made of it, and so does the trail of who did what.
    """
    if not incoming.is_ours and not as_from_file:
        raise UnusableFileError(
            _("This site did not write this file. It can only be imported as a file from elsewhere.")
        )
    made = rows_of(incoming if incoming.is_ours else _as_from_file(incoming, now))
    for entry in made.entries:
        entry.is_from_file = entry.is_from_file or not incoming.is_ours
    with transaction.atomic():
        made.partnership.save()
        if made.logo is not None:
            made.logo.save()
        Coordinatorship.objects.create(user=by, partnership=made.partnership, access=Access.OWNER)
        Programme.objects.bulk_create(made.programmes)
        Organisation.objects.bulk_create(made.organisations.values())
        Participant.objects.bulk_create(made.participants)
        known = list(ScoringProfileVersion.objects.order_by("-version"))
        for place, round_ in made.rounds.items():
            round_.profile = _profile(incoming.results[place].frozen.profile, known)
        Round.objects.bulk_create(made.rounds.values())
        for result in made.results:
            result.save()  # which writes the excerpt too
        PlannedAction.objects.bulk_create(made.actions)
        ProgressNote.objects.bulk_create(made.notes)
        AuditEntry.objects.bulk_create(made.entries)
        record(AuditAction.IMPORTED, made.partnership, by=by, now=now)
    return made.partnership


def _as_from_file(incoming: Incoming, now: datetime) -> Incoming:
    """Return what came in, with in each result since when it is here; one that says so already keeps its day."""
    day = timezone.localdate(now).isoformat()
    results = {}
    for place, result in incoming.results.items():
        document = result.document | {TAKEN_OVER: result.document.get(TAKEN_OVER) or day}
        results[place] = replace(result, document=document, checksum=checksum(document))
    return replace(incoming, results=results)


def _profile(thresholds: ScoringProfile, known: Sequence[ScoringProfileVersion]) -> ScoringProfileVersion:
    """Return the version with these thresholds, or else the current one, since the result carries its own.

    No version is created: the newest one would score the next round of every partnership.
    """
    return next((version for version in known if version.profile == thresholds), None) or current_profile()

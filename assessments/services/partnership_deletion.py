"""Deletes a partnership with everything that belongs to it, including results and reports."""

from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone

from assessments.log import Event, note
from assessments.models import (
    AuditEntry,
    CoordinatorInvitation,
    Coordinatorship,
    Excerpt,
    Invitation,
    Logo,
    Mail,
    MailText,
    Organisation,
    Participant,
    Partnership,
    PlannedAction,
    ProgressNote,
    Result,
    Round,
    ShareLink,
    User,
)
from assessments.models.answers import Response
from assessments.models.choices import State

from .erasure import ask_to_erase
from .kept_reports import delete_reports_of_deleted
from .locks import lock_partnership

EVERYTHING = (
    *(Partnership, Organisation, Participant, Coordinatorship, CoordinatorInvitation, Round, Invitation, Response),
    *(Result, Excerpt, ShareLink, Logo, Mail, MailText, PlannedAction, ProgressNote, AuditEntry),
)
"""What holds something of persons that goes with a partnership."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """How much is deleted along with a partnership."""

    n_organisations: int
    n_participants: int
    n_rounds: int
    has_open_round: bool
    """Whether answers may be there of a round that has not closed; how many is not said."""
    n_results: int
    n_planned_actions: int
    n_coordinators: int


def belongings_of(partnership: Partnership) -> Belongings:
    """Return how much is deleted along with this partnership."""
    rounds = Round.objects.filter(partnership=partnership)
    return Belongings(
        n_organisations=partnership.organisations.count(),
        n_participants=Participant.objects.filter(organisation__partnership=partnership).count(),
        n_rounds=rounds.count(),
        has_open_round=rounds.filter(state=State.OPEN).exists(),
        n_results=Result.objects.filter(round__in=rounds).count(),
        n_planned_actions=partnership.planned_actions.count(),
        n_coordinators=partnership.coordinatorships.count(),
    )


def delete_partnership(partnership: Partnership, *, by: User | None) -> None:
    """Delete a partnership with its answers, results, report files and audit trail, in the database and on the disk.

    Only the log says who did it.

    The rounds are locked first, so that somebody who is just saving an answer waits, and then finds the round gone.
    """
    number, now = partnership.pk, timezone.now()
    with transaction.atomic():
        current = lock_partnership(number)
        rounds = list(Round.objects.select_for_update().filter(partnership=current).values_list("pk", flat=True))
        Response.objects.filter(round__in=rounds).delete()
        PlannedAction.objects.filter(partnership=current).delete()
        Invitation.objects.filter(round__in=rounds).delete()
        Round.objects.filter(pk__in=rounds).delete()
        Organisation.objects.filter(partnership=current).delete()
        current.delete()
        ask_to_erase(*EVERYTHING, now=now)
        told = {"user": by and by.pk, "partnership_id": number, "n_rounds": len(rounds)}
        transaction.on_commit(partial(note, Event.PARTNERSHIP_DELETED, **told))
        transaction.on_commit(partial(delete_reports_of_deleted, now=now))

"""Plans the mails of a round to its participants: one line for each kind and moment; the worker makes the mails."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max

from assessments.models import Invitation, Mailing, Round
from assessments.models.mails import MailKind

from .queueing import Letter, enqueue


def plan_mailings(round_: Round, *, now: datetime) -> None:
    """Plan the invitation at opening and the reminders before closing of a round that has just been opened."""
    if not (round_.sends_invitations and round_.has_personal_links):
        return
    opens_at = max(round_.opens_at or now, now)
    mailings = [Mailing(round=round_, kind=MailKind.INVITATION, due_at=opens_at)]
    for number, days in enumerate(sorted(round_.reminder_days, reverse=True), start=1):
        due_at = round_.closes_at - timedelta(days=days)
        if due_at > opens_at:
            mailings.append(
                Mailing(round=round_, kind=MailKind.REMINDER, number=number, days_before=days, due_at=due_at)
            )
    Mailing.objects.bulk_create(mailings)


def reschedule_mailings(round_: Round, *, now: datetime) -> None:
    """Let the reminders that are still to come follow the closing date."""
    for mailing in round_.mailings.filter(kind=MailKind.REMINDER, started_at__isnull=True, days_before__isnull=False):
        mailing.due_at = max(round_.closes_at - timedelta(days=mailing.days_before or 0), now)
        mailing.save(update_fields=["due_at"])


def plan_mailing(round_: Round, kind: MailKind, *, due_at: datetime) -> None:
    """Plan one mail to everyone with a personal link."""
    last = round_.mailings.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    Mailing.objects.create(round=round_, kind=kind, number=last + 1, due_at=due_at)


def invite_by_mail(invitations: Iterable[Invitation], *, now: datetime) -> None:
    """Invite people who were added after the others were invited."""
    enqueue(
        [
            Letter(
                MailKind.INVITATION,
                f"invitation:{one.round_id}:{one.pk}:{one.generation}",
                round=one.round,
                invitation=one,
                expires_at=one.round.closes_at,
            )
            for one in invitations
        ],
        now=now,
    )

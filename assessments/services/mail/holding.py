"""The invitations of a round wait some minutes after it opens, so that a coordinator can still stop them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from assessments.models import Mailing, Round, User
from assessments.models.audit import AuditAction
from assessments.models.mails import MailKind
from assessments.services.audit_trail import record
from assessments.services.locks import lock_round

from .recipients import reachable

PAUSE = timedelta(minutes=10)
"""Between the click that opens a round and its invitations. It stands in the database, so no restart shortens it."""


@dataclass(frozen=True, slots=True)
class WaitingInvitations:
    """The invitations of an open round that a worker has yet to take up."""

    n_mails: int
    due_at: datetime


def waiting_invitations(round_: Round, *, now: datetime) -> WaitingInvitations | None:
    """Return the invitations that can still be stopped; None if there are none, or the round takes no answers."""
    waiting = _waiting(round_).first() if round_.is_open(now) else None
    return WaitingInvitations(reachable(round_).count(), waiting.due_at) if waiting else None


def hold_invitations(round_: Round, *, by: User | None, now: datetime) -> bool:
    """Stop the invitations of an open round before a worker takes them up, and return whether that was in time.

    Its reminders go too: nobody is reminded of what they were never sent. ``mail_everyone`` plans all of them anew.
    """
    with transaction.atomic():
        current = lock_round(round_.pk)
        if not current.is_open(now) or not _waiting(current).delete()[0]:
            return False
        current.mailings.filter(kind=MailKind.REMINDER, started_at=None).delete()
        current.sends_invitations = False
        current.save(update_fields=["sends_invitations"])
        record(AuditAction.MAIL_TEXTS, current.partnership, by=by, now=now, round_=current)
        return True


def release_invitations(round_: Round, *, by: User | None, now: datetime) -> bool:
    """Let the invitations of an open round go at once, and return whether any still waited."""
    with transaction.atomic():
        current = lock_round(round_.pk)
        if not current.is_open(now) or not _waiting(current).filter(due_at__gt=now).update(due_at=now):
            return False
        record(AuditAction.MAIL_TEXTS, current.partnership, by=by, now=now, round_=current)
        return True


def _waiting(round_: Round) -> QuerySet[Mailing]:
    return Mailing.objects.filter(round=round_, kind=MailKind.INVITATION, started_at=None)

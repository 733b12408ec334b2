"""Invitations once more: what was refused or may not have arrived, and what a coordinator saw come back."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from assessments.models import Invitation, Mail, Round
from assessments.models.mails import MailKind, MailState

from .planning import invitation_letter
from .queueing import enqueue
from .recipients import reachable

_ENDED = (MailState.SENT, MailState.REFUSED, MailState.UNSURE)
_FAILED = (MailState.REFUSED, MailState.UNSURE)


def invite_again(invitation: Invitation, round_: Round, *, now: datetime) -> None:
    """Mail someone their link again, as a mail of its own; one that came back counts as not come back any more."""
    with transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(bounced_at=None)
        letter = invitation_letter(invitation, round_)
        if not _queue_again(Mail.objects.filter(key=letter.key, state__in=_ENDED), now):
            enqueue([letter], now=now)


def invite_failed_again(round_: Round, *, now: datetime) -> int:
    """Mail everyone again whose invitation was refused or perhaps not sent, and return how many."""
    with transaction.atomic():
        failed = Mail.objects.filter(kind=MailKind.INVITATION, invitation__in=reachable(round_), state__in=_FAILED)
        return _queue_again(failed, now)


def note_bounced(invitation: Invitation, *, now: datetime | None) -> None:
    """Note when a mail came back, so that no other is sent to that address; None takes that back."""
    Invitation.objects.filter(pk=invitation.pk).update(bounced_at=now)


def _queue_again(mails: QuerySet[Mail], now: datetime) -> int:
    """Put mails that ended in the queue once more; another moment makes it another mail for who gets it."""
    return mails.update(
        state=MailState.WAITING,
        mailing=None,
        created_at=now,
        next_try_at=now,
        n_tries=0,
        n_unsure=0,
        last_error="",
        sent_at=None,
    )

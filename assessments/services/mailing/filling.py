"""Puts the mails of a mailing in the queue when its time has come, exactly once."""

import logging
from datetime import datetime

from django.db import transaction

from assessments.models import Invitation, Mail, Mailing
from assessments.models.choices import State
from assessments.models.mails import MailKind

from .kinds import WHILE_OPEN, can_mail
from .planning import invitation_letter
from .queueing import Letter, enqueue
from .recipients import recipients

log = logging.getLogger(__name__)


def fill_due_mailings(*, now: datetime) -> int:
    """Put the mails of every mailing that is due in the queue and return how many mailings that were."""
    if not can_mail():
        return 0
    due = Mailing.objects.filter(started_at=None, due_at__lte=now).order_by("due_at", "pk")
    return sum(_fill(mailing, now) for mailing in due.select_related("round"))


def _fill(mailing: Mailing, now: datetime) -> bool:
    """Claim the mailing and make its mails, in one transaction: who comes second finds it claimed."""
    if _is_early(mailing, now):
        return False
    with transaction.atomic():
        if not Mailing.objects.filter(pk=mailing.pk, started_at=None).update(started_at=now):
            return False
        if not _is_of_use(mailing, now):
            mailing.delete()
            return False
        _queue(mailing, now)
    log.info("Put mailing %s (%s) in the queue.", mailing.pk, mailing.kind)
    return True


def _queue(mailing: Mailing, now: datetime) -> None:
    is_counted = may_be_counted(mailing)
    enqueue((_letter(mailing, one, is_counted=is_counted) for one in recipients(mailing)), now=now)
    n_mails = Mail.objects.filter(mailing=mailing).count()
    Mailing.objects.filter(pk=mailing.pk).update(n_mails=n_mails)


def may_be_counted(mailing: Mailing) -> bool:
    """Whether the number of mails of this mailing may be kept.

    How many have not sent in stands on the page of the round, and a reminder that reaches all of those says the same.
    But one that cannot reach everybody tells of the few whom it can, or cannot, whether they sent in; and a
    coordinator can choose those few, by noting that mails came back or by emptying addresses. How many have begun
    stands nowhere.
    """
    if mailing.kind == MailKind.UNSENT:
        return False
    if mailing.kind != MailKind.REMINDER:
        return True
    invited = Invitation.objects.filter(round=mailing.round_id)
    return (
        invited.count()
        == invited.filter(participant__wants_mail=True, bounced_at=None).exclude(participant__email="").count()
    )


def _letter(mailing: Mailing, invitation: Invitation, *, is_counted: bool) -> Letter:
    counted = mailing if is_counted else None
    if mailing.kind == MailKind.INVITATION:
        return invitation_letter(invitation, mailing.round, counted)
    key = f"{mailing.kind}:{mailing.round_id}:{mailing.number}:{invitation.pk}"
    return Letter(MailKind(mailing.kind), key, round=mailing.round, mailing=counted, invitation=invitation)


def _is_early(mailing: Mailing, now: datetime) -> bool:
    """Whether the round has yet to open: no link works before that."""
    round_ = mailing.round
    return mailing.kind in WHILE_OPEN and (
        round_.state == State.DRAFT or (round_.opens_at is not None and round_.opens_at > now)
    )


def _is_of_use(mailing: Mailing, now: datetime) -> bool:
    """Whether the mails make sense: not after closing, and of two reminders that are due only the last."""
    if mailing.kind not in WHILE_OPEN:
        return True
    later = Mailing.objects.filter(round=mailing.round_id, kind=mailing.kind, due_at__lte=now, started_at=None)
    is_overtaken = mailing.kind == MailKind.REMINDER and later.exclude(pk=mailing.pk).exists()
    return mailing.round.is_open(now) and not is_overtaken

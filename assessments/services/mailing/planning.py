"""What is mailed to the participants of a round, and when; the worker fills the queue when the time has come."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from assessments.models import Invitation, Mailing, Round
from assessments.models.mails import MailKind

from .queueing import Letter, enqueue
from .recipients import reachable

MOST_REMINDERS = 3
"""In one round, also when its closing moves."""


def plan_mailings(round_: Round, *, now: datetime) -> None:
    """Plan what a newly opened round sends: invitations when it opens, and its reminders."""
    if not round_.has_personal_links:
        return
    with transaction.atomic():
        _lock(round_)
        if round_.sends_invitations and not _of(round_, MailKind.INVITATION):
            _add(round_, MailKind.INVITATION, _opening(round_, now))
        _plan_reminders(round_, now)


def reschedule_mailings(round_: Round, *, now: datetime) -> None:
    """Plan anew what has not been sent yet, after the opening, the closing or the choice of reminders changed."""
    if not round_.has_personal_links:
        return
    with transaction.atomic():
        _lock(round_)
        invitations = round_.mailings.filter(kind=MailKind.INVITATION, started_at=None)
        if round_.sends_invitations:
            invitations.update(due_at=_opening(round_, now))
        else:
            invitations.delete()
        _plan_reminders(round_, now)


def plan_mailing(round_: Round, kind: MailKind, *, due_at: datetime) -> Mailing | None:
    """Plan one mail to all participants with a link; None when the round has no personal links."""
    if not round_.has_personal_links:
        return None
    with transaction.atomic():
        _lock(round_)
        return _add(round_, kind, due_at)


def invite_by_mail(invitations: Iterable[Invitation], *, now: datetime) -> None:
    """Mail their link to people who were invited later; those of a round that is yet to invite are left to that.

    May be called for one round at a time, again and again: a link is mailed once.
    """
    asked = {one.pk: one.round_id for one in invitations}
    round_ = Round.objects.filter(pk__in=asked.values(), sends_invitations=True).first()
    if round_ is None or round_.mailings.filter(kind=MailKind.INVITATION, started_at=None).exists():
        return
    enqueue((invitation_letter(one, round_) for one in reachable(round_).filter(pk__in=asked)), now=now)


def invitation_letter(invitation: Invitation, round_: Round, mailing: Mailing | None = None) -> Letter:
    """Return the mail with someone's link; a new link is a new mail."""
    return Letter(
        MailKind.INVITATION,
        f"invitation:{invitation.pk}:{invitation.generation}",
        round=round_,
        mailing=mailing,
        invitation=invitation,
    )


def _plan_reminders(round_: Round, now: datetime) -> None:
    """Plan the reminders that are still to come: those of the round's choice, at most three with those that went."""
    planned = {one.days_before: one for one in _of(round_, MailKind.REMINDER) if one.started_at is None}
    room = MOST_REMINDERS - round_.mailings.filter(kind=MailKind.REMINDER, started_at__isnull=False).count()
    wanted = {
        days: round_.closes_at - timedelta(days=days)
        for days in sorted(round_.reminder_days)
        if _opening(round_, now) < round_.closes_at - timedelta(days=days)
    }
    wanted = dict(list(wanted.items())[: max(room, 0)]) if round_.sends_invitations else {}
    Mailing.objects.filter(pk__in=[one.pk for days, one in planned.items() if days not in wanted]).delete()
    for days, due_at in wanted.items():
        if days in planned:
            Mailing.objects.filter(pk=planned[days].pk, started_at=None).update(due_at=due_at)
        else:
            _add(round_, MailKind.REMINDER, due_at, days)


def _opening(round_: Round, now: datetime) -> datetime:
    return max(now, round_.opens_at or now)


def _of(round_: Round, kind: MailKind) -> list[Mailing]:
    return list(round_.mailings.filter(kind=kind))


def _add(round_: Round, kind: MailKind, due_at: datetime, days_before: int | None = None) -> Mailing:
    last = round_.mailings.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    return Mailing.objects.create(round=round_, kind=kind, number=last + 1, due_at=due_at, days_before=days_before)


def _lock(round_: Round) -> None:
    """Let two plans for one round be made one after the other."""
    Round.objects.select_for_update(no_key=True).filter(pk=round_.pk).values_list("pk").first()

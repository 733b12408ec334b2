"""Mailings to the participants of a round: planned with a moment, and queued by the worker when that has come."""

import logging
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Invitation, Mail, Mailing, Round, User
from assessments.models.audit import AuditAction
from assessments.models.choices import State
from assessments.models.mails import MailKind, MailState
from assessments.reporting.numbers import in_letters
from assessments.results.counting import are_links_handed_out
from assessments.results.handing_out import invited, is_handed_out
from assessments.services.audit_trail import record
from assessments.services.locks import lock_partnership, lock_round
from assessments.vocabulary.limits import MOST_REMINDERS
from assessments.working_days import working_day_until

from .queue import WHILE_OPEN, NewMail, enqueue
from .recipients import reachable, recipients, remindable
from .smtp import can_mail

log = logging.getLogger(__name__)

BETWEEN_REMINDERS = timedelta(days=1)
"""Between the last mail to everybody and a reminder that a coordinator asks for."""
NINE = time(9)
"""When reminders go out: at the beginning of a working day."""

_ENDED = (MailState.SENT, MailState.REFUSED, MailState.UNSURE)
_FAILED = (MailState.REFUSED, MailState.UNSURE)


def plan_mailings(round_: Round, *, now: datetime, pause: timedelta = timedelta()) -> None:
    """Plan what a newly opened round sends: invitations when it opens, and its reminders.

    Invitations go no sooner than ``pause`` from now.
    """
    if not round_.has_personal_links:
        return
    with transaction.atomic():
        _lock(round_)
        if round_.sends_invitations and not _mailings_of_kind(round_, MailKind.INVITATION):
            _create(round_, MailKind.INVITATION, _opening(round_, now + pause))
        _plan_reminders(round_, now)


def reschedule_mailings(round_: Round, *, now: datetime) -> None:
    """Replan what has not been sent yet, after the opening, the closing or the choice of reminders changed."""
    if not round_.has_personal_links:
        return
    with transaction.atomic():
        _lock(round_)
        invitations = round_.mailings.filter(kind=MailKind.INVITATION, started_at=None)
        if not round_.sends_invitations:
            invitations.delete()
        elif round_.opens_at is not None and round_.opens_at > now:
            invitations.update(due_at=round_.opens_at)
        _plan_reminders(round_, now)


def plan_mailing(round_: Round, kind: MailKind, *, due_at: datetime) -> Mailing | None:
    """Plan one mail to all participants with a link; None when the round has no personal links."""
    if not round_.has_personal_links:
        return None
    with transaction.atomic():
        _lock(round_)
        return _create(round_, kind, due_at)


def mail_everyone(round_: Round, *, by: User | None, now: datetime) -> None:
    """Let a round that has not mailed people their links do so from now on. Raises ValidationError if it is closed.

    Such a round was made while the site had no mail server, or while inviting by mail was a choice.
    """
    with transaction.atomic():
        current = lock_round(round_.pk)
        if current.has_result or current.is_due(now):
            raise ValidationError(_("This round is closed."), code="closed")
        begin_mailing(current, now=now)
        record(AuditAction.INVITED, current.partnership, by=by, now=now, round_=current)


def begin_mailing(round_: Round, *, now: datetime, pause: timedelta = timedelta()) -> None:
    """Plan the invitations and reminders of a round that has not mailed people their links."""
    round_.sends_invitations = True
    round_.save(update_fields=["sends_invitations"])
    plan_mailings(round_, now=now, pause=pause)


def invite_by_mail(invitations: Iterable[Invitation], *, now: datetime) -> None:
    """Mail their link to people of one open round who were invited later, unless it has yet to send its invitations.

    Also in a round that has not mailed the others theirs: no page shows the link of somebody who can be mailed.
    May be called again and again: a link is mailed once.
    """
    asked = {one.pk: one.round_id for one in invitations}
    round_ = Round.objects.filter(pk__in=asked.values()).first()
    if round_ is None or not _mails_at_once(round_, now):
        return
    enqueue((invitation_mail(one, round_) for one in reachable(round_).filter(pk__in=asked)), now=now)


def mailed_at(round_: Round, *, now: datetime) -> datetime | None:
    """Return when the link leaves of somebody who is invited to this round now; None if it goes by no mail."""
    if not can_mail():
        return None
    waiting = round_.mailings.filter(kind=MailKind.INVITATION, started_at=None).first()
    if waiting is not None:
        return max(waiting.due_at, now)
    return now if _mails_at_once(round_, now) else None


def _mails_at_once(round_: Round, now: datetime) -> bool:
    is_to_come = round_.mailings.filter(kind=MailKind.INVITATION, started_at=None).exists()
    return round_.is_open(now) and not is_to_come and (round_.sends_invitations or can_mail())


def can_get_link(invitation: Invitation) -> bool:
    """Whether somebody who takes part gets the link of this invitation by mail."""
    person = invitation.participant
    return person is not None and person.wants_mail and not is_handed_out(invitation)


def mail_new_link(invitation: Invitation, *, now: datetime) -> None:
    """Mail somebody the link that was just made for them, whether or not an earlier mail came back.

    A mail that still waits with the link before this one is not sent.
    """
    if not can_get_link(invitation):
        return
    Invitation.objects.filter(pk=invitation.pk).update(bounced_at=None)
    Mail.objects.filter(invitation=invitation, kind=MailKind.INVITATION, state=MailState.WAITING).delete()
    invite_by_mail([invitation], now=now)


def invitation_mail(invitation: Invitation, round_: Round, mailing: Mailing | None = None) -> NewMail:
    """Return the mail with someone's link; a renewed link makes a new mail."""
    return NewMail(
        MailKind.INVITATION,
        f"invitation:{invitation.pk}:{invitation.generation}",
        round=round_,
        mailing=mailing,
        invitation=invitation,
    )


def invite_again(invitation: Invitation, *, by: User | None, now: datetime) -> None:
    """Mail someone their link again, as a separate mail; that an earlier one bounced no longer counts."""
    with transaction.atomic():
        round_ = invitation.round
        partnership = lock_partnership(round_.partnership_id)
        Invitation.objects.filter(pk=invitation.pk).update(bounced_at=None)
        new = invitation_mail(invitation, round_)
        if not _requeue(Mail.objects.filter(key=new.key, state__in=_ENDED), now):
            enqueue([new], now=now)
        record(AuditAction.INVITED, partnership, by=by, now=now, round_=round_)


def invite_failed_again(round_: Round, *, by: User | None, now: datetime) -> int:
    """Mail everyone again whose invitation was refused or may not have arrived, and return how many."""
    with transaction.atomic():
        partnership = lock_partnership(round_.partnership_id)
        failed = Mail.objects.filter(kind=MailKind.INVITATION, invitation__in=reachable(round_), state__in=_FAILED)
        number = _requeue(failed, now)
        if number:
            record(AuditAction.INVITED, partnership, by=by, now=now, round_=round_)
        return number


def fill_due_mailings(*, now: datetime) -> int:
    """Queue the mails of every mailing that is due and return the number of mailings."""
    if not can_mail():
        return 0
    due = Mailing.objects.filter(started_at=None, due_at__lte=now).order_by("due_at", "pk")
    return sum(_fill(mailing, now) for mailing in due.select_related("round"))


def _plan_reminders(round_: Round, now: datetime) -> None:
    """Plan the reminders the round asks for that are still to come, at most three together with those already sent."""
    reminders = _mailings_of_kind(round_, MailKind.REMINDER)
    planned = {one.days_before: one for one in reminders if not _is_used(one)}
    room = MOST_REMINDERS - sum(map(_is_used, reminders))
    moments = reminder_moments(round_, now) if round_.sends_invitations else {}
    wanted = dict(list(moments.items())[: max(room, 0)])
    Mailing.objects.filter(pk__in=[one.pk for days, one in planned.items() if days not in wanted]).delete()
    for days, due_at in wanted.items():
        if days in planned:
            Mailing.objects.filter(pk=planned[days].pk, started_at=None).update(due_at=due_at)
        else:
            _create(round_, MailKind.REMINDER, due_at, days)


def _is_used(reminder: Mailing) -> bool:
    """Whether a reminder has gone out, or was asked for at once and will."""
    return reminder.started_at is not None or reminder.days_before is None


def why_not_remind(round_: Round, *, now: datetime) -> str:
    """Return why whoever has not answered cannot be reminded now; empty if they can."""
    invitations = round_.mailings.filter(kind=MailKind.INVITATION, started_at__isnull=False)
    if not (round_.is_open(now) and invitations.exists()):
        return _("There is nobody to remind: no invitations have been emailed.")
    used = [one for one in _mailings_of_kind(round_, MailKind.REMINDER) if _is_used(one)]
    if len(used) >= MOST_REMINDERS:
        words = _("This round has had its reminders: there are at most %(most)s.")
        return words % {"most": in_letters(MOST_REMINDERS)}
    moments = [one.started_at or one.due_at for one in (*used, *invitations)]
    if max(moments) > now - BETWEEN_REMINDERS:
        return _("You can send a reminder yourself from a day after the last email.")
    return ""


def remind_now(round_: Round, *, by: User | None, now: datetime) -> None:
    """Remind whoever has not sent answers, at once; it counts as one of the three. Raises ValidationError if it cannot.

    Planned reminders for which there is no room any more are dropped, those furthest from the closing first.
    """
    with transaction.atomic():
        current = lock_round(round_.pk)
        if reason := why_not_remind(current, now=now):
            raise ValidationError(reason, code="no_reminder")
        _create(current, MailKind.REMINDER, now)
        _plan_reminders(current, now)
        record(AuditAction.MAIL_TEXTS, current.partnership, by=by, now=now, round_=current)


def reminder_moments(round_: Round, now: datetime) -> dict[int, datetime]:
    """Return when the reminders that the round asks for are to come, by their days before closing, last first.

    At nine on a working day: what would come in a weekend comes on the last working day before it, where two that meet
    are one.
    """
    moments: dict[int, datetime] = {}
    for days in sorted(round_.reminder_days):
        moment = _reminding(round_.closes_at, days)
        if _opening(round_, now) < moment and moment not in moments.values():
            moments[days] = moment
    return moments


def _reminding(closes_at: datetime, days: int) -> datetime:
    day = working_day_until(timezone.localtime(closes_at).date() - timedelta(days=days))
    return timezone.make_aware(datetime.combine(day, NINE))


def _opening(round_: Round, now: datetime) -> datetime:
    return max(now, round_.opens_at or now)


def _mailings_of_kind(round_: Round, kind: MailKind) -> list[Mailing]:
    return list(round_.mailings.filter(kind=kind))


def _create(round_: Round, kind: MailKind, due_at: datetime, days_before: int | None = None) -> Mailing:
    last = round_.mailings.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    return Mailing.objects.create(round=round_, kind=kind, number=last + 1, due_at=due_at, days_before=days_before)


def _lock(round_: Round) -> None:
    """Lock the round's row, so that two plans for one round are made one after the other.

    NO KEY: whoever inserts a row that refers to the round, such as a response, need not wait.
    """
    Round.objects.select_for_update(no_key=True).filter(pk=round_.pk).values_list("pk").first()


def _fill(mailing: Mailing, now: datetime) -> bool:
    """Claim the mailing and queue its mails in one transaction: a second worker finds it claimed.

    The round is locked first: closing and extending lock it before they delete or move its mailings, and the new mails
    refer to it, so that without the lock each would wait for the other.
    """
    if _is_before_opening(mailing, now):
        return False
    with transaction.atomic():
        _lock(mailing.round)
        if not Mailing.objects.filter(pk=mailing.pk, started_at=None).update(started_at=now):
            return False
        if not _is_useful(mailing, now):
            mailing.delete()
            return False
        _enqueue_mails(mailing, now)
    log.info("Put mailing %s (%s) in the queue.", mailing.pk, mailing.kind)
    return True


def _enqueue_mails(mailing: Mailing, now: datetime) -> None:
    is_counted = may_be_counted(mailing)
    enqueue((_new_mail(mailing, one, is_counted=is_counted) for one in recipients(mailing)), now=now)
    n_mails = Mail.objects.filter(mailing=mailing).count()
    Mailing.objects.filter(pk=mailing.pk).update(n_mails=n_mails)


def may_be_counted(mailing: Mailing) -> bool:
    """Whether the number of mails of this mailing may be kept.

    The page of the round says how many have not sent answers, and a reminder that reaches all of them says the same;
    but where links are handed out, the page says it in steps, and a number of mails would say it exactly.
    One that cannot reach everybody tells of the few it reaches, or does not, whether they have sent answers; and a
    coordinator can choose those few, by recording mails as bounced or by emptying addresses. How many have begun is
    shown nowhere.
    """
    if mailing.kind == MailKind.UNSENT:
        return False
    if mailing.kind != MailKind.REMINDER:
        return True
    if are_links_handed_out(mailing.round):
        return False
    return invited(round=mailing.round_id).count() == remindable(reachable(mailing.round)).count()


def _new_mail(mailing: Mailing, invitation: Invitation, *, is_counted: bool) -> NewMail:
    counted = mailing if is_counted else None
    if mailing.kind == MailKind.INVITATION:
        return invitation_mail(invitation, mailing.round, counted)
    key = f"{mailing.kind}:{mailing.round_id}:{mailing.number}:{invitation.pk}"
    return NewMail(MailKind(mailing.kind), key, round=mailing.round, mailing=counted, invitation=invitation)


def _is_before_opening(mailing: Mailing, now: datetime) -> bool:
    """Whether the round has yet to open: before that no link works."""
    round_ = mailing.round
    return mailing.kind in WHILE_OPEN and (
        round_.state == State.DRAFT or (round_.opens_at is not None and round_.opens_at > now)
    )


def _is_useful(mailing: Mailing, now: datetime) -> bool:
    """Whether the mails still make sense: not after closing, and of two reminders that are due only the last.

    Nor does a reminder that was due before the invitations went out, because no worker ran for days.
    """
    if mailing.kind not in WHILE_OPEN:
        return True
    later = Mailing.objects.filter(round=mailing.round_id, kind=mailing.kind, due_at__lte=now, started_at=None)
    invited_late = Mailing.objects.filter(
        round=mailing.round_id, kind=MailKind.INVITATION, started_at__gt=mailing.due_at
    )
    is_overtaken = mailing.kind == MailKind.REMINDER and (
        later.exclude(pk=mailing.pk).exists() or invited_late.exists()
    )
    return mailing.round.is_open(now) and not is_overtaken


def _requeue(mails: QuerySet[Mail], now: datetime) -> int:
    """Queue ended mails once more; with the new moment comes a new Message-ID, so that no mail program hides them."""
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

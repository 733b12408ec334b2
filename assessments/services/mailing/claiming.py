"""Takes mails out of the queue for one worker and notes how each ended; who lost its lease changes nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from assessments.models import Mail, Mailing
from assessments.models.mails import MailState

from .kinds import TRACELESS, WHILE_OPEN

LEASE = timedelta(minutes=3)
"""How long one worker has a mail; more than the mail server can take with one, and than is spent on a batch."""
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 120, 300, 600, 1800, 3600))
MOST_UNSURE = 2
"""So often a mail may have been handed over without an answer before it is left alone."""
USEFUL_DAYS = 3
"""How long a mail is tried that has no end of its own."""
_LONGEST_REASON = 200

_RELATED = (
    "round__partnership",
    "invitation__participant",
    "user",
    "coordinator_invitation__partnership",
    "coordinator_invitation__invited_by",
    "planned_action__partnership",
    "planned_action__organisation",
)


def claim(most: int, *, now: datetime) -> list[Mail]:
    """Take at most so many mails that are due, for as long as the lease lasts.

    Of a worker that died while it handed a mail over nobody knows whether it was sent: once that mail is tried again,
    which makes at most one double; the next time it is left alone.
    """
    due = Q(state=MailState.WAITING, next_try_at__lte=now) | Q(state=MailState.SENDING, lease_until__lt=now)
    if not Mail.objects.filter(due).exists():
        return []
    lease = now + LEASE
    with transaction.atomic():
        free = Mail.objects.select_for_update(skip_locked=True).filter(due).order_by("next_try_at", "pk")
        taken = dict(free.values_list("pk", "is_handing_over")[:most])
        rows = Mail.objects.filter(pk__in=list(taken))
        rows.update(state=MailState.SENDING, lease_until=lease)
        rows.filter(is_handing_over=True).update(is_handing_over=False, n_unsure=F("n_unsure") + 1)
    mails = Mail.objects.filter(pk__in=list(taken), lease_until=lease).select_related(*_RELATED)
    return list(mails.order_by("next_try_at", "pk"))


def useful_until(mail: Mail) -> datetime:
    """Return when there is no use in sending this mail any more."""
    if mail.round is not None and mail.kind in WHILE_OPEN:
        return mail.round.closes_at
    return mail.expires_at or mail.created_at + timedelta(days=USEFUL_DAYS)


def mark_handing_over(mail: Mail, *, now: datetime) -> bool:
    """Note that the mail server is about to get the text; False when the mail is no longer ours, or gone."""
    lease = now + LEASE
    is_ours = bool(_ours(mail).update(is_handing_over=True, lease_until=lease))
    if is_ours:
        mail.lease_until, mail.is_handing_over = lease, True
    return is_ours


def put_back(mails: Sequence[Mail]) -> None:
    """Leave to others what was taken and not tried."""
    for lease in {mail.lease_until for mail in mails}:
        same = [mail.pk for mail in mails if mail.lease_until == lease]
        untouched = Mail.objects.filter(pk__in=same, lease_until=lease, state=MailState.SENDING, is_handing_over=False)
        untouched.update(state=MailState.WAITING, lease_until=None)


def try_later(mail: Mail, reason: str, *, now: datetime) -> None:
    """Try again after a pause that grows; without use in that, the mail is refused."""
    next_try_at = now + BACK_OFF[min(mail.n_tries, len(BACK_OFF) - 1)]
    if next_try_at >= useful_until(mail):
        give_up(mail, reason, now=now)
        return
    _ours(mail).update(
        state=MailState.WAITING,
        lease_until=None,
        is_handing_over=False,
        n_tries=mail.n_tries + 1,
        n_unsure=mail.n_unsure,
        next_try_at=next_try_at,
        last_error=reason[:_LONGEST_REASON],
    )


def give_up(mail: Mail, reason: str, *, now: datetime) -> None:
    """Leave a mail for which the time is up: refused, unless it may have been sent before."""
    finish(mail, MailState.UNSURE if mail.n_unsure else MailState.REFUSED, reason, now=now)


def note_unknown(mail: Mail, reason: str, *, now: datetime) -> None:
    """The server had the text and gave no answer: try once more, and after that leave it."""
    mail.n_unsure += 1
    if mail.n_unsure >= MOST_UNSURE:
        finish(mail, MailState.UNSURE, reason, now=now)
    else:
        try_later(mail, reason, now=now)


def finish(mail: Mail, state: MailState, reason: str = "", *, now: datetime) -> None:
    """Note how a mail ended and count it; of who has or has not sent in, no row stays."""
    with transaction.atomic():
        if mail.kind in TRACELESS:
            n_ended = _ours(mail).delete()[0]
        else:
            n_ended = _ours(mail).update(
                state=state,
                lease_until=None,
                is_handing_over=False,
                n_unsure=mail.n_unsure,
                last_error=reason[:_LONGEST_REASON],
                sent_at=now if state == MailState.SENT else None,
            )
        if n_ended and mail.mailing_id is not None:
            count = "n_sent" if state == MailState.SENT else "n_failed"
            Mailing.objects.filter(pk=mail.mailing_id).update(**{count: F(count) + 1})


def drop(mail: Mail) -> None:
    """Take a mail out that nobody is to get any more, as if it had never been queued.

    A number of reminders stays what it was: if it fell, a change to one person would tell whether they were in it.
    """
    with transaction.atomic():
        if _ours(mail).delete()[0] and mail.mailing_id is not None and mail.kind not in TRACELESS:
            Mailing.objects.filter(pk=mail.mailing_id).update(n_mails=F("n_mails") - 1)


def _ours(mail: Mail) -> QuerySet[Mail]:
    """Return the row as long as our lease on it holds: another worker's lease is another moment."""
    return Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, lease_until=mail.lease_until)

"""The queue of mails in the database: filled by services, emptied by workers under a lease.

A worker whose lease expired cannot change the row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from assessments.models import CoordinatorInvitation, Invitation, Mail, Mailing, Partnership, PlannedAction, Round, User
from assessments.models.mails import MailKind, MailState
from assessments.services.erasure import ask_to_erase

TRACELESS = frozenset(
    {
        MailKind.REMINDER,
        MailKind.UNSENT,
        MailKind.THANKS,
        MailKind.LINK_AGAIN,
        MailKind.ADDRESS_CHANGED,
        MailKind.SENT_AGAIN,
        MailKind.REPLACED,
        MailKind.WITHDRAWN,
        MailKind.TO_WITHDRAW,
    }
)
"""A row of one of these tells who has sent answers, or an address that was taken away.

So it is deleted when it is done and when its round closes.
"""

WHILE_OPEN = frozenset(
    {
        MailKind.INVITATION,
        MailKind.REMINDER,
        MailKind.LINK_AGAIN,
        MailKind.UNSENT,
        MailKind.ADDRESS_CHANGED,
        MailKind.SENT_AGAIN,
        MailKind.REPLACED,
        MailKind.WITHDRAWN,
        MailKind.TO_WITHDRAW,
        MailKind.EXTENDED,
        MailKind.TO_CLOSE,
        MailKind.EXTENDED_ITSELF,
    }
)
"""Pointless once the round has closed."""

LEASE = timedelta(minutes=3)
"""How long one worker has a mail: longer than a batch lasts, and than the mail server can take for one mail."""
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 120, 300, 600, 1800, 3600))
MAX_UNSURE = 2
"""How often a mail may be handed over without a reply before it is left alone."""
USEFUL_DAYS = 3
"""How long a mail without an end of its own is tried."""
_MAX_REASON = 200

_RELATED = (
    "round__partnership",
    "invitation__participant",
    "user",
    "coordinator_invitation__partnership",
    "coordinator_invitation__invited_by",
    "planned_action__partnership",
    "planned_action__organisation",
    "partnership",
)


@dataclass(frozen=True, slots=True)
class NewMail:
    """One mail to be queued: what it is about and whom it is for. Its words are written when it is sent."""

    kind: MailKind
    key: str
    """What makes it this mail and no other, for example ``reminder:12:2:341``; queued once per key."""
    round: Round | None = None
    mailing: Mailing | None = None
    invitation: Invitation | None = None
    user: User | None = None
    coordinator_invitation: CoordinatorInvitation | None = None
    planned_action: PlannedAction | None = None
    partnership: Partnership | None = None
    response: UUID | None = None
    """The answers that it asks about."""
    address: str = ""
    """Only if it stands nowhere any more."""
    expires_at: datetime | None = None
    """After this moment sending it is pointless."""


def enqueue(mails: Iterable[NewMail], *, now: datetime) -> None:
    """Queue these mails, to be sent at once; if a mail with the same key is there, that one stays as it is."""
    Mail.objects.bulk_create(
        [
            Mail(
                kind=new.kind,
                key=new.key,
                round=new.round,
                mailing=new.mailing,
                invitation=new.invitation,
                user=new.user,
                coordinator_invitation=new.coordinator_invitation,
                planned_action=new.planned_action,
                partnership=new.partnership,
                response=new.response,
                address=new.address,
                expires_at=new.expires_at,
                created_at=now,
                next_try_at=now,
            )
            for new in mails
        ],
        # what is queued already, perhaps by another worker at this moment, is not queued again
        ignore_conflicts=True,
    )


def claim(most: int, *, now: datetime) -> list[Mail]:
    """Take at most ``most`` mails that are due, for as long as the lease lasts.

    When a worker died while handing a mail over, nobody knows whether it was sent. Such a mail is tried once more,
    which makes at most one duplicate; the next time it is left alone.
    """
    due = Q(state=MailState.WAITING, next_try_at__lte=now) | Q(state=MailState.SENDING, lease_until__lt=now)
    if not Mail.objects.filter(due).exists():
        return []
    lease = now + LEASE
    with transaction.atomic():
        # Several workers claim at once: rows that another one is claiming are skipped, not waited for.
        free = Mail.objects.select_for_update(skip_locked=True).filter(due).order_by("next_try_at", "pk")
        taken = dict(free.values_list("pk", "is_handing_over")[:most])
        rows = Mail.objects.filter(pk__in=list(taken))
        rows.update(state=MailState.SENDING, lease_until=lease)
        rows.filter(is_handing_over=True).update(is_handing_over=False, n_unsure=F("n_unsure") + 1)
    mails = Mail.objects.filter(pk__in=list(taken), lease_until=lease).select_related(*_RELATED)
    return list(mails.order_by("next_try_at", "pk"))


def useful_until(mail: Mail) -> datetime:
    """Return the moment after which sending this mail is pointless."""
    if mail.round is not None and mail.kind in WHILE_OPEN:
        return mail.round.closes_at
    return mail.expires_at or mail.created_at + timedelta(days=USEFUL_DAYS)


def mark_handing_over(mail: Mail, *, now: datetime) -> bool:
    """Record that the mail server is about to get the text; False if the mail is no longer ours, or is gone."""
    lease = now + LEASE
    is_ours = bool(_leased(mail).update(is_handing_over=True, lease_until=lease))
    if is_ours:
        mail.lease_until, mail.is_handing_over = lease, True
    return is_ours


def put_back(mails: Sequence[Mail]) -> None:
    """Leave mails to other workers that were claimed and not tried."""
    for lease in {mail.lease_until for mail in mails}:
        same = [mail.pk for mail in mails if mail.lease_until == lease]
        untouched = Mail.objects.filter(pk__in=same, lease_until=lease, state=MailState.SENDING, is_handing_over=False)
        untouched.update(state=MailState.WAITING, lease_until=None)


def try_later(mail: Mail, reason: str, *, now: datetime) -> None:
    """Try again after a growing pause, or give up if that would be too late."""
    next_try_at = now + BACK_OFF[min(mail.n_tries, len(BACK_OFF) - 1)]
    if next_try_at >= useful_until(mail):
        give_up(mail, reason, now=now)
        return
    _leased(mail).update(
        state=MailState.WAITING,
        lease_until=None,
        is_handing_over=False,
        n_tries=mail.n_tries + 1,
        n_unsure=mail.n_unsure,
        next_try_at=next_try_at,
        last_error=reason[:_MAX_REASON],
    )


def give_up(mail: Mail, reason: str, *, now: datetime) -> None:
    """Stop trying a mail whose time is up: it is refused, unless an earlier attempt may have sent it."""
    finish(mail, MailState.UNSURE if mail.n_unsure else MailState.REFUSED, reason, now=now)


def note_unknown(mail: Mail, reason: str, *, now: datetime) -> None:
    """Try a mail once more whose text the server got without replying; the second time, leave it."""
    mail.n_unsure += 1
    if mail.n_unsure >= MAX_UNSURE:
        finish(mail, MailState.UNSURE, reason, now=now)
    else:
        try_later(mail, reason, now=now)


def finish(mail: Mail, state: MailState, reason: str = "", *, now: datetime) -> None:
    """Record how a mail ended and count it; delete the row where it would reveal who has answered."""
    with transaction.atomic():
        if mail.kind in TRACELESS:
            n_ended = _leased(mail).delete()[0]
            ask_to_erase(Mail, now=now)
        else:
            n_ended = _leased(mail).update(
                state=state,
                lease_until=None,
                is_handing_over=False,
                n_unsure=mail.n_unsure,
                last_error=reason[:_MAX_REASON],
                sent_at=now if state == MailState.SENT else None,
            )
        if n_ended and mail.mailing_id is not None:
            count = "n_sent" if state == MailState.SENT else "n_failed"
            Mailing.objects.filter(pk=mail.mailing_id).update(**{count: F(count) + 1})


def drop(mail: Mail) -> None:
    """Remove a mail that nobody should get any more, as if it had never been queued.

    The number of reminders stays: if it fell, a change to one person would tell whether they had been among them.
    """
    with transaction.atomic():
        if _leased(mail).delete()[0] and mail.mailing_id is not None and mail.kind not in TRACELESS:
            Mailing.objects.filter(pk=mail.mailing_id).update(n_mails=F("n_mails") - 1)


def forget_mails(round_: Round) -> None:
    """Delete the mails of a closing round that tell who has answered or come too late, in the closing transaction.

    Waiting thanks go too: they tell who sent answers, and the page has thanked them already.
    """
    of_round = Mail.objects.filter(round=round_)
    too_late = Q(kind__in=WHILE_OPEN, state__in=[MailState.WAITING, MailState.SENDING])
    of_round.filter(Q(kind__in=TRACELESS) | too_late).delete()
    Mailing.objects.filter(round=round_, kind__in=WHILE_OPEN, started_at=None).delete()


def _leased(mail: Mail) -> QuerySet[Mail]:
    """Return the row as long as our lease on it holds: a lease of another worker ends at another moment."""
    return Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, lease_until=mail.lease_until)

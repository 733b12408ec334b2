"""Mails to one person or a few, queued when something happens: thanks, a lost link, news for owners."""

from datetime import datetime

from assessments.links import keyed_digest
from assessments.models import Invitation, Round, User
from assessments.models.answers import Response
from assessments.models.choices import Access, State
from assessments.models.mails import MailKind
from assessments.services.rate_limit import take_attempt

from .queue import NewMail, enqueue
from .recipients import reachable
from .smtp import can_mail

MOST_PER_ADDRESS = 3
"""Times an hour; more would let anybody fill somebody's mailbox."""


def tell_owners(
    round_: Round, kind: MailKind, about: object, *, now: datetime, expires_at: datetime | None = None
) -> None:
    """Tell every owner once: ``about`` distinguishes this piece of news from earlier ones of the same kind."""
    owners = User.objects.filter(
        coordinatorships__partnership=round_.partnership_id, coordinatorships__access=Access.OWNER, is_active=True
    )
    enqueue(
        [
            NewMail(kind, f"{kind}:{round_.pk}:{about}:{owner.pk}", round=round_, user=owner, expires_at=expires_at)
            for owner in owners
        ],
        now=now,
    )


def thank(round_: Round, invitation_id: int | None, *, now: datetime) -> None:
    """Queue thanks, unless the person sent answers before, on whatever device: they were thanked then."""
    if invitation_id is None or not round_.sends_thanks or not can_mail():
        return
    if Response.objects.filter(invitation=invitation_id, sent_at__isnull=False).exists():
        return
    found = reachable(round_).filter(pk=invitation_id).first()
    if found is not None:
        enqueue([NewMail(MailKind.THANKS, f"thanks:{invitation_id}", round=round_, invitation=found)], now=now)


def mail_links_again(email: str, *, now: datetime) -> None:
    """Queue the link of every open round to which this address was invited; nothing if it was asked for too often.

    The caller cannot tell whether the address is known.
    """
    scope = keyed_digest("link again", email.casefold()).hex()
    if take_attempt(f"again:{scope}", MOST_PER_ADDRESS) is None:
        return
    found = Invitation.objects.filter(
        participant__email__iexact=email,
        participant__wants_mail=True,
        round__state=State.OPEN,
        round__opens_at__lte=now,
        round__closes_at__gt=now,
    ).select_related("round")
    enqueue(
        (NewMail(MailKind.LINK_AGAIN, f"link_again:{one.pk}", round=one.round, invitation=one) for one in found),
        now=now,
    )

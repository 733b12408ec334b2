"""Mails to one person or a few, queued when something happens: to their answers or address, or to a round."""

from datetime import datetime
from uuid import UUID

from assessments.links import keyed_digest
from assessments.models import Invitation, Round, User
from assessments.models.choices import Access, State
from assessments.models.mails import MailKind
from assessments.services.rate_limit import take_attempt

from .queue import NewMail, enqueue
from .recipients import reachable
from .smtp import can_mail

MOST_PER_ADDRESS = 3
MOST_PER_INVITATION = 3
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
    """Queue thanks to whom this personal link belongs: answers that were sent through it count from now on."""
    if round_.sends_thanks:
        _tell_invited(MailKind.THANKS, round_, invitation_id, now=now)


def tell_sent_again(round_: Round, invitation_id: int, response_id: UUID, *, now: datetime) -> None:
    """Ask the person whose link it is whether these answers take the place of those that count; a few times an hour.

    More would let whoever holds the link fill their mailbox.
    """
    if take_attempt(f"sent-again:{invitation_id}", MOST_PER_INVITATION) is not None:
        _tell_invited(MailKind.SENT_AGAIN, round_, invitation_id, response_id, now=now)


def tell_replaced(round_: Round, invitation_id: int, *, now: datetime) -> None:
    """Tell the person whose link it is that other answers count now than before."""
    _tell_invited(MailKind.REPLACED, round_, invitation_id, now=now)


def tell_withdrawn(round_: Round, invitation_id: int, *, now: datetime) -> None:
    """Tell the person whose link it is that the answers sent through it have been deleted."""
    _tell_invited(MailKind.WITHDRAWN, round_, invitation_id, now=now)


def mail_link_to_withdraw(invitation: Invitation, round_: Round, *, now: datetime) -> bool:
    """Queue the link that takes back what was sent through this invitation, whether or not anything was.

    Returns False, and queues nothing, if it was asked for too often.
    """
    if take_attempt(f"to-withdraw:{invitation.pk}", MOST_PER_INVITATION) is None:
        return False
    _tell_invited(MailKind.TO_WITHDRAW, round_, invitation.pk, now=now)
    return True


def can_be_told(invitation: Invitation | None) -> bool:
    """Whether the person of this invitation can be mailed about it: the same whether or not they sent answers."""
    person = invitation.participant if invitation is not None else None
    if invitation is None or person is None or invitation.bounced_at is not None:
        return False
    return can_mail() and person.wants_mail and bool(person.email)


def tell_old_address(invitation: Invitation, address: str, *, now: datetime) -> None:
    """Tell the address at which somebody was invited that it was taken away while the round was open.

    The invitation has no participant any more, its generation was raised and it is superseded; save it first. The
    mail has the one link that still works for it, with which what was sent through it is taken back. The address
    stands in this row of the queue alone, which is deleted once the mail is sent and when the round closes.

    Whether the person wanted mail is known to the caller only, who must not ask for this if they did not.
    """
    if can_mail() and address and invitation.bounced_at is None:
        key = f"{MailKind.ADDRESS_CHANGED}:{invitation.pk}"
        new = NewMail(MailKind.ADDRESS_CHANGED, key, round=invitation.round, invitation=invitation, address=address)
        enqueue([new], now=now)


def _tell_invited(
    kind: MailKind, round_: Round, invitation_id: int | None, response_id: UUID | None = None, *, now: datetime
) -> None:
    """Queue a mail to the person with this personal link, unless they cannot be mailed or the same one waits."""
    if invitation_id is None or not can_mail():
        return
    found = reachable(round_).filter(pk=invitation_id).first()
    if found is not None:
        key = f"{kind}:{invitation_id}" + (f":{response_id.hex}" if response_id else "")
        enqueue([NewMail(kind, key, round=round_, invitation=found, response=response_id)], now=now)


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

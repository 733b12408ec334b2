"""Mails someone's links once more to the address they fill in, and says nothing of whether it is known."""

from datetime import datetime

from assessments.links import keyed_digest
from assessments.models import Invitation
from assessments.models.choices import State
from assessments.models.mails import MailKind
from assessments.services.guessing import take_try

from .queueing import Letter, enqueue

MOST_PER_ADDRESS = 3
"""Times an hour; more would let anybody fill somebody's mailbox."""


def mail_links_again(email: str, *, now: datetime) -> None:
    """Queue the link of every open round in which this address was invited; nothing when it was asked too often."""
    scope = keyed_digest("link again", email.casefold()).hex()
    if take_try(f"again:{scope}", MOST_PER_ADDRESS) is None:
        return
    found = Invitation.objects.filter(
        participant__email__iexact=email,
        participant__wants_mail=True,
        round__state=State.OPEN,
        round__opens_at__lte=now,
        round__closes_at__gt=now,
    ).select_related("round")
    enqueue(
        (Letter(MailKind.LINK_AGAIN, f"link_again:{one.pk}", round=one.round, invitation=one) for one in found), now=now
    )

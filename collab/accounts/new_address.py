"""Another address for somebody who is signed in: it is theirs once they opened the mail that goes there.

Nothing is stored meanwhile: what is asked for stands, signed, in the link. Whoever has only the link can do nothing
with it: it works in a browser in which that very user is signed in.
"""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.core import signing

from assessments.links import keyed_digest, page_url
from assessments.log import Event, note
from assessments.models import User
from assessments.services.own_account import is_taken, take_new_address
from assessments.services.rate_limit import take_attempt

SECONDS = 24 * 60 * 60
MOST_PER_USER = 5
MOST_PER_ADDRESS = 3
"""Mails an hour: nobody fills somebody's mailbox from here."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a link asks for."""

    user_id: int
    earlier: str
    email: str


def mail_link(user: User, email: str) -> bool:
    """Mail the link to the new address, and return whether that was not done too often.

    Whoever has an account with that address already reads so there, and the page says the same both times: it does
    not tell who has an account.
    """
    limits = (
        (f"new-address:{user.pk}", MOST_PER_USER),
        (f"new-address-to:{keyed_digest('new address', email).hex()}", MOST_PER_ADDRESS),
    )
    if any(take_attempt(scope, most) is None for scope, most in limits):
        note(Event.LIMITED, reason="new_address")
        return False
    if is_taken(email, but_by=user):
        get_adapter().send_mail("account/email/address_taken", email, {})
    else:
        context = {"user": user, "link": page_url("new_address", _token(user, email))}
        get_adapter().send_mail("account/email/new_address", email, context)
    return True


def read_link(token: str, user: User) -> AskedFor | None:
    """Return what the link of this user asks for; None for one of somebody else, or one that works no longer."""
    try:
        found = AskedFor(**signing.loads(token, salt=__name__, max_age=SECONDS))
    except (signing.BadSignature, TypeError):
        return None
    is_theirs = found.user_id == user.pk and found.earlier == user.email
    return found if is_theirs and not is_taken(found.email, but_by=user) else None


def take(user: User, asked: AskedFor) -> bool:
    """Give a user the address that they have proven, tell the earlier one, and return whether it could be done."""
    if not take_new_address(user, earlier=asked.earlier, email=asked.email):
        return False
    EmailAddress.objects.filter(user=user, email__iexact=asked.email).update(verified=True)
    note(Event.ADDRESS_PROVEN, about=user.pk)
    note(Event.ACCOUNT_CHANGED, about=user.pk, what="address")
    get_adapter().send_notification_mail("account/email/address_changed", user, {}, email=asked.earlier)
    return True


def _token(user: User, email: str) -> str:
    asked: dict[str, Any] = {"user_id": user.pk, "earlier": user.email, "email": email}
    return signing.dumps(asked, salt=__name__)

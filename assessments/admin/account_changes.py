"""Whatever an admin changes about how somebody signs in is told to that person, their partnerships and the log.

So nobody, an admin neither, can sign in as somebody else unseen.
"""

from collections.abc import Collection, Mapping
from functools import partial

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from assessments.log import Event, note
from assessments.models import User
from assessments.services.account_changes import record_account_change

ADDRESS = "address"
PASSWORD = "password"  # noqa: S105 (the name of a change)
SECOND_STEP = "second_step"
REMOVED = "removed"
MAY_SIGN_IN = "may_sign_in"
FIELDS = {"email": ADDRESS, "is_active": MAY_SIGN_IN, "is_staff": "may_administer", "is_superuser": "may_do_all"}
"""Fields of a user that decide who can sign in as whom and do what, with the name of their change."""


def tell_of_change(request: HttpRequest, user: User, changes: Collection[str], *, address: str) -> None:
    """Record and note these changes, and mail them to the address that the user had before, once they are stored."""
    assert isinstance(request.user, User)  # noqa: S101 (for the type checker: only admins come here)
    is_shut_out = REMOVED in changes or (MAY_SIGN_IN in changes and not user.is_active)
    record_account_change(user, by=request.user, now=timezone.now(), is_shut_out=is_shut_out)
    event = Event.ACCOUNT_DELETED if REMOVED in changes else Event.ACCOUNT_CHANGED
    transaction.on_commit(partial(note, event, about=user.pk, what="+".join(sorted(changes))))
    transaction.on_commit(partial(_mail, user, changes, address))


def tell_of_erasure(accounts: Mapping[int, str]) -> None:
    """Mail those whose accounts, with these addresses, were erased; the trail and the log have it already."""
    for pk, address in accounts.items():
        _mail(User(pk=pk, email=address), {REMOVED}, address)


def _mail(user: User, changes: Collection[str], address: str) -> None:
    context = {f"is_{change}": True for change in changes} | {"account": user}
    get_adapter().send_notification_mail("account/email/changed_by_admin", user, context, email=address)

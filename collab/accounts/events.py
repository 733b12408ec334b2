"""Notes in the log who signs in, who fails to, and what changes about how somebody signs in."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import (
    authentication_step_completed,
    email_confirmed,
    password_changed,
    password_reset,
    password_set,
    user_signed_up,
)
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from allauth.socialaccount.signals import social_account_added
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from assessments.links import keyed_digest
from assessments.log import Event, note


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest, user: Any, **_more: Any) -> None:
    """Note who signed in, and by what: the password, a passkey, another organisation, with or without a second step."""
    steps = [str(one.get("type") or one["method"]) for one in get_authentication_records(request, user)]
    note(Event.SIGNED_IN, user=user.pk, how="+".join(dict.fromkeys(steps)) or None)


@receiver(user_login_failed)
def note_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    """Note that a password was wrong.

    Of the address that was typed only a digest is noted, by which lines about one address are found; somebody may have
    typed a password there. Whose account it is, is noted where there is one.
    """
    typed = str(credentials.get("email") or "").strip().lower()
    is_again = request is not None and request.user.is_authenticated
    event = Event.REAUTHENTICATION_FAILED if is_again else Event.SIGN_IN_FAILED
    note(event, how="password", typed=digest_of_typed(typed), about=_owner_of(typed))


def digest_of_typed(address: str) -> str:
    """Return what stands in the log for an address that somebody typed."""
    return keyed_digest("typed at signing in", address).hex()[:16]


def _owner_of(address: str) -> int | None:
    found: int | None = get_user_model().objects.filter(email__iexact=address).values_list("pk", flat=True).first()
    return found


@receiver(user_logged_out)
def note_sign_out(user: Any = None, **_more: Any) -> None:
    """Note who signed out."""
    if user is not None:
        note(Event.SIGNED_OUT, user=user.pk)


@receiver(authenticator_used)
def note_second_step(user: Any, authenticator: Any, **how: Any) -> None:
    """Note that somebody showed a code or a passkey."""
    event = Event.REAUTHENTICATED if how.get("reauthenticated") else Event.SECOND_STEP_PASSED
    note(event, about=user.pk, how=authenticator.type)


@receiver(authentication_failed)
def note_failed_second_step(user: Any, authenticator: Any, **how: Any) -> None:
    """Note that somebody knew the password and not the code, or failed to show again that it is them."""
    event = Event.REAUTHENTICATION_FAILED if how.get("reauthentication") else Event.SECOND_STEP_FAILED
    note(event, about=user and user.pk, how=authenticator.type if authenticator else "webauthn")


@receiver(authentication_step_completed)
def note_password_once_more(user: Any, method: str, reauthenticated: bool = False, **_more: Any) -> None:
    """Note that somebody typed their password again before something that matters."""
    if reauthenticated and method == "password":
        note(Event.REAUTHENTICATED, about=user.pk, how=method)


@receiver([password_changed, password_set, password_reset])
def note_password(signal: Any, user: Any, **_more: Any) -> None:
    """Note whose password changed, and whether they knew the old one, had a link, or an admin took it away."""
    how = {password_changed: "changed", password_set: "taken", password_reset: "link"}[signal]
    note(Event.PASSWORD_CHANGED, about=user.pk, how=how)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def note_change_of_second_step(signal: Any, user: Any, authenticator: Any, **_more: Any) -> None:
    """Note whose second step or passkey was added, taken away or replaced."""
    how = {authenticator_added: "added", authenticator_removed: "removed", authenticator_reset: "renewed"}[signal]
    note(Event.SECOND_STEP_CHANGED, about=user.pk, how=how, kind=authenticator.type)


@receiver(user_signed_up)
def note_registration(user: Any, **_more: Any) -> None:
    """Note that an account was made by whoever it is for."""
    note(Event.REGISTERED, about=user.pk)


@receiver(email_confirmed)
def note_proven_address(email_address: Any, **_more: Any) -> None:
    """Note that somebody proved that an address is theirs."""
    note(Event.ADDRESS_PROVEN, about=email_address.user_id)


@receiver(social_account_added)
def note_joined_account(sociallogin: Any, **_more: Any) -> None:
    """Note that an account can be signed in to through the provider from now on."""
    note(Event.SINGLE_SIGN_ON_JOINED, about=sociallogin.user.pk)

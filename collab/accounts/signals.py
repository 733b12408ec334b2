"""What follows when an account or a session changes: addresses that sign someone in, and sessions that end."""

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.socialaccount.signals import social_account_added
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from .user_sessions import end_sessions_of, record_session


@receiver(post_save, sender=get_user_model())
def keep_one_address(
    instance: Any, *, update_fields: Collection[str] | None = None, raw: bool = False, **_more: Any
) -> None:
    """Keep the user's current address in allauth's list, and no other: an address they no longer have signs nobody in.

    An address that an admin entered is taken to be theirs. Whoever registers must first prove theirs; allauth adds it
    then.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    EmailAddress.objects.filter(user=instance).exclude(email__iexact=instance.email).delete()
    if instance.email and not getattr(instance, "has_registered", False):
        vouched_for = {"email": instance.email.lower(), "primary": True, "verified": True}
        EmailAddress.objects.get_or_create(user=instance, email__iexact=instance.email, defaults=vouched_for)


@receiver(user_logged_in)
def record_new_session(request: HttpRequest, user: Any, **_more: Any) -> None:
    """Record where someone signed in."""
    record_session(request, user)


@receiver([password_changed, password_set, password_reset])
def end_other_sessions(request: HttpRequest, user: Any, **_more: Any) -> None:
    """End a user's sessions when their password changes, except the one in which they changed it."""
    is_own = request.user == user
    if is_own:
        record_session(request, user)
    end_sessions_of(user, request if is_own else None)


@receiver(post_delete, sender=Session)
def delete_record(instance: Any, **_more: Any) -> None:
    """Delete what was recorded of a session that has ended."""
    UserSession.objects.filter(session_key=instance.session_key).delete()


@receiver(social_account_added)
def mark_address_as_proven(sociallogin: Any, **_more: Any) -> None:
    """Mark an address as proven once its provider vouched for it."""
    EmailAddress.objects.filter(user=sociallogin.user, email__iexact=sociallogin.proven_email).update(verified=True)

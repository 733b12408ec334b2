"""What follows when an account or a session changes: addresses that sign someone in, and sessions that end."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.socialaccount.signals import social_account_added
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in as signed_in
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from .session_store import begin
from .user_sessions import end_by_digest, end_sessions_of, record_session


@receiver(post_save, sender=get_user_model())
def keep_one_address(
    instance: Any, *, created: bool, update_fields: Collection[str] | None = None, raw: bool = False, **_more: Any
) -> None:
    """Keep the user's current address in allauth's list, and no other: an address they no longer have signs nobody in.

    The address with which an account is made is taken to be theirs. Another one that an admin enters later is not
    proven by that, where a mail can prove it: opening a link for a new password does. Whoever registers must first
    prove theirs; allauth adds it then.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    EmailAddress.objects.filter(user=instance).exclude(email__iexact=instance.email).delete()
    if instance.email and not getattr(instance, "has_registered", False):
        is_vouched_for = created or not settings.EMAIL_HOST
        vouched_for = {"email": instance.email.lower(), "primary": True, "verified": is_vouched_for}
        EmailAddress.objects.get_or_create(user=instance, email__iexact=instance.email, defaults=vouched_for)


@receiver(signed_in)
def begin_session(request: HttpRequest, user: Any, **_more: Any) -> None:
    """Let the session end in its time."""
    begin(request.session, user)


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


@receiver(post_save, sender=get_user_model())
def end_sessions_of_who_is_shut_out(instance: Any, *, raw: bool = False, **_more: Any) -> None:
    """End the sessions of who may not sign in: they must not live again on the day that this person may."""
    if not raw and not instance.is_active:
        end_sessions_of(instance, None)


@receiver(post_save, sender=get_user_model())
def end_long_sessions_of_admins(
    instance: Any, *, update_fields: Collection[str] | None = None, raw: bool = False, **_more: Any
) -> None:
    """End the sessions in which somebody who may use the admin from now on is kept signed in, as admins are not.

    Those that end by themselves when they are not used go on.
    """
    is_admin = instance.is_staff or instance.is_superuser
    if not raw and is_admin and (update_fields is None or {"is_staff", "is_superuser"} & set(update_fields)):
        soon = timezone.now() + timedelta(minutes=settings.IDLE_MINUTES)
        long = Session.objects.filter(expire_date__gt=soon).values("session_key")
        found = UserSession.objects.filter(user=instance, session_key__in=long)
        end_by_digest(list(found.values_list("session_key", flat=True)))


@receiver(pre_delete, sender=get_user_model())
def end_sessions_of_who_goes(instance: Any, **_more: Any) -> None:
    """End the sessions of an account that is deleted."""
    end_sessions_of(instance, None)


@receiver(post_delete, sender=Session)
def delete_record(instance: Any, **_more: Any) -> None:
    """Delete what was recorded of a session that has ended."""
    UserSession.objects.filter(session_key=instance.session_key).delete()


@receiver(social_account_added)
def mark_address_as_proven(sociallogin: Any, **_more: Any) -> None:
    """Mark an address as proven once its provider vouched for it.

    Whoever registered it unproven may be somebody else, who then must not keep a passkey either; allauth takes away the
    password and the sessions.
    """
    unproven = EmailAddress.objects.filter(
        user=sociallogin.user, email__iexact=sociallogin.proven_email, verified=False
    )
    if unproven.update(verified=True):
        Authenticator.objects.filter(user=sociallogin.user).delete()

"""What is noted of a session when someone signs in, and goes when the session ends."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest

from .devices import end_sessions_of, note_device


@receiver(user_logged_in)
def note_new_session(request: HttpRequest, user: Any, **_more: Any) -> None:
    """Note where someone signed in."""
    note_device(request, user)


@receiver([password_changed, password_set, password_reset])
def end_other_sessions(request: HttpRequest, user: Any, **_more: Any) -> None:
    """End a user's sessions when the password is new; the one in which the user chose it goes on."""
    is_own = request.user == user
    if is_own:
        note_device(request, user)
    end_sessions_of(user, request if is_own else None)


@receiver(post_delete, sender=Session)
def forget_session(instance: Any, **_more: Any) -> None:
    """Keep nothing of a session that has ended."""
    UserSession.objects.filter(session_key=instance.session_key).delete()

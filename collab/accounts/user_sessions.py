"""Where a user is signed in: sessions in allauth's table, known by the digest of their key, never by the key."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from assessments.log import Event, note

from .session_store import digest_of

_AGENT_LENGTH = UserSession._meta.get_field("user_agent").max_length  # noqa: SLF001 (Django's own way to ask)


class UserSessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    """Ends sessions by their digest when allauth asks for it."""

    def end_sessions(self, sessions: Collection[Any]) -> None:
        """End these sessions, except that of this request: allauth, comparing keys with digests, would end it too."""
        here = current_digest(context.request)
        end_by_digest({one.session_key for one in sessions} - {here})


def current_digest(request: HttpRequest) -> str:
    """Return the digest by which the session of this request is known."""
    return digest_of(request.session.session_key)


def sessions_of(user: Any) -> QuerySet[Any]:
    """Return the live sessions of this user, newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    found: QuerySet[Any] = UserSession.objects.filter(user=user, session_key__in=alive.values("session_key"))
    return found.order_by("-created_at", "-pk")


def record_session(request: HttpRequest, user: Any) -> None:
    """Record that this user is signed in with this browser."""
    adapter = get_adapter()
    about = {
        "user": user,
        "ip": adapter.get_client_ip(request),
        "user_agent": adapter.get_http_user_agent(request)[:_AGENT_LENGTH],
    }
    UserSession.objects.update_or_create(session_key=current_digest(request), defaults=about)


def end_sessions_of(user: Any, request: HttpRequest | None) -> None:
    """End every session of this user, except the one of this request."""
    here = {current_digest(request)} if request is not None else set()
    end_by_digest(set(UserSession.objects.filter(user=user).values_list("session_key", flat=True)) - here)


def end_by_digest(digests: Collection[str]) -> None:
    """End sessions: their cookies become worthless, and a signal deletes what was recorded of them."""
    found = UserSession.objects.filter(session_key__in=list(digests))
    of_users = Counter(found.values_list("user_id", flat=True))
    Session.objects.filter(session_key__in=list(digests)).delete()
    for user_id, n_sessions in of_users.items():
        note(Event.SESSIONS_ENDED, about=user_id, n_sessions=n_sessions)

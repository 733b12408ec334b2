"""Where someone is signed in: known by the digest of a session, never by its key."""

from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from .sessions import digest_of

_AGENT_LENGTH = UserSession._meta.get_field("user_agent").max_length  # noqa: SLF001 (Django's own way to ask)


class DevicesAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    """Ends sessions by their digest when allauth wants to."""

    def end_sessions(self, sessions: Iterable[Any]) -> None:
        """End these sessions, except the one of this request, which allauth cannot recognise."""
        here = current_digest(context.request)
        end({one.session_key for one in sessions} - {here})


def current_digest(request: HttpRequest) -> str:
    """Return by what the session of this request is known."""
    return digest_of(request.session.session_key)


def devices_of(user: Any) -> QuerySet[Any]:
    """Return where this user is signed in, newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    found: QuerySet[Any] = UserSession.objects.filter(user=user, session_key__in=alive.values("session_key"))
    return found.order_by("-created_at", "-pk")


def note_device(request: HttpRequest, user: Any) -> None:
    """Note that this user is signed in here."""
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
    end(set(UserSession.objects.filter(user=user).values_list("session_key", flat=True)) - here)


def end(digests: Iterable[str]) -> None:
    """End sessions: from now on their cookies are worth nothing. What was noted of them goes with them."""
    Session.objects.filter(session_key__in=list(digests)).delete()

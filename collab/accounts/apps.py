"""Accounts: who is signed in where, and what must hold when an account changes."""

from allauth.usersessions.apps import UserSessionsConfig


class SessionsConfig(UserSessionsConfig):  # type: ignore[misc]
    """allauth's table of sessions, which holds digests here."""

    def ready(self) -> None:
        """Connect our own receivers instead of allauth's, which would store the key that is in the cookie."""
        from . import events, signals  # noqa: F401

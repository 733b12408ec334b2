"""Sessions whose key is stored only as a digest, so that nobody can sign in with what a database or backup holds.

Relies on Django's store reaching the table through the methods overridden here, of which one is private;
``tests/accounts/test_session_store.py`` fails when that changes. The asynchronous methods are not overridden: the
product has no asynchronous views, and without the digest they would find no session.
"""

from hashlib import sha256
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

_LENGTH = 40
"""Length of Django's column: 160 bits in hexadecimal digits."""


class SessionStore(db.SessionStore):
    """Django's sessions in the database, found by the digest of the key that the browser holds."""

    def _get_session_from_db(self) -> Any:
        found = self.model.objects.filter(
            session_key=digest_of(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return super().exists(digest_of(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row to store."""
        row = super().create_model_instance(data)
        row.session_key = digest_of(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session with this key, or this session."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(digest_of(key))


def digest_of(key: str | None) -> str:
    """Return what is stored instead of a session's key."""
    return sha256((key or "").encode()).hexdigest()[:_LENGTH]

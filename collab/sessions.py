"""Sessions whose key is stored only as a digest: who reads the database can sign in as nobody."""

from hashlib import sha256
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

_LENGTH = 40
"""What fits in Django's column: 160 bits in hexadecimal digits."""


class SessionStore(db.SessionStore):
    """Django's sessions in the database, found by the digest of the key that the browser holds."""

    def _get_session_from_db(self) -> Any:
        found = self.model.objects.filter(session_key=_stored(self.session_key), expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return super().exists(_stored(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row to store."""
        row = super().create_model_instance(data)
        row.session_key = _stored(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session with this key, or this session."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(_stored(key))


def _stored(key: str | None) -> str:
    return sha256((key or "").encode()).hexdigest()[:_LENGTH]

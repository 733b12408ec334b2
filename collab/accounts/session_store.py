"""Sessions of which neither key nor content can be read in the database.

The key is stored only as a digest, so that nobody can sign in with what a database or backup holds. The content is
encrypted: a link for a new password, the secret of a second step that is being set up, or a form that waits until
somebody has shown once more who they are, stands in it for a while.

Relies on Django's store reaching the table through the methods overridden here, of which one is private;
``tests/accounts/test_session_store.py`` fails when that changes. The asynchronous methods are not overridden: the
product has no asynchronous views, and without the digest they would find no session.
"""

import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from assessments.encryption import SESSION, UnreadableError, decrypt, encrypt

BEGUN, IS_KEPT = "begun", "is_kept"
"""In the content: when somebody signed in, and whether they may be kept signed in on this device."""

KEPT, KEPT_SECONDS = "late_post", 60 * 60
"""In the content: what was posted too late, and for how long; ``ended`` has more of it."""

WORKDAY_SECONDS = 12 * 60 * 60
"""The longest that a session goes on, however it is used, of who is not kept signed in."""

_LENGTH = 40
"""Length of Django's column: 160 bits in hexadecimal digits."""


class SessionStore(db.SessionStore):
    """Django's sessions in the database, found by the digest of the key that the browser holds.

    A session of somebody who is signed in ends when it is not used for ``IDLE_MINUTES``, and in any case after a
    working day. Who asked to be kept signed in stays so for ``SESSION_COOKIE_AGE``, unless they may use the admin.
    """

    _stored_until: datetime | None = None
    _was_found = False

    def is_found(self) -> bool:
        """Whether there was a session with the key that the browser sent; looked up now if it was not yet."""
        self._get_session()  # type: ignore[attr-defined]
        return self._was_found

    def _get_session_from_db(self) -> Any:
        found = self.model.objects.filter(
            session_key=digest_of(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        else:
            self._stored_until, self._was_found = found.expire_date, True
        return found

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return the content as it is stored."""
        return encrypt(super().encode(session_dict), SESSION)

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """Return the content of a stored session; none if it was stored under another key."""
        try:
            found: dict[str, Any] = super().decode(decrypt(str(session_data), SESSION))
        except UnreadableError:
            return {}
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return super().exists(digest_of(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row to store."""
        row = super().create_model_instance(data)
        row.session_key = digest_of(row.session_key)
        if SESSION_KEY in data:
            row.expire_date = self._stored_until = _ends_at(data)
        elif KEPT in data:
            row.expire_date = timezone.now() + timedelta(seconds=KEPT_SECONDS)
        return row

    def stay(self) -> None:
        """Let the session go on because it is used; stored once a minute at most."""
        until = _ends_at(self._session)  # type: ignore[attr-defined]
        if self._stored_until is None or abs(until - self._stored_until) > timedelta(minutes=1):
            self.model.objects.filter(session_key=digest_of(self.session_key)).update(expire_date=until)

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session with this key, or this session."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(digest_of(key))


def digest_of(key: str | None) -> str:
    """Return what is stored instead of a session's key."""
    return sha256((key or "").encode()).hexdigest()[:_LENGTH]


def begin(session: Any, user: Any) -> None:
    """Note in the session of who has just signed in when that was; it lasts as long as the browser unless they ask."""
    session[BEGUN] = time.time()
    session[IS_KEPT] = not user.is_staff and not user.is_superuser
    if "_session_expiry" not in session:  # what was chosen on the first page of two stands already
        session.set_expiry(0)


def _ends_at(data: dict[str, Any]) -> datetime:
    """Return until when a session with this content can be used if nothing is done with it from now on."""
    begun = float(data.get(BEGUN, 0.0))
    if data.get(IS_KEPT) and data.get("_session_expiry"):
        return datetime.fromtimestamp(begun + settings.SESSION_COOKIE_AGE, UTC)
    idle = time.time() + settings.IDLE_MINUTES * 60
    return datetime.fromtimestamp(min(begun + WORKDAY_SECONDS, idle), UTC)

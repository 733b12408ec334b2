"""How often somebody may try to sign in as one user: from one place, and from everywhere together.

Whoever knows an address could lock its owner out if tries were counted for the address alone. So they are counted per
address and place. A place is a network, or a device on which that user has signed in before: what is tried elsewhere
does not count there. From all other places together a user is tried a limited number of times an hour, or guessing
from many networks would have no end. So on a new device others can still keep the owner's password out, for an hour;
a passkey or a mailed link for a new password lets the owner in.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from assessments.links import keyed_digest

HERE = "5/5m/key"
"""From one place."""
PASSWORDS_ANYWHERE = "100/h/key"
CODES_ANYWHERE = "60/h/key"
"""Of six digits, three of which are right at any moment: less than two chances in ten thousand an hour."""

_APP = "collab.accounts"
_MOST_USERS = 5
"""Users that one device remembers, the latest first."""


@dataclass(frozen=True, slots=True)
class Tries:
    """Tries that were used up."""

    used: tuple[Any, ...]

    def give_back(self) -> None:
        """Let them not count, because the password or the code was right."""
        for usage in self.used:
            usage.rollback()


def use_try(request: HttpRequest, kind: str, email: str, anywhere: str) -> Tries | None:
    """Use up a try; None, with nothing used up, if there is none left.

    ``kind`` says what is tried, ``anywhere`` how often that may be from all unknown places together.
    """
    used: list[Any] = []
    for key, limit in _limits(request, email, anywhere):
        usage = ratelimit.consume(request, app=_APP, action=kind, config={kind: limit}, key=key)
        if usage is None:
            Tries(tuple(used)).give_back()
            return None
        used.append(usage)
    return Tries(tuple(used))


def forget_tries(request: HttpRequest, kind: str, email: str, anywhere: str) -> None:
    """Let nothing count that was tried as somebody from here and, together, from unknown places."""
    for key, limit in [*_limits(request, email, anywhere), (email, anywhere)]:
        ratelimit.clear(request, app=_APP, action=kind, config={kind: limit}, key=key)


def remember_user(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let this device remember that this user signed in on it, without saying who that is."""
    device, users = _known(request)
    user = _digest(email)
    latest = [user, *(one for one in users if one != user)][:_MOST_USERS]
    response.set_cookie(
        settings.KNOWN_DEVICE_COOKIE_NAME,
        signing.dumps([device or secrets.token_urlsafe(12), latest], salt=__name__),
        max_age=settings.KNOWN_DEVICE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def latest_user(request: HttpRequest) -> str:
    """Return a digest of who signed in on this device last; empty if nobody did."""
    _device, users = _known(request)
    return users[0] if users else ""


def is_latest_user(digest: str, user: Any) -> bool:
    """Whether a digest of who signed in on a device is that of this user."""
    return secrets.compare_digest(digest, _digest(user.email))


def _limits(request: HttpRequest, email: str, anywhere: str) -> list[tuple[str, str]]:
    """Return the keys under which a try counts, each with its limit."""
    device, users = _known(request)
    if _digest(email) in users:
        return [(f"{email.lower()}|{device}", HERE)]
    return [(f"{email.lower()}|{ratelimit.get_ip(request)}", HERE), (email.lower(), anywhere)]


def _known(request: HttpRequest) -> tuple[str, list[str]]:
    """Return the device's own name and the digests of who signed in on it; nothing if it does not say, or lies."""
    text = request.COOKIES.get(settings.KNOWN_DEVICE_COOKIE_NAME, "")
    try:
        device, users = signing.loads(text, salt=__name__, max_age=settings.KNOWN_DEVICE_COOKIE_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return device, users


def _digest(email: str) -> str:
    return keyed_digest("known device", email.lower()).hex()[:20]

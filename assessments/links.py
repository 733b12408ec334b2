"""Links are worth a key: made when shown, checked when opened, stored nowhere."""

import base64
import hashlib
import hmac

from django.conf import settings

_LENGTH = 18
"""Bytes of the HMAC in a token: 144 bits, 24 characters."""


def keyed_digest(purpose: str, *parts: object) -> bytes:
    """Return HMAC-SHA256 under the link key over a purpose and parts; other purposes never collide."""
    message = "\x1f".join([purpose, *map(str, parts)])
    return hmac.new(settings.LINK_KEY.encode(), message.encode(), hashlib.sha256).digest()


def invitation_token(invitation_id: int, generation: int) -> str:
    """Return the secret part of a personal link, for example ``12-h3Q…``."""
    return _token("invitation", invitation_id, generation)


def coordinator_token(invitation_id: int, generation: int) -> str:
    """Return the secret part of the link of a coordinator's invitation."""
    return _token("coordinator", invitation_id, generation)


def unsubscribe_token(participant_id: int) -> str:
    """Return the secret part of the link with which a participant gets no more mail."""
    return _token("unsubscribe", participant_id)


def _token(purpose: str, number: int, *parts: object) -> str:
    digest = keyed_digest(purpose, number, *parts)[:_LENGTH]
    return f"{number}-{base64.urlsafe_b64encode(digest).decode()}"


def invitation_id_in(token: str) -> int | None:
    """Return the id that a token claims, to be checked after that; None when it is no token."""
    number, dash, _digest = token.partition("-")
    is_number = number.isascii() and number.isdecimal() and len(number) <= 18
    return int(number) if dash and is_number else None


def is_token_of(token: str, invitation_id: int, generation: int) -> bool:
    """Whether the token is this invitation's, in constant time."""
    return hmac.compare_digest(token.encode(), invitation_token(invitation_id, generation).encode())


def is_coordinator_token_of(token: str, invitation_id: int, generation: int) -> bool:
    """Whether the token is this invitation's to coordinate, in constant time."""
    return hmac.compare_digest(token.encode(), coordinator_token(invitation_id, generation).encode())


def is_unsubscribe_token_of(token: str, participant_id: int) -> bool:
    """Whether the token is this participant's, in constant time."""
    return hmac.compare_digest(token.encode(), unsubscribe_token(participant_id).encode())

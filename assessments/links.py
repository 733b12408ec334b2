"""Links that work like keys: generated when shown, checked when opened, stored nowhere."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from assessments.ids import id_in

_LENGTH = 18
"""Bytes of the HMAC in a token: 144 bits, 24 characters."""


def keyed_digest(purpose: str, *parts: object) -> bytes:
    """Return an HMAC-SHA256 under the link key over a purpose and parts; different purposes never collide."""
    message = "\x1f".join([purpose, *map(str, parts)])
    return hmac.new(settings.LINK_KEY.encode(), message.encode(), hashlib.sha256).digest()


def invitation_token(invitation_id: int, generation: int) -> str:
    """Return the secret part of a personal link, for example ``12-h3Q…``."""
    return _token("invitation", invitation_id, generation)


def coordinator_token(invitation_id: int, generation: int) -> str:
    """Return the secret part of the link in an invitation to coordinate."""
    return _token("coordinator", invitation_id, generation)


def share_token(link_id: int, made_at: datetime) -> str:
    """Return the secret part of a link for others than the participants.

    When it was made is in it: where a backup was put back, a number may be given out once more.
    """
    return _token("share", link_id, made_at.astimezone(UTC).isoformat())


def unsubscribe_token(participant_id: int, address: str) -> str:
    """Return the secret part of a participant's unsubscribe link: for this address, and for no later one."""
    return _token("unsubscribe", participant_id, address.strip().lower())


def withdraw_token(invitation_id: int, generation: int, *, is_superseded: bool) -> str:
    """Return the secret part of the link that takes back everything sent through a personal link.

    It dies with that link. The link of a superseded invitation is dead already, and there this one lasts until the
    round closes: it is the only one that the person has left, and nobody else ever gets it.
    """
    return _token("withdraw", invitation_id, "superseded" if is_superseded else generation)


def replace_token(invitation_id: int, generation: int, response_id: UUID) -> str:
    """Return the secret part of the link that lets these answers take the place of those sent before them."""
    return _token("replace", invitation_id, generation, response_id.hex)


def _token(purpose: str, number: int, *parts: object) -> str:
    digest = keyed_digest(purpose, number, *parts)[:_LENGTH]
    return f"{number}-{base64.urlsafe_b64encode(digest).decode()}"


def id_in_token(token: str) -> int | None:
    """Return the id that a token claims, yet to be checked; None if it is not a token."""
    number, dash, _digest = token.partition("-")
    return id_in(number) if dash else None


def is_token_of(token: str, invitation_id: int, generation: int) -> bool:
    """Whether the token belongs to this invitation; in constant time."""
    return hmac.compare_digest(token.encode(), invitation_token(invitation_id, generation).encode())


def is_coordinator_token_of(token: str, invitation_id: int, generation: int) -> bool:
    """Whether the token belongs to this invitation to coordinate; in constant time."""
    return hmac.compare_digest(token.encode(), coordinator_token(invitation_id, generation).encode())


def is_share_token_of(token: str, link_id: int, made_at: datetime) -> bool:
    """Whether the token belongs to this link for others; in constant time."""
    return hmac.compare_digest(token.encode(), share_token(link_id, made_at).encode())


def is_unsubscribe_token_of(token: str, participant_id: int, address: str) -> bool:
    """Whether the token belongs to this participant at this address; in constant time."""
    return hmac.compare_digest(token.encode(), unsubscribe_token(participant_id, address).encode())


def is_withdraw_token_of(token: str, invitation_id: int, generation: int, *, is_superseded: bool) -> bool:
    """Whether the token takes back what was sent through this invitation; in constant time."""
    own = withdraw_token(invitation_id, generation, is_superseded=is_superseded)
    return hmac.compare_digest(token.encode(), own.encode())


def is_replace_token_of(token: str, invitation_id: int, generation: int, response_id: UUID) -> bool:
    """Whether the token lets these answers take the place of others; in constant time."""
    return hmac.compare_digest(token.encode(), replace_token(invitation_id, generation, response_id).encode())


def page_url(name: str, *arguments: object) -> str:
    """Return the full address of a page, to mail, print or copy."""
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"

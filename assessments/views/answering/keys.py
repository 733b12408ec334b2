"""Signed keys and the cookies that hold them: what lets a person back at their own answers."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils import timezone

from assessments.models import Invitation, Round
from assessments.services.answering import Key, Standing

KEY_FIELD = "key"
_SALT = "answering"
_ANSWERS_COOKIE = "answers"
_DEVICE_COOKIE = "device"
_BEGUN_COOKIE = "begun"
_BEGUN_SALT = "begun"
_KEPT_AFTER_CLOSING = timedelta(days=90)
"""A round may be extended; once it has closed a key opens nothing, so that keeping it longer costs no privacy."""


def signed(key: Key, round_: Round) -> str:
    """Return a key as signed text, worthless some months after the round was to close."""
    until = int((round_.closes_at + _KEPT_AFTER_CLOSING).timestamp())
    content = [
        key.round_id,
        key.response_id.hex,
        key.invitation_id,
        key.generation,
        key.organisation_id,
        key.role,
        until,
    ]
    return signing.dumps(content, salt=_SALT)


def unsigned(text: str | None, now: datetime) -> Key | None:
    """Return the key in a signed text; None when it was altered, is not ours or has expired."""
    try:
        round_id, response, invitation_id, generation, organisation_id, role, until = signing.loads(
            text or "", salt=_SALT
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if now.timestamp() >= until:
        return None
    return Key(round_id, uuid.UUID(response), invitation_id, generation, organisation_id, role)


def key_in_form(request: HttpRequest, response_id: uuid.UUID) -> Key | None:
    """Return the key that a posted form carries for this response."""
    return _if_for(response_id, unsigned(request.POST.get(KEY_FIELD), timezone.now()))


def key_in_cookie(request: HttpRequest, response_id: uuid.UUID) -> Key | None:
    """Return the key that this device holds for this response."""
    return _if_for(response_id, unsigned(request.COOKIES.get(_ANSWERS_COOKIE), timezone.now()))


def _if_for(response_id: uuid.UUID, key: Key | None) -> Key | None:
    return key if key is not None and key.response_id == response_id else None


def keys_on_device(request: HttpRequest, round_id: int) -> Iterator[Key]:
    """Yield what this device holds of a round: per link the key of the response begun through it."""
    now = timezone.now()
    for name, text in request.COOKIES.items():
        if name.startswith(f"{_DEVICE_COOKIE}-"):
            key = unsigned(text, now)
            if key is not None and key.round_id == round_id:
                yield key


def key_on_device(request: HttpRequest, link: Key) -> Key | None:
    """Return the key that this device holds for the same link; None when the link was not opened here before."""
    held = (key for key in keys_on_device(request, link.round_id) if key.invitation_id == link.invitation_id)
    return next(held, None)


def new_key(round_: Round, invitation: Invitation | None) -> Key:
    """Return a key for a response that does not exist yet."""
    if invitation is None:
        return Key(round_.pk, uuid.uuid4())
    return Key(round_.pk, uuid.uuid4(), invitation.pk, invitation.generation)


def keep_on_device(response: HttpResponse, key: Key, round_: Round) -> None:
    """Let the link show these answers at once on this device."""
    text = signed(replace(key, organisation_id=None, role=""), round_)
    for name, path in _device_cookies(key):
        _set(response, name, text, path, round_)


def keep_for_answering(response: HttpResponse, key: Key, round_: Round) -> None:
    """Let this device at the pages of this response."""
    path = reverse("answer_start", args=[key.response_id])
    _set(response, _ANSWERS_COOKIE, signed(key, round_), path, round_)


def n_begun_on_device(request: HttpRequest, round_id: int) -> int:
    """Return how many were begun on this device through the open link of a round, as far as it remembers."""
    try:
        of_round, number = signing.loads(request.COOKIES.get(_begun_cookie(round_id), ""), salt=_BEGUN_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return 0
    return int(number) if of_round == round_id else 0


def count_on_device(request: HttpRequest, response: HttpResponse, round_: Round) -> None:
    """Let this device remember that one more was begun on it: a bare number, not whose."""
    number = n_begun_on_device(request, round_.pk) + 1
    text = signing.dumps([round_.pk, number], salt=_BEGUN_SALT)
    _set(response, _begun_cookie(round_.pk), text, f"{get_script_prefix()}answers/", round_)


def _begun_cookie(round_id: int) -> str:
    return f"{_BEGUN_COOKIE}-m{round_id}"


def forget(response: HttpResponse, standing: Standing) -> None:
    """Take the way back to answers that are gone from this device."""
    for name, path in _device_cookies(standing.key):
        response.delete_cookie(name, path=path, samesite="Lax")


def _device_cookies(key: Key) -> list[tuple[str, str]]:
    """Return name and path of the cookies that both kinds of link read.

    Each has a name of its own, because an answer sets only one cookie of a name, whatever its path.
    """
    link = f"i{key.invitation_id}" if key.invitation_id is not None else f"m{key.round_id}"
    return [(f"{_DEVICE_COOKIE}-{folder}-{link}", f"{get_script_prefix()}{folder}/") for folder in ("i", "m")]


def _set(response: HttpResponse, name: str, text: str, path: str, round_: Round) -> None:
    response.set_cookie(
        name,
        text,
        expires=round_.closes_at + _KEPT_AFTER_CLOSING,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )

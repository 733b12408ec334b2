"""Whose answers a request is about: the signed key that opens them, the cookies that hold it, and how they stand.

A key is worth something only when we signed it. A cookie with it lets a device look at answers; to change them, the
posted form must carry it.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Invitation, Round
from assessments.services.answering import Key, Standing, standing_for
from assessments.services.mail.smtp import can_mail
from assessments.services.round_extension import extend_itself_if_due
from assessments.views import closed_doors as states
from assessments.views.posted_forms import require_safe_or_post
from assessments.vocabulary.languages import LANGUAGES

Answering = Callable[Concatenate[HttpRequest, Standing, ...], HttpResponse]

KEY_FIELD = "key"
_SALT = "answering"
_ANSWERS_COOKIE = "answers"
_DEVICE_COOKIE = "device"
_BEGUN_COOKIE = "begun"
_BEGUN_SALT = "begun"
_KEPT_AFTER_CLOSING = timedelta(days=90)
"""A round may be extended; once it has closed a key opens nothing, so that keeping it longer costs no privacy."""


def proved_by_key(view: Answering) -> Callable[..., HttpResponse]:
    """Give a view the answers that a signed key opens, or say on a friendly page why it opens none.

    A posted form must carry the key itself; the cookie alone changes nothing. This is why the view is exempt from
    Django's CSRF protection: another site can make a browser send its cookies, but cannot know the key, so a form
    that carries it came from one of our own pages. The exemption is worth having, because the token of Django's
    protection lives in a cookie, and a browser that loses its cookies halfway must not lose answers.
    """

    @require_safe_or_post
    @csrf_exempt
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, response_id: uuid.UUID, **kwargs: Any) -> HttpResponse:
        is_posted = request.method == "POST"
        if is_posted and request.headers.get("Sec-Fetch-Site") == "cross-site":
            return states.link_needed(request)
        key = (_key_in_form if is_posted else _key_in_cookie)(request, response_id)
        if key is None:
            return states.link_needed(request)
        standing = standing_for(key)
        if standing is None:
            return states.link_replaced(request)
        now = timezone.now()
        if standing.round.is_open(now) or extend_itself_if_due(standing.round, now=now):
            return view(request, standing, **kwargs)
        return (
            states.closed(request, standing.round, standing)
            if is_posted
            else states.not_open(request, standing.round, now, standing)
        )

    return answer


def place(standing: Standing) -> str:
    """Return the address where this person was."""
    if standing.sent_at is not None:
        return address("answer_sent", standing)
    n_pages = questionnaire(standing.round.questionnaire_version).n_pages
    if standing.page > n_pages:
        return address("answer_check", standing)
    return address("answer_page", standing, max(standing.page, 1))


def address(name: str, standing: Standing, *more: object) -> str:
    """Return the address of one of the pages of these answers."""
    return reverse(name, args=[standing.key.response_id, *more])


def go_to(url: str, standing: Standing) -> HttpResponseRedirect:
    """Send the person on, with the cookie renewed that the next page needs."""
    response = HttpResponseRedirect(url)
    _keep_for_answering(response, standing.key, standing.round)
    return response


def common(standing: Standing) -> dict[str, Any]:
    """Return what every page of these answers shows."""
    key = sign_key(standing.key, standing.round)
    return {"standing": standing, "round": standing.round, "key": key, "can_mail": can_mail()}


def saved_at(value: datetime | None, now: datetime) -> str:
    """Return when answers were stored: the time, with the date unless that is today; empty when they were not."""
    if value is None:
        return ""
    local, today = timezone.localtime(value), timezone.localtime(now)
    if local.date() == today.date():
        return _("Saved at %(time)s") % {"time": date_format(local, "H:i")}
    return _("Saved on %(date)s at %(time)s") % {
        "date": date_format(local, "j F"),
        "time": date_format(local, "H:i"),
    }


def wanted_language(request: HttpRequest) -> str | None:
    """Return the language that the person asked for with this form."""
    wanted = request.POST.get("language")
    return wanted if wanted in LANGUAGES else None


def in_language(response: HttpResponse, language: str) -> HttpResponse:
    """Speak this language from here on."""
    response.headers["Content-Language"] = language
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def sign_key(key: Key, round_: Round) -> str:
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


def _read_key(text: str | None, now: datetime) -> Key | None:
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


def _key_in_form(request: HttpRequest, response_id: uuid.UUID) -> Key | None:
    """Return the key that a posted form carries for this response."""
    return _if_for(response_id, _read_key(request.POST.get(KEY_FIELD), timezone.now()))


def _key_in_cookie(request: HttpRequest, response_id: uuid.UUID) -> Key | None:
    """Return the key that this device holds for this response."""
    return _if_for(response_id, _read_key(request.COOKIES.get(_ANSWERS_COOKIE), timezone.now()))


def _if_for(response_id: uuid.UUID, key: Key | None) -> Key | None:
    return key if key is not None and key.response_id == response_id else None


def keys_on_device(request: HttpRequest, round_id: int) -> Iterator[Key]:
    """Yield what this device holds of a round: per link the key of the response begun through it."""
    now = timezone.now()
    for name, text in request.COOKIES.items():
        if name.startswith(f"{_DEVICE_COOKIE}-"):
            key = _read_key(text, now)
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
    text = sign_key(replace(key, organisation_id=None, role=""), round_)
    for name, path in _device_cookies(key):
        _set(response, name, text, path, round_)


def _keep_for_answering(response: HttpResponse, key: Key, round_: Round) -> None:
    """Let this device at the pages of this response."""
    path = reverse("answer_start", args=[key.response_id])
    _set(response, _ANSWERS_COOKIE, sign_key(key, round_), path, round_)


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

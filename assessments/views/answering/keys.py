"""The signed keys that open somebody's own answers, in cookies and in forms.

A key is worthless unless we signed it. A cookie with a key lets a device see the answers; to change them, the posted
form must carry the key.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
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
from assessments.services.mail.notices import can_be_told
from assessments.services.mail.smtp import can_mail
from assessments.services.own_response import Key, OwnResponse, own_response_for
from assessments.services.round_extension import extend_itself_if_due
from assessments.views import closed_doors
from assessments.views.kept_on_device import KEPT_ON_DEVICE, cookie_name, cookies_of
from assessments.views.posted_forms import require_safe_or_post
from assessments.vocabulary.languages import LANGUAGES

Answering = Callable[Concatenate[HttpRequest, OwnResponse, ...], HttpResponse]

KEY_FIELD = "key"
_SALT = "answering"
_ANSWERS_COOKIE = "answers"
_DEVICE_COOKIE = "device"
_BEGUN_COOKIE = "begun"
_BEGUN_SALT = "begun"


def proved_by_key(view: Answering) -> Callable[..., HttpResponse]:
    """Decorate a view to get the answers that a signed key opens, or else show a friendly page that says why not.

    A posted form must carry the key itself; the cookie alone changes nothing. This is why the view is exempt from
    Django's CSRF protection: another site can make a browser send its cookies, but cannot know the key, so a form
    that carries it came from one of our own pages. The exemption is needed because the token of Django's protection
    lives in a cookie, and a browser that loses its cookies halfway must not lose answers.
    """

    @require_safe_or_post
    @csrf_exempt
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, response_id: uuid.UUID, **kwargs: Any) -> HttpResponse:
        is_posted = request.method == "POST"
        if is_posted and _is_from_elsewhere(request):
            return closed_doors.link_needed(request)
        key = (_key_in_form if is_posted else _key_in_cookie)(request, response_id)
        if key is None:
            return closed_doors.link_needed(request)
        own = own_response_for(key)
        if own is None:
            gone = closed_doors.link_replaced if key.invitation_id is not None else closed_doors.link_switched_off
            return gone(request)
        now = timezone.now()
        if own.round.is_open(now) or extend_itself_if_due(own.round, now=now):
            return view(request, own, **kwargs)
        return (
            closed_doors.closed(request, own.round, own)
            if is_posted
            else closed_doors.not_open(request, own.round, now, own)
        )

    return answer


def _is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a form comes from another site, a sister domain among them, as far as the browser says."""
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        return True
    here = {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    return request.headers.get("Origin", settings.SITE_URL) not in here


def last_address(own: OwnResponse) -> str:
    """Return the address of the page where this person left off."""
    if own.sent_at is not None:
        return address("answer_sent", own)
    n_pages = questionnaire(own.round.questionnaire_version).n_pages
    if own.page > n_pages:
        return address("answer_check", own)
    return address("answer_page", own, max(own.page, 1))


def address(name: str, own: OwnResponse, *more: object) -> str:
    """Return the address of one of the pages of these answers."""
    return reverse(name, args=[own.key.response_id, *more])


def redirect_to(url: str, own: OwnResponse) -> HttpResponseRedirect:
    """Redirect, and renew the cookie that the next page needs."""
    response = HttpResponseRedirect(url)
    _keep_for_answering(response, own.key, own.round)
    return response


def page_context(own: OwnResponse) -> dict[str, Any]:
    """Return the context of every page about these answers."""
    key = sign_key(own.key, own.round)
    return {
        "own": own,
        "round": own.round,
        "key": key,
        "can_mail": can_mail(),
        "can_be_told": can_be_told(own.invitation),
    }


def saved_at(value: datetime | None, now: datetime) -> str:
    """Say when answers were stored: the time, with the date unless that is today; empty if nothing was stored."""
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
    """Return the language that the person chose with this form; None if they did not."""
    wanted = request.POST.get("language")
    return wanted if wanted in LANGUAGES else None


def set_language(response: HttpResponse, language: str) -> HttpResponse:
    """Mark the response with its language, and remember that language."""
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
    """Return a key as signed text, which expires some months after the round is due to close."""
    until = int((round_.closes_at + KEPT_ON_DEVICE).timestamp())
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
    """Return the key in a signed text; None if it was altered, is not ours or has expired."""
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
    """Return the key for this response in the posted form."""
    return _if_matching(response_id, _read_key(request.POST.get(KEY_FIELD), timezone.now()))


def _key_in_cookie(request: HttpRequest, response_id: uuid.UUID) -> Key | None:
    """Return the key for this response in the device's cookie."""
    return _if_matching(response_id, _read_key(cookies_of(request).get(_ANSWERS_COOKIE), timezone.now()))


def _if_matching(response_id: uuid.UUID, key: Key | None) -> Key | None:
    return key if key is not None and key.response_id == response_id else None


def keys_on_device(request: HttpRequest, round_id: int) -> Iterator[Key]:
    """Yield the keys that this device holds for a round: one per link, of the response begun through it."""
    now = timezone.now()
    for name, text in cookies_of(request).items():
        if name.startswith(f"{_DEVICE_COOKIE}-"):
            key = _read_key(text, now)
            if key is not None and key.round_id == round_id:
                yield key


def key_on_device(request: HttpRequest, link: Key) -> Key | None:
    """Return the key that this device holds for the same link; None if the link was not opened here before."""
    held = (key for key in keys_on_device(request, link.round_id) if key.invitation_id == link.invitation_id)
    return next(held, None)


def new_key(round_: Round, invitation: Invitation | None) -> Key:
    """Return a key for a response that does not exist yet."""
    if invitation is None:
        return Key(round_.pk, uuid.uuid4())
    return Key(round_.pk, uuid.uuid4(), invitation.pk, invitation.generation)


def keep_on_device(response: HttpResponse, key: Key, round_: Round) -> None:
    """Let the link open these answers directly on this device."""
    text = sign_key(replace(key, organisation_id=None, role=""), round_)
    for name, path in _device_cookies(key):
        _set_cookie(response, name, text, path, round_)


def _keep_for_answering(response: HttpResponse, key: Key, round_: Round) -> None:
    """Give this device access to the pages of this response."""
    path = reverse("answer_start", args=[key.response_id])
    _set_cookie(response, _ANSWERS_COOKIE, sign_key(key, round_), path, round_)


def n_begun_on_device(request: HttpRequest, round_id: int) -> int:
    """Return how many responses were begun on this device through the open link, as far as it remembers."""
    try:
        of_round, number = signing.loads(cookies_of(request).get(_begun_cookie(round_id), ""), salt=_BEGUN_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return 0
    return int(number) if of_round == round_id else 0


def count_on_device(request: HttpRequest, response: HttpResponse, round_: Round) -> None:
    """Let this device remember that one more response was begun on it: a bare number, not whose."""
    number = n_begun_on_device(request, round_.pk) + 1
    text = signing.dumps([round_.pk, number], salt=_BEGUN_SALT)
    _set_cookie(response, _begun_cookie(round_.pk), text, f"{get_script_prefix()}answers/", round_)


def _begun_cookie(round_id: int) -> str:
    return f"{_BEGUN_COOKIE}-m{round_id}"


def forget_on_device(response: HttpResponse, own: OwnResponse) -> None:
    """Delete the device's keys to answers that no longer exist."""
    for name, path in _device_cookies(own.key):
        for known_as in {name, cookie_name(name)}:  # an earlier version gave it no prefix
            response.delete_cookie(known_as, path=path, samesite="Lax")


def _device_cookies(key: Key) -> list[tuple[str, str]]:
    """Return name and path of the cookies that the two kinds of link read.

    Their names differ, because a response sets only one cookie per name, whatever its path.
    """
    link = f"i{key.invitation_id}" if key.invitation_id is not None else f"m{key.round_id}"
    return [(f"{_DEVICE_COOKIE}-{folder}-{link}", f"{get_script_prefix()}{folder}/") for folder in ("i", "m")]


def _set_cookie(response: HttpResponse, name: str, text: str, path: str, round_: Round) -> None:
    response.set_cookie(
        cookie_name(name),
        text,
        expires=round_.closes_at + KEPT_ON_DEVICE,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )

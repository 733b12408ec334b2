"""The key to a result that a link for others gives: a signed cookie for that result only, which lasts a day."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from assessments.models import ShareLink
from assessments.views.kept_on_device import OPENED_LINK_KEPT, cookie_name, cookies_of

_SALT = "link for others"


def give_key(response: HttpResponse, link: ShareLink, *, is_counted: bool) -> HttpResponse:
    """Let this device see what the link shows; whether that was counted is known to the device alone."""
    response.set_cookie(
        cookie_name(_name(link.pk)),
        signing.dumps([link.pk, is_counted], salt=_SALT),
        max_age=OPENED_LINK_KEPT,
        path=reverse("linked_result", args=[link.pk]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def key_for(request: HttpRequest, link_id: int) -> bool | None:
    """Return whether the opening of this link was counted; None if this device has no key to it."""
    try:
        text = cookies_of(request).get(_name(link_id), "")
        opened_id, is_counted = signing.loads(text, salt=_SALT, max_age=OPENED_LINK_KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return bool(is_counted) if opened_id == link_id else None


def _name(link_id: int) -> str:
    return f"link-{link_id}"

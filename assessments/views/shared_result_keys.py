"""The key to a shared result: a signed cookie, set when a participant opens the link, for that result only."""

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from assessments.access import round_through_link
from assessments.models import Invitation, Round
from assessments.views.kept_on_device import KEPT_ON_DEVICE, cookie_name, cookies_of

_SALT = "shared result"


def to_shared_result(round_: Round, invited: Invitation | None) -> HttpResponse:
    """Redirect whoever opened a link to the result; that address is worth nothing without the cookie."""
    address = reverse("shared_result", args=[round_.pk])
    content = [round_.pk, *((invited.pk, invited.generation) if invited else (None, None))]
    response = HttpResponseRedirect(address)
    response.set_cookie(
        cookie_name(_name(round_.pk)),
        signing.dumps(content, salt=_SALT),
        max_age=KEPT_ON_DEVICE,
        path=address,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def round_on_device(request: HttpRequest, round_id: int) -> tuple[Round, Invitation | None]:
    """Return the round whose link was opened on this device, and whom that link invited, if it is a personal one.

    Http404 if none was, or the link has died since.
    """
    try:
        content = signing.loads(cookies_of(request).get(_name(round_id), ""), salt=_SALT, max_age=KEPT_ON_DEVICE)
        opened_id, invitation_id, generation = content
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    if opened_id != round_id:
        raise Http404
    return round_through_link(round_id, invitation_id, generation)


def _name(round_id: int) -> str:
    return f"result-{round_id}"

"""A session that has ended, by itself or from elsewhere: its owner reads so, and what they sent too late is kept.

What was posted waits in the session of whoever signs in next in this browser, for an hour, and is shown to the
user alone who signed in here last. The page of ``late_post`` sends it to where it was going, by the browser itself.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from .session_store import KEPT, KEPT_SECONDS
from .tries import is_latest_user, latest_user

POLLS = {"round_closing", "round_response", "round_mail_progress"}
"""What pages fetch by themselves: that somebody left one open does not keep them signed in."""


def told_of_its_end(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let a session that is used go on, and tell whoever is sent to sign in that theirs has ended.

    Pages that look at no session, as those of partners, leave it alone: nothing is asked of the database for them.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _leads_to_sign_in(response) and (_had_ended(request) or _signed_out_elsewhere(request, response)):
            return _told(request, response)
        if request.session.accessed and SESSION_KEY in request.session and not _had_ended(request):
            kept_post(request)
            if not _is_poll(request):
                request.session.stay()  # type: ignore[attr-defined]
        return response

    return middleware


def _had_ended(request: HttpRequest) -> bool:
    """Whether the browser came with the cookie of a session that is no more."""
    has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_cookie and not request.session.is_found()  # type: ignore[attr-defined]


def _signed_out_elsewhere(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this was sent from a page of somebody who has signed out in another window since: no cookie is left."""
    if request.method != "POST" or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    led_from = parse_qs(urlsplit(response["Location"]).query).get("next", [])
    return led_from == [request.get_full_path()] and bool(latest_user(request))


def _is_poll(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.url_name in POLLS


def _leads_to_sign_in(response: HttpResponse) -> bool:
    if response.status_code != 302:
        return False
    return response["Location"].split("?")[0] in (reverse(settings.LOGIN_URL), reverse("admin:login"))


def _told(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if "HX-Request" in request.headers:  # a part of a page: a form is left as it is, everything else is loaded anew
        return HttpResponse(status=204, headers={} if request.method == "POST" else {"HX-Refresh": "true"})
    ended = _("You have been signed out: you were inactive for a while, or this session was ended. Sign in again.")
    messages.info(request, ended)
    return keep_what_was_posted(request) or response


def keep_what_was_posted(request: HttpRequest) -> HttpResponse | None:
    """Keep what somebody posted who must sign in first, and return the way there; None if nothing was posted."""
    if request.method != "POST":
        return None
    user = latest_user(request)
    if not user:
        messages.warning(request, _("What you have just sent was not saved. Fill it in again after signing in."))
        return None
    fields = [(name, values) for name, values in request.POST.lists() if not _is_secret(name)]
    request.session[KEPT] = {"of": user, "at": time.time(), "to": request.get_full_path(), "fields": fields}
    messages.info(request, _("What you have just sent is not saved yet. After signing in you can send it again."))
    return redirect_to_login(reverse(KEPT))


def _is_secret(name: str) -> bool:
    return name == "csrfmiddlewaretoken" or "password" in name


def kept_post(request: HttpRequest) -> dict[str, Any] | None:
    """Return what this user posted before they signed in again: ``to`` where and with which ``fields``.

    It goes from the session when it is too old, or somebody else's.
    """
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if kept is None or (time.time() - kept["at"] < KEPT_SECONDS and is_latest_user(kept["of"], request.user)):
        return kept
    del request.session[KEPT]
    return None

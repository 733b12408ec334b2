"""Whoever must show once more who they are is sent to where they can, and goes on after it with what they posted.

Instead of allauth's own way, which forgets what was posted at an address with a query, and asks nothing of who signs
in at another organisation. Relies on where allauth keeps what was posted; ``tests/accounts/test_recent_proof.py`` fails
when that changes.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.internal.httpkit import serialize_request
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from .ended import keep_what_was_posted


def ask_again(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead from a page that needs a recent proof to the page that asks for one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return _asked(request) if isinstance(exception, ReauthenticationRequired) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _asked(request: HttpRequest) -> HttpResponse:
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:
        logout(request)
        return keep_what_was_posted(request) or redirect_to_login(request.get_full_path())
    onwards = request.get_full_path()
    if request.method == "POST":
        request.session[STATE_SESSION_KEY] = {"request": serialize_request(request)}
        onwards = request.path  # allauth goes on at this path, with the query that it keeps beside what was posted
    return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': onwards})}")

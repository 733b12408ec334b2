"""The page on which one sees where one is signed in, and ends that elsewhere."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .devices import current_digest, devices_of, end, end_sessions_of

BROWSERS = {
    "Edge": r"Edg(e|A|iOS)?/",
    "Opera": r"OPR/",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrome/|CriOS/|Chromium/",
    "Safari": r"Safari/",
}
SYSTEMS = {
    "iPhone": r"iPhone",
    "iPad": r"iPad",
    "Android": r"Android",
    "Windows": r"Windows",
    "ChromeOS": r"CrOS",
    "macOS": r"Mac OS X|Macintosh",
    "Linux": r"Linux|X11",
}
"""Names by what the browser calls itself; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as a line of the list."""

    pk: int
    device: str
    since: str
    ip: str
    is_here: bool


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where this user is signed in; end one, or all others."""
    if request.method == "POST":
        return _ended(request)
    here = current_digest(request)
    lines = [_line(one, here) for one in devices_of(request.user)]
    others = [line for line in lines if not line.is_here]
    mine = next((line for line in lines if line.is_here), None)
    return render(request, "account/sessions.html", {"mine": mine, "others": others})


def _ended(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("end", "")
    if number.isascii() and number.isdecimal() and len(number) < 18:
        one = get_object_or_404(devices_of(request.user), pk=int(number))
        end([one.session_key])
        messages.success(request, _("That session has ended."))
    elif "others" in request.POST:
        end_sessions_of(request.user, request)
        messages.success(request, _("All other sessions have ended. You are signed in on this device only."))
    return redirect("usersessions_list")


def _line(session: Any, here: str) -> SessionLine:
    since = date_format(timezone.localtime(session.created_at), "j F Y H:i")
    return SessionLine(session.pk, device_name(session.user_agent), since, session.ip, session.session_key == here)


def device_name(agent: str) -> str:
    """Return in words what a browser says it is."""
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A device that we do not know")


def _first(names: dict[str, str], agent: str) -> str:
    return next((name for name, mark in names.items() if re.search(mark, agent)), "")

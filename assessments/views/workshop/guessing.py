"""The page on a phone in the room: one force at a time is guessed before the screen shows its score.

Whoever has the code of the screen may guess, without an account. Nothing is told of the round or the partnership.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.languages import active_language, language_asked_for, own_name
from assessments.reporting.workshop import about_force
from assessments.services.guesses import Guessing, guess, guess_of, guessing_with
from assessments.services.rate_limit import has_attempts_left, take_attempt
from assessments.views import closed_doors
from assessments.views.kept_on_device import cookie_name, cookies_of
from assessments.views.network_address import visitor
from assessments.views.posted_forms import require_safe_or_post
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.languages import LANGUAGES

_COOKIE = "guess"
_MOST_WRONG_CODES = 100
"""Per hour and network."""


@require_safe_or_post
@csrf_exempt
@never_cache
def guess_page(request: HttpRequest, code: str) -> HttpResponse:
    """Let a phone guess the force of this moment, or wait for the next one; ``?seen=`` answers whether it changed.

    ``?language=`` chooses the language of the page, so that nothing has to be kept of that on the phone.
    Exempt from Django's CSRF protection, whose cookie would stay on the phone: a guess counts only with the cookie of
    this page, which browsers send along with no form of another site.
    """
    language = language_asked_for(request.GET.get("language"))
    with override(language):
        response = _answer(request, code)
    response["Content-Language"] = language
    return response


def _answer(request: HttpRequest, code: str) -> HttpResponse:
    guessing = _guessing_for(request, code.lower())
    if guessing is None:
        return _gone(request)
    if request.method == "POST":
        return _take(request, guessing)
    if "seen" in request.GET:
        return _whether_changed(request, guessing)
    return _page(request, guessing)


def _guessing_for(request: HttpRequest, code: str) -> Guessing | None:
    """Return the guessing with this code; None too for whoever tried too many codes, and never had the right one."""
    scope = f"guess-codes:{visitor(request)}"
    if not _phone_of(request, code) and not has_attempts_left(scope, _MOST_WRONG_CODES):
        return None
    found = guessing_with(code)
    if found is None:
        take_attempt(scope, _MOST_WRONG_CODES)
    return found


def _phone_of(request: HttpRequest, code: str) -> str:
    """Return what this phone was given for this screen; empty if nothing."""
    try:
        of_screen, phone = signing.loads(cookies_of(request).get(_COOKIE, ""), salt=__name__)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(phone) if of_screen == code else ""


def _whether_changed(request: HttpRequest, guessing: Guessing) -> HttpResponse:
    """Make a page that looks by itself load again when the screen went on."""
    is_same = request.GET["seen"] == guessing.force
    return HttpResponse(status=204) if is_same else HttpResponse(headers={"HX-Refresh": "true"})


def _gone(request: HttpRequest) -> HttpResponse:
    """Lead on to the address that this was, or say that there is no such screen.

    A page that looks by itself loads again to say so.
    """
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Refresh": "true"})
    return closed_doors.mended(request) or render(request, "workshop/guess_gone.html", status=404)


def _take(request: HttpRequest, guessing: Guessing) -> HttpResponse:
    phone = _phone_of(request, guessing.code)
    number = _number(request.POST.get("guess", ""))
    if not phone:
        return _page(
            request, guessing, _("Your browser keeps no cookies, so it cannot join in. Say your guess out loud.")
        )
    if request.POST.get("force") != guessing.force or not guessing.force:
        return _page(request, guessing, _("This force is on the screen already. Your guess came just too late."))
    if number is None:
        return _page(request, guessing, _("Choose a number from 0 to 100."))
    if not guess(guessing, phone, number):
        return _page(
            request, guessing, _("So many phones are guessing that there is no more room. Say your guess out loud.")
        )
    return redirect(_address(request, guessing))


def _address(request: HttpRequest, guessing: Guessing) -> str:
    """Return the address of this page, with the language that was chosen on it."""
    chosen = request.GET.get("language")
    query = {"language": chosen} if chosen in LANGUAGES else {}
    return reverse("guess", args=[guessing.code], query=query)


def _number(text: str) -> int | None:
    found = int(text) if text.isascii() and text.isdecimal() and len(text) <= 3 else None
    return found if found is not None and found <= 100 else None


def _page(request: HttpRequest, guessing: Guessing, problem: str = "") -> HttpResponse:
    phone = _phone_of(request, guessing.code)
    force = next((one for one in FORCES if one == guessing.force), None)
    context = {
        "guessing": guessing,
        "here": _address(request, guessing),
        "other_languages": [(code, own_name(code)) for code in LANGUAGES if code != active_language()],
        "force": force,
        "about": about_force(force) if force else "",
        "own": guess_of(guessing, phone) if force and phone else None,
        "problem": problem,
    }
    response = render(request, "workshop/guess.html", context, status=422 if problem else 200)
    if not phone:
        response.set_cookie(
            cookie_name(_COOKIE),
            signing.dumps([guessing.code, secrets.token_urlsafe(12)], salt=__name__),
            path=f"{get_script_prefix()}g/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response

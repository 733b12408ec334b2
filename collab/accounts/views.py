"""Our own pages beside allauth's: where one is signed in, the way to the OpenID provider, a passkey once more."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.recovery_codes.views import (
    GenerateRecoveryCodesView,
    download_recovery_codes,
    view_recovery_codes,
)
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import FormView
from requests import RequestException

from assessments.ids import id_in
from assessments.moments import short_moment
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.posted_forms import require_safe_or_post

from .adapters import UnreadableSecretError
from .ended import kept_post
from .openid import MALFORMED, PROVIDER, VerifyingProvider, failure_page, log
from .user_sessions import current_digest, end_by_digest, end_sessions_of, sessions_of

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
"""Names with the pattern of the user agent; the first that matches counts."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One line of the list of sessions."""

    pk: int
    device: str
    since: str
    ip: str
    is_here: bool


@require_safe_or_post
@never_cache
@signed_in
def sessions(request: AuthenticatedRequest) -> HttpResponse:
    """Show where this user is signed in; end one, or all others."""
    if request.method == "POST":
        return _end(request)
    return render(request, "account/sessions.html", session_lines(request))


def session_lines(request: AuthenticatedRequest) -> dict[str, Any]:
    """Return the session of this request, ``mine``, and the ``others`` of this user."""
    here = current_digest(request)
    lines = [_line(one, here) for one in sessions_of(request.user)]
    others = [line for line in lines if not line.is_here]
    return {"mine": next((line for line in lines if line.is_here), None), "others": others}


@require_safe
@never_cache
@signed_in
def late_post(request: AuthenticatedRequest) -> HttpResponse:
    """Let somebody send what they had sent when their session had ended already."""
    kept = kept_post(request)
    if kept is None:
        messages.info(request, _("There is nothing left here to send."))
        return redirect("partnership_list")
    return render(request, "account/late_post.html", {"kept": kept})


def _end(request: AuthenticatedRequest) -> HttpResponse:
    number = id_in(request.POST.get("end", ""))
    if number is not None:
        one = get_object_or_404(sessions_of(request.user), pk=number)
        end_by_digest([one.session_key])
        messages.success(request, _("That session has ended."))
    elif "others" in request.POST:
        end_sessions_of(request.user, request)
        messages.success(request, _("All other sessions have ended. You are signed in on this device only."))
    return redirect("usersessions_list")


def _line(session: Any, here: str) -> SessionLine:
    since = short_moment(session.created_at)
    return SessionLine(session.pk, device_name(session.user_agent), since, session.ip, session.session_key == here)


def device_name(agent: str) -> str:
    """Return a name for a browser and its system, from its user agent."""
    browser, system = _first(BROWSERS, agent), _first(SYSTEMS, agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A device that we do not know")


def _first(names: dict[str, str], agent: str) -> str:
    return next((name for name, mark in names.items() if re.search(mark, agent)), "")


@require_safe_or_post
@never_cache
def sign_in_with_openid(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider, by a page of ours instead of a redirect.

    Chromium applies ``form-action`` to the redirects after a form, through all organisations to which a federation
    sends one, and no policy can name those.
    """
    _require_known(provider_id)
    if request.method != "POST":
        return redirect("account_login")
    provider: Any = get_adapter().get_provider(request, PROVIDER)
    try:
        onwards = provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except (RequestException, *MALFORMED) as error:
        return _provider_down(request, error)
    return render(request, "account/elsewhere.html", {"address": onwards.url, "name": provider.name})


@require_safe
@never_cache
def return_from_openid(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sign in whoever comes back from the provider, or say why not."""
    _require_known(provider_id)
    provider = VerifyingProvider(request, PROVIDER)
    try:
        provider.openid_config  # noqa: B018 (read here, where a failure is expected)
    except (RequestException, OAuth2Error, *MALFORMED) as error:
        return _provider_down(request, error)
    answer: HttpResponse = OAuth2CallbackView.adapter_view(provider)(request)
    return answer


@require_safe
def openid_cancelled(request: HttpRequest) -> HttpResponse:
    """Say that signing in through the provider failed."""
    return failure_page(request, "failed", 200)


def _require_known(provider_id: str) -> None:
    if provider_id != PROVIDER:
        raise Http404


def _provider_down(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("The OpenID Connect provider does not answer as it should: %s", error)
    return failure_page(request, "down", 503)


class ReauthenticateWithPasskeyView(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Asks for a passkey once more before something that matters; after an error it stays on its page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong and ask again."""
        for message in form.errors.get("credential", []):
            messages.error(self.request, message)
        return redirect("mfa_reauthenticate_webauthn")


reauthenticate_with_passkey = ReauthenticateWithPasskeyView.as_view()


class NewSpareCodesView(GenerateRecoveryCodesView):  # type: ignore[misc]
    """Makes new spare codes, also for whoever has old ones that no key reads any more."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page says: codes that cannot be read are none that will stop working."""
        try:
            found: dict[str, Any] = super().get_context_data(**kwargs)
        except UnreadableSecretError:
            found = FormView.get_context_data(self, **kwargs) | {"unused_code_count": 0}
        return found


new_spare_codes = NewSpareCodesView.as_view()


def if_readable(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Lead from spare codes that no key reads any more to the page that makes new ones."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except UnreadableSecretError:
            return redirect("mfa_generate_recovery_codes")

    return wrapped


spare_codes, spare_codes_as_text = if_readable(view_recovery_codes), if_readable(download_recovery_codes)

"""Whoever must have a second step, and has none, sets one up after signing in before anything else."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

ADMINS, ALL = "admins", "all"

WAY_THERE = frozenset(
    {
        *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"),
        *("account_reauthenticate", "account_change_password", "account_logout", "set_language"),
    }
)
"""The pages on which one sets it up, or signs out, and the button for another language."""

FOR_EVERYBODY = (
    "assessments.views.answering.",
    "assessments.views.site.",
    "assessments.views.results.shared",
    "assessments.views.results.linked",
    "assessments.views.workshop.guessing",
)
"""Where it makes no difference who is signed in: what partners do through their links must not get lost."""


def second_step_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead whoever must set up a second step to the page for it, from every page behind the sign-in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if view.__module__.startswith(FOR_EVERYBODY) or not must_set_up(request):
            return None
        request.must_set_up_second_step = True  # type: ignore[attr-defined]  # for the template of that page
        name = request.resolver_match.url_name if request.resolver_match else ""
        return None if name in WAY_THERE else redirect("mfa_index")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def must_set_up(request: HttpRequest) -> bool:
    """Whether whoever is signed in must have a second step and has none.

    A passkey is one, since it needs the device and a finger, a face or a code. Of who signed in at another organisation
    the installation says whether that organisation asks for one (``OIDC_HAS_SECOND_STEP``).
    """
    if not settings.REQUIRE_SECOND_STEP:
        return False
    user: Any = request.user
    if not user.is_authenticated:
        return False
    is_meant = settings.REQUIRE_SECOND_STEP == ALL or user.is_staff or user.is_superuser
    if not is_meant or is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
        return False
    methods = [one["method"] for one in get_authentication_records(request, user)]
    return not (settings.OIDC_HAS_SECOND_STEP and "socialaccount" in methods)

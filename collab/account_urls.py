"""The pages of signing in: allauth's, without those that this product or this installation does not have."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from allauth.urls import urlpatterns as of_allauth
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver

from .account_sessions import sessions
from .openid_views import back_from_elsewhere, cancelled, sign_in_elsewhere
from .passkey_views import reauthenticate_with_passkey

View = Callable[..., HttpResponseBase]

NEVER = {
    "account_email",
    "account_set_password",
    "account_confirm_login_code",
    "account_request_login_code",
    "socialaccount_connections",
    "socialaccount_signup",
    None,
}
"""Several addresses, codes by mail and joined accounts; their names stay, because allauth refers to them."""

WHEN_REGISTERING = {"account_signup", "account_email_verification_sent", "account_confirm_email"}
WHEN_SIGNING_IN_ELSEWHERE = {
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
}

OUR_OWN: dict[str, View] = {
    "usersessions_list": sessions,
    "mfa_reauthenticate_webauthn": reauthenticate_with_passkey,
    "openid_connect_login": sign_in_elsewhere,
    "openid_connect_callback": back_from_elsewhere,
    "socialaccount_login_cancelled": cancelled,
    "socialaccount_login_error": cancelled,
}
"""Pages that allauth has too, and that are ours."""


def _not_here(request: HttpRequest, **_address: str) -> HttpResponseBase:
    raise Http404


def _only_if(setting: str, view: View) -> View:
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(settings, setting):
            raise Http404
        return view(request, *args, **kwargs)

    return shown


def _with_a_password(view: View) -> View:
    """Show to who has no password, because another organisation signs them in, what they do have."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("usersessions_list")
        return view(request, *args, **kwargs)

    return shown


def _view_of(pattern: URLPattern) -> View:
    name = pattern.name
    view = OUR_OWN.get(name or "", pattern.callback)
    if name in NEVER:
        return _not_here
    if name in WHEN_REGISTERING:
        return _only_if("ALLOW_REGISTRATION", view)
    if name in WHEN_SIGNING_IN_ELSEWHERE:
        return _only_if("OIDC_ISSUER", view)
    return _with_a_password(view) if name == "account_change_password" else view


def _ours(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield URLResolver(one.pattern, list(_ours(one.url_patterns)))
        else:
            yield URLPattern(one.pattern, _view_of(one), one.default_args, one.name)


urlpatterns: list[URLPattern | URLResolver] = list(_ours(of_allauth))

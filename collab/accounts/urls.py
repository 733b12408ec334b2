"""The addresses of signing in: allauth's, without those that this product or this installation does not have."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from allauth.urls import urlpatterns as of_allauth
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path

from .mailed_link import sign_in_link, sign_in_link_request
from .my_account import my_account, new_address
from .views import (
    late_post,
    new_spare_codes,
    openid_cancelled,
    reauthenticate_with_passkey,
    return_from_openid,
    sessions,
    sign_in_with_openid,
    spare_codes,
    spare_codes_as_text,
)

View = Callable[..., HttpResponseBase]

REMOVED = {
    "account_email",
    "account_set_password",
    "account_confirm_login_code",
    "account_request_login_code",
    "socialaccount_connections",
    "socialaccount_signup",
    None,
}
"""Several addresses, codes by mail and joined accounts. Their names stay, because allauth refers to them."""

FOR_REGISTRATION = {"account_signup", "account_email_verification_sent", "account_confirm_email"}
FOR_OPENID = {
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
}

REPLACED: dict[str, View] = {
    "usersessions_list": sessions,
    "mfa_reauthenticate_webauthn": reauthenticate_with_passkey,
    "mfa_generate_recovery_codes": new_spare_codes,
    "mfa_view_recovery_codes": spare_codes,
    "mfa_download_recovery_codes": spare_codes_as_text,
    "openid_connect_login": sign_in_with_openid,
    "openid_connect_callback": return_from_openid,
    "socialaccount_login_cancelled": openid_cancelled,
    "socialaccount_login_error": openid_cancelled,
}
"""Pages of allauth that we replace by our own."""


def _page_not_found(request: HttpRequest, **_address: str) -> HttpResponseBase:
    raise Http404


def _only_if(setting: str, view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(settings, setting):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def _only_with_password(view: View) -> View:
    """Send people without a password, because another organisation signs them in, to what they do have."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("usersessions_list")
        return view(request, *args, **kwargs)

    return wrapped


def _view_of(pattern: URLPattern) -> View:
    name = pattern.name
    view = REPLACED.get(name or "", pattern.callback)
    if name in REMOVED:
        return _page_not_found
    if name in FOR_REGISTRATION:
        return _only_if("ALLOW_REGISTRATION", view)
    if name in FOR_OPENID:
        return _only_if("OIDC_ISSUER", view)
    return _only_with_password(view) if name == "account_change_password" else view


def _with_our_views(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield URLResolver(one.pattern, list(_with_our_views(one.url_patterns)))
        else:
            yield URLPattern(one.pattern, _view_of(one), one.default_args, one.name)


urlpatterns: list[URLPattern | URLResolver] = [
    *_with_our_views(of_allauth),
    path("login/link/", sign_in_link_request, name="sign_in_link_request"),
    path("login/link/<str:token>/", sign_in_link, name="sign_in_link"),
    path("late/", late_post, name="late_post"),
    path("", my_account, name="my_account"),
    path("new-address/<str:token>/", new_address, name="new_address"),
]

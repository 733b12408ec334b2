"""The way to the provider and back."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from .openid import MISREAD, PROVIDER, OurProvider, log, told


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_in_elsewhere(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider.

    A page of ours does that and no redirect: Chromium holds a form's redirects to ``form-action``, on and on through
    all organisations to which a federation sends one, and those no policy can name.
    """
    _check(provider_id)
    if request.method != "POST":
        return redirect("account_login")
    provider: Any = get_adapter().get_provider(request, PROVIDER)
    try:
        onwards = provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except (RequestException, *MISREAD) as error:
        return _down(request, error)
    return render(request, "account/elsewhere.html", {"address": onwards.url, "name": provider.name})


@require_safe
@never_cache
def back_from_elsewhere(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take in who comes back from the provider, or say why not."""
    _check(provider_id)
    provider = OurProvider(request, PROVIDER)
    try:
        provider.openid_config  # noqa: B018 (asked here, where a failure is expected)
    except (RequestException, OAuth2Error, *MISREAD) as error:
        return _down(request, error)
    answer: HttpResponse = OAuth2CallbackView.adapter_view(provider)(request)
    return answer


@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """Say that signing in elsewhere led to nothing."""
    return told(request, "failed", 200)


def _check(provider_id: str) -> None:
    if provider_id != PROVIDER:
        raise Http404


def _down(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("The OpenID Connect provider does not answer as it should: %s", error)
    return told(request, "down", 503)

"""Signing in with OpenID Connect, where the installation has a provider: who gets in, and what is checked.

Uses one private method of allauth, ``_fetch_user_info``; ``tests/accounts/test_openid.py`` fails when it is gone.
"""

import logging
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from requests import RequestException

from assessments.log import Event, note
from assessments.models import User
from assessments.services.coordinators import accept_all_invitations, has_invitation

log = logging.getLogger(__name__)

PROVIDER = "sso"
"""The provider's name in our URLs."""

SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Those with a public key: a signature with a shared secret, or none, proves nothing."""

CLOCK_SECONDS = 60
"""How far the clocks of the provider and this server may be apart."""

MALFORMED = (AttributeError, KeyError, TypeError, ValueError)
"""What allauth and its libraries raise for an answer that no proper provider gives."""


ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


def failure_page(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    """Show why signing in through the provider failed: ``down``, ``failed``, ``unproven`` or ``unknown``."""
    note(Event.SIGN_IN_FAILED, how="openid", reason=reason)
    context = {"reason": reason, "name": settings.OIDC_NAME}
    return render(request, "account/elsewhere_failed.html", context, status=status)


class OpenIDAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Admits people whom we know by an address that the provider vouches for, or whom a coordinator invited."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Return the one provider from the settings, or none; the database holds no providers."""
        if not settings.OIDC_ISSUER:
            return []
        about = {"server_url": settings.OIDC_ISSUER, "oauth_pkce_enabled": True}
        app = SocialApp(
            provider="openid_connect",
            provider_id=PROVIDER,
            name=settings.OIDC_NAME,
            client_id=settings.OIDC_CLIENT_ID,
            secret=settings.OIDC_CLIENT_SECRET,
            settings=about,
        )
        return [app]

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Any, str] | None:
        """Return the account with the address that the provider vouches for."""
        user = User.objects.filter(email__iexact=sociallogin.proven_email).first() if sociallogin.proven_email else None
        return (user, user.email) if user else None

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whether someone without an account gets one; if not, a page says why."""
        email = sociallogin.proven_email
        if not email:
            raise ImmediateHttpResponse(failure_page(request, "unproven", 403))
        if not settings.ALLOW_REGISTRATION and not has_invitation(email, now=timezone.now()):
            raise ImmediateHttpResponse(failure_page(request, "unknown", 403))
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Copy name and address."""
        user = super().populate_user(request, sociallogin, data)
        user.email = user.email.lower()
        user.name = str(data.get("name") or "")[:150]
        return user

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """Create the account and accept the invitations to its address, so that those partnerships show at once."""
        user = super().save_user(request, sociallogin, form)
        accept_all_invitations(user, now=timezone.now())
        if str(sociallogin.state.get("next") or "").startswith("/c/"):
            del sociallogin.state["next"]  # the link of the invitation that was just accepted
        return user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Show a page of ours that says it failed, and log the reason for the administrator."""
        log.warning("Signing in with OpenID Connect failed: %s %s", error, exception or "")
        is_down = isinstance(exception, RequestException)
        raise ImmediateHttpResponse(
            failure_page(request, "down", 503) if is_down else failure_page(request, "failed", 403)
        )


class VerifyingProvider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The provider from the settings; its word counts only when it is signed and is about one person."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return the provider's configuration, if it is the provider that was asked for."""
        found: dict[str, Any] = super().openid_config
        if str(found["issuer"]).rstrip("/") != settings.OIDC_ISSUER:
            message = f"the provider calls itself {found['issuer']}"
            raise OAuth2Error(message)
        if settings.OIDC_ISSUER.startswith("https://"):
            open_ways = [name for name in ENDPOINTS if not str(found.get(name, "https://")).startswith("https://")]
            if open_ways:
                message = f"the provider wants to be asked without https: {', '.join(open_ways)}"
                raise OAuth2Error(message)
        return found

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> Any:
        """Fetch the tokens; a malformed answer is a failure like any other."""
        try:
            return super().get_access_token_data(*args, **kwargs)
        except MALFORMED as error:
            raise OAuth2Error("the tokens cannot be read") from error

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return who signed in, with the address that the provider vouches for; nothing else is stored."""
        try:
            signed, claims = self._claims(app, kwargs["response"]["id_token"], token.token)
            login = self.get_provider().sociallogin_from_response(request, {"userinfo": claims})
        except (jwt.PyJWTError, *MALFORMED) as error:
            message = f"the provider's answer is not right: {error}"
            raise OAuth2Error(message) from error
        login.proven_email = _proven_email(signed, claims)
        login.account.extra_data = {}
        return login

    def _claims(self, app: Any, id_token: str, access_token: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the claims of the signed token, and those together with the provider's user info on that person."""
        key = self._fetch_key(jwt.get_unverified_header(id_token)["kid"])
        claims: dict[str, Any] = jwt.decode(
            id_token,
            key=key,
            algorithms=SIGNATURES,
            audience=app.client_id,
            issuer=self.openid_config["issuer"],
            leeway=CLOCK_SECONDS,
            options={"require": ["exp", "iat", "sub"]},
        )
        if settings.OIDC_TRUSTED_TENANT and claims.get("tid") != settings.OIDC_TRUSTED_TENANT:
            raise ValueError("of another tenant")
        if "userinfo_endpoint" not in self.openid_config:
            return claims, claims
        more: dict[str, Any] = self._fetch_user_info(access_token)
        if more["sub"] != claims["sub"]:
            raise ValueError("about two persons")
        return claims, claims | more

    def _fetch_key(self, key_id: str) -> Any:
        """Return the provider's public key with this id."""
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
        return jwt.PyJWKSet.from_dict(response.json())[key_id].key


def _proven_email(signed: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
    """Return the address that the provider vouches for, in small letters; empty if it vouches for none.

    Microsoft Entra never says that an address is verified: in any tenant its administrators write there what they like.
    So only the address of a member of the one tenant that this installation trusts counts, and only from the signed
    token. A guest's comes from elsewhere. The sign-in name is no address, and may be another person's.
    """
    if claims.get("email_verified") in (True, "true"):
        return str(claims.get("email") or "").lower()
    is_guest = signed.get("idp", signed["iss"]) != signed["iss"] or signed.get("acct") in (1, "1")
    is_disowned = "email_verified" in claims or signed.get("xms_edov", True) not in (True, 1, "1", "true")
    if not settings.OIDC_TRUSTED_TENANT or is_guest or is_disowned:
        return ""
    return str(signed.get("email") or "").lower()

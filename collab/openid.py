"""Signing in with OpenID Connect, where the installation names a provider: who may come in, and what is checked."""

import logging
from typing import Any

import jwt
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal.jwtkit import fetch_key, lookup_kid_jwk
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.socialaccount.signals import social_account_added
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from requests import RequestException

from assessments.models import User
from assessments.services.coordinators import accept_all_invitations, has_invitation

log = logging.getLogger(__name__)

PROVIDER = "sso"
"""The provider's name in our addresses."""

SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""With a public key; one with a shared secret, or none, proves nothing."""

CLOCK_SECONDS = 60
"""How far the clocks of the provider and this server may be apart."""

MISREAD = (AttributeError, KeyError, TypeError, ValueError)


def told(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    """Say why signing in elsewhere led to nothing: ``down``, ``failed``, ``unproven`` or ``unknown``."""
    context = {"reason": reason, "name": settings.OIDC_NAME}
    return render(request, "account/elsewhere_failed.html", context, status=status)


class ElsewhereAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in whom we know by an address that the provider vouches for, and whom a coordinator invited."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Return the one provider of the settings, or none; nothing is looked up in the database."""
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
        """Whether someone without account gets one; a page says why not."""
        email = sociallogin.proven_email
        if not email:
            raise ImmediateHttpResponse(told(request, "unproven", 403))
        if not settings.ALLOW_REGISTRATION and not has_invitation(email, now=timezone.now()):
            raise ImmediateHttpResponse(told(request, "unknown", 403))
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take over name and address."""
        user = super().populate_user(request, sociallogin, data)
        user.email = user.email.lower()
        user.name = str(data.get("name") or "")[:150]
        return user

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """Make the account, and accept what its address was invited to: then one sees those partnerships at once."""
        user = super().save_user(request, sociallogin, form)
        accept_all_invitations(user, now=timezone.now())
        if str(sociallogin.state.get("next") or "").startswith("/c/"):
            del sociallogin.state["next"]  # the link of the invitation that was just accepted
        return user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Say in our words that it did not work, and note for the administrator why."""
        log.warning("Signing in with OpenID Connect failed: %s %s", error, exception or "")
        is_down = isinstance(exception, RequestException)
        raise ImmediateHttpResponse(told(request, "down", 503) if is_down else told(request, "failed", 403))


class OurProvider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The provider of the settings; what it says counts only when it is signed and is about the same person."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says of itself, when it is the provider that was asked for."""
        found: dict[str, Any] = super().openid_config
        if str(found["issuer"]).rstrip("/") != settings.OIDC_ISSUER:
            message = f"the provider calls itself {found['issuer']}"
            raise OAuth2Error(message)
        return found

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> Any:
        """Fetch the tokens; an answer that cannot be read is a failure like another."""
        try:
            return super().get_access_token_data(*args, **kwargs)
        except MISREAD as error:
            raise OAuth2Error("the tokens cannot be read") from error

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return who signed in, with the address that the provider vouches for, and nothing more to keep."""
        try:
            claims = self._claims(app, kwargs["response"]["id_token"], token.token)
            login = self.get_provider().sociallogin_from_response(request, {"userinfo": claims})
        except (jwt.PyJWTError, *MISREAD) as error:
            message = f"the provider's answer is not right: {error}"
            raise OAuth2Error(message) from error
        is_proven = claims.get("email_verified") in (True, "true")
        login.proven_email = str(claims.get("email") or "").lower() if is_proven else ""
        login.account.extra_data = {}
        return login

    def _claims(self, app: Any, id_token: str, access_token: str) -> dict[str, Any]:
        """Return what the signed token says, with what else the provider tells of the same person."""
        algorithm, key = fetch_key(id_token, self.openid_config["jwks_uri"], lookup_kid_jwk)
        if algorithm not in SIGNATURES:
            message = f"signed with {algorithm}"
            raise ValueError(message)
        claims: dict[str, Any] = jwt.decode(
            id_token,
            key=key,
            algorithms=[algorithm],
            audience=app.client_id,
            issuer=self.openid_config["issuer"],
            leeway=CLOCK_SECONDS,
            options={"require": ["exp", "iat", "sub"]},
        )
        if "userinfo_endpoint" not in self.openid_config:
            return claims
        more: dict[str, Any] = self._fetch_user_info(access_token)
        if more["sub"] != claims["sub"]:
            raise ValueError("about two persons")
        return claims | more


@receiver(social_account_added)
def note_proven_address(sociallogin: Any, **_more: Any) -> None:
    """Note that an address is proven, once its provider vouched for it."""
    EmailAddress.objects.filter(user=sociallogin.user, email__iexact=sociallogin.proven_email).update(verified=True)

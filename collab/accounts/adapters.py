"""How accounts are created, and our own words for what allauth says, through the adapters that it asks."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from .words import ERRORS, REAUTHENTICATION_METHODS, SECOND_STEP_ERRORS

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in; and registering oneself where the installation allows it."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | ERRORS
    is_notifying = False
    """Whether the mail being sent only reports something that has already been done."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anyone may register."""
        return bool(settings.ALLOW_REGISTRATION)

    def new_user(self, request: HttpRequest) -> Any:
        """Create a user who registers; the address is not taken to be theirs until they have proven it."""
        user = super().new_user(request)
        user.has_registered = True
        return user

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Store a user who registered, with a name, and the address in the form in which it is looked up."""
        user.name = form.cleaned_data.get("name", "")
        form.cleaned_data["email"] = form.cleaned_data["email"].strip().lower()
        return super().save_user(request, user, form, commit)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to prove who you are, in our words."""
        return [
            one | {"description": REAUTHENTICATION_METHODS[one["id"]]}
            for one in super().get_reauthentication_methods(user)
        ]

    def format_email_subject(self, subject: str) -> str:
        """Put the product's name before the subject of a mail."""
        return f"Driekracht: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail with the address of the site and of /privacy/; if that fails, show a page that says so.

        The page is the same whether the account exists or not, so that it does not tell.
        """
        if not settings.EMAIL_HOST:
            return
        try:
            of_site = {"site_url": settings.SITE_URL, "privacy_url": f"{settings.SITE_URL}{reverse('privacy')}"}
            super().send_mail(template_prefix, email, context | _at_our_address(context) | of_site)
        except (SMTPException, OSError) as error:
            log.error("A mail about an account could not be sent: %s %s", type(error).__name__, error.strerror or "")
            if not self.is_notifying:
                raise ImmediateHttpResponse(render(self.request, "account/mail_failed.html", status=503)) from error

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell a user what was changed; the change stands even if the mail cannot be sent."""
        self.is_notifying = True
        super().send_notification_mail(*args, **kwargs)
        self.is_notifying = False


def _at_our_address(context: dict[str, Any]) -> dict[str, str]:
    """Return the addresses in a mail as they are on this site: allauth takes the host that the visitor asked for."""
    urls = {name: value for name, value in context.items() if name.endswith("_url") and isinstance(value, str)}
    return {
        name: settings.SITE_URL + urlunsplit(urlsplit(url)._replace(scheme="", netloc="")) for name, url in urls.items()
    }


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys, and an app that shows codes, as a second step when signing in."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | SECOND_STEP_ERRORS

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 (allauth's name)
        """Propose a name for a new passkey."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Tell the device whom the passkey belongs to."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Driekracht"}

"""How accounts come to be and what signing in says: no registering oneself, our own words."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from .account_words import ERRORS, SECOND_STEP_ERRORS


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and nothing more; accounts are made in the admin."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse registration."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Say where a mail comes from."""
        return f"Driekracht: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Give every mail the address of the site."""
        super().send_mail(template_prefix, email, context | {"site_url": settings.SITE_URL})


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """An app that shows codes, as a second step when signing in."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | SECOND_STEP_ERRORS

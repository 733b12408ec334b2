"""How accounts are created, and our own words for what allauth says, through the adapters that it asks."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.cleaning import address
from assessments.encryption import SECOND_STEP, UnreadableError, decrypt, encrypt
from assessments.languages import active_language
from assessments.log import Event, note
from assessments.views.network_address import network_address

from .language import show_pages_in
from .tries import PASSWORDS_ANYWHERE, Tries, forget_tries, remember_user, use_try
from .words import ERRORS, REAUTHENTICATION_METHODS, SECOND_STEP_ERRORS

log = logging.getLogger(__name__)

SECOND_STEP_STAGE = "collab.accounts.stages.SecondStepStage"


LIMITS = {"rate_limited", "too_many_login_attempts"}
"""allauth's names for having tried too often."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in; and registering oneself where the installation allows it."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | ERRORS
    _tries: Tries | None = None
    is_notifying = False
    """Whether the mail being sent only reports something that has already been done."""

    def clean_email(self, email: str) -> str:
        """Return an address that somebody types as it is stored, whatever the letters of its domain."""
        return str(super().clean_email(address(email)))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anyone may register."""
        return bool(settings.ALLOW_REGISTRATION)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return an error in our words, and note in the log that somebody tried too often."""
        if code in LIMITS:
            note(Event.LIMITED, reason=code)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in, with ours for the second one."""
        ours = {f"{AuthenticateStage.__module__}.{AuthenticateStage.__qualname__}": SECOND_STEP_STAGE}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponseBase:
        """Say that this account may not sign in, and note in the log who tried."""
        note(Event.SIGN_IN_FAILED, reason="inactive", about=user.pk)
        page: HttpResponseBase = super().respond_user_inactive(request, user)
        return page

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Send a link for a new password, and note in the log for whom it was asked."""
        note(Event.RESET_ASKED, about=user.pk)
        super().send_password_reset_mail(user, email, context)

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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a password that is one try too many, besides what allauth counts per network."""
        super().pre_authenticate(request, **credentials)
        self._tries = use_try(request, "password", credentials.get("email", ""), PASSWORDS_ANYWHERE)
        if self._tries is None:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        """Give back the try of a password that was right."""
        super()._rollback_login_failed_rl_usage()
        if self._tries is not None:
            self._tries.give_back()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Let whoever has just proven who they are, by a link in a mail, try anew."""
        super()._delete_login_attempts_cached_email(request, **credentials)
        forget_tries(request, "password", credentials.get("email", ""), PASSWORDS_ANYWHERE)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Let the device remember that this user signed in on it, and show pages in their language from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_user(request, response, user.email)
        show_pages_in(response, user.language)
        return response

    def get_client_ip(self, request: HttpRequest | None) -> str:
        """Return the network address of a visitor, as every limit of the site counts it; of a command there is none."""
        return network_address(request) if request is not None else ""

    def get_http_user_agent(self, request: HttpRequest | None) -> str:
        """Return what a visitor's browser calls itself; of a command there is none."""
        return str(super().get_http_user_agent(request)) if request is not None else ""

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
            whole = context | _at_our_address(context) | of_site
            with translation.override(_language_of(context)):
                if self.request is None:  # a command, of which allauth cannot tell the site
                    self.render_mail(template_prefix, email, whole).send()
                else:
                    super().send_mail(template_prefix, email, whole)
        except (SMTPException, OSError) as error:
            log.error("A mail about an account could not be sent: %s %s", type(error).__name__, error.strerror or "")
            if not self.is_notifying:
                raise ImmediateHttpResponse(render(self.request, "account/mail_failed.html", status=503)) from error

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell a user what was changed; the change stands even if the mail cannot be sent."""
        self.is_notifying = True
        super().send_notification_mail(*args, **kwargs)
        self.is_notifying = False


def _language_of(context: dict[str, Any]) -> str:
    """Return the language in which the user whom a mail is about wants it, or else the active one."""
    return getattr(context.get("user"), "language", "") or active_language()


def _at_our_address(context: dict[str, Any]) -> dict[str, str]:
    """Return the addresses in a mail as they are on this site: allauth takes the host that the visitor asked for."""
    urls = {name: value for name, value in context.items() if name.endswith("_url") and isinstance(value, str)}
    return {
        name: settings.SITE_URL + urlunsplit(urlsplit(url)._replace(scheme="", netloc="")) for name, url in urls.items()
    }


class UnreadableSecretError(ValidationError):
    """A form says it; a page that only shows how many spare codes are left shows none."""

    silent_variable_failure = True


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys, and an app that shows codes, as a second step when signing in."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | SECOND_STEP_ERRORS

    def encrypt(self, text: str) -> str:
        """Return a secret of a second step as it is stored."""
        return encrypt(text, SECOND_STEP)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; where it was stored under another key, the form says what to do."""
        try:
            return decrypt(encrypted_text, SECOND_STEP)
        except UnreadableError as error:
            message = _("The second step of this account can no longer be read. Ask your administrator to remove it.")
            raise UnreadableSecretError(message, code="unreadable") from error

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 (allauth's name)
        """Propose a name for a new passkey."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Tell the device whom the passkey belongs to."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Driekracht"}

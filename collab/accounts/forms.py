"""The forms of signing in: allauth's, with our labels, help and messages for empty fields."""

from typing import Any, ClassVar

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from django.conf import settings
from django.forms import TextInput
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.cleaning import address
from assessments.text_fields import LineInput

from .tries import CODES_ANYWHERE, use_try

PASSWORD_HELP = _("At least 12 characters. A few words in a row are easy to remember and hard to guess.")

Words = dict[str, str | Promise]


class RewordedForm:
    """Replaces the words of the fields, and drops placeholders, which vanish as soon as one types."""

    labels: ClassVar[Words] = {}
    helps: ClassVar[Words] = {}
    when_empty: ClassVar[Words] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            if name in self.when_empty:
                field.error_messages["required"] = self.when_empty[name]


class SignUpForm(RewordedForm, forms.SignupForm):  # type: ignore[misc]
    """A new account, where people may register."""

    labels: ClassVar[Words] = {
        "email": _("Email address"),
        "password1": _("Password"),
        "password2": _("Repeat the password"),
    }
    helps: ClassVar[Words] = {"name": _("The other coordinators see it."), "password1": PASSWORD_HELP}
    when_empty: ClassVar[Words] = {
        "name": _("Enter your name."),
        "email": _("Enter your email address."),
        "password1": _("Enter a password."),
        "password2": _("Enter the password again."),
    }
    name = LineInput(label=_("Your name"), max_length=150, widget=TextInput({"autocomplete": "name"}))
    field_order: ClassVar = ["name", "email", "password1", "password2"]


class SignInForm(RewordedForm, forms.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    labels: ClassVar[Words] = {
        "login": _("Email address"),
        "password": _("Password"),
        "remember": _("Keep me signed in on this device for 14 days"),
    }
    helps: ClassVar[Words] = {
        "remember": _("Not on a computer that others use. Administrators are not kept signed in.")
    }
    when_empty: ClassVar[Words] = {
        "login": _("Enter your email address."),
        "password": _("Enter your password."),
    }

    def clean_login(self) -> str:
        """Return the address as it is stored, whatever the letters of its domain."""
        return address(super().clean_login())

    @property
    def can_register(self) -> bool:
        """Whether people may register."""
        return bool(settings.ALLOW_REGISTRATION)

    @property
    def can_mail(self) -> bool:
        """Whether readers can have a link mailed to sign in with."""
        return bool(settings.EMAIL_HOST)

    @property
    def elsewhere(self) -> str:
        """The provider through which one can sign in as well; empty without one."""
        return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


class ReauthenticateForm(RewordedForm, forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    labels: ClassVar[Words] = {"password": _("Password")}
    when_empty: ClassVar[Words] = {"password": _("Enter your password.")}


class _TwiceForm(RewordedForm):
    labels: ClassVar[Words] = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("Repeat the new password"),
    }
    helps: ClassVar[Words] = {"password1": PASSWORD_HELP}
    when_empty: ClassVar[Words] = {
        "oldpassword": _("Enter your current password."),
        "password1": _("Enter a new password."),
        "password2": _("Enter the new password again."),
    }


class ChangePasswordForm(_TwiceForm, forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password for someone who knows the old one."""


class ResetPasswordKeyForm(_TwiceForm, forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password for someone with a link."""


class ResetPasswordForm(RewordedForm, forms.ResetPasswordForm):  # type: ignore[misc]
    """Asks for a link to choose a new password."""

    labels: ClassVar[Words] = {"email": _("Email address")}
    when_empty: ClassVar[Words] = {"email": _("Enter your email address.")}

    @property
    def can_mail(self) -> bool:
        """Whether this installation sends mail."""
        return bool(settings.EMAIL_HOST)

    def clean_email(self) -> str:
        """Return the address as it is stored: allauth mails to what was typed, whether or not somebody is found."""
        self.cleaned_data["email"] = address(self.cleaned_data["email"])
        return str(super().clean_email())


class _CodeForm(RewordedForm):
    user: Any
    labels: ClassVar[Words] = {"code": _("Code")}
    helps: ClassVar[Words] = {"code": _("The six digits that your app shows now, or one of your spare codes.")}
    when_empty: ClassVar[Words] = {"code": _("Enter the code.")}


class _LimitedCodeForm(_CodeForm):
    """A code that somebody may try so often from one place, and from all places together."""

    def clean_code(self) -> str:
        """Refuse a wrong code, and one try too many."""
        tries = use_try(context.request, "code", self.user.email, CODES_ANYWHERE)
        if tries is None:
            raise get_adapter().validation_error("rate_limited")
        code: str = super().clean_code()  # type: ignore[misc]
        tries.give_back()
        return code


class SecondStepForm(_LimitedCodeForm, second_step.AuthenticateForm):  # type: ignore[misc]
    """The code of the app when signing in."""


class ReauthenticateCodeForm(_LimitedCodeForm, second_step.ReauthenticateForm):  # type: ignore[misc]
    """The code of the app once more, before something that matters."""


class ActivateAppForm(_CodeForm, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    helps: ClassVar[Words] = {"code": _("The six digits that your app shows now.")}

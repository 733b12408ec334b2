"""The forms of passkeys: allauth's, with our words, and a sentence for whatever a device may send."""

from typing import Any, ClassVar

from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from .account_forms import OurWords, Words

NOT_RECOGNISED = _("This passkey was not recognised. Try again, or sign in in another way.")
NOT_ADDED = _("The passkey could not be added. Try again.")
LONGEST_NAME = 60

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
"""What allauth and its libraries raise for data that no browser sends."""


class _NamedForm(OurWords):
    labels: ClassVar[Words] = {"name": _("Name of this passkey")}
    helps: ClassVar[Words] = {
        "name": _("So that you know later which one it is. For example: my phone, laptop at work.")
    }
    when_empty: ClassVar[Words] = {"name": _("Give this passkey a name.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = LONGEST_NAME
        self.fields["name"].widget.attrs.update(maxlength=LONGEST_NAME, autocomplete="off")


class AddPasskeyForm(_NamedForm, forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey with its name; with each of them one can sign in without password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = HiddenInput()
        self.fields["passwordless"].initial = True

    def clean_name(self) -> str:
        """Shorten a name that is too long: the device has made the passkey already."""
        name: str = super().clean_name()
        return name[:LONGEST_NAME]

    def clean(self) -> dict[str, Any]:
        """Refuse a passkey that is not one, in a sentence."""
        if self.errors.pop("credential", None):
            raise ValidationError(NOT_ADDED, code="required")
        try:
            found: dict[str, Any] = super().clean()
        except (ValidationError, *UNREADABLE) as error:
            raise ValidationError(NOT_ADDED, code="incorrect_code") from error
        return found


class RenamePasskeyForm(_NamedForm, forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""


class _ShowPasskey:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": NOT_RECOGNISED, "invalid": NOT_RECOGNISED}

    def clean_credential(self) -> Any:
        """Refuse a passkey that is not theirs, in a sentence; one that was tried too often in allauth's."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            if error.code == "incorrect_code":
                raise ValidationError(NOT_RECOGNISED, code=error.code) from error
            raise
        except UNREADABLE as error:
            raise ValidationError(NOT_RECOGNISED, code="incorrect_code") from error


class SignInWithPasskeyForm(_ShowPasskey, forms.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of a password."""


class PasskeyStepForm(_ShowPasskey, forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class ReauthenticateWithPasskeyForm(_ShowPasskey, forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more, before something that matters."""

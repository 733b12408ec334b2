"""The forms of passkeys: allauth's, with our words, and a message for whatever a device may send."""

from typing import Any, ClassVar

from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from assessments.log import Event, note
from assessments.text_fields import LineInput

from .forms import RewordedForm, Words

NOT_RECOGNISED = _("This passkey was not recognised. Try again, or sign in another way.")
NOT_ADDED = _("The passkey could not be added. Try again.")
MAX_NAME_LENGTH = 60

MALFORMED = (AttributeError, KeyError, TypeError, ValueError)
"""What allauth and its libraries raise for data that no browser sends."""


class _NamedForm(RewordedForm):
    labels: ClassVar[Words] = {"name": _("Name of this passkey")}
    helps: ClassVar[Words] = {
        "name": _("So that you can tell later which one it is. For example: my phone, laptop at work.")
    }
    when_empty: ClassVar[Words] = {"name": _("Give this passkey a name.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = MAX_NAME_LENGTH
        self.fields["name"].widget.attrs.update(maxlength=MAX_NAME_LENGTH, autocomplete="off")


class AddPasskeyForm(_NamedForm, forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey with its name; each passkey can be used to sign in without a password."""

    name = LineInput(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = HiddenInput()
        self.fields["passwordless"].initial = True

    def clean_name(self) -> str:
        """Cut off a name that is too long instead of refusing it: the device has created the passkey already."""
        name: str = super().clean_name()
        return name[:MAX_NAME_LENGTH]

    def clean(self) -> dict[str, Any]:
        """Refuse what is not a passkey, with a message of ours."""
        if self.errors.pop("credential", None):
            raise ValidationError(NOT_ADDED, code="required")
        try:
            found: dict[str, Any] = super().clean()
        except (ValidationError, *MALFORMED) as error:
            raise ValidationError(NOT_ADDED, code="incorrect_code") from error
        return found


class RenamePasskeyForm(_NamedForm, forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = LineInput(max_length=MAX_NAME_LENGTH)


class _PasskeyForm:
    fields: dict[str, Any]
    event: ClassVar[Event] = Event.SECOND_STEP_FAILED
    """What it is when the passkey is not right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages |= {"required": NOT_RECOGNISED, "invalid": NOT_RECOGNISED}

    def clean_credential(self) -> Any:
        """Refuse somebody else's passkey with a message of ours; too many attempts keep allauth's."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            if error.code == "incorrect_code":
                self.note_failure()
                raise ValidationError(NOT_RECOGNISED, code=error.code) from error
            raise
        except MALFORMED as error:
            self.note_failure()
            raise ValidationError(NOT_RECOGNISED, code="incorrect_code") from error

    def note_failure(self) -> None:
        """Note in the log that a passkey was refused."""
        user = getattr(self, "user", None)
        note(self.event, how="webauthn", about=user and user.pk)


class SignInWithPasskeyForm(_PasskeyForm, forms.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of a password."""

    event: ClassVar[Event] = Event.SIGN_IN_FAILED


class PasskeyStepForm(_PasskeyForm, forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class ReauthenticateWithPasskeyForm(_PasskeyForm, forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more, before something that matters."""

    event: ClassVar[Event] = Event.REAUTHENTICATION_FAILED

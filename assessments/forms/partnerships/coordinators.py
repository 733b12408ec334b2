"""The forms for inviting a coordinator, and for accepting such an invitation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.forms.fields import INVALID_EMAIL
from assessments.forms.layout import fields_only
from assessments.models import User
from assessments.models.choices import Access
from assessments.text_fields import AddressInput, LineInput

NOT_INVITED = {
    "coordinates": _("This person already has access to this partnership."),
    "invited": _("This address has already been invited. You can send that invitation again, further up on this page."),
    "too_many": _("Many invitations are still open. Withdraw one before you send another."),
}
"""The message for each reason for which the service does not invite someone."""

LEVELS = [
    (Access.OWNER, _("Owner: may do everything, also invite and remove coordinators")),
    (Access.READER, _("Reader: sees the response and the results, and changes nothing")),
]


class InviteForm(forms.Form):
    """The person to invite, and what they may do."""

    email = AddressInput(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={
            "required": _("Enter the email address of the person you are inviting."),
            "invalid": INVALID_EMAIL,
        },
    )
    access = forms.ChoiceField(
        label=_("What this person may do"),
        choices=LEVELS,
        initial=Access.READER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what this person may do.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def refuse(self, reason: str) -> None:
        """Add the error that says why this address is not invited."""
        self.add_error("email", NOT_INVITED[reason])


class NewReaderForm(forms.Form):
    """A name for somebody who is invited to read, and signs in by mailed links."""

    name = LineInput(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_("The coordinators see it."),
        error_messages={"required": _("Enter your name.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class NewAccountForm(forms.Form):
    """A name and a password for the invited person; the address is that of the invitation."""

    name = LineInput(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_("The other coordinators see it."),
        error_messages={"required": _("Enter your name.")},
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words in a row are easy to remember and hard to guess."),
        error_messages={"required": _("Enter a password.")},
    )
    password2 = forms.CharField(
        label=_("Repeat the password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": _("Enter the password again.")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        """Compare the passwords, and refuse one that is easy to guess."""
        found = self.cleaned_data
        password = found.get("password1")
        if password and found.get("password2") and password != found["password2"]:
            self.add_error("password2", _("The passwords are not the same."))
        elif password:
            try:
                validate_password(password, User(email=self.email, name=found.get("name", "")))
            except ValidationError as error:
                self.add_error("password1", error)
        return found


class OtherAccountForm(forms.Form):
    """The explicit choice to accept under an account other than the invited one."""

    agreed = forms.BooleanField(error_messages={"required": _("Tick that you want to accept with this account.")})

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = _("I want to accept as %(email)s") % {"email": email}
        self.helper = fields_only()

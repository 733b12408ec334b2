"""The form for an e-mail address of someone without an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.fields import INVALID_EMAIL
from assessments.forms.layout import fields_only
from assessments.text_fields import AddressInput


class AddressForm(forms.Form):
    """One e-mail address."""

    email = AddressInput(
        label=_("Your email address"),
        max_length=254,
        error_messages={
            "required": _("Enter your email address."),
            "invalid": INVALID_EMAIL,
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, hint: str, **kwargs: Any) -> None:
        """Take a ``hint`` that says which address is meant, or what it is for."""
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = hint
        self.helper = fields_only()

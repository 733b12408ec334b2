"""The address to which someone wants their link once more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .coordinator import helper


class LinkAgainForm(forms.Form):
    """One e-mail address."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The address at which you were invited."),
        max_length=254,
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("Fill in a whole e-mail address, for example name@organisation.nl."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()

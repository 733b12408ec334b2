"""The name of a partnership, typed by whoever wants to delete it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.folding import fold
from assessments.forms.layout import fields_only
from assessments.text_fields import LineInput


class DeletePartnershipForm(forms.Form):
    """The one field that proves that it is not a mistake."""

    name = LineInput(
        label=_("Type the name of the partnership to delete it"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the name of the partnership. Nothing has been deleted.")},
    )

    def __init__(self, *args: Any, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
        self.wanted = wanted

    def clean_name(self) -> str:
        """Refuse any other name, ignoring capitals, accents and white space."""
        typed: str = self.cleaned_data["name"]
        if fold(typed).split() != fold(self.wanted).split():
            raise ValidationError(
                _("This is not the name of the partnership: that is “%(name)s”. Nothing has been deleted."),
                params={"name": self.wanted},
            )
        return typed

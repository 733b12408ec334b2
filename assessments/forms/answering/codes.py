"""The form for the code of an open link."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.mangled_links import typed_code
from assessments.text_fields import LineInput


class CodeForm(forms.Form):
    """A code, however it is typed: in capitals, with spaces, with the address before it."""

    code = LineInput(
        label=_("Code"),
        help_text=_("Six letters and digits, on the screen, the paper or in the mail. Older codes have ten."),
        max_length=200,
        error_messages={"required": _("Fill in the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def clean_code(self) -> str:
        """Return the code as it stands in the address of the open link."""
        found = typed_code(self.cleaned_data["code"])
        if found is None:
            raise ValidationError(
                _("This is not a code. A code has six letters and digits, such as %(code)s."), params={"code": "kwr4tz"}
            )
        return found

"""The form for the code of an open link."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.mangled_links import Found
from assessments.pasted_links import link_in
from assessments.text_fields import ProseInput

_LONG = 20
"""Who fills in more than this did not type a code."""


class CodeForm(forms.Form):
    """A code, however it is typed, or what somebody pastes instead: a link of any kind, or the whole mail it is in."""

    code = ProseInput(
        label=_("Code"),
        help_text=_(
            "Six letters and digits, on the screen, the paper or in the email. Older codes have ten. You can paste a "
            "link here too."
        ),
        max_length=50_000,
        error_messages={"required": _("Enter the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def clean_code(self) -> Found:
        """Return the page of the code or the link."""
        text = self.cleaned_data["code"]
        found = link_in(text)
        if found is not None:
            return found
        if len(text) > _LONG:
            raise ValidationError(
                _("We find no link and no code in this text. Open the link in the email itself, or type the code.")
            )
        raise ValidationError(
            _("This is not a code. A code has six letters and digits, such as %(code)s."), params={"code": "kwr4tz"}
        )

"""The form that says for many partnerships at once to which programme they belong."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.chosen_partnerships import PartnershipsField
from assessments.forms.fields import field_of
from assessments.forms.layout import fields_only
from assessments.models import Partnership
from assessments.text_fields import LineInput
from assessments.vocabulary.limits import MOST_IN_A_PROGRAMME

LIST = "known-programmes"
"""The id of the list of known names that browsers offer."""


class ProgrammeForm(forms.Form):
    """One programme, and the partnerships that it is about."""

    name = LineInput(
        max_length=MOST_IN_A_PROGRAMME,
        label=_("Name of the programme"),
        help_text=_("For example: youth 2027, or the region. Use an existing name, or a new one."),
        error_messages={"required": _("Enter the name of the programme.")},
        widget=forms.TextInput(attrs={"list": LIST, "autocomplete": "off"}),
    )
    partnerships = PartnershipsField()

    def __init__(
        self,
        *args: Any,
        offered: Iterable[Partnership],
        programmes: Mapping[int, str],
        known: Iterable[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "partnerships", PartnershipsField).offer(offered, dict(programmes))
        self.known = list(known)
        self.helper = fields_only()

    def clean_name(self) -> str:
        """Return the name as it is written already, where only capitals differ."""
        name: str = self.cleaned_data["name"]
        return next((one for one in self.known if one.lower() == name.lower()), name)

    def chosen(self) -> list[Partnership]:
        """Return the partnerships that were ticked."""
        return field_of(self, "partnerships", PartnershipsField).chosen(self.cleaned_data["partnerships"])

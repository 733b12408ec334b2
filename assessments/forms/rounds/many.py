"""The form for a round in many partnerships at once."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.forms.chosen_partnerships import PartnershipsField
from assessments.forms.fields import field_of
from assessments.forms.layout import fields_only
from assessments.models import Partnership, Round

from .form import RoundForm
from .moments import OpeningField, closing_field
from .reminders import ReminderDays

_ABOUT_MAIL = ("mail_language", "reminder_days", "sends_thanks")
_BESIDE = ("partnerships", "like_last")
"""Fields that are no choice for a round."""


class ManyRoundsForm(forms.ModelForm[Round]):
    """One set of choices for a round in each of many partnerships."""

    partnerships = PartnershipsField()
    opens_at = OpeningField(label=_("Opens on"), help_text=_("Leave this empty to open the rounds at once."))
    closes_at = closing_field(label=_("Closes on"), help_text=_("Two to four weeks after opening works well."))
    like_last = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Use the settings of each partnership’s last round, where there was one"),
        help_text=_("Who gets a link and how, what the report shows, the emails and whom participants can contact."),
    )
    reminder_days = ReminderDays()

    class Meta:
        model = Round
        fields = (
            "title",
            "opens_at",
            "closes_at",
            "contact_name",
            "contact_email",
            "split",
            "interests_named",
            "weighting",
            "language",
            *_ABOUT_MAIL,
        )
        labels = RoundForm.Meta.labels | {"title": _("Title of the rounds")}
        help_texts = RoundForm.Meta.help_texts | {
            "title": _("Leave this empty to number the rounds of each partnership: Round 1, Round 2 and so on.")
        }
        error_messages = RoundForm.Meta.error_messages
        widgets = RoundForm.Meta.widgets

    def __init__(self, *args: Any, offered: Iterable[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "partnerships", PartnershipsField).offer(offered)
        self.fields["title"].required = False
        if not settings.EMAIL_HOST:
            for name in _ABOUT_MAIL:
                del self.fields[name]
        self.helper = fields_only()
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        mail = [name for name in _ABOUT_MAIL if name in self.fields]
        return Layout(
            Fieldset(_("The rounds"), "title", "opens_at", "closes_at"),
            "partnerships",
            Fieldset(_("For questions"), "contact_name", "contact_email"),
            "like_last",
            HTML('{% include "rounds/fields/more_begin.html" %}'),
            Fieldset(_("What the report shows"), "split", "interests_named", "weighting", "language"),
            *([Fieldset(_("Emails"), *mail)] if mail else []),
            HTML("</details>"),
        )

    def chosen(self) -> list[Partnership]:
        """Return the partnerships that were ticked."""
        return field_of(self, "partnerships", PartnershipsField).chosen(self.cleaned_data["partnerships"])

    def choices(self) -> dict[str, Any]:
        """Return the choices for every round; with a mail server links go by mail, and without one nothing does."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in _BESIDE}
        if settings.EMAIL_HOST:
            return said | {"sends_invitations": True}
        return said | {"sends_invitations": False, "sends_thanks": False}

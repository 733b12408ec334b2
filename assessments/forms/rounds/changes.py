"""The forms for changing an open round: a few details, and a later closing date."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.forms.shown import FIELD as SHOWN
from assessments.forms.shown import ShownRow, TellingForm, in_words
from assessments.models import Round
from assessments.services.shown_rows import ChangedMeanwhileError, state_of

from .form import RoundForm, open_limit_field
from .moments import closing_field
from .reminders import ReminderDays


class DetailsForm(ShownRow, forms.ModelForm[Round]):
    """What was not promised to partners: the title, the contact, and the mails that are still to come."""

    reminder_days = ReminderDays()
    open_limit = open_limit_field()

    class Meta:
        model = Round
        fields = ("title", "contact_name", "contact_email", "sender_name", "reminder_days", "open_limit")
        labels = RoundForm.Meta.labels
        help_texts = RoundForm.Meta.help_texts
        error_messages = RoundForm.Meta.error_messages

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.EMAIL_HOST:
            del self.fields["sender_name"], self.fields["reminder_days"]
        if not self.instance.has_open_link:
            del self.fields["open_limit"]
        self.begin_with(state_of(self.instance, self.names_of_row()))
        self.helper = fields_only()

    def details(self) -> dict[str, Any]:
        """Return what was filled in."""
        return {name: value for name, value in self.cleaned_data.items() if name != SHOWN}


class ExtendForm(TellingForm, forms.Form):
    """A later closing date."""

    closes_at = closing_field(label=_("The round will close on"), help_text=_("At least one day later than now."))

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begin_with(state_of(round_, ["closes_at"]))
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        """Refuse a page that does not say what it showed."""
        cleaned = super().clean() or self.cleaned_data
        self.check_shown()
        return cleaned

    def told(self, name: str, error: ChangedMeanwhileError) -> str:
        """Return when the round closes now."""
        return in_words(error.row.closes_at)

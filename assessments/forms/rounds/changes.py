"""The forms for changing an open round: a few details, and a later closing date."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.forms.layout import fields_only
from assessments.models import Round

from .form import RoundForm, open_limit_field
from .moments import closing_field
from .reminders import ReminderDays


class DetailsForm(forms.ModelForm[Round]):
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
        self.helper = fields_only()


class ExtendForm(forms.Form):
    """A later closing date."""

    closes_at = closing_field(label=_("The round will close on"), help_text=_("At least one day later than now."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

"""The form for a planned action."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.forms.fields import INVALID_EMAIL, field_of
from assessments.forms.layout import fields_only
from assessments.forms.shown import ShownRow
from assessments.models import Partnership, PlannedAction
from assessments.text_fields import ProseInput
from assessments.vocabulary.limits import MOST_IN_A_NOTE


class PlannedActionForm(ShownRow, forms.ModelForm[PlannedAction]):
    """One action of the plan: what, who, when, and how far along it is."""

    said = ProseInput(
        label=_("What is there to say about the progress?"),
        help_text=_(
            "One or two sentences. They stay in the plan, with your name and the date. You may leave this empty."
        ),
        required=False,
        max_length=MOST_IN_A_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = PlannedAction
        fields = ("title", "organisation", "person", "due_on", "note", "progress", "said", "reminds", "email")
        labels = {
            "title": _("What will you do?"),
            "organisation": _("Which organisation takes charge of it?"),
            "person": _("Who does it?"),
            "due_on": _("When must it be done?"),
            "note": _("How do you begin, or what else is good to know?"),
            "progress": _("How far along is it?"),
            "reminds": _("Send a reminder by email one week before that day"),
            "email": _("Which email address?"),
        }
        help_texts = {
            "person": _("Enter a name, so that you know whom to ask about it. You may leave this empty."),
            "note": _("You may leave this empty."),
        }
        error_messages = {
            "title": {"required": _("Enter what you will do."), "max_length": _("At most 200 characters fit.")},
            "due_on": {"invalid": _("Enter a date that exists, or leave this empty.")},
            "email": {"invalid": INVALID_EMAIL},
        }
        widgets = {
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note": forms.Textarea(attrs={"rows": 3}),
            "progress": forms.RadioSelect,
        }

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = field_of(self, "organisation", forms.ModelChoiceField)
        organisations.queryset = partnership.organisations.all()
        organisations.empty_label = _("Not chosen yet")
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        """Refuse a reminder that cannot be sent."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reminds") and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", ValidationError(_("Enter a day: the reminder is sent one week before it.")))
        if cleaned.get("reminds") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", ValidationError(_("Enter the address that the reminder goes to.")))
        return cleaned

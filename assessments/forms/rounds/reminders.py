"""The field for the days before closing on which partners are reminded: at most three."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.models.rounds import usual_reminders
from assessments.vocabulary.limits import MOST_REMINDERS

OFFERED = (21, 14, 10, 7, 5, 3, 2, 1)


class ReminderDays(forms.TypedMultipleChoiceField):
    """Days before closing, as tick boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            coerce=int,
            required=False,
            initial=usual_reminders,
            choices=_days_before_closing,
            label=_("Reminders"),
            help_text=_("At most three. Only who has not sent in answers yet gets one; you do not see who that is."),
            error_messages={"invalid_choice": _("Choose from the days that are offered.")},
            **kwargs,
        )

    def clean(self, value: Any) -> list[int]:
        """Return the days, largest first. Refuses more than three."""
        days = sorted(super().clean(value), reverse=True)
        if len(days) > MOST_REMINDERS:
            raise ValidationError(_("Choose at most three reminders."))
        return days


def _days_before_closing() -> list[tuple[int, str]]:
    return [
        (days, ngettext("%(days)s day before closing", "%(days)s days before closing", days) % {"days": days})
        for days in OFFERED
    ]

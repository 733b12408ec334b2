"""The field for the days before closing on which partners are reminded: at most three."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.models.rounds import usual_reminders
from assessments.reporting.numbers import in_letters
from assessments.vocabulary.limits import MOST_REMINDERS

OFFERED = (21, 14, 10, 7, 5, 3, 2, 1)


def _at_most_now() -> str:
    return gettext(
        "At most %(most)s, at nine on a working day; if one falls in a weekend, on the Friday before. Only people who "
        "have not sent answers yet get one; you do not see who they are."
    ) % {"most": in_letters(MOST_REMINDERS)}


_at_most = lazy(_at_most_now, str)


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
            help_text=_at_most(),
            error_messages={"invalid_choice": _("Choose from the days in the list.")},
            **kwargs,
        )

    def clean(self, value: Any) -> list[int]:
        """Return the days, largest first. Refuses more than three."""
        days = sorted(super().clean(value), reverse=True)
        if len(days) > MOST_REMINDERS:
            raise ValidationError(_("Choose at most %(most)s reminders."), params={"most": in_letters(MOST_REMINDERS)})
        return days


def _days_before_closing() -> list[tuple[int, str]]:
    return [
        (days, ngettext("%(days)s day before closing", "%(days)s days before closing", days) % {"days": days})
        for days in OFFERED
    ]

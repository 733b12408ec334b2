"""Fields for a day and a time that exist, and exist only once, in our time zone."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LATEST = timedelta(days=366)


class MomentField(forms.SplitDateTimeField):
    """A date and a time."""

    default_error_messages = {
        "invalid_date": _("Enter a date that exists."),
        "invalid_time": _("Enter a time, for example 17:00."),
    }

    def __init__(self, date_label: Any, time_label: Any, **kwargs: Any) -> None:
        widget = forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": date_label},
            time_attrs={"type": "time", "aria-label": time_label},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )
        super().__init__(widget=widget, **kwargs)

    def compress(self, data_list: Any) -> datetime | None:
        """Return the moment. Refuses the hour that is skipped or repeated when the clock changes, and distant dates."""
        try:
            moment: datetime | None = super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(
                _("That night the clock changes, and this time does not exist or exists twice. Choose another time.")
            ) from error
        if moment and moment > timezone.now() + LATEST:
            raise ValidationError(_("This is more than a year away. Choose an earlier date."))
        return moment


def closing_field(**kwargs: Any) -> MomentField:
    """Return the field for when a round closes."""
    return MomentField(
        _("Closing date"),
        _("Closing time"),
        error_messages={"required": _("Enter the date and time at which the round closes.")},
        **kwargs,
    )


class OpeningField(MomentField):
    """When a round opens; empty means at once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_("Opening date"), _("Opening time"), required=False, **kwargs)

    def clean(self, value: Any) -> datetime | None:
        """Refuse a moment that has passed."""
        moment: datetime | None = super().clean(value)
        if moment and moment <= timezone.now():
            raise ValidationError(_("This moment has passed. Leave it empty to open the round at once."))
        return moment

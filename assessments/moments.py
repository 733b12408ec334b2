"""Moments in words: a date, a time, and the place whose time it is."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def moment(value: datetime) -> str:
    """Return a moment as a date, a time and the place whose time it is."""
    local = timezone.localtime(value)
    return _("%(date)s at %(time)s (%(place)s time)") % {
        "date": date_format(local, "l j F Y"),
        "time": date_format(local, "H:i"),
        "place": place(),
    }


def place() -> str:
    """Return the place whose time is shown."""
    return settings.TIME_ZONE.rsplit("/", 1)[-1].replace("_", " ")


def day(value: datetime) -> str:
    """Return a moment as a day."""
    return date_format(timezone.localtime(value), "j F Y")


def short_moment(value: datetime) -> str:
    """Return a moment as a day and a time."""
    local = timezone.localtime(value)
    return _("%(day)s at %(time)s") % {"day": date_format(local, "j F Y"), "time": date_format(local, "H:i")}

"""Moments in words: a date, a time, and the place whose time it is."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


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


def long_date(value: date) -> str:
    """Return a date such as "24 November 2026"; of a moment, the date in the time zone that it carries."""
    return date_format(value, "j F Y")


def day(value: datetime) -> str:
    """Return a moment as a day in the time zone that is shown."""
    return long_date(timezone.localtime(value))


def brief_day(value: datetime, *, with_year: bool = True) -> str:
    """Return a moment as a day with its month cut short, in the time zone that is shown: for lists of many."""
    form = pgettext("format of a date", "j M Y") if with_year else pgettext("format of a date", "j M")
    return date_format(timezone.localtime(value), form)


def short_moment(value: datetime) -> str:
    """Return a moment as a day and a time."""
    return _("%(day)s at %(time)s") % {"day": day(value), "time": date_format(timezone.localtime(value), "H:i")}

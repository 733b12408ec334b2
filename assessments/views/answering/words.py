"""What partners are told of their own answers."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def saved_at(value: datetime | None, now: datetime) -> str:
    """Return when answers were stored: the time, with the date unless that is today; empty when they were not."""
    if value is None:
        return ""
    local, today = timezone.localtime(value), timezone.localtime(now)
    if local.date() == today.date():
        return _("Saved at %(time)s") % {"time": date_format(local, "H:i")}
    return _("Saved on %(date)s at %(time)s") % {
        "date": date_format(local, "j F"),
        "time": date_format(local, "H:i"),
    }

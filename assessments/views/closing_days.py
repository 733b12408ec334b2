"""What pages say of a closing date on which most people do not work."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.working_days import is_working_day, working_day_from


def closing_day_words(closes_at: datetime) -> str:
    """Return that a round closes on a day without work, and which one would be better; empty if it does not."""
    day = timezone.localtime(closes_at).date()
    if is_working_day(day):
        return ""
    return _("%(day)s is not a working day. The next one is %(better)s.") % {
        "day": date_format(day, "l j F Y").capitalize(),
        "better": date_format(working_day_from(day), "l j F Y"),
    }


def on_working_day(moment: datetime) -> datetime:
    """Return a moment in local time, moved to the next working day if most people are off."""
    local = timezone.localtime(moment)
    n_days = (working_day_from(local.date()) - local.date()).days
    return local + timedelta(days=n_days)

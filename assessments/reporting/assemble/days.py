"""Days as a report writes them."""

from datetime import datetime

from django.utils.formats import date_format


def day(moment: datetime) -> str:
    """Return the day of a moment in words, such as "24 November 2026", in the time zone that it carries."""
    return date_format(moment, "j F Y")

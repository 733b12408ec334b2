"""The closing date of a round as a file for a calendar (RFC 5545). There is no link in it: calendars are shared."""

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from assessments.cleaning import one_line
from assessments.links import keyed_digest
from assessments.models import Round

NAME = "driekracht.ics"


def closing_event(round_: Round, *, now: datetime) -> str:
    """Return the file, in the active language. A later closing takes the place of the earlier one in a calendar."""
    from icalendar import Calendar, Event

    summary = _("Last moment to answer: %(partnership)s") % {"partnership": round_.partnership.name}
    event = Event()
    event.add("uid", _uid(round_))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", round_.closes_at.astimezone(UTC))
    event.add("sequence", _sequence(round_))
    event.add("summary", one_line(summary))
    event.add("description", _("Your own link is in the email with which this came."))
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Driekracht//Driekracht//NL")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode().replace("\r\n", "\n")  # which a mail makes of every line by itself


def _uid(round_: Round) -> str:
    """Return what a calendar knows the event by: the same in each mail of the round, and of no other."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"{keyed_digest('calendar', round_.pk).hex()[:32]}@{host}"


def _sequence(round_: Round) -> int:
    """Return a number that grows with the closing date, which an open round only moves to a later day."""
    return max(int((round_.closes_at - round_.created_at) / timedelta(minutes=1)), 0) if round_.created_at else 0

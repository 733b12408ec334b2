"""The days on which most people work: no Saturday, no Sunday, and no public holiday of the Netherlands."""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

SATURDAY = 5
_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Whether most people work on this day."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def working_day_from(day: date) -> date:
    """Return this day, or the first working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_day_until(day: date) -> date:
    """Return this day, or the last working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    """Return the public holidays. King's Day in a weekend is kept in that weekend, so it needs no rule of its own."""
    easter_day = easter(year)
    fixed = {date(year, month, day) for month, day in ((1, 1), (4, 27), (5, 5), (12, 25), (12, 26))}
    return frozenset(fixed | {easter_day + n * _DAY for n in (1, 39, 50)})

"""Working days are those on which most people in the Netherlands work."""

from datetime import date, timedelta

from assessments.working_days import is_working_day, working_day_from, working_day_until

HOLIDAYS_OF_2027_IN_THE_WEEK = {
    date(2027, 1, 1),
    date(2027, 3, 29),  # the day after Easter
    date(2027, 4, 27),
    date(2027, 5, 5),
    date(2027, 5, 6),  # Ascension
    date(2027, 5, 17),  # the day after Whitsun
}


def test_all_days_of_a_year():
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
    in_the_week = {day for day in days if day.weekday() < 5}
    assert {day for day in in_the_week if not is_working_day(day)} == HOLIDAYS_OF_2027_IN_THE_WEEK
    assert not any(is_working_day(day) for day in days if day not in in_the_week)


def test_what_falls_on_a_day_off_moves_past_all_of_them():
    christmas = date(2026, 12, 25)  # a Friday, before a weekend
    assert working_day_from(christmas) == date(2026, 12, 28)
    assert working_day_until(date(2026, 12, 27)) == date(2026, 12, 24)
    assert working_day_from(date(2026, 12, 28)) == working_day_until(date(2026, 12, 28)) == date(2026, 12, 28)

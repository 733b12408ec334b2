"""Retention: answers are deleted after the promised number of months, results stay."""

from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from assessments.models import Round
from assessments.models.answers import ClosedResponse
from assessments.results.stored_results import result_of
from assessments.services.closing import close_round
from assessments.services.retention import kept_until, purge
from tests.cast import make_partnership, make_round
from tests.responses import after, closed_responses, live_responses, send_all

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at_five(day):
    year, month, number = day
    return datetime(year, month, number, 17, 0, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("closed", "months", "until"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2026, 12, 15), 1, (2027, 1, 15)),
        ((2026, 11, 24), 24, (2028, 11, 24)),
        ((2026, 1, 1), 60, (2031, 1, 1)),
    ],
)
def test_months_are_those_of_the_calendar(closed, months, until):
    moment = kept_until(at_five(closed), months)

    assert moment == at_five(until)


@pytest.fixture
def closed_round(open_round):
    send_all(open_round)
    close_round(open_round.pk, by=None, now=after(open_round))
    return Round.objects.select_related("partnership").get(pk=open_round.pk)


def test_answers_stay_until_their_time_and_then_go(closed_round):
    until = kept_until(closed_round.closed_at, 24)

    assert purge(now=until - timedelta(seconds=1)) == 0
    assert len(closed_responses(closed_round)) == 6
    assert purge(now=until) == 6
    assert closed_responses(closed_round) == []
    assert purge(now=until) == 0


def test_the_result_stays(closed_round):
    before = result_of(closed_round)

    purge(now=kept_until(closed_round.closed_at, 24))

    assert result_of(closed_round) == before


def test_each_partnership_has_its_own_months(closed_round, anna):
    short = make_partnership(anna, "Kort")
    short.retention_months = 3
    short.save()
    other = make_round(short)
    send_all(other)
    close_round(other.pk, by=None, now=after(other))

    assert purge(now=kept_until(closed_round.closed_at, 4)) == 6

    assert set(ClosedResponse.objects.values_list("round_id", flat=True)) == {closed_round.pk}


def test_open_rounds_are_left_alone(open_round):
    send_all(open_round)

    assert purge(now=open_round.closes_at + timedelta(days=10_000)) == 0

    assert len(live_responses(open_round)) == 6


def test_the_commands_say_what_they_did(open_round):
    send_all(open_round)
    Round.objects.filter(pk=open_round.pk).update(closes_at=open_round.closes_at - timedelta(days=900))

    said = StringIO()
    call_command("close_due_rounds", stdout=said)
    call_command("purge", stdout=said)

    assert said.getvalue().splitlines() == [
        "Rounds closed: 1",
        "Rounds that close the next day: 0",
        "Answers deleted: 6",
        "Rounds whose answers go within 30 days: 0",
    ]

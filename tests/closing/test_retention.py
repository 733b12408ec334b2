"""Retention: what people wrote in their own words is erased after the promised months; the rest of a result stays."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.models import Mail, ReportRequest, Result, Round
from assessments.results.stored_results import DamagedResultError, result_of
from assessments.services.closing import close_round
from assessments.services.deadline_warnings import warn_before_deletion
from assessments.services.kept_reports import get_or_make
from assessments.services.report_requests import KEPT, Subject, ask_ahead
from assessments.services.reports import result_page
from assessments.services.retention import erase_own_words, kept_until
from tests.cast import make_partnership, make_round
from tests.responses import after, live_responses, send_all, varied

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


def written(number):
    return varied(number) | {"O1": f"Kanarie {number}"}


def close(round_):
    send_all(round_, written)
    close_round(round_.pk, by=None, now=after(round_))
    return Round.objects.select_related("partnership").get(pk=round_.pk)


@pytest.fixture(autouse=True)
def _reports_of_their_own(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


@pytest.fixture
def closed_round(partnership):
    return close(make_round(partnership, n_participants=12))


def texts_of(round_):
    return result_of(round_).disclosed.open_answers


def test_own_words_stay_until_their_time_and_then_go_from_the_result_and_its_files(closed_round):
    until = kept_until(closed_round.closed_at, 24)
    file = get_or_make(Result.objects.get(), "words", lambda folder: (folder / "words").write_text("Kanarie")).folder

    assert erase_own_words(now=until - timedelta(seconds=1)) == 0
    assert len(texts_of(closed_round)["O1"]) == 12
    assert file.exists()
    assert erase_own_words(now=until) == 1
    assert texts_of(closed_round) == {}
    assert "Kanarie" not in str(Result.objects.get().document)
    assert not file.exists()
    assert erase_own_words(now=until) == 0


def test_the_rest_of_the_result_stays_and_says_why_they_are_gone(closed_round):
    before = result_of(closed_round)

    erase_own_words(now=kept_until(closed_round.closed_at, 24))

    found = result_of(closed_round)
    erased = [one for one in found.disclosed.withheld if one.why == "erased"]
    assert [one.what for one in erased] == ["open:O1"]
    rest = replace(found.disclosed, open_answers=before.disclosed.open_answers, withheld=before.disclosed.withheld)
    assert replace(found, disclosed=rest) == before


def test_each_partnership_has_its_own_months(closed_round, anna):
    short = make_partnership(anna, "Kort")
    short.retention_months = 3
    short.save()
    other = close(make_round(short, n_participants=12))

    assert erase_own_words(now=kept_until(closed_round.closed_at, 4)) == 1

    assert (texts_of(other), len(texts_of(closed_round)["O1"])) == ({}, 12)


def test_own_words_go_from_a_damaged_result_too_and_it_stays_damaged(closed_round):
    Result.objects.update(checksum="0" * 64)

    assert erase_own_words(now=kept_until(closed_round.closed_at, 24)) == 1

    assert "Kanarie" not in str(Result.objects.get().document)
    with pytest.raises(DamagedResultError):
        result_of(closed_round)


def test_owners_are_told_a_month_ahead_once_if_there_is_something_to_erase(closed_round, anna, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    without = make_round(make_partnership(anna, "Zonder"), n_participants=12)
    send_all(without)
    close_round(without.pk, by=None, now=after(without))
    soon = kept_until(closed_round.closed_at, 24) - timedelta(days=29)

    assert warn_before_deletion(now=soon - timedelta(days=2)) == 0
    assert warn_before_deletion(now=soon) == 1
    assert warn_before_deletion(now=soon) == 0
    assert Mail.objects.get(kind="retention").round == closed_round


def test_open_rounds_are_left_alone(open_round):
    send_all(open_round)

    assert erase_own_words(now=open_round.closes_at + timedelta(days=10_000)) == 0
    assert len(live_responses(open_round)) == 6


def test_a_report_that_is_being_made_goes_too(closed_round):
    until = kept_until(closed_round.closed_at, 24)
    file = get_or_make(Result.objects.get(), "words", lambda folder: (folder / "words").write_text("Kanarie")).folder
    unfinished = file.parents[1] / "unfinished-abc"
    unfinished.mkdir()
    (unfinished / "words").write_text("Kanarie")

    erase_own_words(now=until)

    assert not unfinished.exists()


def test_the_commands_say_what_they_did(partnership):
    open_round = make_round(partnership, n_participants=12)
    send_all(open_round, written)
    Round.objects.filter(pk=open_round.pk).update(closes_at=open_round.closes_at - timedelta(days=900))

    said = StringIO()
    call_command("close_due_rounds", stdout=said)
    call_command("purge", stdout=said)

    assert said.getvalue().splitlines() == [
        "Rounds closed: 1",
        "Rounds that close the next day: 0",
        "Rounds whose open answers were erased: 1",
        "Rounds whose open answers go within 30 days: 0",
        "Partnerships whose names and addresses were erased: 0",
        "Partnerships whose names and addresses go within 30 days: 0",
    ]


def test_the_command_for_cron_leaves_no_reports_of_what_is_gone(closed_round, tmp_path):
    get_or_make(Result.objects.get(), "words", lambda folder: (folder / "words").write_text("Kanarie"))
    asked_at = timezone.now() - KEPT - timedelta(days=1)
    ask_ahead(Subject("an example that was shown once"), [result_page(language="nl")], now=asked_at)
    closed_round.delete()

    call_command("purge", stdout=StringIO())

    assert list((tmp_path / "reports").iterdir()) == []
    assert ReportRequest.objects.count() == 0

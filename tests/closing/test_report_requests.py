"""The queue of what has to be made: who goes first, who has it, and what happens when that one ends."""

import errno
import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.management.commands.make_reports import IDLE_AFTER, Making
from assessments.models import ReportRequest, Result
from assessments.models.report_requests import Failure
from assessments.services import report_making, report_requests
from assessments.services.report_making import make_next
from assessments.services.report_requests import (
    KEPT,
    LEASE,
    MOST_AWAITED,
    MOST_TRIES,
    NotMadeError,
    Subject,
    ask_ahead,
    claim,
    fail,
    finish,
    forget_old_requests,
    get_or_ask,
    longest_at_work,
    release,
    renew_leases,
)
from assessments.services.reports import Wanted, result_page, tables
from tests.cast import make_partnership
from tests.closing.test_worker import Clock
from tests.processes import wait_until
from tests.reporting.results import closed_round, frozen_result

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MOMENT = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def private_dir(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


@pytest.fixture
def result(partnership):
    return Result.objects.get(round=closed_round(partnership))


@pytest.fixture
def other(anna):
    made = closed_round(make_partnership(anna, "Andere keten"), frozen_result(title="Andere meting"))
    return Result.objects.get(round=made)


def ask(result, wanted, now=NOW):
    with pytest.raises(NotMadeError) as raised:
        get_or_ask(result, wanted, now=now)
    return raised.value.request


def many(n):
    return [Wanted("chart", "nl", f"chart{number}/svg") for number in range(n)]


def claimed(n, now=NOW):
    return [request.what if (request := claim("worker", now=now)) else None for _time in range(n)]


def test_what_somebody_waits_for_goes_before_what_is_made_ahead(result):
    ask_ahead(Subject(result.checksum, result_id=result.pk), [result_page(language="nl"), *many(2)], now=NOW)
    ask(result, tables(kind="ods", language="nl"), NOW + MOMENT)
    ask(result, many(2)[1], NOW + MOMENT)
    assert claimed(5, NOW + MOMENT) == [
        "tables nl ods",
        "chart nl chart1/svg",
        "screen nl ",
        "chart nl chart0/svg",
        None,
    ]


def test_who_asks_for_much_at_once_does_not_hold_up_others(result, other):
    for wanted in many(10):
        ask(result, wanted)
    ask(other, result_page(language="nl"), NOW + MOMENT)
    first = [claim("worker", now=NOW + MOMENT) for _time in range(2)]
    assert [one.result_id for one in first] == [result.pk, other.pk]


def test_no_more_than_so_many_of_one_result_wait_and_there_is_room_again_when_some_are_made(result, other):
    for wanted in many(MOST_AWAITED):
        assert ask(result, wanted).pk
    over = result_page(language="nl")
    assert ask(result, over).pk is None
    assert ReportRequest.objects.count() == MOST_AWAITED
    assert ask(other, over).pk
    finish(claim("worker", now=NOW))
    assert ask(result, over).pk


def test_one_process_has_it_until_its_lease_ends(result):
    ask(result, result_page(language="nl"))
    mine = claim("one", now=NOW)
    assert claim("two", now=NOW + LEASE - MOMENT) is None
    renew_leases("one", now=NOW + LEASE - MOMENT)
    assert claim("two", now=NOW + LEASE + MOMENT) is None
    assert longest_at_work("one", now=NOW + LEASE) == LEASE
    theirs = claim("two", now=NOW + 3 * LEASE)
    assert theirs.pk == mine.pk
    finish(mine)  # whoever lost its lease changes nothing any more
    assert ReportRequest.objects.count() == 1
    finish(theirs)
    assert ReportRequest.objects.count() == 0


def test_what_ends_its_process_each_time_is_left_alone(result):
    ask(result, result_page(language="nl"))
    for _time in range(MOST_TRIES):
        assert claim("worker", now=NOW)
        release("worker", is_its_fault=True)
    assert claim("worker", now=NOW) is None
    failed = ask(result, result_page(language="nl"))
    assert failed.failure == Failure.ENDED


def test_a_process_that_is_told_to_end_has_not_tried(result):
    ask(result, result_page(language="nl"))
    for _time in range(MOST_TRIES + 2):
        assert claim("worker", now=NOW)
        release("worker", is_its_fault=False)
    assert claim("worker", now=NOW)


def test_an_error_is_tried_again_after_a_pause_and_then_stays(result):
    ask(result, result_page(language="nl"))
    now = NOW
    for number in range(1, MOST_TRIES + 1):
        request = claim("worker", now=now)
        fail(request, Failure.NO_ROOM, now=now)
        assert claim("worker", now=now) is None
        now += report_requests.PAUSE * number
    assert claim("worker", now=now) is None
    assert ask(result, result_page(language="nl"), now).failed_at is not None


def test_a_process_that_had_nothing_to_make_for_a_while_looks_less_often_until_somebody_asks(result):
    clock = Clock()
    making = Making("worker", clock=clock)

    def looks_in(seconds):
        with CaptureQueriesContext(connection) as queries:
            for _time in range(seconds * 4):
                making(now=NOW)
                clock.sleep(0.25)
        return len(queries)

    assert looks_in(8) == 8 * 4
    clock.sleep(IDLE_AFTER)
    assert looks_in(8) == 8
    ask(result, tables(kind="json", language="nl"))
    looks_in(1)
    assert making.n_made == 1
    assert looks_in(8) == 8 * 4


def test_an_error_holds_up_nothing_else(result, caplog):
    ask(result, Wanted("chart", "nl", "no-such-chart/svg"))
    ask(result, tables(kind="json", language="nl"), NOW + MOMENT)
    assert [make_next("worker", now=lambda: NOW + MOMENT) for _time in range(3)] == [1, 1, 0]
    assert "could not be made" in caplog.text
    assert [one.what for one in ReportRequest.objects.all()] == ["chart nl no-such-chart/svg"]


@pytest.mark.django_db(transaction=True)
def test_a_process_that_no_worker_looks_after_keeps_what_it_is_making(result, monkeypatch):
    ask(result, tables(kind="json", language="nl"))
    write, until = Path.write_bytes, []

    def write_slowly(path, content):
        def is_renewed():
            until.append(ReportRequest.objects.get().lease_until)
            return until[0] < until[-1]

        wait_until(is_renewed)
        return write(path, content)

    monkeypatch.setattr(report_making, "BETWEEN_RENEWALS", 0.01)
    monkeypatch.setattr(Path, "write_bytes", write_slowly)
    assert report_making.make_all("cron", now=timezone.now) == 1
    assert ReportRequest.objects.count() == 0


def test_a_process_that_is_told_to_end_while_it_makes_something_leaves_it_to_others(result, monkeypatch):
    def end(*_arguments):
        sys.exit(0)

    ask(result, tables(kind="json", language="nl"))
    monkeypatch.setattr(Path, "write_bytes", end)
    with pytest.raises(SystemExit):
        report_making.make_all("cron", now=lambda: NOW)
    assert claim("another", now=NOW)


@pytest.mark.parametrize(
    ("number", "failure"),
    [
        (errno.ENOSPC, Failure.NO_ROOM),
        (errno.EDQUOT, Failure.NO_ROOM),
        (errno.EACCES, Failure.ERROR),
        (errno.EPERM, Failure.ERROR),
        (errno.EROFS, Failure.ERROR),
    ],
)
def test_only_where_there_is_no_room_is_that_said(result, monkeypatch, number, failure):
    def refuse(*_arguments):
        raise OSError(number, os.strerror(number))

    ask(result, tables(kind="json", language="nl"))
    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert make_next("worker", now=lambda: NOW) == 1
    assert ReportRequest.objects.get().failure == failure


def test_another_edition_of_the_product_makes_its_own(result, settings):
    ask(result, result_page(language="nl"))
    settings.TIME_ZONE = "Europe/Lisbon"
    assert claim("worker", now=NOW) is None
    ask(result, result_page(language="nl"))
    assert claim("worker", now=NOW)


def test_a_machine_with_a_folder_of_its_own_leaves_it_to_those_that_share_the_one_that_was_asked_of(
    result, settings, tmp_path
):
    ask(result, result_page(language="nl"))
    settings.PRIVATE_DIR = tmp_path / "another"
    assert claim("worker", now=NOW) is None
    settings.PRIVATE_DIR = tmp_path
    assert claim("worker", now=NOW)


def test_a_result_that_changed_since_is_not_made_as_it_was(result):
    ask(result, tables(kind="json", language="nl"))
    Result.objects.update(checksum="0" * 64)
    assert make_next("worker", now=lambda: NOW) == 1
    assert ReportRequest.objects.count() == 0


def test_requests_that_nobody_looks_at_any_more_are_forgotten(result):
    ask(result, result_page(language="nl"))
    assert forget_old_requests(now=NOW + KEPT) == 0
    assert forget_old_requests(now=NOW + KEPT + MOMENT) == 1

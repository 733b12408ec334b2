"""The worker as a process of its own: closes what is due, survives errors, stops when told, works beside another."""

import signal
import sqlite3
import subprocess
import time

import pytest

from assessments.monitoring.readiness import LONGEST_SILENCE
from assessments.services.render_process import RenderProcess
from assessments.services.report_requests import LEASE
from assessments.services.worker import Duty, rendering_duty, usual_duties, work
from tests.patience import PATIENCE
from tests.some import some

DUE = """
from datetime import timedelta
from django.utils import timezone
from assessments.models import User, Round
from tests.cast import make_partnership, make_round
from tests.responses import send_all
owner, _made = User.objects.get_or_create(email="anna@voorbeeld.test")
rounds = [make_round(make_partnership(owner, f"Keten {number}")) for number in range(%d)]
for round_ in rounds:
    send_all(round_)
Round.objects.filter(state="open").update(closes_at=timezone.now())
say([round_.pk for round_ in rounds])
"""
STATES = """
from assessments.models import Result, Round
from assessments.models.answers import Response
say({"closed": Round.objects.filter(state="closed").count(), "results": Result.objects.count(),
     "answers": Response.objects.count()})
"""


def stopped(process):
    """Stop a worker and return its output."""
    process.send_signal(signal.SIGTERM)
    try:
        written, _nothing = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    assert process.returncode == 0, written
    return written


def wait_until(is_so):
    """Wait for something that must come true."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def count(installation, sql):
    connection = sqlite3.connect(installation.database, timeout=PATIENCE)
    try:
        return connection.execute(sql).fetchone()[0]
    finally:
        connection.close()


def n_results(installation):
    return count(installation, "SELECT count(*) FROM assessments_result")


def test_worker_closes_what_becomes_due_while_it_runs_and_stops_when_told(installation):
    worker = installation.start("work", "--every", "0.2", "--no-render")
    try:
        assert worker.stdout.readline() == "The worker runs. Stop it with Ctrl-C.\n"
        installation.run(DUE % 1)
        wait_until(lambda: n_results(installation) == 1)
    finally:
        written = stopped(worker)

    assert "Closed round 1 with 5-9 answers." in written
    assert written.endswith("The worker has stopped.\n")
    assert installation.run(STATES) == {"closed": 1, "results": 1, "answers": 0}


def test_several_workers_close_each_round_once(installation):
    installation.run(DUE % 6)
    workers = [installation.start("work", "--every", "0.2", "--no-render") for _number in range(2)]
    try:
        wait_until(lambda: n_results(installation) == 6)
    finally:
        written = "".join(stopped(worker) for worker in workers)

    assert sorted(written.count(f"Closed round {number} with 5-9 answers.") for number in range(1, 7)) == [1] * 6
    assert installation.run(STATES) == {"closed": 6, "results": 6, "answers": 0}


def test_worker_goes_on_after_an_error(installation):
    (round_id,) = installation.run(DUE % 1)
    database = sqlite3.connect(installation.database)
    with database:
        database.execute("ALTER TABLE assessments_result RENAME TO out_of_reach")
    worker = installation.start("work", "--every", "0.2", "--no-render")
    try:
        assert any("it tries again in" in line for line in worker.stdout)
        with database:
            database.execute("ALTER TABLE out_of_reach RENAME TO assessments_result")
        wait_until(lambda: n_results(installation) == 1)
    finally:
        database.close()
        written = stopped(worker)

    assert f"Closed round {round_id} with 5-9 answers." in written
    assert installation.run(STATES) == {"closed": 1, "results": 1, "answers": 0}


class Clock:
    """A clock that advances only while somebody sleeps or works."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds

    def sleep(self, seconds):
        self.seconds += seconds


class Stubborn:
    """A task that fails so many times, and takes its time."""

    def __init__(self, n_failures, clock, seconds=0.0):
        self.n_failures, self.clock, self.seconds = n_failures, clock, seconds
        self.called_at = []

    def __call__(self, *, now):
        self.called_at.append(self.clock())
        self.clock.sleep(self.seconds)
        if len(self.called_at) <= self.n_failures:
            raise RuntimeError("no")
        return 1


def work_for(seconds, clock, *duties):
    """Work by this clock for so many seconds."""
    until = clock() + seconds
    work(duties, lambda: clock() >= until, clock=clock, sleep=clock.sleep)


@pytest.mark.django_db
def test_pauses_grow_with_failures_and_end_with_success(caplog):
    clock = Clock()
    task = Stubborn(3, clock)
    duty = Duty("try", 20.0, task)
    pauses = []
    for _time in range(4):
        duty.perform(clock)
        pauses.append(duty.next_at - clock())

    assert pauses == [40, 80, 160, 20]
    assert caplog.text.count("The worker could not try") == 3


@pytest.mark.django_db
def test_what_others_watch_is_never_put_off_so_long_that_they_think_that_it_is_gone():
    watched = {"give a sign of life": LONGEST_SILENCE, "look after the making of reports": LEASE.total_seconds()}
    duties = [duty for duty in (*usual_duties(20.0), rendering_duty(RenderProcess())) if duty.name in watched]
    assert len(duties) == len(watched)
    clock = Clock()
    for duty in some(duties):
        duty.task = Stubborn(100, clock)
        for _time in range(20):
            duty.perform(clock)
        assert 4 * (duty.next_at - clock()) < watched[duty.name]


@pytest.mark.django_db
def test_pauses_grow_no_longer_than_ten_minutes_or_the_own_rhythm():
    clock = Clock()
    often, daily = Duty("fail", 1.0, Stubborn(100, clock)), Duty("fail", 86400.0, Stubborn(100, clock))
    for _time in range(20):
        often.perform(clock)
        daily.perform(clock)

    assert (often.next_at - clock(), daily.next_at - clock()) == (600, 86400)


@pytest.mark.django_db
def test_each_duty_has_its_own_rhythm_counted_from_its_end():
    clock = Clock()
    slow, quick = Stubborn(0, clock, seconds=4.0), Stubborn(0, clock)
    work_for(31, clock, Duty("slow", 10.0, slow), Duty("quick", 5.0, quick))

    assert slow.called_at == [1000, 1014, 1028]
    assert quick.called_at == [1004, 1009, 1018, 1023]


@pytest.mark.django_db
def test_a_failing_duty_keeps_no_other_from_its_work():
    clock = Clock()
    failing, other = Stubborn(100, clock), Stubborn(0, clock)
    work_for(100, clock, Duty("fail", 100.0, failing), Duty("go on", 10.0, other))

    assert (len(failing.called_at), len(other.called_at)) == (1, 10)


@pytest.mark.django_db
def test_no_duty_begins_once_told_to_stop():
    clock = Clock()
    last, never = Stubborn(0, clock), Stubborn(0, clock)

    work(
        [Duty("last", 1.0, last), Duty("never", 1.0, never)],
        lambda: bool(last.called_at),
        clock=clock,
        sleep=clock.sleep,
    )

    assert (len(last.called_at), never.called_at) == (1, [])


def test_every_duty_is_done_at_the_start_so_that_a_restored_backup_loses_what_is_past_its_time():
    duties = usual_duties(20.0)
    assert {duty.next_at for duty in duties} == {0.0}
    assert {"erase open answers", "erase names and addresses", "erase what was deleted"} <= {one.name for one in duties}

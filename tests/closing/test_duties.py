"""What is due once a day is done once a day: by one of all workers, and not anew by each that starts."""

import sqlite3
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import DutyRun
from assessments.services.duties import LEASE, OncePer
from assessments.services.worker import usual_duties
from tests.patience import PATIENCE
from tests.some import some

from .test_erased import count

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


class Counter:
    """A task that counts how often it is done, and fails when told to."""

    def __init__(self):
        self.n_times = 0
        self.is_failing = False

    def __call__(self, *, now):
        self.n_times += 1
        if self.is_failing:
            raise ConnectionRefusedError
        return 7


@pytest.fixture
def task():
    return Counter()


def once_a_day(task, at):
    return OncePer("count", DAY, task, clock=lambda: at)


def test_it_is_done_once_a_day_by_whichever_worker(task):
    start = timezone.now()
    for hours, n_done in [(0, 7), (1, 0), (23, 0), (24, 7), (47, 0), (48, 7)]:
        now = start + timedelta(hours=hours)
        assert once_a_day(task, now)(now=now) == n_done
    assert task.n_times == 3


def test_what_failed_is_due_at_once(task):
    now = timezone.now()
    task.is_failing = True
    with pytest.raises(ConnectionRefusedError):
        once_a_day(task, now)(now=now)
    task.is_failing = False
    assert once_a_day(task, now)(now=now) == 7


def test_what_a_killed_worker_began_is_done_by_another_within_the_hour(task):
    now = timezone.now()
    DutyRun.objects.create(name="count", begun_at=now)
    assert once_a_day(task, now)(now=now) == 0
    later = now + LEASE
    assert once_a_day(task, later)(now=later) == 7


def test_a_clock_that_ran_ahead_stops_nothing(task):
    now = timezone.now()
    ahead = now + timedelta(days=30)
    assert once_a_day(task, ahead)(now=ahead) == 7
    assert once_a_day(task, now)(now=now) == 7


def test_all_daily_duties_of_the_worker_are_remembered():
    daily = some([duty for duty in usual_duties(20) if isinstance(duty.task, OncePer)])
    assert len(daily) >= 6
    assert len({duty.task.name for duty in daily}) == len(daily)
    assert {duty.task.period for duty in daily} == {DAY}


OLD_ENTRY = """
from datetime import timedelta
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from assessments.models import User
user, _made = User.objects.get_or_create(email="anna@voorbeeld.test")
LogEntry.objects.create(user=user, object_repr="%s", action_flag=1, action_time=timezone.now() - timedelta(days=3000))
"""
ENTRIES = """
from django.contrib.admin.models import LogEntry
say(list(LogEntry.objects.values_list("object_repr", flat=True)))
"""
EARLIER, LATER = "erase what is done", "delete sessions that have ended"
"""In the order in which a worker has its turns."""
DUE_AGAIN = "UPDATE assessments_dutyrun SET done_at = '2020-01-01' WHERE name = 'delete sessions that have ended'"
IS_DONE = (
    "SELECT count(*) FROM assessments_dutyrun WHERE name = 'delete sessions that have ended' AND done_at > '2021-01-01'"
)


def test_a_worker_that_is_started_again_does_not_begin_the_day_anew(installation):
    names = [duty.name for duty in usual_duties(20)]
    assert names.index(EARLIER) < names.index(LATER)
    installation.run(OLD_ENTRY % "first")
    work_until_the_later_is_done(installation)
    assert installation.run(ENTRIES) == []

    installation.run(OLD_ENTRY % "second")
    database = sqlite3.connect(installation.database, timeout=PATIENCE)
    with database:
        assert database.execute(DUE_AGAIN).rowcount == 1
    database.close()
    work_until_the_later_is_done(installation)
    assert installation.run(ENTRIES) == ["second"]


def work_until_the_later_is_done(installation):
    """Let a worker run until it has had the turns of both duties."""
    worker = installation.start("work")
    try:
        deadline = time.monotonic() + PATIENCE
        while not count(installation.database, IS_DONE):
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        worker.terminate()
        worker.communicate(timeout=PATIENCE)

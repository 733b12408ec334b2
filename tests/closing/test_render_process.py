"""The worker makes reports in a process beside it: closing stays on time, and the process is watched."""

import os
import signal
import subprocess
import sys

import pytest

from assessments.services.render_process import MOST_MEMORY, MOST_THINGS
from tests.closing.test_worker import count, n_results, stopped, wait_until
from tests.patience import PATIENCE
from tests.processes import commands_with, end
from tests.repository import ROOT

CLOSED = """
from django.utils import timezone
from assessments.models import User
from assessments.services.closing import close_round
from tests.cast import make_partnership, make_round
from tests.responses import send_all
owner, _made = User.objects.get_or_create(email="anna@voorbeeld.test")
round_ = make_round(make_partnership(owner), n_participants=12)
send_all(round_)
close_round(round_.pk, by=None, now=timezone.now())
say(round_.pk)
"""
DUE = """
from django.utils import timezone
from assessments.models import Round, User
from tests.cast import make_partnership, make_round
from tests.responses import send_all
owner = User.objects.get(email="anna@voorbeeld.test")
round_ = make_round(make_partnership(owner, "Andere keten"))
send_all(round_)
Round.objects.filter(pk=round_.pk).update(closes_at=timezone.now())
"""


@pytest.fixture
def worker(installation):
    process = installation.start("work", "--every", "0.2")
    yield process
    if process.poll() is None:
        stopped(process)
    end(commands_with(DATA_DIR=str(installation.folder)))


def renderers(installation):
    found = commands_with(DATA_DIR=str(installation.folder))
    return [process for process, command in found.items() if "make_reports" in command]


def leased(installation):
    return count(installation, "SELECT count(*) FROM assessments_reportrequest WHERE leased_by <> ''")


def waiting(installation):
    return count(installation, "SELECT count(*) FROM assessments_reportrequest")


def test_rounds_close_while_a_report_is_made_and_a_killed_process_is_replaced(installation, worker):
    installation.run(CLOSED)
    wait_until(lambda: leased(installation))
    (renderer,) = renderers(installation)
    os.kill(renderer, signal.SIGSTOP)  # it takes as long as it likes
    installation.run(DUE)
    wait_until(lambda: n_results(installation) == 2)
    n_waiting = waiting(installation)
    assert n_waiting > 0
    os.kill(renderer, signal.SIGKILL)
    wait_until(lambda: renderers(installation) not in ([], [renderer]))
    wait_until(lambda: len(list((installation.folder / "private").rglob("verdict.html"))) > 0)
    assert len(renderers(installation)) == 1
    written = stopped(worker)
    assert "ended with code -9 and is started again" in written
    assert renderers(installation) == []
    assert leased(installation) == 0


def test_it_ends_with_its_worker_however_that_ends(installation, worker):
    wait_until(lambda: renderers(installation))
    worker.kill()
    worker.communicate(timeout=PATIENCE)  # until all that it started have ended too
    assert renderers(installation) == []


def test_a_worker_may_leave_it_to_others_and_others_may_do_nothing_else(installation):
    installation.run(CLOSED)
    closing = installation.start("work", "--every", "0.2", "--no-render")
    try:
        installation.run(DUE)
        wait_until(lambda: n_results(installation) == 2)
        assert renderers(installation) == []
    finally:
        stopped(closing)
    of_the_gone = installation.folder / "private/reports/gone"
    (of_the_gone / "edition").mkdir(parents=True)
    making = installation.start("work", "--render-only")
    try:
        wait_until(lambda: not of_the_gone.exists())
        wait_until(lambda: len(list((installation.folder / "private").rglob("verdict.html"))) > 0)
    finally:
        stopped(making)
    assert list((installation.folder / "private").rglob("unfinished-*")) == []


ENOUGH = MOST_MEMORY // 4
HAS_WORKED_ENOUGH = f"""
import django
django.setup()
from assessments.services import render_process
render_process.MOST_MEMORY = {ENOUGH}
print(render_process.has_worked_enough({MOST_THINGS} - 1), render_process.has_worked_enough({MOST_THINGS}))
large = b"x" * {ENOUGH}
print(render_process.has_worked_enough(0))
"""


def test_it_works_until_it_made_enough_or_grew_too_large_however_large_its_worker_once_was():
    large = b"x" * ENOUGH
    done = subprocess.run(
        [sys.executable, "-c", HAS_WORKED_ENOUGH], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert len(large) == ENOUGH
    assert done.stdout.split() == ["False", "True", "True"]


ENDED_AT_A_BAD_MOMENT = """
import os, signal, time
from assessments.management.commands.make_reports import Command

class Object:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)

def make_all(self):
    gone = Object()
    del gone
    print("went on", flush=True)
    while True:
        time.sleep(0.1)

Command._make_all = make_all
Command().handle(for_worker="")
"""


def test_it_ends_when_told_to_while_python_hears_nothing():
    script = "import django\ndjango.setup()\n" + ENDED_AT_A_BAD_MOMENT
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert done.stdout.split("\n") == ["went on", ""]
    assert "Exception ignored" in done.stderr

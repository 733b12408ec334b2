"""The starter keeps two processes running and leaves none behind, with stand-ins for server and worker."""

import os
import signal
import subprocess
import sys
from uuid import uuid4

import pytest

from tests.patience import PATIENCE
from tests.processes import commands_with, end, wait_until
from tests.repository import ROOT

START = """
import sys
from tools.run import Site
server, worker = sys.argv[1:]
commands = {"server": [sys.executable, "-c", server], "worker": [sys.executable, "-c", worker]}
site = Site(commands, pause=0.5, patience=1.0)
sys.exit(site.keep_running())
"""
STAYS = "import time; time.sleep(1000)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(1000)"
ENDS = "raise SystemExit(3)"


class Starter:
    """A starter, and whatever lives by it."""

    def __init__(self, server, worker):
        self.mark = uuid4().hex
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, server, worker],
            cwd=ROOT,
            env=os.environ | {"STARTED_BY": self.mark},
            stdout=subprocess.PIPE,
            text=True,
        )

    def children(self):
        """Return the process id of each child by what it does."""
        return {
            command.partition(" -c ")[2]: process
            for process, command in self.left().items()
            if process != self.process.pid
        }

    def left(self):
        return commands_with(STARTED_BY=self.mark)


@pytest.fixture
def start():
    started = []

    def begin(server=STAYS, worker=STAYS + "  # worker"):
        started.append(Starter(server, worker))
        wait_until(lambda: len(started[-1].children()) == 2 or started[-1].process.poll() is not None)
        return started[-1]

    yield begin
    for starter in started:
        starter.process.stdout.close()
        end(starter.left())
        starter.process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_both_and_leaves_nothing(start, number):
    starter = start()

    starter.process.send_signal(number)

    assert starter.process.wait(PATIENCE) == 0
    assert starter.left() == {}


def test_what_does_not_listen_is_ended(start):
    starter = start(worker=DEAF)
    assert starter.process.stdout.readline() == "deaf\n"

    starter.process.terminate()

    assert starter.process.wait(PATIENCE) == 0
    assert starter.left() == {}


def test_both_end_with_a_starter_that_was_killed(start):
    starter = start()

    starter.process.kill()
    starter.process.wait()

    wait_until(lambda: starter.left() == {})


def test_what_is_killed_is_started_again(start):
    starter = start()
    before = starter.children()[STAYS]

    os.kill(before, signal.SIGKILL)
    assert starter.process.stdout.readline() == "The server ended with code -9 and is started again.\n"
    wait_until(lambda: starter.children().get(STAYS, before) != before)

    starter.process.terminate()
    assert starter.process.wait(PATIENCE) == 0
    assert starter.left() == {}


def test_when_one_cannot_run_the_other_ends_and_it_is_said(start):
    starter = start(worker=ENDS)

    said, _nothing = starter.process.communicate(timeout=PATIENCE)

    assert starter.process.returncode == 1
    assert said.splitlines()[-1] == "The worker cannot run: it ended with code 3. The site stops."
    assert starter.left() == {}

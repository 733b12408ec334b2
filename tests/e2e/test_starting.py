"""The site as `make run` starts it ends whole, whichever of its processes is told to."""

import shutil
import signal
import subprocess
import sys

import pytest

from tests.processes import PATIENCE, commands_with, end, wait_until
from tests.repository import ROOT

from .served import environment_with, free_port

MAKE = ["make", "--assume-old=setup", "run"]
"""Without setting up again what these tests run in."""
STARTER = [sys.executable, "-m", "tools.run"]


@pytest.mark.parametrize(
    ("command", "number", "code"),
    [
        (MAKE, signal.SIGTERM, -signal.SIGTERM),
        (STARTER, signal.SIGTERM, 0),
        (STARTER, signal.SIGINT, 0),
        (STARTER, signal.SIGKILL, -signal.SIGKILL),
    ],
)
def test_a_signal_to_the_starter_ends_the_site(command, number, code, demo, tmp_path):
    folder = shutil.copytree(demo, tmp_path / "data")
    settings = {"DATA_DIR": str(folder), "PORT": str(free_port()), "WEB_CONCURRENCY": "1"}

    def running(word):
        return [line for line in commands_with(DATA_DIR=folder).values() if word in line]

    process = subprocess.Popen(command, cwd=ROOT, env=environment_with(**settings), stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: len(running("gunicorn")) == 2 and running("manage.py work"))
        process.send_signal(number)
        assert process.wait(PATIENCE) == code
        wait_until(lambda: not running(""))
    finally:
        end(commands_with(DATA_DIR=folder))
        process.wait()

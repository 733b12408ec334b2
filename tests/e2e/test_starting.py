"""The site as `make run` starts it ends whole, whichever of its processes is told to."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.patience import PATIENCE
from tests.processes import commands_with, end, wait_until
from tests.repository import ROOT
from tests.soaking import rest_in_soak
from tests.some import some

from .served import environment_with, free_port

MAKE = ["make", "--assume-old=setup", "run"]
"""Without setting up again what these tests run in."""
STARTER = [sys.executable, "-m", "tools.run"]


@pytest.mark.parametrize(
    ("command", "number", "code"),
    rest_in_soak(
        (MAKE, signal.SIGTERM, -signal.SIGTERM),
        (STARTER, signal.SIGKILL, -signal.SIGKILL),
        (STARTER, signal.SIGTERM, 0),
        (STARTER, signal.SIGINT, 0),
        ordinary=2,
    ),
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


def test_a_password_of_the_demo_is_shown_once_and_never_in_a_log(site, demo):
    signins = (demo / "demo-signins.txt").read_text()
    shown, log = (demo / "prepared.txt").read_text(), (site.data.parent / "site.log").read_text()
    for email, password in (line.split(": ") for line in some(signins.splitlines())):
        assert f"{email}  {password}" in shown
        assert email in log
        assert password not in log


def test_a_site_that_others_can_reach_starts_without_a_demo(tmp_path):
    environment = environment_with(
        DATA_DIR=str(tmp_path), SITE_URL="https://driekracht.oostwijk.test", BEHIND_PROXY="true"
    )
    done = subprocess.run(
        [sys.executable, "-m", "tools.prepare"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    assert "No demo is made: SITE_URL is https://driekracht.oostwijk.test" in done.stdout
    assert "createadmin" in done.stdout
    assert not (tmp_path / "demo-signins.txt").exists()
    with closing(sqlite3.connect(tmp_path / "driekracht.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM assessments_user").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM assessments_action").fetchone() > (50,)

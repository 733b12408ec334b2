"""The units of systemd are read by systemd itself, are hardened, and start commands that there are."""

import re
import shutil
import subprocess

import pytest
from django.core.management import get_commands

from tests.repository import ROOT

FOLDER = ROOT / "deploy" / "systemd"
SERVICES = sorted(path.name for path in FOLDER.glob("*.service"))
INSTALLED = "/opt/driekracht/current/.venv/bin/python manage.py "
MOST_EXPOSED = 15
"""Tenths of systemd's own measure, where 100 is a service that may do everything and up to 20 is well."""

needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")


def lines(name):
    return [line for line in (FOLDER / name).read_text().splitlines() if line and not line.startswith(("#", "["))]


@needs_systemd
@pytest.mark.parametrize("name", [*SERVICES, "driekracht-backup.timer"])
def test_systemd_finds_nothing_wrong(name, tmp_path):
    for path in FOLDER.iterdir():  # with a program that there is on this machine
        (tmp_path / path.name).write_text(path.read_text().replace(INSTALLED, "/bin/true "))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / name], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "driekracht" in line] == []


@needs_systemd
def test_systemd_would_see_a_fault(tmp_path):
    (tmp_path / "wrong.service").write_text("[Service]\nExecStart=/bin/true\nProtectHouse=yes\n")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / "wrong.service"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ProtectHouse" in done.stderr


@needs_systemd
@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_little_exposed(name):
    options = ["--offline=true", f"--threshold={MOST_EXPOSED}"]
    done = subprocess.run(
        ["systemd-analyze", "security", *options, FOLDER / name], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-400:]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_starts_a_command_that_exists_and_can_write_its_data(name):
    found = dict(line.split("=", 1) for line in lines(name))
    assert found["User"] == "driekracht"
    assert found["StateDirectory"] == "driekracht"
    assert found["UMask"] == "0077"
    command = re.fullmatch(re.escape(INSTALLED) + r"(\w+).*", found["ExecStart"])[1]
    assert command in get_commands()


def test_the_worker_stands_back_for_who_opens_a_page():
    """The niceness of what makes reports counts inside a unit alone; those who share a processor are units."""
    settings = {name: dict(line.split("=", 1) for line in lines(name)) for name in SERVICES}
    assert int(settings["driekracht-worker@.service"]["CPUWeight"]) <= 20
    assert "CPUWeight" not in settings["driekracht-web.service"], "100, which is usual"

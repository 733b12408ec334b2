"""The site as `make run` serves it, on a port and with data of its own."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import PATIENCE
from tests.repository import ROOT


@dataclass(frozen=True)
class Site:
    """Where the site is, and where its data are."""

    address: str
    data: Path

    def links(self):
        """Return the personal and the open link that the demo printed."""
        log = (self.data.parent / "site.log").read_text(errors="replace")
        return re.findall(rf"{re.escape(self.address)}/[im]/\S+", log)

    def sign_in_of(self, who):
        """Return address and password of the demo's "coordinator" or "admin"."""
        lines = (self.data / "demo-signins.txt").read_text().splitlines()
        address, password = lines[["coordinator", "admin"].index(who)].split(": ")
        return address, password


def free_port():
    """Return a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prepare(folder):
    """Fill a data folder with the demo's content and its reports, to be copied by sites that are served."""
    environment = environment_with(DATA_DIR=str(folder), SITE_URL="http://localhost")
    commands = (["-m", "tools.prepare"], ["manage.py", "make_reports"])
    with (folder / "prepared.txt").open("wb") as said:
        for command in commands:
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=said)


def environment_with(**settings):
    """Return the environment without what would lead a site elsewhere, with these settings."""
    kept_out = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SITE_URL"}
    ours = {name: value for name, value in os.environ.items() if name not in kept_out}
    return ours | {"RENDER_NICENESS": "0"} | settings  # on a busy machine a polite process would hardly get a turn


@contextmanager
def served(folder, data=None, **settings):
    """Run the site, with these settings and a copy of this data, until the block ends.

    Its output is in ``folder/site.log``.
    """
    if data is not None:
        shutil.copytree(data, folder / "data")
    port = free_port()
    address = f"http://localhost:{port}"
    own = {"PORT": str(port), "DATA_DIR": str(folder / "data"), "WEB_CONCURRENCY": "1"}
    environment = environment_with(**own | settings)
    with (folder / "site.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.run"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(process, address, folder / "site.log")
            yield Site(address, folder / "data")
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait_for(process, address, log):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/accounts/login/", timeout=PATIENCE):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())

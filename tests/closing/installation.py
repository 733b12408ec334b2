"""A complete installation on disk: its database, its keys and its processes."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import made_once

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "driekracht.sqlite3"
SETUP = """
import django, json, sys
django.setup()
"""


class Installation:
    """A folder with data, and Python processes that use it."""

    def __init__(self, folder):
        self.folder = folder
        self.database = folder / DATABASE
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "collab.settings",
            "DEBUG": "1",
        }

    def manage(self, *arguments, **options):
        """Run a command and return its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            check=False,
            text=True,
            **options,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *arguments):
        """Start a command and return its process."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, script):
        """Run a script in a process of its own and return what it passes to ``say``."""
        done = self._run(script)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    def kill_during(self, script):
        """Run a script that kills its own process; return whether it came to that."""
        return self._run(script).returncode == -signal.SIGKILL

    def _run(self, script):
        return subprocess.run(
            [sys.executable, "-c", SETUP + "def say(found):\n    print(json.dumps(found))\n" + script],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            check=False,
            text=True,
        )

    def bytes_on_disk(self):
        """Return the content of the database's files."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob(f"{DATABASE}*")))


SET_UP = """
from django.core.management import call_command
from assessments.services.installation.fingerprints import keep_new_keys
keep_new_keys()
for command in ("migrate", "createcachetable"):
    call_command(command, verbosity=0)
"""


@pytest.fixture(scope="session")
def migrated(run_folder):
    """Return a folder with a new database, on SQLite."""
    return made_once(run_folder / "installation", lambda folder: Installation(folder).run(SET_UP))


@pytest.fixture
def installation(migrated, tmp_path):
    """Return an installation with an empty database."""
    folder = tmp_path / "data"
    shutil.copytree(migrated, folder)
    return Installation(folder)

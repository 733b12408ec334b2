"""Installations as an administrator runs them: `manage.py serve`, with settings from the environment alone."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.e2e.served import environment_with, free_port
from tests.patience import PATIENCE
from tests.repository import ROOT

READ_ONLY = ["unshare", "--mount", "sh", "-c"]
_MOUNT = f"mount --bind '{ROOT}' '{ROOT}' && mount -o remount,ro,bind '{ROOT}' '{ROOT}' && cd '{ROOT}'"


@cache
def on_read_only_tree():
    """Return what to put before a command so that it finds the code on a read-only file system, if we may do that."""
    writes = [*READ_ONLY, f"{_MOUNT} && ! touch '{ROOT}/written-nevertheless'"]
    can = subprocess.run(writes, capture_output=True, check=False).returncode == 0
    return [*READ_ONLY, f'{_MOUNT} && exec "$@"', "sh"] if can else []


def manage(*arguments, before=(), **settings):
    """Run a command, after these words, and return what came of it."""
    return subprocess.run(
        [*before, sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment_with(**settings),
        capture_output=True,
        check=False,
        text=True,
        stdin=subprocess.DEVNULL,
        umask=0o022,
    )


class Server:
    """One `manage.py serve`."""

    def __init__(self, *arguments, host="127.0.0.1", before=(), **settings):
        self.port = free_port()
        self.url = f"http://{host}:{self.port}"
        own = {
            "SITE_URL": f"http://localhost:{self.port}",
            "WEB_CONCURRENCY": "1",
            "ALLOWED_HOSTS": f"localhost,{host}",
        }
        self.process = subprocess.Popen(
            [*before, sys.executable, "manage.py", "serve", "--bind", f"{host}:{self.port}", *arguments],
            cwd=ROOT,
            env=environment_with(**own | settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=0o022,
        )
        self._wait()

    def _wait(self):
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                self.get("/accounts/login/")
            except OSError:
                time.sleep(0.1)
            else:
                return
        self.end()
        raise AssertionError(self.process.stdout.read().decode())

    def get(self, path):
        """Return status and content of a page."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def is_listening(self):
        """Whether somebody holds the port."""
        with socket.socket() as probe:
            return probe.connect_ex((self.url.split("//")[1].split(":")[0], self.port)) == 0

    def end(self):
        """Kill it with all its processes."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


class Servers:
    """All servers of a test, which end with it."""

    def __init__(self):
        self.started = []

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        for server in self.started:
            server.end()
            server.process.stdout.close()

    def start(self, *arguments, **settings):
        self.started.append(Server(*arguments, **settings))
        return self.started[-1]


def rights(folder):
    """Return the rights of everything in a folder, by path."""
    return {path: path.stat().st_mode & 0o777 for path in (folder, *Path(folder).rglob("*"))}

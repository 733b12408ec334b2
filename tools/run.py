"""Runs the site: prepares database, content and static files, then serves with gunicorn beside one worker."""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
HOST = "127.0.0.1"
MOST_FAILURES = 3
"""After this many starts in a row that end at once, trying again is pointless."""
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl+C, kill, and closing the terminal."""
PR_SET_PDEATHSIG = 1


def main() -> int:
    """Prepare, print where the site is, and keep server and worker running until asked to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepare-only", action="store_true", help="prepare and show the demo sign-ins, serve nothing")
    options = parser.parse_args()
    port = wanted_port()
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    if not options.prepare_only:
        refuse_taken(port)
    prepare()
    if options.prepare_only:
        return 0
    say(f"\nDriekracht is at http://localhost:{port} (stop with Ctrl+C)\n")
    return Site({"server": server_command(port), "worker": [*MANAGE, "work"]}).keep_running()


def say(sentence: str) -> None:
    """Print what is going on."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def stop(sentence: str) -> NoReturn:
    """Exit with one sentence that says what to do."""
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


def wanted_port() -> int:
    """Return the port to serve at."""
    value = os.environ.get("PORT", "8000")
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        stop(f"PORT is {value!r}, but it must be a whole number from 1 to 65535.")
    return int(value)


def refuse_taken(port: int) -> None:
    """Exit if another program is using the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            stop(f"Port {port} is in use by another program. Choose another one, for example: make run PORT={port + 1}")


def start(command: Sequence[str], *, start_new_session: bool = False) -> subprocess.Popen[bytes]:
    """Start a process that ends when this one does, however that happens: nothing may go on and hold the port."""

    def end_with_parent() -> None:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    # code between fork and exec is unsafe beside threads; there are none here
    return subprocess.Popen(command, cwd=ROOT, start_new_session=start_new_session, preexec_fn=end_with_parent)  # noqa: PLW1509


def prepare() -> None:
    """Bring the database, the content, the demo and the static files up to date."""
    if start([sys.executable, "-m", "tools.prepare"]).wait():
        stop("The site could not be prepared; the lines above say why.")


def server_command(port: int, n_processes: int | None = None) -> list[str]:
    """Return the command that serves the site, with ``n_processes`` or else WEB_CONCURRENCY processes."""
    processes = ["--processes", str(n_processes)] if n_processes else []
    return [*MANAGE, "serve", "--bind", f"{HOST}:{port}", *processes]


class Site:
    """The server and the worker: each is restarted when it ends by itself, as long as that helps."""

    def __init__(self, commands: Mapping[str, Sequence[str]], *, pause: float = 5.0, patience: float = 15.0) -> None:
        self.commands = commands
        self.pause = pause
        """Seconds that a process runs at least if it can run at all."""
        self.patience = patience
        """How long a process may take to finish what it is doing."""
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.started: dict[str, float] = {}
        self.failures: Counter[str] = Counter()
        self.is_stopping = False

    def keep_running(self) -> int:
        """Return 0 when asked to stop, or 1 when one of the two cannot run, after stopping the other."""
        for number in STOPPING:
            signal.signal(number, self.ask_to_stop)
        for name in self.commands:
            self.start(name)
        code = 0
        while not self.is_stopping:
            time.sleep(0.1)
            code = self.look_after_all()
        self.stop_all()
        return code

    def start(self, name: str) -> None:
        """Start one of the two, in its own session so that Ctrl+C reaches us first."""
        self.running[name] = start(self.commands[name], start_new_session=True)
        self.started[name] = time.monotonic()

    def look_after_all(self) -> int:
        """Restart what ended, or stop everything if it ended too often; return the exit code in that case."""
        for name, process in list(self.running.items()):
            if process.poll() is None or self.is_stopping:
                continue
            has_run = time.monotonic() - self.started[name] >= self.pause
            self.failures[name] = 0 if has_run else self.failures[name] + 1
            if self.failures[name] == MOST_FAILURES:
                say(f"The {name} cannot run: it ended with code {process.returncode}. The site stops.")
                self.is_stopping = True
                return 1
            say(f"The {name} ended with code {process.returncode} and is started again.")
            self.start_again(name)
        return 0

    def start_again(self, name: str) -> None:
        """Restart what ended, at most once per pause."""
        while time.monotonic() < self.started[name] + self.pause and not self.is_stopping:
            time.sleep(0.1)
        if not self.is_stopping:
            self.start(name)

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Remember that we were asked to stop."""
        self.is_stopping = True

    def stop_all(self) -> None:
        """Let both finish what they are doing, and kill whichever does not."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        for process in self.running.values():
            try:
                process.wait(self.patience)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


if __name__ == "__main__":
    sys.exit(main())

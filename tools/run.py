"""Runs the site: prepares database, content and static files, then serves with gunicorn beside one worker."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
HOST = "127.0.0.1"
STOP_SECONDS = 15
"""How long a process may take to finish what it is doing."""


def main() -> int:
    """Prepare, tell where the site is, and keep server and worker running until one asks to stop."""
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
    return Site(port).keep_running()


def say(sentence: str) -> None:
    """Tell what is going on."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def stop(sentence: str) -> NoReturn:
    """End with one sentence that says what to do."""
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


def wanted_port() -> int:
    """Return the port to serve at."""
    value = os.environ.get("PORT", "8000")
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        stop(f"PORT is {value!r}, but it must be a whole number from 1 to 65535.")
    return int(value)


def refuse_taken(port: int) -> None:
    """Stop when another program serves at the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            stop(f"Port {port} is in use by another program. Choose another one, for example: make run PORT={port + 1}")


def prepare() -> None:
    """Bring the database, the content, the demo and the static files up to date."""
    if subprocess.run([sys.executable, "-m", "tools.prepare"], cwd=ROOT, check=False).returncode:
        stop("The site could not be prepared; the lines above say why.")


def server_command(port: int, n_processes: int | None = None) -> list[str]:
    """Return how the site is served; by as many processes as WEB_CONCURRENCY says, when they are not given."""
    workers = str(n_processes or os.environ.get("WEB_CONCURRENCY") or 2)
    options = ["--worker-class", "gthread", "--workers", workers, "--threads", "4", "--graceful-timeout", "10"]
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"{HOST}:{port}",
        *options,
        "--no-control-socket",
        "collab.wsgi",
    ]


class Site:
    """The server and the worker, each started again when it ends by itself."""

    def __init__(self, port: int) -> None:
        self.commands = {"server": server_command(port), "worker": [*MANAGE, "work"]}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.started: dict[str, float] = {}
        self.is_stopping = False

    def keep_running(self) -> int:
        """Return when asked to stop, or when the server cannot start."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.ask_to_stop)
        for name in self.commands:
            self.start(name)
        while not self.is_stopping:
            time.sleep(0.2)
            for name, process in list(self.running.items()):
                if process.poll() is not None and not self.is_stopping:
                    self.start_again(name, process.returncode)
        self.stop_all()
        return 0

    def start(self, name: str) -> None:
        """Start one of the two, in a session of its own so that Ctrl+C reaches us first."""
        self.running[name] = subprocess.Popen(self.commands[name], cwd=ROOT, start_new_session=True)
        self.started[name] = time.monotonic()

    def start_again(self, name: str, code: int) -> None:
        """Start what ended, at most once in five seconds."""
        say(f"The {name} ended with code {code} and is started again.")
        pause = max(0.0, 5 - (time.monotonic() - self.started[name]))
        until = time.monotonic() + pause
        while time.monotonic() < until and not self.is_stopping:
            time.sleep(0.1)
        if not self.is_stopping:
            self.start(name)

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Note that the person asked to stop."""
        self.is_stopping = True

    def stop_all(self) -> None:
        """Let both finish what they are doing, and end what does not."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        for process in self.running.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())

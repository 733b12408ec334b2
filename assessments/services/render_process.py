"""The process in which a worker makes reports, so that closing and mailing stay on time."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from .report_requests import longest_at_work, release, renew_leases

COMMAND = "make_reports"
LONGEST_MAKING = timedelta(minutes=20)
"""A process that is busy with one thing for longer is ended: it hangs."""
PATIENCE = 10.0
"""Seconds that a process gets to end when it is told to."""
MOST_THINGS = 100
"""After making this many, a process ends and another one begins, so that memory does not grow for weeks."""
MOST_MEMORY = 600 * 2**20
"""The same, in bytes at its largest: a report of thousands of answers takes hundreds of megabytes, once."""
LONGEST_PAUSE = 60.0
_SHORT_LIFE = 5.0
_PR_SET_PDEATHSIG = 1

log = logging.getLogger(__name__)


class RenderProcess:
    """A duty of the worker: sees to it that there is one process that makes reports, and that it works."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = str(uuid4())
        self.clock = clock
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.start_at = 0.0
        self.n_failures = 0

    def __call__(self, *, now: datetime) -> int:
        """Start the process when there is none, and keep what it is making for it; return whether it was started."""
        if self.process is not None and self.process.poll() is not None:
            self._note_end(self.process.returncode)
        if self.process is None:
            return self._start()
        if longest_at_work(self.name, now=now) > LONGEST_MAKING:
            log.error("Making a report takes longer than %s; its process is ended.", LONGEST_MAKING)
            self.process.kill()
        else:
            renew_leases(self.name, now=now)
        return 0

    def stop(self) -> None:
        """End the process; another worker, or the next start, makes what it was making."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None
        release(self.name, is_its_fault=False)

    def _start(self) -> int:
        if self.clock() < self.start_at:
            return 0
        manage = Path(settings.BASE_DIR) / "manage.py"
        self.process = subprocess.Popen(  # noqa: S603 – our own command
            [sys.executable, str(manage), COMMAND, "--for-worker", self.name, "--parent", str(os.getpid())]
        )
        self.started_at = self.clock()
        return 1

    def _note_end(self, code: int) -> None:
        """Leave what the process had to others; start the next one later each time it ends at once."""
        has_lived = self.clock() - self.started_at >= _SHORT_LIFE
        self.n_failures = 0 if code == 0 or has_lived else self.n_failures + 1
        self.start_at = self.clock() + (min(2.0**self.n_failures, LONGEST_PAUSE) if self.n_failures else 0)
        self.process = None
        if code:
            log.error("The process that makes reports ended with code %s and is started again.", code)
        release(self.name, is_its_fault=bool(code))


def end_with_parent(parent: int) -> None:
    """Let this process be told to end when the one that started it ends, however that happens (on Linux)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it ended before we asked
        sys.exit(0)


def has_worked_enough(n_made: int) -> bool:
    """Whether a process has made so much, or so large a report, that another one should go on."""
    return n_made >= MOST_THINGS or _memory_at_largest() > MOST_MEMORY


def _memory_at_largest() -> int:
    """Return how many bytes this process ever had; ``getrusage`` begins with what the process that started it had."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024

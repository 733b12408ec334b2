"""manage.py make_reports: makes the pages and files of results that were asked for, and those of new results ahead."""

import os
import signal
import sys
import time
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Mapping
from types import FrameType
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from assessments.management.site_command import SiteCommand
from assessments.services.new_reports import NewReports
from assessments.services.render_process import end_with_parent, has_worked_enough
from assessments.services.report_making import make_all, make_next
from assessments.services.report_requests import forget_old_requests
from assessments.services.worker import HOUR, Clock, Duty, work

BETWEEN_LOOKS = 0.2
BETWEEN_IDLE_LOOKS = 1.0
IDLE_AFTER = 30.0
"""Seconds since something was made. Who waited for one thing will want another one soon; at night nobody comes."""
BETWEEN_LOOKS_AHEAD = 5.0
LONGEST_PAUSE = 10.0
"""Seconds after an error of the database: somebody may be waiting."""
BETWEEN_ENDINGS = 2


class Command(SiteCommand):
    """For cron, on installations without a worker; a worker keeps one running (see ``services.render_process``)."""

    help = (
        "Make the pages and files of results that somebody waits for, and those of new results, and end when there "
        "are no more. A running worker does this by itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept what a worker says when it starts this process."""
        parser.add_argument("--for-worker", help=SUPPRESS)
        parser.add_argument("--parent", type=int, help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what there is to make, once or until the worker ends."""
        for number in (signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, _end)
        os.nice(settings.RENDER_NICENESS)
        try:
            self._make(options)
        finally:
            signal.alarm(0)

    def _make(self, options: Mapping[str, Any]) -> None:
        if options["for_worker"]:
            self._keep_on(options["for_worker"], options["parent"])
        else:
            self.stdout.write(f"Made: {self._make_all()}")

    def _make_all(self) -> int:
        ahead = NewReports()
        while ahead(now=timezone.now()):
            pass
        return make_all(str(uuid4()), now=timezone.now)

    def _keep_on(self, worker: str, parent: int) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the worker too, which ends us
        end_with_parent(parent)
        making = Making(worker)
        duties = [
            Duty("make reports", BETWEEN_LOOKS, making, longest_pause=LONGEST_PAUSE),
            Duty("ask for reports of new results", BETWEEN_LOOKS_AHEAD, NewReports(), longest_pause=LONGEST_PAUSE),
            Duty("forget old requests for reports", HOUR, forget_old_requests),
        ]
        work(duties, lambda: has_worked_enough(making.n_made))


class Making:
    """The duty that makes one thing at a time, and looks less often when there was nothing to make for a while."""

    def __init__(self, worker: str, *, clock: Clock = time.monotonic) -> None:
        self.worker = worker
        self.clock = clock
        self.n_made = 0
        self.made_at = self.looked_at = clock()

    def __call__(self, *, now: object) -> int:
        """Make what is next."""
        if self.clock() - self.made_at > IDLE_AFTER and self.clock() - self.looked_at < BETWEEN_IDLE_LOOKS:
            return 0
        self.looked_at = self.clock()
        n_made = make_next(self.worker, now=timezone.now)
        if n_made:
            self.n_made, self.made_at = self.n_made + n_made, self.clock()
        return n_made


def _end(number: int, frame: FrameType | None) -> None:
    """End at once, and leave nothing half made: what was being made is made by whoever comes next.

    Python drops what is raised while it takes an object away, so this is called again until something hears it.
    """
    signal.alarm(BETWEEN_ENDINGS)
    sys.exit(0)

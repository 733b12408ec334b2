"""manage.py work: the worker, beside the web processes."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from assessments.services.worker import usual_duties, work


class Command(BaseCommand):
    """Runs until SIGTERM or Ctrl-C; several may run at once."""

    help = "Close rounds at their time, send mail and erase open answers past their retention, until stopped (SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept the seconds between checks."""
        parser.add_argument("--every", type=float, default=20.0, help="seconds between two looks for due rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop."""
        received: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _frame: received.append(number))
        self.stdout.write("The worker runs. Stop it with Ctrl-C.")
        self.stdout.flush()
        work(usual_duties(options["every"]), lambda: bool(received))
        self.stdout.write("The worker has stopped.")

"""manage.py work: the worker, beside the web processes."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.management.site_command import site_held
from assessments.services.installation.needs import lacks_of_worker
from assessments.services.render_process import RenderProcess
from assessments.services.worker import rendering_duty, sweeping_duty, usual_duties, work


class Command(BaseCommand):
    """Runs until SIGTERM or Ctrl-C; several may run at once."""

    help = (
        "Close rounds at their time, send mail, make reports in a process beside this one, and erase what is past its "
        "retention, until stopped (SIGTERM)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept the seconds between checks."""
        parser.add_argument("--every", type=float, default=20.0, help="seconds between two looks for due rounds")
        parts = parser.add_mutually_exclusive_group()
        parts.add_argument("--no-render", action="store_true", help="make no reports: other workers do")
        parts.add_argument("--render-only", action="store_true", help="make reports and delete old ones only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse, with every lack in a sentence, or work until told to stop."""
        with site_held():
            lacks = lacks_of_worker()
            if lacks:
                raise CommandError("\n".join(lacks))
            self._work(options)

    def _work(self, options: dict[str, Any]) -> None:
        received: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _frame: received.append(number))
        self.stdout.write("The worker runs. Stop it with Ctrl-C.")
        self.stdout.flush()
        rendering = RenderProcess()
        duties = [sweeping_duty()] if options["render_only"] else usual_duties(options["every"])
        if not options["no_render"]:
            duties.insert(0, rendering_duty(rendering))
        try:
            work(duties, lambda: bool(received))
        finally:
            rendering.stop()
        self.stdout.write("The worker has stopped.")

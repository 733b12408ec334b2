"""manage.py close_due_rounds: closes every round whose time has come."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.services.closing import ClosingError, close_due_rounds


class Command(BaseCommand):
    """For cron, where no worker runs."""

    help = "Close every round whose time has come and freeze its result. May run as often as you like."

    def handle(self, *args: Any, **options: Any) -> None:
        """Close and say how many."""
        try:
            n_closed = close_due_rounds(now=timezone.now())
        except ClosingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Rounds closed: {n_closed}")

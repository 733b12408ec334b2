"""manage.py close_due_rounds: closes every round whose time has come, and warns of those that close the next day."""

from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from assessments.management.site_command import SiteCommand
from assessments.services.closing import ClosingError, close_due_rounds
from assessments.services.deadline_warnings import warn_before_closing
from assessments.services.erasure import erase_deleted


class Command(SiteCommand):
    """For cron, on installations without a worker."""

    help = (
        "Close every round whose time has come and freeze its result, or extend it when there are too few answers, and "
        "warn of rounds that close the next day. May run as often as you like."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Warn and close, and print how many rounds."""
        n_warned = warn_before_closing(now=timezone.now())
        try:
            n_closed = close_due_rounds(now=timezone.now())
        except ClosingError as error:
            raise CommandError(str(error)) from error
        finally:
            erase_deleted(now=timezone.now())
        self.stdout.write(f"Rounds closed: {n_closed}")
        self.stdout.write(f"Rounds that close the next day: {n_warned}")

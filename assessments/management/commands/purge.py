"""manage.py purge: erases open answers past their retention, and warns of those that soon will be."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.services.deadline_warnings import warn_before_deletion
from assessments.services.erasure import erase_deleted
from assessments.services.retention import purge


class Command(BaseCommand):
    """For cron, on installations without a worker."""

    help = "Erase the open answers of rounds that closed longer ago than their partnership keeps them; results stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Warn and erase, and print how many."""
        n_warned = warn_before_deletion(now=timezone.now())
        self.stdout.write(f"Rounds whose open answers were erased: {purge(now=timezone.now())}")
        self.stdout.write(f"Rounds whose open answers go within 30 days: {n_warned}")
        erase_deleted(now=timezone.now())

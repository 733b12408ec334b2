"""manage.py purge: deletes raw answers whose retention has passed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.services.retention import purge


class Command(BaseCommand):
    """For cron, where no worker runs."""

    help = "Delete the raw answers of rounds that closed longer ago than their partnership keeps them; results stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and say how many."""
        self.stdout.write(f"Answers deleted: {purge(now=timezone.now())}")

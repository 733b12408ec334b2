"""Put the shipped actions in the database, without touching what an admin edited."""

from typing import Any

from assessments.management.site_command import SiteCommand
from assessments.services.catalogue import load_catalogue, offers


class Command(SiteCommand):
    """Says how many actions were added, updated, left as edited, unchanged, and retired."""

    help = "Put the shipped actions in the database; what an admin edited stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the actions and print what changed."""
        loaded = load_catalogue()
        self.stdout.write(
            f"Actions: {len(loaded.added)} added, {len(loaded.updated)} updated, "
            f"{len(loaded.edited)} left as edited, {len(loaded.unchanged)} unchanged, {len(loaded.retired)} retired."
        )
        for code in loaded.edited:
            self.stdout.write(f"  {code} was edited in the administration and stays as it is.")
        for code in loaded.retired:
            self.stdout.write(f"  {code} is shipped no more and was switched off.")
        n_offered = len(offers())
        if n_offered:
            self.stdout.write(f"  Compare {n_offered} of these with a new text in the administration.")

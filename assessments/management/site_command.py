"""Commands that use what a site has."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.services.installation.needs import folder_lack, keys_lack
from assessments.services.installation.usage import data_held


@contextmanager
def site_held() -> Iterator[None]:
    """Hold the data, so that no restore replaces them meanwhile; what is looked at after that stays so."""
    lack = folder_lack()
    if lack:
        raise CommandError(lack)
    with data_held():
        yield


class SiteCommand(BaseCommand):
    """Holds the data, and runs with no other keys than the database was made with.

    Another key would go into links that lead nowhere.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command, or say what is missing."""
        with site_held():
            lack = keys_lack()
            if lack:
                raise CommandError(lack)
            return super().execute(*args, **options)

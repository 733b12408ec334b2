"""manage.py migrate: Django's own, and then whatever else the database of an installation needs."""

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.utils import timezone

from assessments.management.site_command import site_held
from assessments.services.installation.content import complete_installation
from assessments.services.installation.fingerprints import OtherKeysError, keep_new_keys


class Command(migrate.Command):
    """On the command line it completes the database; called from code it makes tables and no more, as tests want it."""

    help = "Bring the database up to date: tables, the cache, the shipped actions (what an admin edited stays)."
    is_typed = False

    def run_from_argv(self, argv: list[str]) -> None:
        """Remember that somebody typed this."""
        self.is_typed = True
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep the keys, migrate, and complete the database unless only a part was asked for."""
        if not self.is_typed or options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        with site_held():
            try:
                keep_new_keys()
                super().handle(*args, **options)
                if not (options["app_label"] or options["fake"]):
                    self._complete(options["verbosity"])
            except OtherKeysError as error:
                raise CommandError(str(error)) from error

    def _complete(self, verbosity: int) -> None:
        loaded = complete_installation(now=timezone.now())
        if verbosity > 0:
            self.stdout.write(
                f"Shipped actions: {len(loaded.added)} added, {len(loaded.updated)} updated, "
                f"{len(loaded.edited)} left as edited, {len(loaded.retired)} switched off."
            )

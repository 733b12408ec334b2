"""manage.py restore: a site from a backup, on whichever database DATABASE_URL names."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessments.services.backups.archive import BackupError
from assessments.services.backups.restoring import restore_backup


class Command(BaseCommand):
    """Nothing is changed before the backup was read whole."""

    help = (
        "Make the database, and the keys, from a backup, and bring it up to date. Stop the site first. A backup of "
        "SQLite can be restored into PostgreSQL, and the other way around."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask from what."""
        parser.add_argument("backup", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="also where there is a site, all of which is lost")

    def handle(self, *args: Any, backup: Path, replace: bool, **options: Any) -> None:
        """Restore, and say what was and what is left to do."""
        try:
            manifest, warnings = restore_backup(backup, replace=replace, now=timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored {sum(manifest.n_rows.values())} rows as they were on {manifest.made_at}, of version "
            f"{manifest.version}. What was erased since then is back: the worker erases again what is past its time, "
            "and what people had removed or struck out you remove once more."
        )
        for warning in warnings:
            self.stderr.write(warning)

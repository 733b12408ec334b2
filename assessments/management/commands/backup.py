"""manage.py backup: one file with everything that a site is made from again."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from assessments.management.site_command import SiteCommand
from assessments.services.backups.archive import BackupError
from assessments.services.backups.making import make_backup
from assessments.services.installation.fingerprints import OtherKeysError


class Command(SiteCommand):
    """May run while the site does."""

    help = (
        "Write all rows and the keys to one file, which only its owner can read; the site may go on. Reports are not "
        "in it: they are made again. Whoever has the file has all answers of open rounds: encrypt it, and do not keep "
        "it for long."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where to."""
        parser.add_argument("target", type=Path, metavar="FOLDER|FILE", help="a folder, or the name of a new file")
        parser.add_argument("--without-keys", action="store_true", help="leave out the keys, to keep them elsewhere")

    def handle(self, *args: Any, target: Path, without_keys: bool, **options: Any) -> None:
        """Make the backup and say where it is."""
        try:
            path, manifest = make_backup(target, with_keys=not without_keys, now=timezone.now())
        except (BackupError, OtherKeysError) as error:
            raise CommandError(str(error)) from error
        keys = "without the keys: keep those too, or nothing starts" if without_keys else "with the keys"
        self.stdout.write(f"{path} ({sum(manifest.n_rows.values())} rows, {keys})")

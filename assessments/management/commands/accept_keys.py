"""manage.py accept_keys: go on with other keys than the database was made with: lost ones, or one that takes over."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessments.management.site_command import site_held
from assessments.services.installation.fingerprints import COSTS, accept_keys, cost_of, is_taking_over, unaccepted_keys


class Command(BaseCommand):
    """Says what it costs, and asks first."""

    help = (
        "Go on with another LINK_KEY or SECRET_KEY than the database was made with. Says what that costs, and asks. As "
        "long as SECRET_KEY_FALLBACKS has the earlier SECRET_KEY nothing is lost: what is under it is encrypted anew."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which keys are meant."""
        parser.add_argument("names", nargs="+", choices=tuple(COSTS), metavar="KEY", help=" or ".join(COSTS))
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, names: list[str], yes: bool, **options: Any) -> None:
        """Note the present keys as those of this installation."""
        with site_held():
            self._accept(names, yes=yes)

    def _accept(self, names: list[str], *, yes: bool) -> None:
        changed = [name for name in unaccepted_keys() if name in names]
        if not changed:
            self.stdout.write(f"Nothing to accept: the database was made with this {' and this '.join(names)}.")
            return
        lost = [name for name in changed if not is_taking_over(name)]
        for name in lost:
            self.stdout.write(f"{cost_of(name)} This cannot be undone.")
        if lost and not yes and not self._agrees():
            message = "Nothing was changed."
            raise CommandError(message)
        accept_keys(changed, now=timezone.now())
        self.stdout.write(f"Accepted: {', '.join(changed)}. Restart the web processes and the workers.")

    def _agrees(self) -> bool:
        if not sys.stdin.isatty():
            return False
        self.stdout.write("Go on? Type yes: ", ending="")
        self.stdout.flush()
        return sys.stdin.readline().strip() == "yes"

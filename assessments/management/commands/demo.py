"""manage.py demo: three partnerships to look at, with accounts and links."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from assessments.management.site_command import SiteCommand
from assessments.services.demo import Demo, make_demo, reason_against_demo
from assessments.services.demo.signins import SignIn


class Command(SiteCommand):
    """Can be run again: nothing changes; a password is shown only when its account is made."""

    help = (
        "Put three demo partnerships in the database, one per diagnosis, each with two closed rounds; print the "
        "sign-ins of a coordinator and an admin and links to fill in. Running it again changes nothing. Refuses where "
        "others can reach the site."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the way to say that it may be done here."""
        parser.add_argument("--even-here", action="store_true", help="also on a site that others can reach")

    def handle(self, *args: Any, even_here: bool, **options: Any) -> None:
        """Create the demo and print how to sign in."""
        reason = reason_against_demo(settings.SITE_URL, os.environ.get("DATABASE_URL", ""))
        if reason and not even_here:
            message = (
                f"No demo here: {reason}, and the demo has an administrator whose password was shown on a screen. "
                "Make your first account with: manage.py createadmin"
            )
            raise CommandError(message)
        path = Path(settings.DATA_DIR) / "demo-signins.txt"
        demo = make_demo(path, now=timezone.now())
        self.stdout.write("\n".join([*_lines(demo), "", _where(demo, path)]))


def _lines(demo: Demo) -> list[str]:
    lines = [
        "Demo partnerships:",
        *(f"  {partnership.name}" for partnership in demo.partnerships),
        "",
        f"Sign in at {settings.SITE_URL}/",
        f"  coordinator  {_sign_in(demo.coordinator)}",
        f"  admin        {_sign_in(demo.admin)}  (admin at {settings.SITE_URL}/beheer/)",
    ]
    if demo.personal_link or demo.open_link:
        lines += ["", "Fill in the questions:"]
    if demo.personal_link:
        lines.append(f"  personal link  {demo.personal_link}")
    if demo.open_link:
        lines.append(f"  open link      {demo.open_link}")
    return lines


def _sign_in(signin: SignIn) -> str:
    return f"{signin.email}  {signin.password}" if signin.is_new else signin.email


def _where(demo: Demo, path: Path) -> str:
    if all(signin.password for signin in (demo.coordinator, demo.admin)):
        return f"The passwords with which they were made are kept in {path}"
    return "The passwords with which they were made are not kept any more; choose one with: manage.py changepassword"

"""manage.py demo: three partnerships to look at, with accounts and links."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.services.demo import Demo, make_demo


class Command(BaseCommand):
    """Can be run again: nothing changes, and it prints the same."""

    help = (
        "Put three demo partnerships in the database, one per diagnosis, each with two closed rounds; print the "
        "sign-ins of a coordinator and an admin and links to fill in. Running it again changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the demo and print how to sign in."""
        path = Path(settings.DATA_DIR) / "demo-signins.txt"
        demo = make_demo(path, now=timezone.now())
        self.stdout.write("\n".join([*_lines(demo), "", f"The passwords are kept in {path}"]))


def _lines(demo: Demo) -> list[str]:
    lines = [
        "Demo partnerships:",
        *(f"  {partnership.name}" for partnership in demo.partnerships),
        "",
        f"Sign in at {settings.SITE_URL}/",
        f"  coordinator  {demo.coordinator.email}  {demo.coordinator.password}",
        f"  admin        {demo.admin.email}  {demo.admin.password}  (admin at {settings.SITE_URL}/beheer/)",
    ]
    if demo.personal_link or demo.open_link:
        lines += ["", "Fill in the questions:"]
    if demo.personal_link:
        lines.append(f"  personal link  {demo.personal_link}")
    if demo.open_link:
        lines.append(f"  open link      {demo.open_link}")
    return lines

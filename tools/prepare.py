"""Brings the database, the content, the demo and the static files up to date, in one process."""

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def main() -> int:
    """Do each task; the first one that fails ends the program with a message."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError

    try:
        django.setup()
        for task in TASKS:
            task()
    except (CommandError, ImproperlyConfigured) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def command(name: str, **options: Any) -> Callable[[], None]:
    """Return a task that calls a management command."""

    def call() -> None:
        from django.core.management import call_command

        call_command(name, **options)

    return call


def keep_keys() -> None:
    """Keep keys that were made just now, before the first table is made with them."""
    from django.core.management import CommandError

    from assessments.services.installation.fingerprints import OtherKeysError, keep_new_keys

    try:
        keep_new_keys()
    except OtherKeysError as error:
        raise CommandError(str(error)) from error


def collect_static() -> None:
    """Collect, hash and compress the static files, unless that was done with exactly these files."""
    from django.conf import settings

    wanted = static_files_now()
    stamp = settings.DATA_DIR / "static.collected"
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if manifest.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    stamp.unlink(missing_ok=True)
    command("collectstatic", interactive=False, verbosity=0)()
    stamp.write_text(wanted)


def static_files_now() -> str:
    """Return a digest of the names, sizes and modification times of the static files."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    found = [repr(settings.STORAGES["staticfiles"])]
    for finder in get_finders():
        for path, storage in finder.list(None):
            about = Path(storage.path(path)).stat()
            found.append(f"{path} {about.st_size} {about.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()


def complete() -> None:
    """Put in the database what it needs besides tables; what an admin edited stays."""
    from django.core.management import CommandError
    from django.utils import timezone

    from assessments.services.installation.content import complete_installation
    from assessments.services.installation.fingerprints import OtherKeysError

    try:
        complete_installation(now=timezone.now())
    except OtherKeysError as error:
        raise CommandError(str(error)) from error


def refuse_lacks() -> None:
    """Say what the site would lack, once, before it is started and started again."""
    from django.core.management import CommandError

    from assessments.services.installation.needs import lacks_of_web

    lacks = lacks_of_web()
    if lacks:
        raise CommandError("\n".join(lacks))


def refuse_away() -> None:
    """Say that the database is away, instead of where in the code that was noticed."""
    from django.core.management import CommandError

    from assessments.services.installation.database import reason_unreachable

    reason = reason_unreachable()
    if reason:
        raise CommandError(reason)


def make_demo() -> None:
    """Make the demo on a laptop; elsewhere say why there is none."""
    from django.conf import settings

    from assessments.services.demo import reason_against_demo

    reason = reason_against_demo(
        settings.SITE_URL, os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE", "")
    )
    if reason:
        sys.stdout.write(f"No demo is made: {reason}. Make your first account with: manage.py createadmin\n")
    else:
        command("demo")()


TASKS: tuple[Callable[[], None], ...] = (
    command("check", fail_level="ERROR"),
    refuse_away,
    keep_keys,
    command("migrate", verbosity=0),
    complete,
    collect_static,
    refuse_lacks,
    make_demo,
)


if __name__ == "__main__":
    sys.exit(main())

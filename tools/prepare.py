"""Brings the database, the content, the demo and the static files up to date, in one process."""

import os
import sys
from typing import Any

TASKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("check", {"fail_level": "ERROR"}),
    ("migrate", {"verbosity": 0}),
    ("createcachetable", {}),
    ("load_catalogue", {}),
    ("collectstatic", {"interactive": False, "verbosity": 0}),
    ("demo", {}),
)


def main() -> int:
    """Do each task; the first that fails ends it with a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, call_command

    try:
        django.setup()
        for name, options in TASKS:
            call_command(name, **options)
    except (CommandError, ImproperlyConfigured) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

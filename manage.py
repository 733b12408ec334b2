#!/usr/bin/env python
"""Run a management command; a wrong setting, or a database that is away, gives a sentence instead of a traceback."""

import os
import sys


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Driekracht cannot start. {error}")
    except DatabaseError as error:
        from assessments.services.installation.database import told

        reason = "" if "--traceback" in sys.argv else told(error)
        if not reason:
            raise
        sys.exit(f"Driekracht cannot start. {reason}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python
"""Run a management command; a wrong setting gives its sentence instead of a traceback."""

import os
import sys


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Driekracht cannot start. {error}")


if __name__ == "__main__":
    main()

"""Writes contrived results of every kind as pages and PDF files, to look at."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.reporting.gallery.files import write_gallery
from assessments.reporting.gallery.specimens import specimens
from assessments.vocabulary.languages import LANGUAGES


class Command(BaseCommand):
    """``report_gallery -o FOLDER``, or with ``--only schijn --only versie-1`` and ``--language nl``."""

    help = "Write contrived results of every kind as pages and PDF files to a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept where to write, and which results in which languages."""
        parser.add_argument("-o", "--output", type=Path, required=True, help="the folder; index.html leads to all")
        parser.add_argument("--only", action="append", metavar="NAME", help="this result; may be given more than once")
        parser.add_argument("--language", choices=LANGUAGES, action="append", help="without it every language")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Write them, and say each that is ready."""
        every = specimens()
        names = options["only"] or list(every)
        if unknown := [name for name in names if name not in every]:
            message = f"There is no result {unknown[0]!r}. There are: {', '.join(every)}."
            raise CommandError(message)
        chosen = {name: every[name] for name in names}
        try:
            for name in write_gallery(options["output"], chosen, options["language"] or list(LANGUAGES)):
                self.stdout.write(name)
        except OSError as error:
            message = f"The gallery could not be written to {options['output']}: {error.strerror or error}."
            raise CommandError(message) from error
        self.stdout.write(str(options["output"] / "index.html"))

"""Writes the report of a closed round to a PDF file."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from assessments.models import Result
from assessments.results.stored_results import DamagedResultError
from assessments.services.reports import report_pdf_file, roles_with_report
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED


class Command(BaseCommand):
    """``render_report ROUND --role bestuurder --language nl -o report.pdf``."""

    help = "Write the report of a closed round to a PDF file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept which report to make and where to write it."""
        parser.add_argument("round", type=int, help="the number of the round, as in its address")
        parser.add_argument("--role", help=f"{', '.join(ADVISED)}; without it the whole report")
        parser.add_argument("--language", choices=LANGUAGES, help="without it the language of the round")
        parser.add_argument("-o", "--output", type=Path, required=True, help="the file to write")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Make the report, or take it if it was made before, and copy it."""
        try:
            result = Result.objects.select_related("round__partnership").get(round_id=options["round"])
            file = self._file(result, options["role"], options["language"] or result.round.language)
            shutil.copyfile(file, options["output"])
        except Result.DoesNotExist as error:
            message = f"Round {options['round']} has no result: it does not exist or it has not been closed yet."
            raise CommandError(message) from error
        except DamagedResultError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            message = f"The report could not be written to {options['output']}: {error.strerror}."
            raise CommandError(message) from error
        self.stdout.write(str(options["output"]))

    def _file(self, result: Result, role: str | None, language: str) -> Path:
        roles = roles_with_report(result)
        if role is not None and role not in roles:
            reports = ", ".join(roles) or "none, because there were too few answers"
            message = f"There is no report for the role {role!r} (roles with a report: {reports})."
            raise CommandError(message)
        with translation.override(language):
            return report_pdf_file(result, role=role, language=language)

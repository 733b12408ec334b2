"""Writes the report of a closed round to a PDF file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import translation

from assessments.management.site_command import SiteCommand
from assessments.models import Result
from assessments.results.stored_results import DamagedResultError
from assessments.services.letterheads import letterhead_of
from assessments.services.reports import make, only, report_pdf, roles_with_report
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED


class Command(SiteCommand):
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
            paper = self._paper(result, options["role"], options["language"] or result.round.language)
            options["output"].write_bytes(paper)
        except Result.DoesNotExist as error:
            message = f"Round {options['round']} has no result: it does not exist or it has not been closed yet."
            raise CommandError(message) from error
        except DamagedResultError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            message = f"The report could not be written to {options['output']}: {error.strerror or error}."
            raise CommandError(message) from error
        self.stdout.write(str(options["output"]))

    def _paper(self, result: Result, role: str | None, language: str) -> bytes:
        roles = roles_with_report(result)
        if role is not None and role not in roles:
            reports = ", ".join(roles) or "none, because there were too few answers"
            message = f"There is no report for the role {role!r} (roles with a report: {reports})."
            raise CommandError(message)
        with translation.override(language):
            return only(make(result, report_pdf(role=role, language=language, letterhead=letterhead_of(result.round))))

"""Score documents from the command line, without the site or its database."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from assessments.catalogue.questionnaire import FILES, questionnaire
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.document import to_document
from assessments.scoring.instrument import Instrument
from assessments.scoring.reading import InputError, read_survey, shown
from assessments.scoring.spreadsheet import respondents_of_rows
from assessments.scoring.values import DEFAULT_QUESTIONNAIRE
from assessments.tables.csv_files import read_delimited
from assessments.tables.limits import TableError

BAD_FILE = 2
OF_A_CSV = (
    *("questionnaire", "seed", "weighting", "years_running", "invited", "n_invited", "n_organisations_invited"),
)
"""The options for what a document says itself."""


class Command(BaseCommand):
    """Prints one diagnosis per line; a bad document gives a message and exit code 2, the others are still scored."""

    help = "Score documents: one JSON diagnosis a line. A bad one gives a sentence on stderr and exit code 2."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept files, and options for what a CSV cannot hold."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="a JSON document, or - for one document a line")
        parser.add_argument("--csv", action="store_true", help="files are CSV: columns id, organisation, role, codes")
        parser.add_argument(
            "--questionnaire",
            type=int,
            choices=_instruments(),
            help=f"version that a CSV answers (default {DEFAULT_QUESTIONNAIRE})",
        )
        parser.add_argument("--seed", type=int, help="seed of the resampling of a CSV (default 0)")
        parser.add_argument("--weighting", choices=["organisation", "respondent"], help="weighting of a CSV")
        parser.add_argument("--years-running", type=float, help="age of the partnership of a CSV")
        parser.add_argument(
            "--invited",
            action="append",
            metavar="ORGANISATION=N",
            help="people asked in an organisation of a CSV; once for each",
        )
        parser.add_argument("--n-invited", type=int, help="persons invited, for a CSV")
        parser.add_argument("--n-organisations-invited", type=int, help="organisations invited, for a CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        """Score each document by itself."""
        extra = {name: options[name] for name in OF_A_CSV if options[name] is not None}
        if extra and not options["csv"]:
            given = ", ".join(f"--{name.replace('_', '-')}" for name in extra)
            self.stderr.write(f"{given}: only with --csv; a document says this itself.")
            sys.exit(BAD_FILE)
        try:
            outcomes = [
                self._score(name, text, extra, is_csv=options["csv"])
                for file in options["files"]
                for name, text in _read_texts(file, is_csv=options["csv"])
            ]
        except BrokenPipeError:  # whoever read the results, such as head, has enough of them
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if not all(outcomes):
            sys.exit(BAD_FILE)

    def _score(
        self, name: str, text: str | OSError | UnicodeDecodeError, extra: Mapping[str, Any], *, is_csv: bool
    ) -> bool:
        try:
            if not isinstance(text, str):
                raise InputError(_describe_read_error(text))
            survey = read_survey(_document_of_csv(text, extra) if is_csv else parse(text), _instruments())
            found = to_document(diagnose(survey, _instruments()[survey.questionnaire]))
        except InputError as error:
            self.stderr.write(f"{name}: {error}")
            return False
        self.stdout.write(json.dumps(found, sort_keys=True))
        return True


def _instruments() -> dict[int, Instrument]:
    return {int(version): questionnaire(version).instrument for version in FILES if version.isdecimal()}


def _document_of_csv(text: str, extra: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document in a CSV, of any size: whoever may run commands may do so."""
    try:
        rows = read_delimited(text, most=None)
    except TableError as error:
        with override("en"):
            raise InputError(str(error)) from error
    instrument = _instruments()[extra.get("questionnaire", DEFAULT_QUESTIONNAIRE)]
    respondents = respondents_of_rows([(row.number, row.cells) for row in rows], instrument)
    invited = {"invited": _invited(extra["invited"])} if "invited" in extra else {}
    return {**extra, **invited, "respondents": respondents}


def _invited(given: list[str]) -> dict[str, int]:
    """Return the people asked per organisation, from ORGANISATION=N. Raises InputError."""
    found: dict[str, int] = {}
    for one in given:
        name, _sign, n = one.rpartition("=")
        if not name or name in found or not (n.isascii() and n.isdigit()):
            message = f"--invited {shown(one)}: write each organisation once, with a whole number, as gemeente=12."
            raise InputError(message)
        found[name] = int(n)
    return found


def _describe_read_error(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "This is not text in UTF-8; save it as UTF-8 (in Excel: CSV UTF-8)."
    return f"The file cannot be read: {error.strerror or error}."


def _read_texts(file: str, *, is_csv: bool) -> Iterator[tuple[str, str | OSError | UnicodeDecodeError]]:
    if file == "-" and not is_csv:
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if line.strip():
                yield f"- line {number}", _decode(line)
        return
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        yield file, error
        return
    yield file, _decode(content)


def _decode(content: bytes) -> str | UnicodeDecodeError:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error


def parse(text: str) -> object:
    """Return the value of a JSON text. Raises InputError for invalid JSON, a repeated key, NaN or too deep nesting."""
    try:
        return json.loads(
            text.removeprefix("\ufeff"), parse_constant=_refuse_constant, object_pairs_hook=_refuse_repeated_keys
        )
    except InputError:
        raise
    except json.JSONDecodeError as error:
        message = f"This is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        raise InputError(message) from error
    except (RecursionError, ValueError) as error:
        raise InputError(
            "This is not a document that can be read: a number is too long, or it is nested too deep."
        ) from error


def _refuse_constant(name: str) -> NoReturn:
    message = f"The document holds {name}, which is no number."
    raise InputError(message)


def _refuse_repeated_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            message = f"The document has the key {key!r} twice in one object."
            raise InputError(message)
        found[key] = value
    return found

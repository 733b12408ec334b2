"""Tables with actions, read with limits: what is no such file is refused with a sentence that says why."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .action_columns import COLUMNS, one_kind_of_break

MOST_BYTES = 1024 * 1024
MOST_BYTES_UNPACKED = 5 * MOST_BYTES
MOST_LINES = 2000
MOST_COLUMNS = 100
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheet programs take for the beginning of a formula."""


class FileError(Exception):
    """A file that cannot be read as a list of actions; the message is for the admin."""


@dataclass(frozen=True, slots=True)
class Line:
    """One action as it stands in a file."""

    number: int
    """Of the row in a table, or of the line in a YAML file."""
    cells: dict[str, str]
    """A text for every column."""
    unknown: str = ""
    """Names that mean nothing, separated by commas."""


def protected(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula: with an apostrophe before it where needed."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def unprotected(text: str) -> str:
    """Return a text without the apostrophe that ``protected`` put before it."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text


def read_csv(data: bytes) -> list[Line]:
    """Return the actions of a CSV; commas, semicolons or tabs separate, as the heading shows. Raises FileError."""
    text = decoded(data)
    heading = text.lstrip().partition("\n")[0]
    separator = max(";,\t", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return _of_table([unprotected(cell) for cell in row] for row in rows)
    except csv.Error as error:
        raise FileError(_("This file cannot be read. Save it again as CSV.")) from error


def read_xlsx(data: bytes) -> list[Line]:
    """Return the actions on the first sheet of a workbook. Raises FileError."""
    import openpyxl

    _refuse_large(data)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)
        return _of_table([_cell(value) for value in row] for row in rows)
    except FileError:
        raise
    except Exception as error:  # a broken workbook fails in more ways than can be summed up
        raise FileError(_("This file cannot be read. Save it again as XLSX.")) from error


def decoded(data: bytes) -> str:
    """Return the text of a file; spreadsheet programs of Windows save CSV in its old encoding."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise FileError(_("This file cannot be read: it is no text."))
    return text


def refuse_long(n: int) -> None:
    """Refuse more lines than one file may have."""
    if n > MOST_LINES:
        raise FileError(_("This file has more than %(most)s lines.") % {"most": MOST_LINES})


def _refuse_large(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(info.file_size for info in packed.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise FileError(_("This file cannot be read. Save it again as XLSX.")) from error
    if size > MOST_BYTES_UNPACKED:
        raise FileError(_("This file is too large when it is unpacked."))


def _cell(value: object) -> str:
    """Return the value of a cell as people would have typed it."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _of_table(rows: Iterable[Sequence[str]]) -> list[Line]:
    """Return the lines under a heading; empty ones are passed over, but counted."""
    numbered = _filled(rows)
    _number, first = next(numbered, (0, []))
    heading = [cell.strip().casefold() for cell in first]
    _refuse_heading(heading)
    lines = []
    for number, row in numbered:
        if any(cell.strip() for cell in row[len(heading) :]):
            raise FileError(_("Row %(number)s has more cells than there are columns.") % {"number": number})
        cells = dict.fromkeys(COLUMNS, "") | dict(zip(heading, map(plain, row), strict=False))
        lines.append(Line(number, cells))
    return some(lines)


def _filled(rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        refuse_long(number - 1)
        cells = list(row[: MOST_COLUMNS + 1])
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield number, cells


def _refuse_heading(heading: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in heading]
    unknown = [column[:60] or "–" for column in heading if column not in COLUMNS]
    if missing:
        raise FileError(_("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})
    if unknown:
        raise FileError(_("There are no such columns: %(columns)s.") % {"columns": ", ".join(unknown)})
    if len(set(heading)) < len(heading):
        raise FileError(_("A column stands in the file twice."))


def some(lines: list[Line]) -> list[Line]:
    """Return the lines. Raises FileError when there are none."""
    if not lines:
        raise FileError(_("There are no actions in this file."))
    return lines


def plain(text: str) -> str:
    """Return a text as forms would have stored it."""
    return one_kind_of_break(text).strip()

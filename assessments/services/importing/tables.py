"""Pasted text and uploaded files as rows of plain text; what is no such thing is refused with a sentence."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

MAX_BYTES = 1024 * 1024
MAX_UNPACKED = 5 * 1024 * 1024
MAX_PARTS = 500
"""Files in a workbook: a real one has some dozens."""
MAX_ROWS = 2000
MAX_COLUMNS = 40

Rows = list[list[str]]

_DELIMITERS = ("\t", ";", ",")
_OLE = b"\xd0\xcf\x11\xe0"
"""How old and password-protected Office files begin."""


class TableError(Exception):
    """Something that cannot be read as rows; its text says why and what to do."""


def rows_of_file(content: bytes) -> Rows:
    """Return the rows of a CSV or XLSX file, whatever its name says. Raises TableError for anything else."""
    if len(content) > MAX_BYTES:
        raise TableError(_("This file is larger than 1 MB. Save only the sheet with people, and try again."))
    if content.startswith(_OLE):
        raise TableError(
            _(
                "This is an old Excel file, or one with a password. Save it without password as Excel workbook (.xlsx) "
                "or as CSV, and try again."
            )
        )
    if content.startswith(b"PK"):
        return _rows_of_workbook(content)
    if content.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        raise TableError(_not_a_list())
    return rows_of_text(_decoded(content))


def rows_of_text(text: str) -> Rows:
    """Return the rows of pasted or decoded text: columns are parted by tabs, semicolons or commas."""
    if "\0" in text:
        raise TableError(_not_a_list())
    found = [(delimiter, _split(text, delimiter)) for delimiter in _DELIMITERS]
    _best, rows = max(found, key=lambda one: (_evenness(one[1]), -_DELIMITERS.index(one[0])))
    return _tidied(rows)


def _not_a_list() -> str:
    return _("This is no list that we can read. Upload an Excel workbook (.xlsx) or a CSV file, or paste the rows.")


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _split(text: str, delimiter: str) -> Rows:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in text.splitlines()]


def _evenness(rows: Rows) -> int:
    """Return how many rows have the same number of columns, more than one: the right delimiter gives most."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0)


def _rows_of_workbook(content: bytes) -> Rows:
    _look_inside(content)
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()
            cells = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS, values_only=True)
            rows = _tidied([_text(cell) for cell in row] for row in cells)
            if rows:
                return rows
    except TableError:
        raise
    except Exception as error:  # a damaged workbook fails in as many ways as there are parts in it
        raise TableError(_damaged()) from error
    return []


def _damaged() -> str:
    return _("This workbook is damaged or of another kind. Open it in your spreadsheet and save it as .xlsx once more.")


def _look_inside(content: bytes) -> None:
    """Refuse what would unpack to much more than it seems, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise TableError(_damaged()) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise TableError(_not_a_list())
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise TableError(_("This workbook holds too much. Copy only the sheet with people to a new workbook."))


def _text(cell: object) -> str:
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)


def _tidied(rows: Iterable[list[str]]) -> Rows:
    """Return the rows that hold something, with single spaces. Raises TableError for too many."""
    tidied = [[" ".join(cell.split()) for cell in row[:MAX_COLUMNS]] for row in rows]
    found = [row for row in tidied if any(row)]
    if len(found) > MAX_ROWS:
        raise TableError(
            _("There are more than %(most)s rows. Split the list, and add the parts one after the other.")
            % {"most": MAX_ROWS}
        )
    width = max((place for row in found for place, cell in enumerate(row, start=1) if cell), default=0)
    return [row[:width] for row in found]

"""Reads uploaded files as rows: CSV, Excel and OpenDocument, recognised by content and not by name."""

import re
from collections.abc import Callable, Iterator, Sequence

from .csv_files import read_delimited
from .grids import Grid, Row
from .limits import MOST_ROWS, NO_LIST, OLD_OR_LOCKED, TableError, names_inside, refuse_large
from .ods_files import read_ods
from .texts import decode, is_guess
from .xlsx_files import read_xlsx

_OLE = b"\xd0\xcf\x11\xe0"
"""The first bytes of old and of password-protected Office files."""
_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
"""The first bytes of files that people choose by mistake."""
_TEXTS_OF_OTHERS = re.compile(
    r"\s*(?:<(?:[!?]|(?:html|head|body|meta|table|div)\b)|begin:v|[\[{]\s*[\[{\"])", re.IGNORECASE
)
"""How web pages and XML begin, which some programs save as a spreadsheet, and cards of an address book, and JSON."""


def read(content: bytes, *, is_export: bool = False, most: int = MOST_ROWS) -> Iterator[Grid]:
    """Return the non-empty sheets of a file, each read when it is asked for. Raises TableError.

    Parameters
    ----------
    content
        The content of a CSV file or a workbook.
    is_export
        Whether the site probably wrote it, so that a CSV has apostrophes to remove.
    most
        The maximum number of rows that are not empty.
    """
    refuse_large(content)
    if content.startswith(_OLE):
        raise TableError(OLD_OR_LOCKED)
    if content.startswith(_OTHERS):
        raise TableError(NO_LIST)
    if content.startswith(b"PK"):
        return _of_workbook(content, most)
    text = decode(content)
    if _TEXTS_OF_OTHERS.match(text):
        raise TableError(NO_LIST)
    rows = read_delimited(text, is_export=is_export, most=most)
    return iter([Grid("", rows, is_guess=is_guess(content))] if rows else [])


def _of_workbook(content: bytes, most: int) -> Iterator[Grid]:
    names = names_inside(content)
    if "xl/workbook.xml" in names:
        return read_xlsx(content, most=most)
    if "content.xml" in names:
        return read_ods(content, most=most)
    raise TableError(NO_LIST)


def _is_any(_rows: Sequence[Row]) -> bool:
    return True


def first_rows(
    content: bytes, *, is_export: bool = False, is_wanted: Callable[[Sequence[Row]], bool] = _is_any
) -> tuple[Row, ...]:
    """Return the rows of the first sheet that is shown and wanted, else of the first shown. Raises TableError.

    An empty file has none.
    """
    first: tuple[Row, ...] = ()
    for sheet in read(content, is_export=is_export):
        if not sheet.is_hidden and is_wanted(sheet.rows):
            return sheet.rows
        first = first or (() if sheet.is_hidden else sheet.rows)
    return first

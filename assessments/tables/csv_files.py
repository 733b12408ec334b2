"""CSV: read with whatever delimiter it has, and written so that no cell becomes a formula."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress

from django.utils.formats import get_format

from assessments.cleaning import with_plain_breaks

from .grids import Row, filled_rows, to_grid
from .limits import BROKEN_CSV, MOST_ROWS, NO_TEXT, TableError
from .texts import guard, unguard
from .values import Book, Cell, Sheet
from .zip_files import write_zip

DELIMITERS = ("\t", ";", ",", "|")
_SAYS_DELIMITER = re.compile(r"\"?sep=([\t;,|])\"?[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)
"""The first line of a file that tells Excel how it is parted."""


def delimiter_for(language: str | None) -> str:
    """Return the delimiter that spreadsheets expect in a language: a semicolon where numbers have a decimal comma."""
    return ";" if get_format("DECIMAL_SEPARATOR", language) == "," else ","


def write_csv(sheet: Sheet, *, delimiter: str) -> bytes:
    """Return a sheet as CSV, with its headings."""
    return _write_rows(sheet.headings, sheet.rows, delimiter)


def write_csv_archive(book: Book) -> bytes:
    """Return a zip with a CSV per sheet, with column keys as headings, parted as its language expects."""
    delimiter = delimiter_for(book.language)
    files = [
        (f"{sheet.key}.csv", _write_rows([column.key for column in sheet.columns], sheet.rows, delimiter))
        for sheet in book.sheets
    ]
    return write_zip(files, book.made_at)


def _write_rows(heads: Sequence[Cell], rows: Iterable[Sequence[Cell]], delimiter: str) -> bytes:
    """Write lines with every cell quoted, so that a reader can determine the delimiter with certainty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    for row in (heads, *rows):
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def read_delimited(text: str, *, is_export: bool = False, most: int | None = MOST_ROWS) -> tuple[Row, ...]:
    """Return the rows of a text whose cells are separated by tabs, semicolons, commas or bars. Raises TableError.

    Parameters
    ----------
    text
        Pasted text, or the content of a file.
    is_export
        Whether the site wrote it, so that the apostrophes of the formula guard are removed.
    most
        The maximum number of rows; None for no limits.
    """
    if "\0" in text:
        raise TableError(NO_TEXT)
    text = text.removeprefix("\ufeff")
    said = _SAYS_DELIMITER.match(text)
    delimiters = (said[1],) if said else _delimiters_in(text)
    text = "\n" + text[said.end() :] if said else text  # an empty line in its place keeps the numbers of the others
    attempts = [_parse(text, delimiter, most) for delimiter in delimiters]
    found = [attempt for attempt in attempts if attempt is not None]
    if not found:
        raise TableError(BROKEN_CSV)
    _fitness, rows = max(found, key=lambda attempt: attempt[0])
    clean = unguard if is_export else str
    numbered = ((number, [clean(with_plain_breaks(cell)) for cell in row]) for number, row in rows)
    return to_grid("", filled_rows(numbered, most=most)).rows


def _delimiters_in(text: str) -> Sequence[str]:
    """Return the delimiters that a text may have: a tab alone where each line has as many, as when cells are pasted.

    A quote within such a cell stands for itself; one that begins it goes with the next, as in files of spreadsheets.
    A text of ours begins with one, and may have tabs within cells.
    """
    n_tabs = {line.count("\t") for line in text.splitlines() if line.strip()}
    return ("\t",) if len(n_tabs) == 1 and n_tabs != {0} and not text.lstrip().startswith('"') else DELIMITERS


_Fitness = tuple[bool, int]
_Numbered = list[tuple[int, list[str]]]


def _parse(text: str, delimiter: str, most: int | None) -> tuple[_Fitness, _Numbered] | None:
    """Return the non-empty rows under a delimiter, and how well it fits; None if a cell becomes impossibly long.

    If strict quoting succeeds, as in all files of ours, the delimiter is right. Otherwise the best delimiter gives the
    same number of cells, more than one, to the most rows.
    """
    for is_strict in (True, False):
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_strict)
        with suppress(csv.Error):
            widths, found = _count_widths(rows, most)
            return (is_strict, max(widths.values(), default=0)), found
    return None


def _count_widths(rows: Iterable[list[str]], most: int | None) -> tuple[Counter[int], _Numbered]:
    """Return the number of rows per width, and the non-empty rows; reading stops at one more than ``most``."""
    widths: Counter[int] = Counter()
    found: _Numbered = []
    for number, row in enumerate(rows, 1):
        if len(row) > 1:
            widths[len(row)] += 1
        if any(cell.strip() for cell in row):
            found.append((number, row))
        if most is not None and len(found) > most:
            break
    return widths, found

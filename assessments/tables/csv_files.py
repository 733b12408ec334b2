"""CSV: read whichever sign parts its cells, and written so that nothing in it becomes a formula."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress

from .grids import Row, filled_rows, to_grid
from .limits import BROKEN_CSV, MOST_ROWS, NO_TEXT, TableError
from .texts import guard, unguard, with_plain_breaks
from .values import Book, Cell, Sheet
from .zip_files import zipped

DELIMITERS = ("\t", ";", ",")


def delimiter_for(language: str | None) -> str:
    """Return what parts cells in the spreadsheets of a language: where numbers have a comma, that is a semicolon."""
    return ";" if language == "nl" else ","


def write_csv(sheet: Sheet, *, delimiter: str) -> bytes:
    """Return a sheet as CSV, with its headings."""
    return _written(sheet.headings, sheet.rows, delimiter)


def write_csv_archive(book: Book) -> bytes:
    """Return a zip with a CSV for programs of each sheet: commas, and the keys of the columns for headings."""
    files = [
        (f"{sheet.key}.csv", _written([column.key for column in sheet.columns], sheet.rows, ","))
        for sheet in book.sheets
    ]
    return zipped(files, book.made_at)


def _written(heads: Sequence[Cell], rows: Iterable[Sequence[Cell]], delimiter: str) -> bytes:
    """Return lines of which every cell is quoted, so that a reader can tell with certainty what parts them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    for row in (heads, *rows):
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def read_delimited(text: str, *, is_export: bool = False, most: int | None = MOST_ROWS) -> tuple[Row, ...]:
    """Return the rows of text in which tabs, semicolons or commas part the cells. Raises TableError.

    Parameters
    ----------
    text
        Pasted, or what was in a file.
    is_export
        Whether the site wrote it, so that the apostrophes of its guard are taken away.
    most
        How many rows it may have; None for no limits.
    """
    if "\0" in text:
        raise TableError(NO_TEXT)
    attempts = [_parsed(text.removeprefix("\ufeff"), delimiter, most) for delimiter in DELIMITERS]
    found = [attempt for attempt in attempts if attempt is not None]
    if not found:
        raise TableError(BROKEN_CSV)
    _fitness, rows = max(found, key=lambda attempt: attempt[0])
    clean = unguard if is_export else str
    numbered = ((number, [clean(with_plain_breaks(cell)) for cell in row]) for number, row in rows)
    return to_grid("", filled_rows(numbered, most=most)).rows


_Fitness = tuple[bool, int]
_Numbered = list[tuple[int, list[str]]]


def _parsed(text: str, delimiter: str, most: int | None) -> tuple[_Fitness, _Numbered] | None:
    """Return the rows that hold something and how well they fit; None where a cell is too long to be one.

    Where every quotation mark is in its place, as in all files of ours, the delimiter is right; of others it is the
    one that gives most rows the same number of cells, more than one.
    """
    for is_strict in (True, False):
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_strict)
        with suppress(csv.Error):
            widths, found = _counted(rows, most)
            return (is_strict, max(widths.values(), default=0)), found
    return None


def _counted(rows: Iterable[list[str]], most: int | None) -> tuple[Counter[int], _Numbered]:
    """Return how many rows there are of each width, and those that hold something: one more than ``most`` is enough."""
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

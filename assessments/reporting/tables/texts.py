"""A book of tables as text files for programs: CSV, a file for each sheet in one zip, and JSON."""

import csv
import io
import json

from .values import Book, Cell, Sheet
from .zipping import zipped

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would take for a formula."""


def as_csv(book: Book) -> bytes:
    """Return a zip with a CSV file for each sheet; the same book gives the same bytes."""
    return zipped([(f"{sheet.key}.csv", _csv(sheet)) for sheet in book.sheets], book.closed_at)


def _csv(sheet: Sheet) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([column.key for column in sheet.columns])
    lines.writerows([_safe(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def as_json(book: Book) -> bytes:
    """Return the book as JSON: sheets by key, rows as objects by the key of each column."""
    content = {
        "title": book.title,
        "language": book.language,
        "closed_at": book.closed_at.isoformat(),
        "sheets": {sheet.key: _plain(sheet) for sheet in book.sheets},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _plain(sheet: Sheet) -> dict[str, object]:
    keys = [column.key for column in sheet.columns]
    return {
        "title": sheet.title,
        "columns": [
            {"key": column.key, "heading": column.heading, "explanation": column.explanation}
            for column in sheet.columns
        ],
        "rows": [dict(zip(keys, row, strict=True)) for row in sheet.rows],
    }

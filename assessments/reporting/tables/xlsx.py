"""A book of tables as an Excel file; words are always words, whatever they begin with."""

import io
from datetime import UTC, datetime
from typing import Any

from .values import Book, Cell, Sheet
from .zipping import unzipped, zipped

WIDEST = 60
"""Letters; longer text is broken over lines."""


def as_xlsx(book: Book) -> bytes:
    """Return the book as an Excel file; the same book gives the same bytes."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in book.sheets:
        _fill(workbook.create_sheet(sheet.title), sheet)
    out = io.BytesIO()
    workbook.save(out)
    properties = _properties(workbook, book)
    files = [
        (name, properties if name == "docProps/core.xml" else content) for name, content in unzipped(out.getvalue())
    ]
    return zipped(files, book.closed_at)


def _properties(workbook: Any, book: Book) -> bytes:
    """Return what the file says of itself, with the round's closing in the place of now."""
    from openpyxl.xml.functions import tostring

    about = workbook.properties
    about.creator, about.title, about.language = "Driekracht", book.title, book.language
    about.created = about.modified = _utc(book.closed_at)
    made: bytes = tostring(about.to_tree())
    return made


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, 1):
        cells = [column.heading, *(row[number - 1] for row in sheet.rows)]
        width = min(max(len(str(cell)) for cell in cells if cell is not None) + 2, WIDEST)
        page.column_dimensions[get_column_letter(number)].width = width
        for line, cell in enumerate(cells, 1):
            place = page.cell(line, number)
            _write(place, cell)
            place.alignment = Alignment(vertical="top", wrap_text=isinstance(cell, str))
            if line == 1:
                place.font = Font(bold=True)


def _write(place: Any, cell: Cell) -> None:
    """Write a value; set after it, the type keeps a text that begins with = from becoming a formula."""
    place.value = cell
    if isinstance(cell, str):
        place.data_type = "s"

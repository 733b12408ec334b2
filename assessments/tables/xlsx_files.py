"""Excel workbooks: read with limits, and written so that text always stays text, whatever it begins with."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import UTC, datetime
from typing import Any

from assessments.cleaning import with_plain_breaks

from .grids import Grid, MergedCells, as_text, filled_rows, to_grid
from .limits import DAMAGED, LAST_ROW, MOST_COLUMNS, MOST_ROWS, TOO_FAR_DOWN, TableError
from .texts import begins_formula
from .values import Book, Cell, Sheet
from .zip_files import read_zip, write_zip

_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT_NAMES = {
    _STRICT + b"spreadsheetml/main": _TRANSITIONAL + b"spreadsheetml/2006/main",
    _STRICT + b"drawingml/main": _TRANSITIONAL + b"drawingml/2006/main",
    _STRICT + b"officeDocument/": _TRANSITIONAL + b"officeDocument/2006/",
}
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*+)>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ROW_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^<>]*\bref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']")
_CELL_ROW = re.compile(rb"\br=[\"'][A-Z]{1,3}(\d{1,7})[\"']")
_TYPE = re.compile(rb"\bt=")
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*+)>"
    rb"<(?:\w+:)?f\b[^<>]*+(?:(?<=/)>|>[^<]*+</(?:\w+:)?f>)\s*+(?:<(?:\w+:)?v\s*+/>|<(?:\w+:)?v></(?:\w+:)?v>)?+\s*+</"
)
"""A formula without a value, as programs write it that do not calculate; one that gives no text is of type "str"."""

WIDEST = 60
"""Maximum width in characters; longer text is wrapped."""

_ESCAPED = re.compile("_x(005F|00[01][0-9A-F])_", re.IGNORECASE)
"""How workbooks write characters that XML forbids, such as ``_x000D_``, and an underscore that would look like one."""
_LIKE_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_xlsx(book: Book) -> bytes:
    """Return the book as an Excel file; the same book gives the same bytes."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    styles: dict[object, Any] = {}
    for sheet in book.sheets:
        _fill(workbook.create_sheet(sheet.title), sheet, styles)
    out = io.BytesIO()
    workbook.save(out)
    properties = _properties(workbook, book)
    files = [
        (name, properties if name == "docProps/core.xml" else content) for name, content in read_zip(out.getvalue())
    ]
    return write_zip(files, book.made_at)


def _properties(workbook: Any, book: Book) -> bytes:
    """Return the properties of the file, with the moment of the book instead of now."""
    from openpyxl.xml.functions import tostring

    about = workbook.properties
    about.creator, about.title, about.language = "Driekracht", book.title, book.language
    about.created = about.modified = book.made_at.astimezone(UTC).replace(tzinfo=None)
    made: bytes = tostring(about.to_tree())
    return made


def _fill(page: Any, sheet: Sheet, styles: dict[object, Any]) -> None:
    from openpyxl.utils import get_column_letter

    page.freeze_panes = f"{get_column_letter(sheet.n_fixed + 1)}2"
    for number, heading in enumerate(sheet.headings, 1):
        cells = [heading, *(row[number - 1] for row in sheet.rows)]
        width = min(max(len(str(cell)) for cell in cells if cell is not None) + 2, WIDEST)
        page.column_dimensions[get_column_letter(number)].width = width
        for line, cell in enumerate(cells, 1):
            place = page.cell(line, number)
            _write(place, cell)
            _dress(place, cell, styles, is_heading=line == 1)


def _write(place: Any, cell: Cell) -> None:
    """Write a value. Setting the type afterwards keeps a text that begins with = from becoming a formula."""
    if not isinstance(cell, str):
        place.value = cell
        return
    place.value = _LIKE_ESCAPED.sub("_x005F_", cell)
    place.data_type = "s"


def _dress(place: Any, cell: Cell, styles: dict[object, Any], *, is_heading: bool) -> None:
    """Give a cell its looks, which are made once for all cells that look the same: that takes half of the time."""
    from openpyxl.styles import Alignment, Font

    is_text = isinstance(cell, str)
    is_formula = isinstance(cell, str) and begins_formula(cell)
    if kept := styles.get((is_text, is_formula, is_heading)):
        place._style = copy(kept)  # noqa: SLF001 - there is no other way
        return
    if is_text:
        place.quotePrefix = is_formula  # otherwise it would become one as soon as somebody edits the cell
    place.alignment = Alignment(vertical="top", wrap_text=is_text)
    if is_heading:
        place.font = Font(bold=True)
    styles[is_text, is_formula, is_heading] = place._style  # noqa: SLF001


def read_xlsx(content: bytes, *, most: int = MOST_ROWS) -> Iterator[Grid]:
    """Return the non-empty sheets of a workbook. Raises TableError."""
    from openpyxl import load_workbook

    try:
        content = as_transitional(content)
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if not workbook.worksheets:
            raise TableError(DAMAGED)
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()  # the size that a sheet claims may be wrong
            cells = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
            part = _part_of(content, sheet)
            merged = MergedCells()
            rows = filled_rows(
                _rows_of(cells, part, merged),
                most=most,
                hidden=_hidden_rows(part),
                uncalculated=_uncalculated_rows(part),
                from_above=merged.filled,
            )
            is_in_front = sheet.title == _name_in_front(workbook)
            grid = to_grid(sheet.title, rows, is_hidden=sheet.sheet_state != "visible", is_in_front=is_in_front)
            if grid.rows:
                yield grid
    except TableError:
        raise
    except Exception as error:  # a damaged workbook can fail in as many ways as it has parts
        raise TableError(DAMAGED) from error


def as_transitional(content: bytes) -> bytes:
    """Return a workbook with the names of its tags as nearly all programs write them.

    A workbook that is saved as "Strict Open XML" has other ones, which our reader takes for an empty sheet.
    """
    files = read_zip(content)
    if not any(_STRICT in part for _name, part in files):
        return content
    renamed = [(name, _rename_strict(part) if name.endswith((".xml", ".rels")) else part) for name, part in files]
    return write_zip(renamed, datetime(2000, 1, 1, tzinfo=UTC))


def _rename_strict(part: bytes) -> bytes:
    for strict, transitional in _STRICT_NAMES.items():
        part = part.replace(strict, transitional)
    return part


def _part_of(content: bytes, sheet: Any) -> bytes:
    """Return a sheet as it is written, for what the reader says nothing about."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(sheet._worksheet_path)  # noqa: SLF001 - there is no other way to find it


def _rows_of(rows: Iterable[Iterable[object]], part: bytes, merged: MergedCells) -> Iterator[tuple[int, list[str]]]:
    """Return the rows, with the value of merged cells in each row that they cover."""
    begins: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for letters, first, last in _MERGED.findall(part):
        begins[int(first)].add((_place_of(letters), int(last)))
    for number, cells in _number_rows(rows):
        for place, last in begins.get(number, ()):
            if place < len(cells) and last > number:
                merged.begin(place, last, cells[place])
        yield number, merged.fill(number, cells)


def _place_of(letters: bytes) -> int:
    """Return the place of a column, from 0, by its letters."""
    from openpyxl.utils import column_index_from_string

    return int(column_index_from_string(letters.decode())) - 1


def _hidden_rows(part: bytes) -> set[int]:
    """Return the numbers of the rows that a sheet does not show."""
    numbers = (_ROW_NUMBER.search(tag) for tag in _ROW.findall(part) if _HIDDEN.search(tag))
    return {int(number[1]) for number in numbers if number}


def _uncalculated_rows(part: bytes) -> set[int]:
    """Return the numbers of the rows with a formula that has no value."""
    numbers = (_CELL_ROW.search(tag) for tag in _UNCALCULATED.findall(part) if not _TYPE.search(tag))
    return {int(number[1]) for number in numbers if number}


def _name_in_front(workbook: Any) -> str:
    """Return the name of the sheet with which the workbook opens; empty when that is none with cells."""
    return getattr(workbook.active, "title", "")


def _number_rows(rows: Iterable[Iterable[object]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, 1):
        if number > LAST_ROW:
            raise TableError(TOO_FAR_DOWN, last=LAST_ROW)
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    if not isinstance(value, str):
        return as_text(value)
    return with_plain_breaks(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), value))

"""OpenDocument spreadsheets: read as a stream with limits, and written so that text always stays text."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import IO, Any
from xml.etree.ElementTree import Element
from xml.sax.saxutils import unescape

from .grids import Grid, MergedCells, as_text, filled_rows, to_grid
from .limits import DAMAGED, MOST_COLUMNS, MOST_ROWS, NO_LIST, TableError
from .values import Book, Cell, Sheet
from .zip_files import read_zip, write_zip

MIMETYPE = "mimetype"
"""Must come first and be uncompressed, says the format."""

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SETTING = re.compile(rb"<([^<>]*+)>([^<]*+)")
_ACTIVE_TABLE = b'config:name="ActiveTable"'
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_NUMBERS = {"float", "percentage", "currency"}
_VALUES = {"date": "date-value", "boolean": "boolean-value"}
_MOST_SPACES = 80
"""Spaces that one tag may stand for."""
_PIECES = re.compile(rf"[^ \t]+(?: [^ \t]+)*|\t| {{1,{_MOST_SPACES}}}")
"""The pieces of a line: words with single spaces between them, a tab, or other spaces."""
_SPACES = re.compile("[ \t\r\n]+")
_SPACE, _TAB, _BREAK = "\x01", "\x02", "\x03"
"""Markers for intended white space, while all other white space becomes single spaces; XML cannot contain these."""
_MEANT = str.maketrans({_SPACE: " ", _TAB: "\t", _BREAK: "\n"})


def write_ods(book: Book) -> bytes:
    """Return the book as an OpenDocument spreadsheet; the same book gives the same bytes."""
    from odf import dc, meta
    from odf.element import Element
    from odf.namespaces import nsdict
    from odf.opendocument import OpenDocumentSpreadsheet

    # odfpy declares the namespaces that it has met so far in this process, so that a second file would differ from the
    # first: all of them are declared always.
    Element.namespaces = dict(nsdict)
    document = OpenDocumentSpreadsheet()
    moment = book.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for element, text in (
        (dc.Title, book.title),
        (dc.Language, book.language),
        (meta.InitialCreator, "Driekracht"),
        (meta.CreationDate, moment),
        (dc.Date, moment),
    ):
        document.meta.addElement(element(text=text))
    bold = _bold(document)
    for sheet in book.sheets:
        document.spreadsheet.addElement(_table(sheet, bold))
    out = io.BytesIO()
    document.write(out)
    return write_zip(read_zip(out.getvalue()), book.made_at, stored=(MIMETYPE,))


def _bold(document: Any) -> Any:
    from odf.style import Style, TextProperties

    style = Style(name="heading", family="table-cell")
    style.addElement(TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(style)
    return style


def _table(sheet: Sheet, bold: Any) -> Any:
    from odf.table import Table, TableColumn, TableHeaderRows

    table = Table(name=sheet.title)
    table.addElement(TableColumn(numbercolumnsrepeated=len(sheet.columns)))
    head = TableHeaderRows()
    head.addElement(_row(sheet.headings, {"stylename": bold}))
    table.addElement(head)
    for row in sheet.rows:
        table.addElement(_row(row, {}))
    return table


def _row(cells: Iterable[Cell], style: dict[str, Any]) -> Any:
    from odf.table import TableRow

    row = TableRow()
    for cell in cells:
        row.addElement(_cell(cell, style))
    return row


def _cell(cell: Cell, style: dict[str, Any]) -> Any:
    from odf.table import TableCell
    from odf.text import P

    if cell is None:
        return TableCell(**style)
    is_words = isinstance(cell, str)
    made = TableCell(valuetype="string", **style) if is_words else TableCell(valuetype="float", value=cell, **style)
    for line in str(cell).split("\n"):
        paragraph = P()
        _put(line, paragraph)
        made.addElement(paragraph)
    return made


def _put(line: str, paragraph: Any) -> None:
    """Add a line to a paragraph; programs that read it would keep only single spaces between words."""
    from odf.text import S, Tab

    for piece in _PIECES.findall(line):
        if piece == "\t":
            paragraph.addElement(Tab())
        elif piece.startswith(" "):
            paragraph.addElement(S(c=len(piece)))
        else:
            paragraph.addText(piece)


def read_ods(content: bytes, *, most: int = MOST_ROWS) -> Iterator[Grid]:
    """Return the non-empty sheets of a spreadsheet. Raises TableError.

    The library that we write with would first turn the whole file into objects: ten seconds and 670 MB for the worst
    file that the limits allow.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as file:
            in_front = _name_in_front(archive)
            for name, is_hidden, rows in _tables(file):
                hidden: set[int] = set()  # filled while the rows are read, and before each of them is asked for
                merged = MergedCells()  # so are the cells in these
                numbered = _number_rows(rows, hidden, most, merged)
                filled = filled_rows(numbered, most=most, hidden=hidden, from_above=merged.filled)
                grid = to_grid(name, filled, is_hidden=is_hidden, is_in_front=name == in_front)
                if grid.rows:
                    yield grid
    except TableError:
        raise
    except Exception as error:  # as in read_xlsx
        raise TableError(DAMAGED) from error


def _name_in_front(archive: zipfile.ZipFile) -> str:
    """Return the name of the table with which the spreadsheet opens; empty when it does not say."""
    if "settings.xml" not in archive.namelist():
        return ""
    settings = _SETTING.finditer(archive.read("settings.xml"))
    found = next((value for tag, value in map(re.Match.groups, settings) if _ACTIVE_TABLE in tag), b"")
    return unescape(found.decode(errors="replace"))


def _tables(file: IO[bytes]) -> Iterator[tuple[str, bool, Iterator[Element]]]:
    """Return each table's name, whether it is hidden, and its rows: consume these before asking for the next table."""
    from defusedxml.ElementTree import iterparse

    events = iter(iterparse(file, events=("start", "end")))
    is_spreadsheet = False
    hiding: set[str] = set()
    for event, element in events:
        is_spreadsheet = is_spreadsheet or element.tag == f"{_OFFICE}spreadsheet"
        if event == "end" and element.tag == f"{_STYLE}style" and _hides_tables(element):
            hiding.add(element.get(f"{_STYLE}name", ""))
        if is_spreadsheet and event == "start" and element.tag == f"{_TABLE}table":
            is_hidden = element.get(f"{_TABLE}style-name") in hiding
            yield element.get(f"{_TABLE}name", ""), is_hidden, _rows(events)
    if not is_spreadsheet:
        raise TableError(NO_LIST)


def _rows(events: Iterator[tuple[str, Element]]) -> Iterator[Element]:
    """Return the rows up to the end of the current table."""
    for event, element in events:
        if event == "end" and element.tag == f"{_TABLE}table":
            return
        if event == "end" and element.tag == f"{_TABLE}table-row":
            yield element
            element.clear()


def _hides_tables(style: Element) -> bool:
    """Whether tables of this style have no tab."""
    return any(one.get(f"{_TABLE}display") == "false" for one in style.iter(f"{_STYLE}table-properties"))


def _number_rows(
    rows: Iterable[Element], hidden: set[int], most: int, merged: MergedCells
) -> Iterator[tuple[int, list[str]]]:
    """Return the non-empty rows, each as often as it says; the last, empty one says a million times.

    The numbers of those that are not shown are put in ``hidden``.
    """
    number = 1
    for row in rows:
        texts = _texts(row)
        for place, last in _begins(row, number):
            merged.begin(place, last, texts[place])
        cells = merged.fill(number, texts)
        times = _times(row, "number-rows-repeated")
        if any(cells):
            if row.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
                hidden.update(range(number, number + min(times, most + 1)))
            yield from ((number + more, cells) for more in range(min(times, most + 1)))
        number += times


def _begins(row: Element, number: int) -> Iterator[tuple[int, int]]:
    """Return the place of each cell of a row that is merged with those below it, with the last row of them."""
    place = 0
    for cell in row:
        if cell.tag in _CELLS and place < MOST_COLUMNS:
            n_rows = _times(cell, "number-rows-spanned")
            if n_rows > 1:
                yield place, number + n_rows - 1
            place += _times(cell, "number-columns-repeated")


def _texts(row: Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in _CELLS:
            cells += [_text(cell)] * min(_times(cell, "number-columns-repeated"), MOST_COLUMNS - len(cells))
    return cells


def _times(element: Element, attribute: str) -> int:
    return max(1, int(element.get(f"{_TABLE}{attribute}", "1")))


def _text(cell: Element) -> str:
    """Return the value of a cell, ignoring comments, drawings and formulas in it."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in _NUMBERS:
        return as_text(float(cell.get(f"{_OFFICE}value", "")))
    if kind in _VALUES:
        return cell.get(f"{_OFFICE}{_VALUES[kind]}", "")[:10]
    lines = [_line(child) for child in cell if child.tag == f"{_TEXT}p"]
    return "\n".join(lines) if lines else cell.get(f"{_OFFICE}string-value", "")


def _line(paragraph: Element) -> str:
    return _SPACES.sub(" ", _inside(paragraph)).strip(" ").translate(_MEANT)


def _inside(element: Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces += [_of_tag(child), child.tail or ""]
    return "".join(pieces)


def _of_tag(element: Element) -> str:
    if element.tag == f"{_TEXT}s":
        return _SPACE * min(max(1, int(element.get(f"{_TEXT}c", "1"))), _MOST_SPACES)
    if element.tag == f"{_TEXT}tab":
        return _TAB
    if element.tag == f"{_TEXT}line-break":
        return _BREAK
    return _inside(element) if element.tag.startswith(_TEXT) else ""

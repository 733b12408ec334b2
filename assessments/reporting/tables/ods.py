"""A book of tables as an OpenDocument spreadsheet; words are always words."""

import io
from datetime import UTC
from typing import Any

from .values import Book, Cell, Sheet
from .zipping import unzipped, zipped

MIMETYPE = "mimetype"
"""Comes first and is not compressed, as the format asks."""


def as_ods(book: Book) -> bytes:
    """Return the book as an OpenDocument spreadsheet; the same book gives the same bytes."""
    from odf import dc, meta
    from odf.opendocument import OpenDocumentSpreadsheet

    document = OpenDocumentSpreadsheet()
    moment = book.closed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
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
    return zipped(unzipped(out.getvalue()), book.closed_at, stored=(MIMETYPE,))


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
    head.addElement(_row([column.heading for column in sheet.columns], {"stylename": bold}))
    table.addElement(head)
    for row in sheet.rows:
        table.addElement(_row(row, {}))
    return table


def _row(cells: Any, style: dict[str, Any]) -> Any:
    from odf.table import TableRow

    row = TableRow()
    for cell in cells:
        row.addElement(_cell(cell, style))
    return row


def _cell(cell: Cell, style: dict[str, Any]) -> Any:
    from odf.table import TableCell
    from odf.teletype import addTextToElement
    from odf.text import P

    if cell is None:
        return TableCell(**style)
    is_words = isinstance(cell, str)
    made = TableCell(valuetype="string", **style) if is_words else TableCell(valuetype="float", value=cell, **style)
    for line in str(cell).split("\n"):
        paragraph = P()
        addTextToElement(paragraph, line)
        made.addElement(paragraph)
    return made

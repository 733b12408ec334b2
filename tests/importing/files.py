"""Files as people have them."""

import csv
import io
import zipfile

from openpyxl import Workbook


def workbook(rows, *, before=0):
    """Return an XLSX file with these rows, after so many empty sheets."""
    book = Workbook()
    for _number in range(before):
        book.create_sheet()
    sheet = book.worksheets[-1]
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def comma_separated(rows, *, delimiter=";", encoding="utf-8-sig"):
    """Return a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def bomb():
    """Return a small workbook that unpacks to far more than it may."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (6 * 1024 * 1024))
    return content.getvalue()

"""Files as people have them, and as people make them who mean harm."""

import csv
import io
import zipfile

from openpyxl import Workbook

_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>"""
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/{{type}}" Target="{{target}}"/>{{more}}</Relationships>'
)
_SHARED = f'<Relationship Id="rId2" Type="{_R}/sharedStrings" Target="sharedStrings.xml"/>'


def workbook(rows, *, before=0):
    """Return an XLSX file with these rows, after so many empty sheets."""
    book = Workbook()
    for _number in range(before):
        book.create_sheet()
    sheet = book.worksheets[-1]
    for row in rows:
        sheet.append(row)
    return content_of(book)


def content_of(book):
    """Return a workbook as the content of a file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def comma_separated(rows, *, delimiter=";", encoding="utf-8-sig"):
    """Return a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def packed(parts):
    """Return a zip file with these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def bomb():
    """Return a small workbook that unpacks to far more than it may."""
    return packed({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b"0" * (6 * 1024 * 1024)})


def sheet_xml(rows, *, shared=(), before=""):
    """Return a workbook whose only sheet has these rows of XML, with texts that its cells can name, and a preamble."""
    texts = "".join(f"<si><t>{text}</t></si>" for text in shared)
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS.format(type="officeDocument", target="xl/workbook.xml", more=""),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets>'
            '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _RELATIONS.format(
                type="worksheet", target="worksheets/sheet1.xml", more=_SHARED
            ),
            "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
        }
    )


def ods_of_xml(tables, *, before="", settings="<x/>"):
    """Return an OpenDocument spreadsheet with these tables, and what stands ``before`` the content."""
    content = _ODS % tables
    return packed({"content.xml": content.replace("?>\n", f"?>{before}\n", 1), "settings.xml": settings})


def ods(rows):
    """Return an OpenDocument spreadsheet with these rows of XML in one table."""
    return ods_of_xml(f'<table:table table:name="Mensen">{rows}</table:table>')

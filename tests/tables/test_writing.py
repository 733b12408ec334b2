"""What goes out as a file comes in as it was, opens everywhere, and is the same each time."""

import io
import json
import time
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from assessments.tables.csv_files import write_csv, write_csv_archive
from assessments.tables.json_files import write_json
from assessments.tables.ods_files import write_ods
from assessments.tables.reading import first_rows
from assessments.tables.values import Book, Column, Sheet
from assessments.tables.xlsx_files import write_xlsx

from .attacks import FORMULAS
from .tables import sheets

WRITERS = {"xlsx": write_xlsx, "ods": write_ods, "csv": write_csv_archive, "json": write_json}
MOMENT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def expected(sheet):
    rows = [tuple(sheet.headings), *sheet.rows]
    return [row for row in rows if any(cell.strip() for cell in row)]


@given(sheets())
@settings(max_examples=60)
def test_any_text_comes_back_as_it_was_from_every_kind_of_file(sheet):
    book = Book("Titel", "nl", [sheet])
    files = [(write_csv(sheet, delimiter=delimiter), True) for delimiter in ";,\t"]
    files += [(write_xlsx(book), False), (write_ods(book), False)]
    for content, is_export in files:
        assert [row.cells for row in first_rows(content, is_export=is_export)] == expected(sheet)
    [found] = json.loads(write_json(book))["sheets"].values()
    assert [tuple(row.values()) for row in found["rows"]] == list(sheet.rows)


def hostile():
    columns = [Column("a", "kop \uffff"), Column("b", "=1")]
    return Book(
        "Titel \ufffe\x00\ud800", "nl", [Sheet("x", "blad", columns, [(text, text) for text in FORMULAS])], MOMENT
    )


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_opens_whatever_signs_stand_in_it(kind):
    with zipfile.ZipFile(io.BytesIO(WRITERS[kind](hostile()))) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    assert len(parts) > 3
    for part in parts:
        ET.fromstring(part)  # noqa: S314 – our own, and it must not fail


def test_no_cell_of_a_workbook_is_a_formula_also_when_somebody_edits_it():
    cells = [cell for row in load_workbook(io.BytesIO(write_xlsx(hostile()))).active for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.value.startswith(("=", "+", "-", "@")) and not cell.quotePrefix] == []
    assert any(cell.quotePrefix for cell in cells)


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_book_gives_the_same_bytes(kind, monkeypatch):
    first = WRITERS[kind](hostile())
    monkeypatch.setattr("time.localtime", lambda *_: time.struct_time((2001, 2, 3, 4, 5, 6, 0, 1, 0)))
    assert WRITERS[kind](hostile()) == first
    assert WRITERS[kind](Book("", "nl", hostile().sheets)) == WRITERS[kind](Book("", "nl", hostile().sheets))


def test_numbers_stay_numbers_and_nothing_stays_nothing():
    sheet = Sheet("x", "blad", [Column("a", "a"), Column("b", "b")], [(-5, None), (0.5, "")])
    rows = [("a", "b"), ("-5", ""), ("0.5", "")]
    book = Book("", "nl", [sheet])
    for content in (write_csv(sheet, delimiter=";"), write_xlsx(book), write_ods(book)):
        assert [row.cells for row in first_rows(content, is_export=True)] == rows
    assert load_workbook(io.BytesIO(write_xlsx(book))).active["A2"].data_type == "n"


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="'x' has not 1 cells"):
        Sheet("x", "blad", [Column("a", "a")], [("1", "2")])

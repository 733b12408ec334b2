"""Text and files as rows: whatever program they come from, and what is no list is refused in words."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.services.importing.tables import MAX_ROWS, TableError, rows_of_file, rows_of_text

from .files import bomb, comma_separated, workbook

ROWS = [["naam", "mail"], ["Zoë de Vries-Öz", "zoe@school.test"], ["Jan, de jonge; of “oud”", ""]]
CELLS = st.text(string.ascii_letters + string.digits + " ,;\"'\u00eb\u20ac=+-@\u4e2d", min_size=1, max_size=12).map(
    lambda cell: " ".join(cell.split()) or "x"
)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6).map(
    lambda rows: [row[: min(map(len, rows))] for row in rows]
)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_however_it_was_saved(delimiter, encoding):
    assert rows_of_file(comma_separated(ROWS, delimiter=delimiter, encoding=encoding)) == ROWS


def test_a_csv_of_an_old_windows_is_read():
    assert rows_of_file("naam;rol\r\nZoë €;manager\r\n".encode("cp1252")) == [["naam", "rol"], ["Zoë €", "manager"]]


def test_pasted_rows_and_a_workbook_give_the_same():
    pasted = "\n".join("\t".join(row) for row in ROWS)
    assert rows_of_text(pasted) == rows_of_file(workbook(ROWS)) == ROWS


def test_empty_rows_and_sheets_are_passed_over_and_numbers_are_text():
    rows = [[None, None], ["naam", "nummer"], ["", " "], ["  Jan   Smit ", 12.0], ["x", date(2026, 3, 1)]]
    assert rows_of_file(workbook(rows, before=2)) == [["naam", "nummer"], ["Jan Smit", "12"], ["x", "2026-03-01"]]


def test_a_formula_is_never_worked_out():
    assert rows_of_file(comma_separated([["naam", "x"], ["=1+1", "@som"]]))[1] == ["=1+1", "@som"]
    assert rows_of_file(workbook([["naam", "x"], ["=1+1", "a"]]))[1] == ["", "a"]


@given(TABLES)
def test_any_table_comes_back_whole_from_a_csv_and_a_workbook(rows):
    assert rows_of_file(comma_separated(rows)) == rows
    assert rows_of_file(comma_separated(rows, delimiter="\t")) == rows
    as_text = [["'" + cell if cell.startswith("=") else cell for cell in row] for row in rows]
    assert rows_of_file(workbook(as_text)) == as_text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 ...", "geen lijst"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "oud Excel-bestand"),
        (b"PK\x03\x04 kapot", "beschadigd"),
        (b"naam\0;rol", "geen lijst"),
        (b"\x89PNG\r\n", "geen lijst"),
        (b"x" * (1024 * 1024 + 1), "groter dan 1 MB"),
        (bomb(), "te veel"),
        (workbook([["a"]])[:-40], "beschadigd"),
        (comma_separated([["a", "b"]] * (MAX_ROWS + 1)), "meer dan 2000 rijen"),
    ],
    ids=["pdf", "xls", "broken", "nul", "png", "large", "bomb", "cut", "rows"],
)
def test_what_is_no_list_is_refused_in_words(content, sentence):
    with pytest.raises(TableError, match=sentence):
        rows_of_file(content)


def test_a_zip_that_is_no_workbook_is_refused():
    import io
    import zipfile

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(TableError, match="geen lijst"):
        rows_of_file(content.getvalue())


def test_a_workbook_with_far_too_many_rows_is_refused_early():
    with pytest.raises(TableError, match=r"meer dan 2000 rijen"):
        rows_of_file(workbook([["naam", "rol"]] * 9000))

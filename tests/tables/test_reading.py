"""Text and files as rows: whatever program they come from, and what is no list is refused in words."""

import io
import string
import zipfile
from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from assessments.tables.csv_files import read_delimited
from assessments.tables.limits import LAST_ROW, MOST_COLUMNS, MOST_ROWS, TableError
from assessments.tables.reading import first_rows, read
from assessments.vocabulary.limits import LARGEST_FILE

from .files import bomb, comma_separated, ods, ods_of_xml, packed, sheet_xml, workbook

ROWS = [["naam", "mail"], ["Zoë de Vries-Öz", "zoe@school.test"], ["Jan, de jonge; of “oud”", ""]]
CELLS = st.text(string.ascii_letters + string.digits + " ,;\"'\u00eb\u20ac=+-@\u4e2d", min_size=1, max_size=12).map(
    lambda cell: " ".join(cell.split()) or "x"
)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6).map(
    lambda rows: [row[: min(map(len, rows))] for row in rows]
)


def rows_of_file(content):
    return [list(row.cells) for row in first_rows(content)]


def rows_of_text(text):
    return [list(row.cells) for row in read_delimited(text)]


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
    rows = [[None, None], ["naam", "nummer"], ["", " "], ["  Jan   Smit ", 12.0], ["x", date(2026, 3, 1)], [True, 0.5]]
    assert rows_of_file(workbook(rows, before=2)) == [
        ["naam", "nummer"],
        ["  Jan   Smit ", "12"],
        ["x", "2026-03-01"],
        ["true", "0.5"],
    ]


def test_a_row_is_called_by_its_number_in_the_file():
    rows = [["naam", "rol"], [], [], ["Jan", "manager"]]
    in_ods = (
        row("naam", "rol") + f'<table:table-row table:number-rows-repeated="2">{cell()}</table:table-row>' + row("x")
    )
    for content in (workbook(rows), comma_separated(rows), ods(in_ods)):
        assert [one.number for one in first_rows(content)] == [1, 4]


def test_a_formula_is_never_worked_out():
    assert rows_of_file(comma_separated([["naam", "x"], ["=1+1", "@som"]]))[1] == ["=1+1", "@som"]
    assert rows_of_file(workbook([["naam", "x"], ["=1+1", "a"]]))[1] == ["", "a"]
    in_ods = f'<table:table-row>{cell("a")}<table:table-cell table:formula="of:=1+1"/>{cell("b")}</table:table-row>'
    assert rows_of_file(ods(in_ods)) == [["a", "", "b"]]


@given(TABLES)
def test_any_table_comes_back_whole_from_a_csv_and_a_workbook(rows):
    assert rows_of_file(comma_separated(rows)) == rows
    assert rows_of_file(comma_separated(rows, delimiter="\t")) == rows
    as_text = [["'" + cell if cell.startswith("=") else cell for cell in row] for row in rows]
    assert rows_of_file(workbook(as_text)) == as_text


def cell(text=None, more=""):
    inside = "" if text is None else f"<text:p>{text}</text:p>"
    return f"<table:table-cell {more}>{inside}</table:table-cell>"


def row(*texts, more=""):
    return f"<table:table-row {more}>{''.join(map(cell, texts))}</table:table-row>"


def test_every_sheet_is_read_with_its_name_when_it_is_asked_for():
    two = "".join(f'<table:table table:name="{name}">{row(name)}</table:table>' for name in ("een", "twee"))
    found = [(grid.name, *grid.rows[0].cells) for grid in read(ods_of_xml(two))]
    assert found == [("een", "een"), ("twee", "twee")]
    [grid] = read(workbook([["a"]], before=1))
    assert (grid.name, len(grid.rows)) == ("Sheet1", 1)
    many = f'<table:table table:name="veel">{row("x") * (MOST_ROWS + 1)}</table:table>'
    assert rows_of_file(ods_of_xml(two + many)) == [["een"]]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("a  \n b", "a b"),
        ("  a ", "a"),
        ('a<text:s text:c="3"/>b', "a   b"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        ("een <text:span>twee <text:a>drie</text:a></text:span> vier", "een twee drie vier"),
        ("een</text:p><text:p>twee</text:p><text:p>", "een\ntwee\n"),
        ("x<office:annotation><text:p>opmerking</text:p></office:annotation>y", "xy"),
    ],
)
def test_the_words_of_an_ods_are_read_as_they_are_shown(xml, text):
    assert rows_of_file(ods(row(xml))) == [[text]] if text.strip() else []


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ('office:value-type="float" office:value="12"', "12"),
        ('office:value-type="percentage" office:value="0.5"', "0.5"),
        ('office:value-type="date" office:date-value="2026-03-01T10:00:00"', "2026-03-01"),
        ('office:value-type="boolean" office:boolean-value="true"', "true"),
        ('office:value-type="string" office:string-value="woord"', "woord"),
    ],
)
def test_the_values_of_an_ods_are_text_as_those_of_a_workbook(attributes, text):
    assert rows_of_file(ods(f"<table:table-row><table:table-cell {attributes}/></table:table-row>")) == [[text]]


def test_signs_that_a_workbook_writes_as_numbers_are_read():
    written = ["een_x000D_\ntwee", "_x005F_x0041_"]
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(len(written)))
    for content in (workbook([written]), sheet_xml(f"<row>{cells}</row>", shared=written)):
        assert rows_of_file(content) == [["een\ntwee", "_x0041_"]]


REPEATED = 'table:number-{}-repeated="1048576"'
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
LONG = "x" * 100_000
EVERYWHERE = "<row>" + '<c t="s"><v>0</v></c>' * 60 + "</row>"
HARMFUL = {
    "pdf": (b"%PDF-1.7 ...", "geen lijst"),
    "xls": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "oud Excel-bestand"),
    "broken": (b"PK\x03\x04 kapot", "beschadigd"),
    "nul": (b"naam\0;rol", "geen tekst"),
    "png": (b"\x89PNG\r\n", "geen lijst"),
    "large": (b"x" * (LARGEST_FILE + 1), "groter dan 1 MB"),
    "bomb": (bomb(), "te veel"),
    "cut": (workbook([["a"]])[:-40], "beschadigd"),
    "rows": (comma_separated([["a", "b"]] * (MOST_ROWS + 1)), "meer dan 2000 rijen"),
    "cell": (b'a;b\n"' + b"x" * 200_000, "opnieuw op als CSV"),
    "xlsx rows": (workbook([["naam", "rol"]] * 9000), "meer dan 2000 rijen"),
    "xlsx far": (sheet_xml('<row r="1048576"><c t="str"><v>x</v></c></row>'), f"onder rij {LAST_ROW}"),
    "xlsx billion": (sheet_xml('<row r="999999999"><c t="str"><v>x</v></c></row>'), f"onder rij {LAST_ROW}"),
    "xlsx cells": (sheet_xml(f"<row>{'<c/>' * 600_000}</row>"), "te veel"),
    "xlsx one long text": (sheet_xml(EVERYWHERE, shared=[LONG]), "te veel"),
    "xlsx entities": (sheet_xml("<row><c><v>&b;</v></c></row>", before=ENTITIES), "beschadigd"),
    "xlsx without sheets": (packed({"xl/workbook.xml": "<x/>"}), "beschadigd"),
    "ods tags": (ods("<x/>" * 600_000), "te veel"),
    "ods rows": (ods(row("x", more=REPEATED.format("rows"))), "meer dan 2000 rijen"),
    "ods one long text": (ods(row(LONG) * 60), "te veel"),
    "ods long and wide": (
        ods(f"<table:table-row>{cell(LONG, REPEATED.format('columns'))}</table:table-row>"),
        "te veel",
    ),
    "ods entities": (ods_of_xml("<table:table><x>&b;</x></table:table>", before=ENTITIES), "beschadigd"),
    "ods number": (ods('<table:table-row table:number-rows-repeated="veel"/>'), "beschadigd"),
    "ods deep": (ods(row("<text:span>" * 5000 + "x" + "</text:span>" * 5000)), "beschadigd"),
    "odt": (packed({"content.xml": "<x/>"}), "geen lijst"),
    "docx": (packed({"word/document.xml": "<x/>"}), "geen lijst"),
    "parts": (packed({f"part{number}": "" for number in range(501)}), "te veel"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_is_no_list_is_refused_in_words(name):
    content, sentence = HARMFUL[name]
    assert len(content) <= LARGEST_FILE + 1
    with pytest.raises(TableError) as caught:
        first_rows(content)
    with override("nl"):
        assert sentence in str(caught.value)


def test_a_workbook_that_lies_about_its_size_is_refused():
    content = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(bomb())) as archive:
        true_size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert bytes(content).count(true_size) == 2
    with pytest.raises(TableError, match="beschadigd"):
        first_rows(bytes(content).replace(true_size, (1000).to_bytes(4, "little")))


def test_repeated_empty_cells_and_rows_are_no_cells():
    rows = row("naam") + f"<table:table-row>{cell('Jan')}{cell(None, REPEATED.format('columns'))}</table:table-row>"
    rows += f"<table:table-row {REPEATED.format('rows')}>{cell(None, REPEATED.format('columns'))}</table:table-row>"
    assert rows_of_file(ods(rows)) == [["naam"], ["Jan"]]
    wide = f"<table:table-row>{cell('y', REPEATED.format('columns'))}</table:table-row>"
    twice = row("x", more='table:number-rows-repeated="2"') + wide
    assert rows_of_file(ods(twice))[1:] == [["x", *[""] * 99], ["y"] * MOST_COLUMNS]


def test_many_empty_rows_of_text_are_no_rows():
    assert rows_of_file(b"\n" * 500_000 + b"a;b\n") == [["a", "b"]]


def test_the_reason_is_in_the_language_of_whoever_reads_it():
    with pytest.raises(TableError) as caught:
        read_delimited("a\n" * (MOST_ROWS + 1))
    with override("en"):
        assert str(caught.value).startswith("There are more than 2000 rows.")
    with override("nl"):
        assert str(caught.value).startswith("Er zijn meer dan 2000 rijen.")

"""Workbooks with more than a list on one sheet: sheets beside it, hidden rows, merged cells, formulas and errors."""

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from assessments.services.importing.columns import ForAll
from assessments.services.importing.sheets import recognise_sheets, sheets_in
from assessments.tables.limits import TableError
from tests.tables.files import content_of, ods, ods_of_xml, sheet_xml

HEAD = ["Naam", "E-mail", "Rol", "Organisatie"]


def of(person):
    return (person.name, person.email, person.role, person.organisation)


def recognised(content):
    with override("nl"):
        return recognise_sheets(sheets_in(content), (), ForAll())


def book_of(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def as_ods(book):
    """Return the first sheet of a workbook as an OpenDocument spreadsheet, with its merged cells."""
    sheet = book.worksheets[0]
    spans = {(one.min_row, one.min_col): one.max_row - one.min_row + 1 for one in sheet.merged_cells.ranges}
    rows = ""
    for cells in sheet.iter_rows():
        inside = "".join(
            f'<table:table-cell table:number-rows-spanned="{spans.get((cell.row, cell.column), 1)}" '
            f'office:value-type="string"><text:p>{cell.value or ""}</text:p></table:table-cell>'
            for cell in cells
        )
        rows += f"<table:table-row>{inside}</table:table-row>"
    return ods(rows)


def test_of_several_sheets_the_one_in_front_is_read_if_it_has_people():
    book = book_of(
        Uitleg=[["Vul dit in"]],
        Een=[HEAD, ["Anna", "", "manager", "School"]],
        Twee=[HEAD, ["Bas", "", "manager", "School"]],
    )
    book.active = 2
    assert [one.name for one in recognised(content_of(book)).people] == ["Bas"]
    book.active = 0
    found = recognised(content_of(book))
    assert [one.name for one in found.people] == ["Anna"]
    assert "niet: ‘Uitleg’, ‘Twee’. Ook op ‘Twee’ staan koppen van een lijst." in found.said[0]


@pytest.mark.parametrize("saved", [content_of, as_ods])
def test_a_cell_that_is_one_over_several_rows_counts_in_each(saved):
    rows = [["Organisatie", *HEAD[:3]], ["School", "Anna", "a@b.nl", "manager"], [None, "Bas", "b@b.nl", "agent"]]
    book = book_of(Een=[*rows, ["Politie", "Carla", "c@b.nl", "agent"], [], ["Titel"]])
    book["Een"].merge_cells("A2:A3")
    book["Een"].merge_cells("A6:D8")
    found = recognised(saved(book))
    assert [(one.name, one.organisation) for one in found.people] == [
        ("Anna", "School"),
        ("Bas", "School"),
        ("Carla", "Politie"),
    ]


@pytest.mark.parametrize("saved", [content_of, as_ods])
def test_somebody_with_two_telephones_is_one_person(saved):
    rows = [["Anna", "a@b.nl", "manager", "School", "06-1"], [None] * 4 + ["06-2"], ["Bas", "", "agent", "School"]]
    book = book_of(Een=[[*HEAD, "Telefoon"], *rows, [None, "b@b.nl"]])
    for place in ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "A4:A5", "C4:C5", "D4:D5"):
        book["Een"].merge_cells(place)
    people = [(one.name, one.email, one.line) for one in recognised(saved(book)).people]
    assert people == [("Anna", "a@b.nl", 2), ("Bas", "", 4), ("Bas", "b@b.nl", 5)]


def test_headings_of_which_some_are_merged_over_two_lines_are_read():
    book = book_of(
        Een=[
            ["Naam", "Contact", None, "Rol", "Organisatie"],
            [None, "E-mail", "Telefoon"],
            ["Anna", "a@b.nl", "06", "manager", "School"],
        ]
    )
    for place in ("A1:A2", "B1:C1", "D1:D2", "E1:E2"):
        book["Een"].merge_cells(place)
    assert [of(one) for one in recognised(content_of(book)).people] == [("Anna", "a@b.nl", "manager", "School")]


def test_a_formula_that_was_never_calculated_is_told():
    book = book_of(
        Een=[HEAD, ["Anna", '=HYPERLINK("mailto:a@b.nl","a@b.nl")', "manager", "School"], ["Bas", *HEAD[1:]]]
    )
    found = recognised(content_of(book))
    assert [one.email for one in found.people] == ["", "E-mail"]
    assert found.said == (
        "In rij 2 staat in uw bestand een fout, zoals #N/B, in plaats van een waarde. Dat lezen we als leeg.",
    )


def test_a_workbook_with_nothing_but_hidden_sheets_says_so():
    book = book_of(Een=[HEAD, ["Anna", "", "manager", "School"]], Leeg=[])
    book["Een"].sheet_state = "veryHidden"
    with pytest.raises(TableError, match="Alle tabbladen van dit bestand zijn verborgen"):
        recognised(content_of(book))


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>
<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Vorig jaar" table:style-name="ta2">{old}</table:table>
<table:table table:name="Nu" table:style-name="ta1">{now}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def ods_row(cells, more=""):
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row{more}>{inside}</table:table-row>"


def test_hidden_sheets_and_rows_of_an_opendocument_spreadsheet_are_known_too():
    rows = [
        ods_row(HEAD),
        ods_row(["Anna", "a@b.nl", "manager", "School"]),
        ods_row(["Weg", "w@b.nl", "manager", "School"], ' table:visibility="filter" table:number-rows-repeated="2"'),
        ods_row(["Bas", "b@b.nl", "manager", "School"]),
    ]
    old = ods_row(HEAD) + ods_row(["Vroeger", "v@b.nl", "manager", "School"])
    found = recognised(ods_of_xml(ODS.format(old=old, now="".join(rows))))
    assert [(one.name, one.line, one.is_hidden) for one in found.people] == [
        ("Anna", 2, False),
        ("Weg", 3, True),
        ("Weg", 4, True),
        ("Bas", 5, False),
    ]
    assert "niet: ‘Vorig jaar’" in found.said[0]


@pytest.mark.parametrize("error", ["#N/A", "#N/B", "#VALUE!", "#WAARDE!", "#REF!", "#VERW!", "Err:502"])
def test_an_error_of_a_spreadsheet_is_no_value(error):
    book = book_of(Een=[HEAD, ["Anna", "a@b.nl", error, "School"], [error, "b@b.nl", "manager", error]])
    found = recognised(content_of(book))
    assert [of(one) for one in found.people] == [("Anna", "a@b.nl", "", "School"), ("", "b@b.nl", "manager", "")]
    assert "In de rijen 2, 3 staat" in found.said[0]


WRITTEN = """<row r="1"><c t="str"><v>Naam</v></c><c t="str"><v>Rol</v></c><c t="str"><v>Organisatie</v></c></row>
<row hidden="1" r="2"><c t="str"><v>Anna</v></c><c t="str"><v>manager</v></c><c t="str"><v>School</v></c></row>
<row r="3"><c t="str"><v>Bas</v></c><c t="str"><v>agent</v></c><c r="C3" s="1"><f>A1</f></c></row>"""


@pytest.mark.parametrize(
    "comment",
    [
        "",
        '<row hidden="1" ' + 'hidden="1" ' * 100_000,
        '<c r="A1" ' + 'r="A1" ' * 100_000,
        '<c r="A1"><f/>' + " " * 1_000_000,
        '<mergeCell ref="A1:A2" ' + 'ref="A1:A2" ' * 100_000,
    ],
)
def test_what_a_workbook_says_of_its_rows_is_read_whatever_stands_behind_them(comment):
    found = recognised(sheet_xml(f"{WRITTEN}<!-- {comment} < -->"))
    assert [(one.name, one.is_hidden, one.organisation) for one in found.people] == [
        ("Anna", True, "School"),
        ("Bas", False, ""),
    ]
    assert "In rij 3 staat in uw bestand een fout" in found.said[-1]


@pytest.mark.parametrize("comment", ["", 'config:name="ActiveTable" ' * 100_000])
def test_an_opendocument_spreadsheet_is_read_from_the_table_with_which_it_opens(comment):
    tables = "".join(
        f'<table:table table:name="{table}">{ods_row(HEAD)}{ods_row([person, "", "agent", "School"])}</table:table>'
        for table, person in (("Een", "Anna"), ("Twee", "Bas"))
    )
    items = '<i config:name="Other">Een</i><i config:name="ActiveTable" config:type="string">Twee</i>'
    found = recognised(ods_of_xml(tables, settings=f"<x><!-- {comment} < -->{items}</x>"))
    assert [one.name for one in found.people] == ["Bas"]

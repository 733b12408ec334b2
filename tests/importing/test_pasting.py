"""What people paste: told apart as rows of cells, or as people one by one, and no heading of either is a person."""

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from assessments.services.importing.addresses import people_in
from assessments.services.importing.checking import Row, check_rows
from assessments.services.importing.columns import ForAll
from assessments.services.importing.sheets import recognise_sheets, sheet_of_text, sheets_in
from assessments.tables.limits import TableError
from tests.tables.files import content_of

FOR_ALL = ForAll("manager", "School")
ANNA_AND_BAS = [("Anna", "anna@x.nl"), ("Bas", "bas@x.nl")]


def pasted(text):
    with override("nl"):
        return recognise_sheets([sheet_of_text(text)], ("School",), FOR_ALL)


def names_and_addresses(found):
    return [(one.name, one.email) for one in found.people]


@pytest.mark.parametrize(
    "text",
    [
        "Anna|anna@x.nl\nBas|bas@x.nl",
        "Anna | anna@x.nl\r\nBas | bas@x.nl\r\n",
        "Naam|E-mail\nAnna|anna@x.nl\nBas|bas@x.nl",
        "E-mail | Naam\nanna@x.nl | Anna\nbas@x.nl | Bas",
        "anna@x.nl|Anna\nbas@x.nl|Bas",
        "Anna|<anna@x.nl>\nBas|<bas@x.nl>",
        "|Naam|E-mail|\n|Anna|anna@x.nl|\n|Bas|bas@x.nl|",
    ],
)
def test_bars_part_the_cells_of_rows(text):
    assert people_in(text) == []
    assert names_and_addresses(pasted(text)) == ANNA_AND_BAS


@pytest.mark.parametrize(
    "text",
    ["Anna | anna@x.nl; Bas | bas@x.nl;\r\n", "anna@x.nl|Anna;bas@x.nl|Bas", "Naam|E-mail;Anna|anna@x.nl;Bas|bas@x.nl"],
)
def test_rows_with_bars_may_stand_in_one_line(text):
    assert names_and_addresses(pasted(text)) == ANNA_AND_BAS


def test_bars_part_the_cells_behind_an_address_too():
    found = pasted("Naam|Functie|Organisatie\nAnna <anna@x.nl>|bestuurder|De Linde\nBas <bas@x.nl>|agent|Politie")
    assert [(one.role, one.organisation) for one in found.people] == [("bestuurder", "De Linde"), ("agent", "Politie")]


def test_a_bar_within_the_name_of_a_mail_program_is_no_end_of_a_cell():
    text = "Anna de Wit | Gemeente Waterdam <anna@x.nl>; Bas <bas@x.nl> |"
    people = [("Anna de Wit | Gemeente Waterdam", "anna@x.nl"), ("Bas", "bas@x.nl")]
    assert people_in(text) == names_and_addresses(pasted(text)) == people


def uploaded(content):
    with override("nl"):
        return recognise_sheets(sheets_in(content), ("School",), FOR_ALL)


def in_a_workbook(text):
    book = Workbook()
    for row, line in enumerate(text.splitlines(), 1):
        book.active.cell(row, 1, line or None)
    return content_of(book)


@pytest.mark.parametrize(
    "read", [pasted, lambda text: uploaded(text.encode()), lambda text: uploaded(in_a_workbook(text))]
)
@pytest.mark.parametrize(
    "heading",
    [
        *("E-mail", "E-mailadres", "E-MAIL:", "Mailadressen", "@", "Email address", "E-mailadressen deelnemers"),
        *("Deelnemers", "Namen", "Naam", "Naam en e-mail", "Lijst van deelnemers", "Participants"),
    ],
)
@pytest.mark.parametrize(
    ("lines", "people"),
    [
        ("a@x.nl\nb@x.nl\nc@x.nl", [("", "a@x.nl"), ("", "b@x.nl"), ("", "c@x.nl")]),
        ("a@x.nl", [("", "a@x.nl")]),
        ("Anna <a@x.nl>\nBas <b@x.nl>", [("Anna", "a@x.nl"), ("Bas", "b@x.nl")]),
        ("Anna de Wit\nBas", [("Anna de Wit", ""), ("Bas", "")]),
        ("Anna <a@x.nl>\nBas <b@x.nl>\nCarla", [("Anna", "a@x.nl"), ("Bas", "b@x.nl"), ("Carla", "")]),
        ("Mail Jansen\na@x.nl\nb@x.nl\nc@x.nl", [("Mail Jansen", ""), ("", "a@x.nl"), ("", "b@x.nl"), ("", "c@x.nl")]),
    ],
)
def test_a_heading_above_a_single_column_is_no_person(read, heading, lines, people):
    found = read(f"{heading}\n{lines}\n")
    assert names_and_addresses(found) == people
    assert [one.line for one in found.people] == list(range(2, len(people) + 2))


def test_a_heading_has_no_more_places_than_in_front_and_again_above_the_next_page():
    pages = "Team Zuid\nE-mail\na@x.nl\nb@x.nl\nc@x.nl\nE-mail\nd@x.nl\nNamen\ne@x.nl\nf@x.nl\ng@x.nl"
    assert [(one.line, one.name or one.email) for one in pasted(pages).people] == [
        (1, "Team Zuid"),
        *((3, "a@x.nl"), (4, "b@x.nl"), (5, "c@x.nl"), (7, "d@x.nl")),
        (8, "Namen"),
        *((9, "e@x.nl"), (10, "f@x.nl"), (11, "g@x.nl")),
    ]


@pytest.mark.parametrize(
    "name", ["Anna Persoon", "Persoon Een", "Jan de Naamen", "Bas van Mailand", "P. Deelnemer", "Groep Zuid"]
)
def test_somebody_without_an_address_is_asked_about_whatever_the_name(name):
    lines = f"{name}\na@x.nl\nb@x.nl\nc@x.nl\n"
    for found in (pasted(lines), uploaded(lines.encode()), pasted(f"E-mail\n{lines}")):
        assert names_and_addresses(found)[0] == (name, "")
        assert len(found.people) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Naam;E-mail\nAnna <a@x.nl>;a@x.nl",
        "E-mail werk\tE-mail\nb@x.nl\ta@x.nl",
        "E-mail,Mail\na@x.nl,b@x.nl",
        "Naam\nE-mail",
    ],
)
def test_headings_beside_each_other_or_of_nothing_make_no_list_of_addresses(text):
    assert people_in(text) == []


@pytest.mark.parametrize("headings", ["Naam;Telefoon", "Telefoonnummer;Naam", "Naam;Mobiel;Opmerkingen"])
def test_a_heading_beside_what_is_not_asked_is_nobody(headings):
    cells = {"Naam": "Anna de Wit"}
    row = ";".join(cells.get(heading, "0612345678") for heading in headings.split(";"))
    for found in (pasted(f"{headings}\n{row}\n"), uploaded(f"{headings}\r\n{row}\r\n".encode())):
        assert [(one.line, one.name) for one in found.people] == [(2, "Anna de Wit")]


def test_a_heading_with_nothing_below_it_is_nothing():
    with pytest.raises(TableError, match="Er staat niets in"):
        pasted("E-mail\n")


@pytest.mark.parametrize("name", ["Anders Jensen", "Manager Zuid", "School"])
@pytest.mark.parametrize("read", [pasted, lambda text: uploaded(text.encode())])
def test_a_name_in_a_list_of_addresses_is_a_name_whatever_else_it_may_mean(read, name):
    for last in (f"{name} <c@x.nl>", name):
        found = read(f"a@x.nl\nb@x.nl\nd@x.nl\n{last}\n")
        assert [(one.line, one.name, one.role, one.organisation) for one in found.people] == [
            *((line, "", "manager", "School") for line in (1, 2, 3)),
            (4, name, "manager", "School"),
        ]


@pytest.mark.parametrize(
    "text",
    ["Anna de Wit; Bas Vos; Carla Bos", "Wit, Anna de; Vos, Bas; Bos, Carla;", "Anna de Wit, Bas Vos, Carla Bos"],
)
def test_names_in_one_line_are_people(text):
    people = [("Anna de Wit", ""), ("Bas Vos", ""), ("Carla Bos", "")]
    assert names_and_addresses(pasted(text)) == people


@pytest.mark.parametrize("text", ["Anna de Wit; manager; De Linde", "Anna de Wit, agent, Politie", "Anna; 06; School"])
def test_one_person_in_one_line_stays_one(text):
    assert [one.name for one in pasted(text).people] == [text.replace(",", ";").split(";")[0]]


@pytest.mark.parametrize("dash", [" - ", " – ", ", ", ": "])
def test_what_stands_behind_each_address_is_an_organisation(dash):
    found = pasted(f"Anna de Wit <anna@x.nl>{dash}Politie\nBas <bas@x.nl>{dash}De Linde\n")
    assert names_and_addresses(found) == [("Anna de Wit", "anna@x.nl"), ("Bas", "bas@x.nl")]
    assert [one.organisation for one in found.people] == ["Politie", "De Linde"]


@pytest.mark.parametrize("bullet", ["- ", "• ", "1. ", "2) "])
def test_a_bullet_is_no_part_of_a_name(bullet):
    assert names_and_addresses(pasted(f"{bullet}Anna, anna@x.nl\n{bullet}Bas, bas@x.nl")) == ANNA_AND_BAS


@pytest.mark.parametrize(
    ("name", "cell", "email"),
    [
        ("Groep Zuid", "Anna de Wit <anna@x.nl>", "Anna de Wit <anna@x.nl>"),
        ("Jan de Boer", "Anna de Wit <anna@x.nl>", "Anna de Wit <anna@x.nl>"),
        ("A. de Wit", '"Wit, Anna de" <anna@x.nl>', "anna@x.nl"),
        ("Anna", "anna@x.nl <anna@x.nl>", "anna@x.nl"),
        ("Anna", "A. de Wit <anna@x.nl>", "anna@x.nl"),
        ("D. Vos", "Dirk <anna@x.nl>", "anna@x.nl"),
        ("Bas", "A. de Wit <anna@x.nl>", "A. de Wit <anna@x.nl>"),
    ],
)
def test_an_address_with_the_name_of_another_is_asked_about(name, cell, email):
    [person] = pasted(f"Naam\tE-mail\n{name}\t{cell}\n").people
    assert (person.name, person.email) == (name, email)
    with override("nl"):
        [checked] = check_rows([Row(2, person.name, person.email, "manager", "School")], ["School"], [])
    beside = f"Naast dit adres staat een andere naam: {cell.partition(' <')[0]}."
    asked = f"{beside} Laat alleen het adres staan als het van deze persoon is."
    assert checked.problems == ({} if email == "anna@x.nl" else {"email": asked})


def test_two_addresses_in_a_cell_are_asked_about():
    [person] = pasted("Naam\tE-mail\nAnna\tanna@x.nl / anna@y.nl\n").people
    with override("nl"):
        [checked] = check_rows([Row(2, person.name, person.email, "manager", "School")], ["School"], [])
    assert checked.problems == {"email": "Hier staat meer dan één e-mailadres in. Laat er één staan."}


@pytest.mark.parametrize(
    "text", ["a" + " " * 300_000 + "b", "<a@" * 100_000, "<" + "@" * 300_000, "[ " * 150_000, "a\n" * 150_000]
)
def test_a_text_that_matches_almost_everywhere_is_refused_and_does_not_take_the_square_of_its_length(text):
    with pytest.raises(TableError):
        pasted(text)


@pytest.mark.parametrize("sign", ["@", "a@", "a(at)"])
def test_what_is_nearly_an_address_behind_a_name_is_kept_and_does_not_take_the_square_of_its_length(sign):
    [person] = pasted("Anna <" + sign * (120_000 // len(sign))).people
    assert person.name == ""
    assert person.email.startswith("Anna <")

"""Columns as lists from practice have them: found by their headings, else by what stands in them, and else named."""

import pytest
from django.utils.translation import override

from assessments.services.importing.checking import Row, check_rows
from assessments.services.importing.columns import ForAll
from assessments.services.importing.sheets import recognise_sheets, sheets_in
from assessments.tables.limits import TableError

ORGANISATIONS = ("Politie", "De Linde")
ANNA = ("Anna de Wit", "anna@x.nl", "manager", "Politie")


def recognised(text, for_all=None):
    with override("nl"):
        return recognise_sheets(sheets_in(text.encode()), ORGANISATIONS, for_all or ForAll())


def of(person):
    return (person.name, person.email, person.role, person.organisation)


def of_anna(headings):
    """Return what is read of one person in four columns with these headings."""
    found = recognised(f"{headings}\nAnna de Wit;anna@x.nl;manager;Politie\nBas Vos;bas@x.nl;agent;De Linde\n")
    assert [one.line for one in found.people] == [2, 3]
    return of(found.people[0]), found.said


@pytest.mark.parametrize(
    "headings",
    [
        "Namen;E-mails;Rollen;Organisaties",
        "Naam;E-mailadressen;Functies;Instellingen",
        "NaamDeelnemer;EmailAdres;RolDeelnemer;OrganisatieNaam",
        "Respondent;E-mailadres respondent;Rol respondent;Organisatie respondent",
        "Genodigde;Mail;Rol;Organisatie",
        "Naam en functie;E-mail;Rol;Organisatie",
        "Voor- en achternaam;E-mail;Rol;Organisatie",
        "Naam;E-mail;Beroep;Werkt bij",
        "Naam;E-mail;Rol;Ketenpartner",
        "Naam;E-mail;Rol;Vereniging",
        "Naam;E-mail;Functie;Gemeente",
        (
            "Wat is uw naam?;Wat is uw e-mailadres?;Wat is uw functie?;Voor welke organisatie doet u mee aan het "
            "samenwerkingsverband Jeugd in Waterdam en omstreken?"
        ),
        "Naam\N{NO-BREAK SPACE}deelnemer *;E\N{NON-BREAKING HYPHEN}mail:;1. Rol;Organisatie (verplicht)",
    ],
)
def test_headings_of_practice_are_known_without_a_word(headings):
    assert of_anna(headings) == (ANNA, ())


@pytest.mark.parametrize(
    ("headings", "read_as"),
    [
        ("Naam;E-mail;Doelgroep;Organisatie", ["‘Doelgroep’ staan rollen"]),
        ("Naam;E-mail;Rol;Afdeling", ["‘Afdeling’ staan organisaties"]),
        ("Title;E-mail;Functie;Bedrijf", ["‘Title’ staan namen"]),
        ("Naam;Contact;Rol;Organisatie", ["‘Contact’ staan e-mailadressen"]),
        ("Wie;Mail;Wat;Waar", ["‘Wat’ staan rollen", "‘Waar’ staan organisaties"]),
    ],
)
def test_a_column_with_another_heading_is_known_by_its_cells(headings, read_as):
    person, said = of_anna(headings)
    assert person == ANNA
    assert len(said) == len(read_as)
    assert all(words in sentence for words, sentence in zip(read_as, said, strict=True))


def test_a_list_that_is_refused_says_which_columns_it_has():
    with pytest.raises(TableError, match=r"kolom met organisaties.*niet: Afdeling, Telefoon"):
        recognised("Naam;Rol;Afdeling;Telefoon\nAnna;manager;Jeugd;06\n")


def test_of_two_columns_for_the_same_the_one_with_something_in_it_is_read():
    text = "Id;E-mail;Naam;Wat is je e-mailadres?;Wat is je functie?;Voor welke organisatie werk je?;Wat is je naam?\n"
    found = recognised(text + "1;anonymous;;anna@x.nl;manager;Politie;Anna de Wit\n")
    assert [of(one) for one in found.people] == [ANNA]
    assert "niet: Id, E-mail." in found.said[-1]


def test_roles_of_something_else_give_way_to_the_role_for_everybody():
    text = "Naam;E-mail;Rol\nAnna;a@x.nl;Eigenaar\nBas;b@x.nl;Lid\n"
    found = recognised(text, ForAll("agent", "Politie"))
    assert [one.role for one in found.people] == ["agent", "agent"]
    assert found.said == ("Deze kolommen gebruiken we niet: Rol.",)
    assert [one.role for one in recognised(text, ForAll("", "Politie")).people] == ["Eigenaar", "Lid"]


@pytest.mark.parametrize(
    ("job", "role", "read"),
    [("adviseur", "manager", "manager"), ("teamleider", "Lid", "teamleider"), ("teamleider", "", "teamleider")],
)
def test_of_a_job_and_a_role_the_role_is_read_if_it_is_one(job, role, read):
    found = recognised(f"Naam;Functie;Rol;Organisatie\nAnna;{job};{role};Politie\n")
    assert [one.role for one in found.people] == [read]


@pytest.mark.parametrize(
    ("rows", "people", "unused"),
    [
        (";Anna;a@x.nl;manager;Politie\n;Bas;b@x.nl;agent;De Linde", ["Anna", "Bas"], ""),
        ("1;Anna;a@x.nl;manager;Politie\n2;Bas;b@x.nl;agent;De Linde", ["Anna", "Bas"], "kolom 1 (‘1’)"),
        ("0612;Anna;a@x.nl;manager;Politie\n0613;Bas;b@x.nl;agent;Politie", ["Anna", "Bas"], "kolom 1 (‘0612’)"),
        ("Anna;de Wit;a@x.nl;manager;Politie\nBas;Vos;b@x.nl;agent;Politie", ["Anna", "Bas"], "kolom 2 (‘de Wit’)"),
        ("Anna <a@x.nl>;manager;Nieuw BV\nBas <b@x.nl>;agent;Ander BV", ["Anna", "Bas"], ""),
    ],
)
def test_without_headings_no_number_is_a_name_and_what_is_not_used_is_told(rows, people, unused):
    found = recognised(rows)
    assert [one.name for one in found.people] == people
    assert found.people[0].role == "manager"
    assert [unused in said for said in found.said] == ([True] if unused else [])


def test_names_in_the_second_column_alone_are_names():
    found = recognised(";Anna de Wit\n;Bas Vos\n", ForAll("agent", "Politie"))
    assert [(one.name, one.line) for one in found.people] == [("Anna de Wit", 1), ("Bas Vos", 2)]


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        ("Voornaam;Naam", "Anna;de Wit", "Anna de Wit"),
        ("Voornaam;Naam", "Anna;Anna de Wit", "Anna de Wit"),
        ("Voornaam;Naam", "Anna;Wit, de", "Anna de Wit"),
        ("Voornaam;Achternaam", "Anna;Berg, von den", "Anna von den Berg"),
        ("Voornaam;Achternaam", "Anna;Jansen, MSc", "Anna Jansen, MSc"),
        ("Voornaam;Achternaam", "Anna;Jansen, de jonge", "Anna Jansen, de jonge"),
        ("Naam;Voornaam", "Wit, Anna de;Anna", "Anna de Wit"),
        ("Naam;Achternaam", "Anna;de Wit", "Anna de Wit"),
        ("Naam;Achternaam", "Anna de Wit;Wit", "Anna de Wit"),
        ("Naam;Tussenvoegsel;Achternaam", "Anna;de;Wit", "Anna de Wit"),
        ("Achternaam;Voorvoegsel;Voorletters", "Wit;de;A.B.", "A.B. de Wit"),
        ("Achternaam, voornaam", "Wit, Anna de", "Anna de Wit"),
        ("Naam", "Wit, Anna de", "Anna de Wit"),
        ("Naam", "Anna de Wit, teamleider", "Anna de Wit, teamleider"),
        *(("Naam", f"Anna de Wit, {title}", f"Anna de Wit, {title}") for title in ("MSc, MBA", "MSc", "R.A.", "PhD")),
    ],
)
def test_a_name_is_put_together_by_what_its_cells_say(headings, cells, name):
    found = recognised(f"{headings};E-mail;Rol;Organisatie\n{cells};a@x.nl;manager;Politie\n")
    assert [one.name for one in found.people] == [name]


def test_that_last_names_came_first_is_told():
    found = recognised("Naam;Rol;Organisatie;E-mail\nWit, Anna de;manager;Politie;a@x.nl\nVos, Bas;agent;Politie;\n")
    assert [one.name for one in found.people] == ["Anna de Wit", "Bas Vos"]
    assert found.said == (
        "In deze lijst staan achternamen voorop. Wij zetten voornamen voorop, zoals in ‘Anna de Wit’.",
    )


@pytest.mark.parametrize(
    ("above", "headings"),
    [
        (";Persoon;;Organisatie;;", "Nr;Naam;E-mail;Naam;Functie;Telefoon"),
        ("Naam;Contact;;Rol;Organisatie", "Naam;E-mail;Telefoon;Rol;Organisatie"),
    ],
)
def test_of_headings_on_two_lines_the_lower_ones_count(above, headings):
    cells = {"Naam": "Anna de Wit", "E-mail": "anna@x.nl", "Rol": "manager", "Functie": "manager", "Nr": "1"}
    row = [cells.get(heading, "Politie") for heading in headings.split(";")]
    if headings.count("Naam") == 2:
        row[3] = "Politie"
    found = recognised(f"{above}\n{headings}\n{';'.join(row)}\n")
    assert [(of(one), one.line) for one in found.people] == [(ANNA, 3)]


def test_headings_at_the_top_of_each_page_are_nobody_however_they_are_written():
    found = recognised("Naam;Rol;Organisatie\nAnna;manager;Politie\nNAAM;Rol:;organisatie \nBas;agent;Politie\n")
    assert [(one.name, one.line) for one in found.people] == [("Anna", 2), ("Bas", 4)]


@pytest.mark.parametrize(
    "row",
    [
        "Totaal: 2;;;",
        "Totaal;2;;",
        "Opmerking: nog niet af;;;",
        "Let op: dit is een concept;;;",
        "Bijgewerkt 1-2-2027;;;",
    ],
)
def test_what_stands_below_a_list_is_left_out_and_told(row):
    found = recognised(f"Naam;E-mail;Rol;Organisatie\nAnna;a@x.nl;manager;Politie\n{row}\n", ForAll("agent", "Politie"))
    assert [(one.line, one.is_left_out) for one in found.people] == [(2, False), (3, True)]
    first = row.split(";")[0]
    assert found.said == (
        f"In rij 3 (‘{first}’) zien we geen persoon. Die slaan we over, tenzij u hieronder iets anders kiest.",
    )


def test_an_organisation_alone_in_a_row_is_the_title_of_those_below_it():
    rows = "De Linde;;\nAnna;a@x.nl;manager\nDe Lind;;\nPOLITIE;;\nBas;b@x.nl;agent\nPolitie;p@x.nl;agent"
    found = recognised(f"Naam;E-mail;Rol\n{rows}\n", ForAll("", "Politie"))
    assert [one.line for one in found.people if one.is_left_out] == [2, 5]
    assert "In de rijen 2 (‘De Linde’), 5 (‘POLITIE’) zien we geen personen." in found.said[0]
    alone = recognised("Naam\nDe Linde\nAnna\n", ForAll("agent", "Politie"))
    assert [one.is_left_out for one in alone.people] == [False, False]


def test_a_title_between_parts_of_a_list_is_left_out_and_told():
    text = "Naam;E-mail;Rol\nAnna;a@x.nl;manager\nZorg;;\nNaam;E-mail;Rol\nBas;b@x.nl;agent\n"
    found = recognised(text, ForAll("", "Politie"))
    assert [(one.name, one.is_left_out) for one in found.people] == [("Anna", False), ("Zorg", True), ("Bas", False)]
    assert "In rij 3 (‘Zorg’)" in found.said[0]


@pytest.mark.parametrize("line", ["|---|---|---|", *(f"|{filler}|||" for filler in "\u115f\u1160\u3164\uffa0")])
def test_drawn_lines_and_letters_that_nobody_sees_are_no_rows(line):
    found = recognised(f"| Naam | Rol | Organisatie |\n{line}\n| Anna | manager | Politie |\n")
    assert [(one.name, one.line) for one in found.people] == [("Anna", 3)]


def test_the_longest_list_has_its_headings_beside_its_people():
    rows = [f"P{number};p{number}@x.nl;manager;Politie" for number in range(2000)]
    found = recognised("\n".join(["Deelnemers 2027", "Naam;E-mail;Rol;Organisatie", *rows]))
    assert len(found.people) == 2000
    with pytest.raises(TableError, match="meer dan 2000 rijen"):
        recognised("\n".join(["Naam;E-mail;Rol;Organisatie", *rows, rows[0]]))


@pytest.mark.parametrize("nothing", ["-", "–", "?", "n.v.t.", "Onbekend", "geen", "volgt nog"])
def test_what_people_write_where_there_is_nothing_is_nothing(nothing):
    found = recognised(f"Naam;E-mail;Rol;Organisatie\nAnna;{nothing};{nothing};{nothing}\n")
    assert [of(one) for one in found.people] == [("Anna", "", "", "")]


def test_a_row_with_a_role_and_nobody_in_it_is_told():
    found = recognised("Nr;Naam;E-mail;Rol;Organisatie\n1;Anna;a@x.nl;manager;Politie\n2;;;agent;Politie\n3;;;;\n")
    assert [one.line for one in found.people] == [2]
    assert "In rij 3 staat geen naam en geen e-mailadres. Die slaan we over." in found.said


@pytest.mark.parametrize("name", ["12", "2027-02-01", "06-12345678", "..."])
def test_a_name_without_letters_is_asked_about(name):
    with override("nl"):
        [checked] = check_rows([Row(2, name, "", "manager", "Politie")], ORGANISATIONS, [])
    assert checked.problems == {"name": "In deze naam staan geen letters."}

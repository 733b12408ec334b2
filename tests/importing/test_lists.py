"""Lists of people as they come from mail programs, spreadsheets and colleagues: read, or said why not."""

from pathlib import Path

import pytest
from django.utils.translation import override

from assessments.services.importing.addresses import address_in, name_beside, people_in
from assessments.services.importing.checking import Row, check_rows
from assessments.services.importing.columns import ForAll
from assessments.services.importing.headings import find_headings
from assessments.services.importing.sheets import recognise_sheets, sheet_of_text, sheets_in
from assessments.tables.limits import TableError
from assessments.tables.reading import read

LISTS = Path(__file__).parent / "lists"
ONE = ("Persoon Een", "een@waterdam.example", "Teamleider", "Gemeente Waterdam")
TWO = ("Persoon Twee", "twee@linde.example", "Consulent", "Zorggroep De Linde")


def of(person):
    return (person.name, person.email, person.role, person.organisation)


def recognised(content, for_all=None):
    with override("nl"):
        return recognise_sheets(sheets_in(content), (), for_all or ForAll())


@pytest.mark.parametrize(
    ("name", "people", "said"),
    [
        ("blank_rows.csv", [("Persoon Een", "een@x", "Teamleider", "Gemeente Waterdam")], []),
        (
            "email_adres_heading.csv",
            [ONE, ("Persoon Twee", "twee@waterdam.example", "Consulent", "Gemeente Waterdam")],
            [],
        ),
        ("error_cells.xlsx", [(*ONE[:3], ""), TWO], ["In rij 2 staat in uw bestand een fout"]),
        (
            "filtered_row.xlsx",
            [ONE, ("Weg Gefilterd", "weg@waterdam.example", "Teamleider", "Gemeente Waterdam")],
            ["1 rij was in uw bestand verborgen"],
        ),
        ("hidden_first_sheet.xlsx", [ONE, TWO], ["alleen het tabblad ‘Deelnemers’, en niet: ‘Vorig jaar’"]),
        (
            "invisible_in_address.csv",
            [("Persoon Een", "een@linde.example", "Consulent", "Zorggroep De Linde")],
            [],
        ),
        ("mac_roman.csv", [("Persoön Één", "een@linde.example", "Teamleider", "Zorggroep De Linde")], []),
        (
            "strict.xlsx",
            [
                ("Persoon Een", "een@linde.example", "Teamleider", "Zorggroep De Linde"),
                ("Persoon Twee", "twee@kompas.example", "Leerkracht", "Basisschool Het Kompas"),
            ],
            [],
        ),
        ("title_row_merged.xlsx", [ONE, TWO], ["Boven de koppen sloegen we 1 rij over"]),
        ("two_sheets.xlsx", [TWO], ["alleen het tabblad ‘Zorg’, en niet: ‘Gemeente’"]),
    ],
)
def test_a_list_from_practice_is_read(name, people, said):
    found = recognised((LISTS / name).read_bytes())
    assert [of(one) for one in found.people] == people
    assert len(found.said) == len(said)
    assert all(words in told for words, told in zip(said, found.said, strict=True))


def test_rows_have_the_numbers_that_the_spreadsheet_shows():
    assert [one.line for one in recognised((LISTS / "blank_rows.csv").read_bytes()).people] == [52]


def test_addresses_as_a_mail_program_copies_them_are_people():
    with override("nl"):
        found = recognise_sheets(
            [sheet_of_text((LISTS / "outlook_paste.txt").read_text())], (), ForAll("manager", "School")
        )
    assert [of(one) for one in found.people] == [
        ("Persoon Een", "een@waterdam.example", "manager", "School"),
        ("Persoon Twee", "twee@linde.example", "manager", "School"),
        ("", "drie@kompas.example", "manager", "School"),
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Anna de Wit <a@b.nl>", [("Anna de Wit", "a@b.nl")]),
        ("Anna <a@b.nl>, Bas <c@d.nl>", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("Anna <a@b.nl>\nBas <c@d.nl>\n", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("\"Wit, Anna de\" <a@b.nl>;\n'Bas' <mailto:c@d.nl>", [("Anna de Wit", "a@b.nl"), ("Bas", "c@d.nl")]),
        ('"Anna de Wit, MSc" <a@b.nl>; Bas <c@d.nl>', [("Anna de Wit, MSc", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("a@b.nl; c@d.nl;", [("", "a@b.nl"), ("", "c@d.nl")]),
        ("Anna (a@b.nl); Bas (c@d.nl)", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("Anna [mailto:a@b.nl]; Bas [mailto:c@d.nl]", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("a@b.nl (Anna de Wit); c@d.nl (werk)", [("Anna de Wit", "a@b.nl"), ("", "c@d.nl")]),
        ("To: Anna <a@b.nl>\nCc: Bas <c@d.nl>", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("• Anna <a@b.nl>\n2. Bas <c@d.nl>\n- e@f.nl", [("Anna", "a@b.nl"), ("Bas", "c@d.nl"), ("", "e@f.nl")]),
        ("Anna ＜a@b.nl＞；Bas ＜c@d.nl＞", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("Anna &lt;a@b.nl&gt;; Bas &lt;c@d.nl&gt;", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("Anna - a@b.nl\nBas c@d.nl", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("a@b.nl c@d.nl|e@f.nl", [("", "a@b.nl"), ("", "c@d.nl"), ("", "e@f.nl")]),
        ("Anna <a@b.nl>;;Bas <c@d.nl>", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("Anna <a@b.nl>\tBas <c@d.nl>", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ('Anna "An" Wit <a@b.nl>; Bas <c@d.nl>', [('Anna "An" Wit', "a@b.nl"), ("Bas", "c@d.nl")]),
        ("“Anna” <a@b.nl>; Bas <c@d.nl> (extern)", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("Anna <a@b.nl>; Groep Zuid; Bas <c@d.nl>", [("Anna", "a@b.nl"), ("Groep Zuid", ""), ("Bas", "c@d.nl")]),
        ("Anna <d'hondt@b.nl>", [("Anna", "d'hondt@b.nl")]),
        ("<a@b.nl> <c@d.nl>", [("", "a@b.nl"), ("", "c@d.nl")]),
        (
            "a@b.nl Anna de Wit\nc@d.nl - Bas\ne@f.nl werk",
            [("Anna de Wit", "a@b.nl"), ("Bas", "c@d.nl"), ("", "e@f.nl")],
        ),
        ("Team: Anna <a@b.nl>, Bas <c@d.nl>;", [("Anna", "a@b.nl"), ("Bas", "c@d.nl")]),
        ("Anna </o=Mail/cn=anna>; Bas <c@d.nl>", [("Anna", ""), ("Bas", "c@d.nl")]),
        ("Anna\na@b.nl\n\nBas\nc@d.nl", [("Anna", "a@b.nl"), ("", ""), ("Bas", "c@d.nl"), ("", "")]),
        ("Jan\na@b.nl\nJan\nc@d.nl", [("Jan", "a@b.nl"), ("", ""), ("Jan", "c@d.nl"), ("", "")]),
        (
            "Van: Anna <a@b.nl>\nVerzonden: maandag 1 februari\nAan: Bas <c@d.nl>\nOnderwerp: Overleg",
            [("Anna", "a@b.nl"), ("", ""), ("Bas", "c@d.nl"), ("", "")],
        ),
        ("Anna <a,b@c.nl>; Bas <c@d.nl>", []),
        ("Anna,manager,School,a@b.nl\nBas,manager,School,c@d.nl", []),
        ("Anna;a@b.nl\nBas;c@d.nl", []),
        ("Anna, a@b.nl\nBas, c@d.nl", []),
        ("Anna a@b.nl manager School", []),
        ("School;a@b.nl;c@d.nl", []),
        ("", []),
        ("Anna\ta@b.nl\tmanager\tSchool", []),
        ("naam;e-mail\nAnna;a@b.nl", []),
        ("Anna <a@b.nl> en Bas <c@d.nl>", []),
    ],
)
def test_a_list_of_addresses_is_told_from_rows(text, people):
    assert people_in(text) == people


@pytest.mark.parametrize(
    ("cell", "address", "name"),
    [
        ("a@b.nl", "a@b.nl", ""),
        ("Anna <a@b.nl>", "a@b.nl", "Anna"),
        ("Anna <a@b.nl>;", "a@b.nl", "Anna"),
        ("'a@b.nl'", "a@b.nl", ""),
        ("<a@b.nl>", "a@b.nl", ""),
        ("a@b.nl (werk)", "a@b.nl", ""),
        ("mailto:a@b.nl?subject=Meting", "a@b.nl", ""),
        ("[a@b.nl](mailto:a@b.nl)", "a@b.nl", ""),
        ("a@b.nl.", "a@b.nl", ""),
        ("a@b.nl; c@d.nl", "a@b.nl; c@d.nl", ""),
        ("a @b.nl", "a @b.nl", ""),
        ("school", "school", ""),
        ("geen", "", ""),
        ("n.v.t.", "", ""),
        (" - ", "", ""),
        ("d'hondt@b.nl", "d'hondt@b.nl", ""),
        ("d’hondt@b.nl", "d'hondt@b.nl", ""),
        ("'d'hondt@b.nl'", "d'hondt@b.nl", ""),
        ("anna,wit@b.nl", "anna,wit@b.nl", ""),
        ("anna;wit@b.nl", "anna;wit@b.nl", ""),
        ("anna:wit@b.nl", "anna:wit@b.nl", ""),
        ("Wit,anna@b.nl", "Wit,anna@b.nl", ""),
        ("anna@mail.b,nl", "anna@mail.b,nl", ""),
        ("a@b@c.nl", "a@b@c.nl", ""),
        ("a@b.nl, tel. 06", "a@b.nl", ""),
        ("a [at] b.nl", "a@b.nl", ""),
        ("a(at)b[punt]nl", "a@b.nl", ""),
        ("?a@b.nl", "a@b.nl", ""),
        ("a@b.nl#mailto:a@b.nl#", "a@b.nl", ""),
        ("a@b .nl", "a@b .nl", ""),
        ("volgt nog", "", ""),
        ("a@b.nl<mailto:a@b.nl>", "a@b.nl", "a@b.nl"),
        ("E-mail: a@b.nl", "a@b.nl", ""),
        ("a＠b．nl", "a@b.nl", ""),
        ('=HYPERLINK("mailto:a@b.nl";"Anna")', "a@b.nl", ""),
    ],
)
def test_the_address_in_a_cell_is_found_and_none_is_made_up(cell, address, name):
    assert address_in(cell) == address
    assert name_beside(cell) == name


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (
            ["Naam deelnemer", "Email adres", "Rol/functie", "Naam organisatie"],
            ["name", "email", "role", "organisation"],
        ),
        (["E-mail (werk)", "Contactpersoon", "Bedrijfsnaam", "Functie"], ["email", "name", "organisation", "role"]),
        (
            ["Voornaam", "Tussenv.", "Naam", "Mailadres", "Rol", "Instelling"],
            ["first", "between", "last", "email", "role", "organisation"],
        ),
        (
            ["First Name", "Last Name", "E-mail Address", "Company", "Job Title"],
            ["first", "last", "email", "organisation", "role"],
        ),
        (
            ["Nr.", "Naam", "Telefoonnummer contactpersoon", "E-mailadres contactpersoon", "Organisatie", "Rol"],
            [None, "name", None, "email", "organisation", "role"],
        ),
        (["NAAM:", "ROL:", "ORGANISATIE:"], ["name", "role", "organisation"]),
        (["Anna", "a@b.nl", "manager", "Instelling Naam Rol"], None),
        (["Anna", "manager", "School"], None),
        (["Naam"], None),
    ],
)
def test_headings_are_known_in_the_words_of_practice(headings, columns):
    found = find_headings([headings])
    assert (found is None) == (columns is None)
    if columns is not None:
        place, fields = found
        assert place == 0
        assert [{at: field for field, at in fields.items()}.get(number) for number in range(len(headings))] == columns


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"sep=;\r\nnaam;rol\r\nJan, de jonge;manager\r\n", [(2, "naam"), (3, "Jan, de jonge")]),
        (b"sep=,\nnaam,rol\nJan; de jonge,manager\n", [(2, "naam"), (3, "Jan; de jonge")]),
        ("naam;rol\rRené;manager\r".encode("mac_roman"), [(1, "naam"), (2, "René")]),
        ("naam;rol\r\nZoë Müller;manager\r\n".encode("mac_roman"), [(1, "naam"), (2, "Zoë Müller")]),
        ("naam;rol\r\nZoë Müller;manager\r\n".encode("cp1252"), [(1, "naam"), (2, "Zoë Müller")]),
        ("naam;rol\r\nŠimon – foto’s €;manager\r\n".encode("cp1252"), [(1, "naam"), (2, "Šimon – foto’s €")]),
        ("naam;rol\r\nRené Müller;manager\r\n".encode("cp850"), [(1, "naam"), (2, "René Müller")]),
        ("naam;rol\r\nCoördinator Één;manager\r\n".encode("cp850"), [(1, "naam"), (2, "Coördinator Één")]),
        ("naam;rol\r\nANDRÉ;manager\r\n".encode("cp850"), [(1, "naam"), (2, "ANDRÉ")]),
        ("naam;rol\r\nANDRÉ;manager\r\n".encode("cp1252"), [(1, "naam"), (2, "ANDRÉ")]),
        ("naam;rol\r\nIlse d’Hondt;manager\r\n".encode("cp1252"), [(1, "naam"), (2, "Ilse d’Hondt")]),
        ("naam;rol\r\n‘s-Heer;manager\r\n".encode("cp1252"), [(1, "naam"), (2, "‘s-Heer")]),
        ("naam;rol\r\nCuraçao;manager\r\n".encode("mac_roman"), [(1, "naam"), (2, "Curaçao")]),
        ("naam;rol\r\nCuraçao;manager\r\n".encode("cp850"), [(1, "naam"), (2, "Curaçao")]),
        ("naam;rol\r\nRenée;manager\r\n".encode("utf-16-le"), [(1, "naam"), (2, "Renée")]),
        ("naam;rol\r\nRenée;manager\r\n".encode("utf-16-be"), [(1, "naam"), (2, "Renée")]),
        (b"naam|rol\r\nJan; de jonge|manager\r\n", [(1, "naam"), (2, "Jan; de jonge")]),
    ],
)
def test_a_text_is_read_in_the_encoding_and_with_the_delimiter_that_it_has(content, expected):
    [sheet] = read(content)
    assert [(row.number, row.cells[0]) for row in sheet.rows] == expected


@pytest.mark.parametrize(
    ("names", "encoding", "asked"),
    [
        (["Petr Škoda", "Anna", "Çelik"], "cp1252", "‘Škoda’ (rij 2), ‘Çelik’ (rij 4)"),
        (["Ünal"], "cp850", "‘Ünal’ (rij 2)"),
        (["Ayşe"], "cp1254", "‘Ayþe’ (rij 2)"),
        (["Renée", "Škoda"], "cp1252", ""),
        (["ZoÃ«"], "utf-8", "‘ZoÃ«’ (rij 2)"),
        (["Zo\N{REPLACEMENT CHARACTER}"], "utf-8", "‘Zo\N{REPLACEMENT CHARACTER}’ (rij 2)"),
        (["Zoë"], "mac_roman", ""),
        (["Škoda"], "utf-8", ""),
        (["Škoda"], "utf-16", ""),
    ],
)
def test_letters_that_had_to_be_guessed_are_to_be_looked_at(names, encoding, asked):
    rows = [f"{name};p{number}@x.nl;manager;School" for number, name in enumerate(names)]
    found = recognised("\r\n".join(["naam;e-mail;rol;organisatie", *rows]).encode(encoding))
    assert [f"Kijk of deze woorden kloppen: {asked}." in said for said in found.said] == ([True] if asked else [])


@pytest.mark.parametrize(
    "content",
    [b"<html><table><tr><td>naam</td></tr></table>", b"BEGIN:VCARD\nFN:Anna\n", b'[{"naam": "Anna"}]', b"\n<?xml ?>"],
)
def test_what_is_no_list_is_called_that(content):
    with override("nl"), pytest.raises(TableError, match="geen lijst die wij kunnen lezen"):
        list(read(content))


@pytest.mark.parametrize("first", ["<anna@school.nl>", "<Anna de Wit>", "<naam>", "<mailto:anna@school.nl>"])
def test_an_address_between_brackets_at_the_beginning_makes_no_web_page_of_a_list(first):
    [sheet] = read(f"{first};manager;School\n".encode())
    assert sheet.rows[0].cells == (first, "manager", "School")


@pytest.mark.parametrize(
    ("headings", "cells", "person"),
    [
        ("Naam;@;Rol;Org", "Anna;a@b.nl;manager;School", ("Anna", "a@b.nl", "manager", "School")),
        ("Naam;Mail;Rol;Partner", "Anna;a@b.nl;manager;School", ("Anna", "a@b.nl", "manager", "School")),
        ("Weergavenaam;UPN;Functie;Bedrijf", "Anna;a@b.nl;manager;School", ("Anna", "a@b.nl", "manager", "School")),
        (
            "Voorl.;Tussenv.;Achternaam;Email;Rol;Namens",
            "A.;de;Wit;a@b.nl;manager;School",
            ("A. de Wit", "a@b.nl", "manager", "School"),
        ),
        (
            "Voornaam;Middelste naam;Achternaam;Bedrijf;Functie;E-mailadres;E-mailtype",
            "Anna;de;Wit;School;manager;a@b.nl;SMTP",
            ("Anna de Wit", "a@b.nl", "manager", "School"),
        ),
        (
            "Naam;E-mail privé;E-mail werk;Rol;Org",
            "Anna;;a@b.nl;manager;School",
            ("Anna", "a@b.nl", "manager", "School"),
        ),
        (
            "First Name;Last Name;Organization Name;Organization Title;E-mail 1 - Label;E-mail 1 - Value",
            "Anna;de Wit;School;manager;Work;a@b.nl",
            ("Anna de Wit", "a@b.nl", "manager", "School"),
        ),
    ],
)
def test_what_other_programs_write_above_their_columns_is_known(headings, cells, person):
    found = recognised(f"{headings}\n{cells}\n{headings}\n".encode())
    assert [of(one) for one in found.people] == [person]


def test_an_address_with_a_domain_of_other_letters_is_read_as_mail_servers_know_it():
    found = recognised("naam;e-mail;rol;org\nJo;jo@straße.nl;manager;School\nAn;an@☃.nl;manager;School".encode())
    assert [one.email for one in found.people] == ["jo@xn--strae-oqa.nl", "an@☃.nl"]
    rows = [Row(one.line, one.name, one.email, one.role, one.organisation) for one in found.people]
    assert [list(one.problems) for one in check_rows(rows, ["School"], [])] == [[], ["email"]]


def test_an_address_in_a_name_or_an_organisation_is_asked_about():
    rows = [Row(1, "Bas <b@b.nl>", "a@b.nl", "manager", "School"), Row(2, "Anna", "", "manager", "a@b.nl")]
    with override("nl"):
        first, second = check_rows(rows, ["School"], [])
    assert list(first.problems) == ["name"]
    assert list(second.problems) == ["organisation"]
    assert "Er staat een e-mailadres in." in first.problems["name"]


def test_a_column_of_addresses_with_names_is_people_at_their_rows():
    found = recognised(b'Anna <a@b.nl>\n\n"Wit, Bas de" <c@d.nl>\n', ForAll("manager", "School"))
    assert [(of(one), one.line) for one in found.people] == [
        (("Anna", "a@b.nl", "manager", "School"), 1),
        (("Bas de Wit", "c@d.nl", "manager", "School"), 3),
    ]


def test_a_list_in_which_nobody_has_an_address_says_so():
    found = recognised(b"naam;rol;organisatie\nAnna;manager;School\n")
    assert "Niemand in deze lijst heeft een e-mailadres" in found.said[0]

"""Columns, roles and organisations are recognised as people write them; what is doubtful is asked."""

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from assessments.services.importing.checking import Known, Row, check_rows
from assessments.services.importing.columns import ForAll, recognise_people
from assessments.services.importing.matching import KnownOrganisations, normalise, role_of
from assessments.tables.csv_files import read_delimited
from assessments.tables.limits import TableError
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ROLES

ORGANISATIONS = ("Gemeente Vechtstreek", "Jeugdhulp De Linde", "GGZ Oosterlicht", "Stichting Welzijn")


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("bestuurder/directeur", "bestuurder"),
        ("Directeur-bestuurder", "bestuurder"),
        ("WETHOUDER jeugd", "overheid"),
        ("Teamleider wijkteam", "manager"),
        ("wijkverpleegkundige", "professional"),
        ("Professional", "professional"),
        ("other", "anders"),
        ("raad van bestuur", "bestuurder"),
        ("jeugdconsulent", "professional"),
        ("Maatschappelijk werkster", "professional"),
        ("gezinsvoogd", "professional"),
        ("leerplichtambtenaar", "professional"),
        ("Docenten", "professional"),
        ("gebiedsmanager", "manager"),
        ("MT-lid", "manager"),
        ("team leader", "manager"),
        ("schooldirecteur", "bestuurder"),
        ("directeuren", "bestuurder"),
        ("DB-lid", "bestuurder"),
        ("wethouders", "overheid"),
        ("senior beleidsadviseur jeugd", "overheid"),
        ("policy officer", "overheid"),
        ("police officer", "professional"),
        ("programmamanager", "anders"),
        ("procesbegeleider", "anders"),
        ("manager of bestuurder", None),
        ("teamleider/professional", None),
        ("raad van toezicht", None),
        ("coördinator", None),
        ("accountmanager", None),
        ("Office manager", None),
        ("Assistent manager", None),
        ("Secretaresse directeur", None),
        ("managementassistent", "anders"),
        ("Management assistent", "anders"),
        ("Sanders", None),
        ("koning", None),
        ("", None),
    ],
)
def test_roles_are_matched_leniently(written, role):
    assert role_of(written) == role


@pytest.mark.parametrize(
    ("written", "name", "is_known", "suggestion"),
    [
        ("gemeente vechtstreek", "Gemeente Vechtstreek", True, ""),
        ("Gem. Vechtstreek", "Gemeente Vechtstreek", True, ""),
        ("JEUGDHULP  DE LINDE", "Jeugdhulp De Linde", True, ""),
        ("GGZ-Oosterlicht", "GGZ Oosterlicht", True, ""),
        ("St. Welzijn", "Stichting Welzijn", True, ""),
        ("G.G.Z. Oosterlicht", "GGZ Oosterlicht", True, ""),
        ("Jeugdhulp De Lind", "Jeugdhulp De Lind", False, "Jeugdhulp De Linde"),
        ("Politie", "Politie", False, ""),
        ("Oosterlicht", "Oosterlicht", False, "GGZ Oosterlicht"),
        ("De Linde", "De Linde", False, "Jeugdhulp De Linde"),
        ("Stichting GGZ Oosterlicht", "Stichting GGZ Oosterlicht", False, "GGZ Oosterlicht"),
        ("Politie Vechtstreek", "Politie Vechtstreek", False, ""),
        ("Stichting", "Stichting", False, ""),
        ("de", "de", False, ""),
    ],
)
def test_organisations_are_matched_and_what_looks_alike_is_asked(written, name, is_known, suggestion):
    found = KnownOrganisations(ORGANISATIONS).match(written)
    assert (found.name, found.is_known, found.suggestions) == (name, is_known, (suggestion,) if suggestion else ())


@pytest.mark.parametrize(
    ("written", "suggestions"),
    [
        ("Waterdam", ["Gemeente Waterdam", "Stichting Welzijn Waterdam"]),
        ("GGD", ["GGD Waterland"]),
        ("politie noord", ["Politie Eenheid Noord"]),
        ("Woningcorporatie Ons Huis", ["Woningstichting Ons Huis"]),
        ("WS Ons Huis", ["Woningstichting Ons Huis"]),
        ("obs Het Kompas", ["Basisschool Het Kompas"]),
        ("SWW", ["Stichting Welzijn Waterdam"]),
        ("Openbaar Ministerie", ["OM"]),
        ("Gemeente Waterdam, afdeling Jeugd", ["Gemeente Waterdam"]),
        ("Politie Waterdam", []),
        ("Ons Thuis", []),
        ("Stichting", []),
    ],
)
def test_all_known_organisations_that_may_be_meant_are_suggested(written, suggestions):
    known = ("Gemeente Waterdam", "Woningstichting Ons Huis", "GGD Waterland", "Politie Eenheid Noord")
    more = ("Basisschool Het Kompas", "Stichting Welzijn Waterdam", "OM")
    assert list(KnownOrganisations([*known, *more]).match(written).suggestions) == suggestions


def test_a_name_that_may_be_any_of_many_organisations_is_a_new_one():
    known = [f"{kind} Waterdam" for kind in ("Gemeente", "Politie", "GGD", "Welzijn", "Thuiszorg")]
    assert KnownOrganisations(known).match("Waterdam").suggestions == ()


def test_of_several_organisations_it_is_asked_which_one_is_meant():
    with override("nl"):
        [checked] = check_rows([Row(1, "Anna", "", "manager", "Oost")], ["GGZ Oost", "GGD Oost", "Zorg Oost"], [])
    assert checked.problems == {"organisation": "Bedoelt u GGZ Oost, GGD Oost of Zorg Oost? Kies."}


@given(st.text(max_size=40))
def test_matching_is_the_same_when_done_again(text):
    assert normalise(normalise(text)) == normalise(text)
    found = KnownOrganisations(ORGANISATIONS).match(text)
    if found.is_known:
        assert KnownOrganisations(ORGANISATIONS).match(found.name) == found


def test_columns_are_found_by_their_headings_in_any_order():
    rows = read_delimited("Functie;Achternaam;Tussenvoegsel;Voornaam;E-mail;Instelling\nmanager;Wit;de;Anna;a@b.nl;X\n")
    [person] = recognise_people(rows, ()).people
    assert (person.name, person.email, person.role, person.organisation) == ("Anna de Wit", "a@b.nl", "manager", "X")
    assert person.line == 2


def test_columns_are_found_by_what_stands_in_them():
    rows = read_delimited("GGZ Oosterlicht\tAnna\tanna@ggz.nl\tmanager\njeugdhulp de linde\tBas\tbas@linde.nl\tagent")
    found = recognise_people(rows, ORGANISATIONS)
    assert not found.has_headings
    assert [(one.name, one.email, one.role, one.organisation, one.line) for one in found.people] == [
        ("Anna", "anna@ggz.nl", "manager", "GGZ Oosterlicht", 1),
        ("Bas", "bas@linde.nl", "agent", "jeugdhulp de linde", 2),
    ]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ("Anna de Wit;;", "Anna de Wit"),
        ("Anna de Wit;Anna;", "Anna de Wit"),
        ("Anna de Wit;;Wit", "Anna de Wit"),
        ("A. de Wit;Anna;de Wit", "Anna de Wit"),
        (";Anna;de Wit", "Anna de Wit"),
        (";Anna;", "Anna"),
        (";;Wit", "Wit"),
        ("#N/B;Anna;", "Anna"),
        (";;", ""),
    ],
)
@pytest.mark.parametrize("heading", ["Naam", "Volledige naam", "Weergavenaam", "Full name"])
def test_of_a_name_and_its_parts_what_is_filled_is_used(heading, cells, name):
    text = f"{heading};Voornaam;Achternaam;E-mail;Rol;Organisatie\n{cells};a@x.nl;manager;X\n"
    with override("nl"):
        found = recognise_people(read_delimited(text), ())
    assert [(one.name, one.email) for one in found.people] == [(name, "a@x.nl")]
    assert not any("Deze kolommen gebruiken we niet" in said for said in found.said)


def test_a_name_that_may_be_of_somebody_else_completes_no_name():
    text = "Contactpersoon;Voornaam;Achternaam;Naam school;E-mail;Rol\nCarla Bos;Anna;;De Linde;a@x.nl;manager\n"
    with override("nl"):
        found = recognise_people(read_delimited(text), (), ForAll(organisation="X"))
    assert [one.name for one in found.people] == ["Anna"]
    assert found.said == ("Deze kolommen gebruiken we niet: Contactpersoon, Naam school.",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Er staat niets in"),
        ("naam;e-mail;rol;organisatie\n", "geen mensen eronder"),
        ("naam;e-mail;organisatie\nAnna;a@b.nl;X", "geen kolom met rollen"),
        ("rol;functie;organisatie\nmanager;manager;X", "geen kolom met namen"),
    ],
)
def test_what_lacks_is_said(text, sentence):
    with pytest.raises(TableError, match=sentence):
        recognise_people(read_delimited(text), ())


def row(line, **fields):
    return Row(line, **({"name": f"P{line}", "email": "", "role": "manager", "organisation": "Politie"} | fields))


def test_each_problem_stands_at_its_field_and_a_row_left_out_has_none():
    wrong = row(1, name="", email="geen", role="koning", organisation="Jeugdhulp De Lind")
    first, second = check_rows([wrong, row(2, name="x" * 151, email="a@b.nl\x07")], ORGANISATIONS, [])
    assert set(first.problems) == {"name", "email", "role", "organisation"}
    assert set(second.problems) == {"name", "email"}
    [left_out] = check_rows([Row(1, "", "", "", "", is_left_out=True)], ORGANISATIONS, [])
    assert left_out.problems == {}


def test_double_addresses_are_found_within_the_list_and_among_known_people():
    known = Known(7, "Anna", "anna@ggz.nl", "manager", "Politie")
    rows = [row(1, email="Dubbel@x.nl"), row(2, email="dubbel@x.nl"), row(3, name="Anna", email="ANNA@ggz.nl")]
    first, second, third = check_rows(rows, ORGANISATIONS, [known])
    assert list(first.problems) == list(second.problems) == ["email"]
    assert (third.known, third.problems, third.is_same) == (known, {}, False)


@pytest.mark.parametrize(
    ("others", "asked"),
    [
        ([{"name": "Anna de Wit"}, {"name": "anna de wit"}], {2: 1}),
        ([{"name": "Anna de Wit"}, {"name": "Anna de Wit", "email": "a@x.nl"}], {1: 2}),
        ([{"name": "Anna", "email": "a@x.nl"}, {"name": "Anna"}, {"name": "Anna"}], {2: 1, 3: 1}),
        ([{"name": "Anna", "email": "a@x.nl"}, {"name": "Anna", "email": "b@x.nl"}], {}),
        ([{"name": "Anna"}, {"name": "Anna", "organisation": "GGZ Oosterlicht"}], {}),
        ([{"name": "Anna"}, {"name": "Anna", "is_left_out": True}], {}),
    ],
)
def test_a_name_that_nothing_tells_from_another_is_asked_about(others, asked):
    rows = [row(line, **fields) for line, fields in enumerate(others, 1)]
    with override("nl"):
        found = check_rows(rows, ORGANISATIONS, [])
    told = {one.row.line: one.problems["name"] for one in found if "name" in one.problems}
    assert told.keys() == asked.keys()
    assert all(f"Deze naam staat ook in rij {other}," in told[line] for line, other in asked.items())


def test_a_new_organisation_is_one_however_it_is_written():
    rows = [row(1, organisation="Kern BV"), row(2, organisation="kern B.V.")]
    assert [one.organisation.name for one in check_rows(rows, ORGANISATIONS, [])] == ["Kern BV"] * 2
    rows = [row(1, organisation="Wijkteam De Kern"), row(2, organisation="wijkteam de kern")]
    assert [one.organisation.name for one in check_rows(rows, ORGANISATIONS, [])] == ["Wijkteam De Kern"] * 2
    confirmed = row(3, organisation="Jeugdhulp De Lind", is_new_organisation=True)
    assert check_rows([confirmed], ORGANISATIONS, [])[0].problems == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.code)
def test_every_role_is_known_by_its_value_and_by_its_names(role, language):
    with override(language):
        written = (role.code, role.code.upper(), _(role.label), _(role.plural), *role.synonyms.split())
    assert {word: role_of(word) for word in written} == dict.fromkeys(written, role.code)

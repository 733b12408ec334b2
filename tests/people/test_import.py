"""Many people at once: shown first, mended on the page, and only then added, all or none."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from assessments.models import Invitation, Organisation, Participant
from tests.pages import errors, filled_in, signed_in, words
from tests.people.preview import to_change
from tests.tables.files import comma_separated, content_of, workbook

pytestmark = pytest.mark.django_db

HEAD = ["Naam", "E-mail", "Functie", "Organisatie"]
GOOD = [["Anna de Wit", "anna@school.test", "leerkracht", "school"], ["Bas", "bas@politie.test", "agent", "Politie"]]


@pytest.fixture
def browser(anna):
    return signed_in(anna)


def address(partnership):
    return f"/partnerships/{partnership.pk}/participants/import/"


def paste(browser, partnership, rows):
    return browser.post(address(partnership), {"pasted": "\n".join("\t".join(row) for row in rows)})


def upload(browser, partnership, content, name="lijst.xlsx"):
    return browser.post(address(partnership), {"file": SimpleUploadedFile(name, content)})


def nothing_is_stored():
    return not Participant.objects.exists() and Organisation.objects.count() == 3


@pytest.mark.parametrize("way", ["paste", "xlsx", "csv"])
def test_what_is_right_is_shown_and_added_when_confirmed(browser, partnership, way):
    rows = [HEAD, *GOOD]
    page = (
        paste(browser, partnership, rows)
        if way == "paste"
        else upload(browser, partnership, workbook(rows) if way == "xlsx" else comma_separated(rows), f"lijst.{way}")
    )
    assert page.status_code == 200
    seen = words(page)
    assert "2 deelnemers worden toegevoegd" in seen
    assert "leerkracht → professional, school → School" in seen
    assert "Deze organisaties zijn nieuw en worden aangemaakt: Politie" in seen
    assert nothing_is_stored()
    added = browser.post(address(partnership), filled_in(page) | {"add": "1"}, follow=True)
    assert "2 deelnemers zijn toegevoegd" in words(added)
    assert sorted(Participant.objects.values_list("name", "email", "role", "organisation__name")) == [
        ("Anna de Wit", "anna@school.test", "professional", "School"),
        ("Bas", "bas@politie.test", "professional", "Politie"),
    ]


def test_an_address_that_people_share_is_told_with_what_to_do(browser, partnership):
    rows = [HEAD, ["Anna", "info@school.test", "agent", "School"], ["Bas", "info@school.test", "agent", "School"]]
    page = paste(browser, partnership, rows)
    assert "Delen mensen er een?" in words(page)
    mended = browser.post(address(partnership), filled_in(page) | {"email-3": "", "add": "1"}, follow=True)
    assert "2 deelnemers zijn toegevoegd" in words(mended)
    assert "Delen mensen er een?" not in words(paste(browser, partnership, [HEAD, *GOOD]))


def test_errors_are_said_per_row_and_cell_and_mended_on_the_page(browser, partnership):
    rows = [
        HEAD,
        *GOOD,
        ["", "c@school.test", "manager", "School"],
        ["Daan", "d@school", "koning", "Schol"],
        ["Eva", "ANNA@school.test", "manager", ""],
    ]
    page = paste(browser, partnership, rows)
    assert page.status_code == 422
    found = dict(errors(page))
    assert set(found) == {"name-4", "email-5", "role-5", "organisation-5", "email-2", "email-6", "organisation-6"}
    assert found["organisation-5"] == "Rij 5: Bedoelt u School? Kies."
    assert found["email-6"] == "Rij 6: Dit adres staat meer dan één keer in de lijst."
    refused = browser.post(address(partnership), filled_in(page) | {"add": "1"})
    assert refused.status_code == 422
    assert nothing_is_stored()
    mended = {
        "name-4": "Cor",
        "email-5": "d@school.test",
        "role-5": "bestuurder",
        "organisation-5": "School",
        "leave-6": "on",
    }
    again = browser.post(address(partnership), filled_in(page) | mended | {"check": "1"})
    assert again.status_code == 200
    assert nothing_is_stored()
    assert "4 deelnemers worden toegevoegd" in words(again)
    browser.post(address(partnership), filled_in(again) | {"add": "1"})
    assert sorted(Participant.objects.values_list("name", flat=True)) == ["Anna de Wit", "Bas", "Cor", "Daan"]
    assert Participant.objects.get(name="Daan").organisation.name == "School"


def test_a_look_alike_can_be_confirmed_as_another_organisation(browser, partnership):
    page = paste(browser, partnership, [HEAD, ["Daan", "", "manager", "Schol"]])
    again = browser.post(address(partnership), filled_in(page) | {"organisation-2": "+", "add": "1"})
    assert again.status_code == 302
    assert Participant.objects.get().organisation.name == "Schol"


def test_what_stands_in_many_rows_is_asked_once_and_counts_for_all(browser, partnership):
    rows = [[f"P{n}", "", "koning", ["Schol", "schol", "SCHOL."][n % 3]] for n in range(30)]
    page = paste(browser, partnership, [HEAD, *rows, ["Q", "", "keizer", "Schol"], ["R", "", "manager", "School"]])
    assert errors(page) == [
        ("role-2", "Rij 2 en nog 29 andere: Wij kennen de rol “koning” niet. Kies er een."),
        ("organisation-2", "Rij 2 en nog 30 andere: Bedoelt u School? Kies."),
        ("role-32", "Rij 32: Wij kennen de rol “keizer” niet. Kies er een."),
    ]
    assert "Wat u bij rij 2 kiest, geldt ook voor deze rij." in words(page)
    school = partnership.organisations.get(name="School").pk
    chosen = {"role-2": "bestuurder", "role-32": "overheid", "organisation-2": f"id:{school}"}
    assert browser.post(address(partnership), filled_in(page) | chosen | {"add": "1"}).status_code == 302
    assert Participant.objects.filter(organisation=school).count() == 32
    assert Participant.objects.filter(role="bestuurder").count() == 30
    assert Participant.objects.get(name="Q").role == "overheid"


def test_a_new_organisation_is_confirmed_once_for_all_rows(browser, partnership):
    page = paste(browser, partnership, [HEAD, *([f"P{n}", "", "manager", "Schol"] for n in range(3))])
    assert browser.post(address(partnership), filled_in(page) | {"organisation-2": "+", "add": "1"}).status_code == 302
    assert set(Participant.objects.values_list("organisation__name", flat=True)) == {"Schol"}


def test_it_is_asked_at_the_next_row_when_the_first_is_left_out(browser, partnership):
    page = paste(browser, partnership, [HEAD, *([f"P{n}", "", "manager", "Schol"] for n in range(2))])
    again = browser.post(address(partnership), filled_in(page) | {"leave-2": "on", "check": "1"})
    assert errors(again) == [("organisation-3", "Rij 3: Bedoelt u School? Kies.")]


def test_what_is_not_chosen_keeps_its_words(browser, partnership):
    page = paste(browser, partnership, [HEAD, ["Daan", "", "koning", "Schol"]])
    again = browser.post(address(partnership), filled_in(page) | {"add": "1"})
    assert errors(again) == errors(page)
    assert "koning, Schol" in words(again)


def test_rows_without_a_role_are_each_asked_for_one(browser, partnership):
    page = paste(browser, partnership, [HEAD, *([f"P{n}", "", "", "School"] for n in range(2))])
    assert [target for target, _said in errors(page)] == ["role-2", "role-3"]
    again = browser.post(address(partnership), filled_in(page) | {"role-2": "manager", "check": "1"})
    assert [target for target, _said in errors(again)] == ["role-3"]


def test_whoever_is_there_already_is_left_as_it_is_unless_asked(browser, partnership):
    school = partnership.organisations.get(name="School")
    Participant.objects.create(organisation=school, name="Anna Wit", email="anna@school.test", role="manager")
    page = paste(browser, partnership, [HEAD, *GOOD])
    assert "staat er al, blijft zoals het is" in words(page)
    browser.post(address(partnership), filled_in(page) | {"add": "1"})
    assert set(Participant.objects.values_list("name", flat=True)) == {"Anna Wit", "Bas"}
    page = paste(browser, partnership, [HEAD, *GOOD])
    browser.post(address(partnership), filled_in(page) | to_change(page, 2) | {"add": "1"})
    assert set(Participant.objects.values_list("name", "role")) == {
        ("Anna de Wit", "professional"),
        ("Bas", "professional"),
    }


def test_nobody_is_changed_who_was_changed_by_somebody_else_meanwhile(browser, partnership):
    school = partnership.organisations.get(name="School")
    anna = Participant.objects.create(organisation=school, name="Anna Wit", email="anna@school.test", role="manager")
    page = paste(browser, partnership, [HEAD, *GOOD])
    assert "Nu in de lijst: Anna Wit, anna@school.test, manager, School" in words(page)
    Participant.objects.filter(pk=anna.pk).update(role="bestuurder")
    told = browser.post(address(partnership), filled_in(page) | to_change(page, 2) | {"add": "1"})
    assert told.status_code == 422
    [(_target, said)] = errors(told)
    assert said.startswith("Rij 2: deze persoon is intussen gewijzigd.")
    assert "Nu in de lijst: Anna Wit, anna@school.test, bestuurder, School" in words(told)
    assert "update-2" not in filled_in(told)
    assert list(Participant.objects.values_list("name", "role")) == [("Anna Wit", "bestuurder")]
    assert browser.post(address(partnership), filled_in(told) | to_change(told, 2) | {"add": "1"}).status_code == 302
    assert Participant.objects.get(pk=anna.pk).name == "Anna de Wit"


def test_nobody_comes_back_who_was_to_be_changed_and_was_removed_meanwhile(browser, partnership):
    school = partnership.organisations.get(name="School")
    anna = Participant.objects.create(organisation=school, name="Anna Wit", email="anna@school.test", role="manager")
    page = paste(browser, partnership, [HEAD, *GOOD])
    anna.delete()
    told = browser.post(address(partnership), filled_in(page) | to_change(page, 2) | {"add": "1"})
    assert told.status_code == 422
    assert not Participant.objects.exists()


@pytest.mark.parametrize("change", ["another comes before it", "it goes"])
def test_an_organisation_is_chosen_for_what_it_is_whatever_happens_to_the_list(browser, partnership, change):
    page = paste(browser, partnership, [HEAD, ["Daan", "", "manager", "Schol"]])
    school = partnership.organisations.get(name="School")
    options = re.findall(r'<option value="([^"]*)">([^<]*)</option>', page.content.decode())
    [chosen] = [value for value, name in options if name == "School"]
    if change == "it goes":
        school.delete()
    else:
        Organisation.objects.create(partnership=partnership, name="Aanloophuis")
    answer = browser.post(address(partnership), filled_in(page) | {"organisation-2": chosen, "add": "1"})
    if change == "it goes":
        assert [target for target, _said in errors(answer)] == ["organisation-2"]
        assert not Participant.objects.exists()
    else:
        assert Participant.objects.get().organisation == school


def test_whoever_is_new_is_invited_to_the_open_round_when_asked(browser, partnership, open_round):
    page = paste(browser, partnership, [HEAD, *GOOD])
    browser.post(address(partnership), filled_in(page) | {"add": "1"})
    assert Invitation.objects.filter(round=open_round, participant__name__in=["Anna de Wit", "Bas"]).count() == 2
    page = paste(browser, partnership, [HEAD, ["Cor", "", "manager", "School"]])
    fields = filled_in(page)
    assert fields.pop("invite")
    again = browser.post(address(partnership), fields | {"check": "1"})
    assert "invite" not in filled_in(again), "it was unticked"
    browser.post(address(partnership), filled_in(again) | {"add": "1"})
    assert not Invitation.objects.filter(participant__name="Cor").exists()


def test_five_hundred_rows_fit_and_are_added_with_few_queries(browser, partnership, django_assert_max_num_queries):
    rows = [[f"Persoon {number}", f"p{number}@school.test", "manager", "School"] for number in range(500)]
    page = paste(browser, partnership, [HEAD, *rows])
    fields = filled_in(page)
    assert len(fields) < 2500
    with django_assert_max_num_queries(40):
        answer = browser.post(address(partnership), fields | {"add": "1"})
    assert answer.status_code == 302
    assert Participant.objects.count() == 500


def test_hostile_words_stay_words(browser, partnership):
    page = paste(browser, partnership, [HEAD, ["<script>alert(1)</script>", "", "<b>koning", '"><img src=x>']])
    text = page.content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;alert" in text


@pytest.mark.parametrize(
    "rows",
    ["", "geen json", "{}", "[1]", '[[1,"a","b"]]', '[["1","a","b","c","d",0,0,0]]', "[" * 5000, "null",
     json.dumps([[1, "a", "b", "c", "d", 0, 0, 0]] * 2)],
)  # fmt: skip
def test_a_damaged_preview_asks_for_the_list_again(browser, partnership, rows):
    answer = browser.post(address(partnership), {"rows": rows, "add": "1"}, follow=True)
    assert "kwamen niet heel aan" in words(answer)
    assert nothing_is_stored()


@pytest.mark.parametrize(
    ("content", "name", "target"),
    [(b"%PDF-1.4", "lijst.xlsx", "id_file"), (b"", "leeg.csv", "id_file"), (b"PK\x03\x04", "x.xlsx", "id_file")],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(browser, partnership, content, name, target):
    page = upload(browser, partnership, content, name)
    assert page.status_code == 422
    assert errors(page)[0][0] == target


def test_nothing_given_asks_for_something(browser, partnership):
    assert errors(browser.post(address(partnership), {"pasted": " "})) == [
        ("id_pasted", "Plak rijen, of kies een bestand.")
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_example_has_the_headings_that_are_recognised(browser, partnership, kind):
    from assessments.services.importing.headings import HEADINGS
    from assessments.tables.reading import first_rows

    example = browser.get(f"/partnerships/{partnership.pk}/participants/example.{kind}")
    [headings] = first_rows(example.content)
    assert [HEADINGS[heading.replace("-", " ")] for heading in headings.cells] == [
        "name",
        "email",
        "role",
        "organisation",
    ]
    assert browser.get(f"/partnerships/{partnership.pk}/participants/example.pdf").status_code == 404


# Lists as they are


def test_role_and_organisation_are_asked_once_for_a_list_of_addresses(browser, partnership):
    pasted = 'Anna de Wit <anna@school.test>; "Vries, Bas de" <bas@school.test>'
    page = browser.post(address(partnership), {"pasted": pasted})
    assert page.status_code == 422
    assert "geen kolom met rollen en organisaties" in errors(page)[0][1]
    school = Organisation.objects.get(name="School")
    page = browser.post(address(partnership), {"pasted": pasted, "role": "manager", "organisation": school.pk})
    assert "2 deelnemers worden toegevoegd" in words(page)
    browser.post(address(partnership), filled_in(page) | {"add": "1"})
    found = Participant.objects.order_by("pk").values_list("name", "email", "role", "organisation__name")
    assert list(found) == [
        ("Anna de Wit", "anna@school.test", "manager", "School"),
        ("Bas de Vries", "bas@school.test", "manager", "School"),
    ]


def test_what_was_read_otherwise_and_what_was_not_is_said_above_the_rows(browser, partnership):
    book = Workbook()
    book.active.title = "Deelnemers"
    for row in (
        ["Lijst"],
        ["Naam", "Contact", "Rol", "Organisatie", "Telefoon"],
        ["Anna", "a@b.nl", "manager", "School", "1"],
    ):
        book.active.append(row)
    book.active.append(["Bas", "bas@b.nl", "manager", "School", "2"])
    book.active.row_dimensions[4].hidden = True
    book.create_sheet("Vorig jaar").append(["Naam", "Rol"])
    page = upload(browser, partnership, content_of(book))
    for said in (
        "We lezen alleen het tabblad ‘Deelnemers’, en niet: ‘Vorig jaar’",
        "Boven de koppen sloegen we 1 rij over",
        "In de kolom ‘Contact’ staan e-mailadressen",
        "Deze kolommen gebruiken we niet: Telefoon",
        "1 rij was in uw bestand verborgen",
    ):
        assert said in words(page)
    assert "1 deelnemer wordt toegevoegd" in words(page)
    form = filled_in(page)
    assert form["leave-4"] == "on"
    browser.post(
        address(partnership), {name: value for name, value in form.items() if name != "leave-4"} | {"add": "1"}
    )
    assert set(Participant.objects.values_list("name", flat=True)) == {"Anna", "Bas"}

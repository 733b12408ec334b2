"""Making a partnership and saying which organisations and people take part."""

import uuid

import pytest
from django.utils import timezone

from assessments.models import Coordinatorship, Organisation, Participant, Partnership
from assessments.services.closing import close_round
from assessments.services.own_response import Key
from tests.cast import make_partnership, make_round
from tests.pages import errors, filled_in, signed_in, words
from tests.responses import ratings, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(anna):
    return signed_in(anna)


def test_whoever_comes_by_reads_what_it_is_and_where_to_sign_in(client, db):
    page = client.get("/")
    for word in ["Hoe gezond is onze samenwerking?", "intentie", "actie", "verbinding", "schijnsamenwerking"]:
        assert word in words(page)
    assert 'href="/accounts/login/"' in page.content.decode()
    assert "Inloggen als coördinator" in words(page)


def test_whoever_has_no_partnership_is_helped_on_the_way(browser):
    page = browser.get("/partnerships/")
    assert "U hebt nog geen samenwerkingsverband" in words(page)
    assert 'href="/partnerships/new/"' in page.content.decode()


def test_the_list_shows_ones_own_with_what_was_found_and_what_is_open(browser, partnership, chris):
    make_partnership(chris, name="Van Chris")
    make_round(partnership, closes_in_days=3)
    page = words(browser.get("/partnerships/"))
    assert "Jeugdketen Noord" in page
    assert "Van Chris" not in page
    assert "open tot" in page
    assert "Nog geen uitslag" in page


def new(browser, **fields):
    form = {
        "name": "Wijk in beweging",
        "theme": "Bewegen",
        "started_on": "2024-03-01",
        "retention_months": "12",
        "organisations": "Gemeente\n  GGD   Noord \n\nWoonstichting",
    }
    return browser.post("/partnerships/new/", form | fields)


def test_a_new_partnership_has_its_organisations_and_its_owner(browser, anna):
    answer = new(browser)
    made = Partnership.objects.get()
    assert answer.url == f"/partnerships/{made.pk}/participants/"
    assert (made.name, made.theme, made.retention_months) == ("Wijk in beweging", "Bewegen", 12)
    assert [one.name for one in made.organisations.all()] == ["GGD Noord", "Gemeente", "Woonstichting"]
    assert Coordinatorship.objects.get().access == "owner"
    assert Coordinatorship.objects.get().user == anna
    assert "is aangemaakt" in words(browser.get(answer.url))


@pytest.mark.parametrize(
    ("fields", "target", "sentence"),
    [
        ({"name": " "}, "id_name", "Vul de naam van het samenwerkingsverband in."),
        ({"name": "x" * 151}, "id_name", "150"),
        ({"organisations": ""}, "id_organisations", "Noem minstens twee organisaties"),
        ({"organisations": "Gemeente"}, "id_organisations", "Noem minstens twee organisaties"),
        ({"organisations": "Gemeente\nGEMEENTE"}, "id_organisations", "staat meer dan één keer in de lijst"),
        ({"organisations": "a" * 151 + "\nb"}, "id_organisations", "te lang"),
        ({"started_on": "2999-01-01"}, "id_started_on", "toekomst"),
        ({"started_on": "ooit"}, "id_started_on", "Vul de datum in"),
        ({"retention_months": "0"}, "id_retention_months", "minstens 1 maand"),
        ({"retention_months": "61"}, "id_retention_months", "hoogstens 60 maanden"),
        ({"retention_months": "lang"}, "id_retention_months", "van 1 tot 60"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(browser, fields, target, sentence):
    page = new(browser, **fields)
    assert page.status_code == 422
    [(found, said)] = errors(page)
    assert found == target
    assert sentence in said
    assert "Fout:" in page.content.decode().split("</title>")[0]
    assert not Partnership.objects.exists()


def test_the_facts_can_be_changed(browser, partnership):
    address = f"/partnerships/{partnership.pk}/edit/"
    fields = filled_in(browser.get(address)) | {"name": "Jeugdketen Zuid", "retention_months": "30"}
    assert browser.post(address, fields).url == f"/partnerships/{partnership.pk}/"
    partnership.refresh_from_db()
    assert (partnership.name, partnership.retention_months) == ("Jeugdketen Zuid", 30)


def test_answers_are_never_kept_longer_than_was_promised(browser, partnership):
    make_round(partnership)
    address = f"/partnerships/{partnership.pk}/edit/"
    fields = filled_in(browser.get(address))
    page = browser.post(address, fields | {"retention_months": "25"})
    assert errors(page)[0][0] == "id_retention_months"
    assert "24 maanden" in errors(page)[0][1]
    assert browser.post(address, fields | {"retention_months": "6"}).status_code == 302


def rows(browser, partnership, kind):
    address = f"/partnerships/{partnership.pk}/{kind}/"
    return address, filled_in(browser.get(address))


def row_of(fields, thing):
    """Return the name of the row of this organisation or participant."""
    return next(
        name.removesuffix("-id") for name, value in fields.items() if name.endswith("-id") and value == str(thing.pk)
    )


def test_organisations_are_added_renamed_and_removed_in_one_go(browser, partnership):
    gemeente, jeugdhulp, school = partnership.organisations.all()
    address, fields = rows(browser, partnership, "organisations")
    fields |= {f"{row_of(fields, jeugdhulp)}-name": "Jeugdhulp Noord", f"{row_of(fields, school)}-DELETE": "on"}
    fields |= {"organisations-3-name": "Politie"}
    assert browser.post(address, fields).url == f"/partnerships/{partnership.pk}/"
    assert [one.name for one in partnership.organisations.all()] == ["Gemeente", "Jeugdhulp Noord", "Politie"]
    assert partnership.organisations.get(name="Gemeente") == gemeente


def test_an_organisation_with_people_or_with_a_round_stays(browser, partnership):
    gemeente, _jeugdhulp, school = partnership.organisations.all()
    Participant.objects.create(organisation=school, name="Joke", role="manager")
    address, fields = rows(browser, partnership, "organisations")
    page = browser.post(address, fields | {f"{row_of(fields, school)}-DELETE": "on", "organisations-3-name": "Nieuw"})
    assert errors(page) == [
        ("", "School heeft nog deelnemers. Verwijder die eerst, of geef ze een andere organisatie.")
    ]
    make_round(partnership, n_participants=1)
    Participant.objects.all().delete()
    page = browser.post(address, fields | {f"{row_of(fields, gemeente)}-DELETE": "on", "organisations-3-name": "Nieuw"})
    assert "kan daarom niet worden verwijderd" in errors(page)[0][1]
    assert partnership.organisations.count() == 3


def test_removing_does_not_tell_which_organisations_answered_through_an_open_link(browser, partnership):
    round_ = make_round(partnership, n_participants=0, has_open_link=True)
    answered, *_silent = partnership.organisations.all()
    send(Key(round_.pk, uuid.uuid4(), organisation_id=answered.pk, role="manager"), ratings(4))
    address, fields = rows(browser, partnership, "organisations")
    for organisation in partnership.organisations.all():
        change = {f"{row_of(fields, organisation)}-DELETE": "on", "organisations-3-name": "Nieuw"}
        [(_field, said)] = errors(browser.post(address, fields | change))
        assert "is gevraagd" in said
    close_round(round_.pk, by=None, now=timezone.now())
    change = {f"{row_of(fields, answered)}-DELETE": "on", "organisations-3-name": "Nieuw"}
    assert browser.post(address, fields | change).status_code == 302


def test_a_double_organisation_is_refused_however_it_is_written(browser, partnership):
    address, fields = rows(browser, partnership, "organisations")
    page = browser.post(address, fields | {"organisations-3-name": "gemeente"})
    assert "meer dan één keer" in errors(page)[0][1]
    assert Organisation.objects.count() == 3


def test_a_form_that_is_sent_twice_adds_once(browser, partnership):
    address, form = rows(browser, partnership, "organisations")
    added = {"organisations-3-name": "Politie"}
    assert browser.post(address, form | added).status_code == 302
    assert browser.post(address, form | added).url == f"/partnerships/{partnership.pk}/"
    assert partnership.organisations.filter(name="Politie").count() == 1


def test_two_organisations_can_swap_names(browser, partnership):
    gemeente, jeugdhulp, _school = partnership.organisations.all()
    address, form = rows(browser, partnership, "organisations")
    swapped = {f"{row_of(form, gemeente)}-name": "Jeugdhulp", f"{row_of(form, jeugdhulp)}-name": "Gemeente"}
    assert browser.post(address, form | swapped).status_code == 302
    gemeente.refresh_from_db()
    jeugdhulp.refresh_from_db()
    assert (gemeente.name, jeugdhulp.name) == ("Jeugdhulp", "Gemeente")


@pytest.mark.parametrize("fields", [{}, {"organisations-TOTAL_FORMS": "x"}, {"organisations-TOTAL_FORMS": "99999"}])
def test_a_broken_form_gets_a_page_and_no_error_of_ours(browser, partnership, fields):
    page = browser.post(f"/partnerships/{partnership.pk}/organisations/", fields)
    assert page.status_code == 422
    assert errors(page)

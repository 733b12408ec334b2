"""Programmes: names by which partnerships that belong together are found."""

import csv
import io

import pytest

from assessments.models import AuditEntry, Coordinatorship, Partnership, Programme
from tests.cast import make_partnership
from tests.pages import errors, filled_in, signed_in, words
from tests.reporting import disclosed as outcomes

from .test_overview import closed, names
from .test_totals import tiles

pytestmark = pytest.mark.django_db

PAGE = "/partnerships/programmes/"


@pytest.fixture
def three(anna):
    return [make_partnership(anna, name=f"Verband {number}") for number in (1, 2, 3)]


def put(browser, partnerships, name, do="in", **more):
    """Send the form with these partnerships ticked."""
    return browser.post(
        PAGE, {"name": name, "partnerships": [one.pk for one in partnerships], "do": do} | more, follow=True
    )


def test_many_are_put_in_a_programme_at_once_and_the_overview_looks_at_it_alone(anna, three):
    browser = signed_in(anna)
    assert 'name="programme"' not in browser.get("/partnerships/").content.decode()
    page = put(browser, three[:2], "  Jeugd   2027 ")
    assert "2 samenwerkingsverbanden zitten nu in het programma “Jeugd 2027”" in words(page)
    assert names(page) == ["Verband 1", "Verband 2"]
    assert '<option value="Jeugd 2027" selected>' in page.content.decode()
    assert names(browser.get("/partnerships/")) == ["Verband 1", "Verband 2", "Verband 3"]
    assert names(browser.get("/partnerships/?programme=Iets")) == []
    assert AuditEntry.objects.filter(action="programmes").count() == 2


def test_what_stands_above_the_overview_is_of_the_programme_too(anna, three):
    four = [*three, make_partnership(anna, name="Verband 4")]
    for one, outcome in zip(four, (outcomes.gezond, outcomes.gezond, *[outcomes.schijnsamenwerking] * 2), strict=True):
        closed(one, outcome())
    browser = signed_in(anna)
    put(browser, four[1:], "Jeugd")
    assert (tiles(browser.get("/partnerships/"))["gezond"], tiles(browser.get("/partnerships/?programme=Jeugd"))) == (
        2,
        {"gezond": 1, "schijnsamenwerking": 2, "eilandsamenwerking": 0},
    )
    assert "/partnerships/?diagnosis=gezond&amp;programme=Jeugd" in (
        browser.get("/partnerships/?programme=Jeugd").content.decode()
    )


def test_the_same_name_in_other_capitals_is_the_same_programme(anna, three):
    browser = signed_in(anna)
    put(browser, three[:1], "Énergie Oost")
    put(browser, three, "énergie OOST")
    assert set(Programme.objects.values_list("name", flat=True)) == {"Énergie Oost"}
    assert Programme.objects.count() == 3


def test_out_of_a_programme(anna, three):
    browser = signed_in(anna)
    put(browser, three, "Jeugd")
    page = put(browser, three[1:], "jeugd", do="out")
    assert "2 samenwerkingsverbanden zitten niet meer in het programma “Jeugd”" in words(page)
    assert names(page) == ["Verband 1"]
    page = put(browser, three, "Jeugd", do="out")
    assert names(page) == ["Verband 1", "Verband 2", "Verband 3"]


def test_the_page_begins_with_what_the_overview_had_found(anna, three):
    browser = signed_in(anna)
    link = f"{PAGE}?of={three[0].pk}-{three[2].pk}"
    found = browser.get("/partnerships/?q=verband").content.decode()
    assert f"{PAGE}?of={three[0].pk}-{three[1].pk}-{three[2].pk}" in found
    assert filled_in(browser.get(link))["partnerships"] == [str(three[0].pk), str(three[2].pk)]
    assert "partnerships" not in filled_in(browser.get(PAGE))
    for mangled in ("?of=x-1e5--", f"?of={2**80}", "?of=-", "?of=" + "1-" * 4000):
        assert browser.get(PAGE + mangled).status_code == 200


def test_a_reader_and_a_stranger_put_nothing_anywhere(anna, bas, chris, partnership):
    for who in (bas, chris):
        page = put(signed_in(who), [partnership], "Gekaapt")
        assert "Alleen een eigenaar" in words(page)
    make_partnership(bas, name="Van Bas")
    assert put(signed_in(bas), [partnership], "Gekaapt").status_code == 422
    assert not Programme.objects.exists()


def test_names_of_others_are_not_offered(anna, chris, three):
    put(signed_in(anna), three, "Geheim plan")
    make_partnership(chris, name="Van Chris")
    for address in (PAGE, "/partnerships/"):
        assert "Geheim plan" not in signed_in(chris).get(address).content.decode()


def test_a_sixth_programme_is_refused_for_all(anna, three):
    browser = signed_in(anna)
    for number in range(5):
        put(browser, three[:1], f"Programma {number}")
    page = put(browser, three, "Nog een")
    assert page.status_code == 422
    assert "Verband 1 zit al in 5 programma’s" in str(errors(page))
    assert not Programme.objects.filter(name="Nog een").exists()


@pytest.mark.parametrize(
    ("name", "chosen", "said"),
    [("", True, "Vul de naam van het programma in"), ("x" * 61, True, "60"), ("Jeugd", False, "Kies minstens één")],
)
def test_what_is_missing_or_too_long_is_said(anna, three, name, chosen, said):
    page = put(signed_in(anna), three if chosen else [], name)
    assert page.status_code == 422
    assert said in str(errors(page))


def test_programmes_stand_in_the_table_and_on_the_page_of_the_partnership(anna, bas, three):
    browser = signed_in(anna)
    Coordinatorship.objects.create(user=bas, partnership=three[0], access="reader")
    put(browser, three[:1], "Jeugd")
    put(browser, three[:1], "=Oost")
    table = browser.get("/partnerships/list.csv").content.decode("utf-8-sig")
    header, row, *_others = csv.reader(io.StringIO(table), delimiter=";")
    assert dict(zip(header, row, strict=True))["Programma’s"] == "'=Oost en Jeugd"
    for who in (anna, bas):
        assert "Programma’s: =Oost en Jeugd" in words(signed_in(who).get(f"/partnerships/{three[0].pk}/"))


def test_a_programme_is_nothing_without_its_partnership(three):
    Programme.objects.create(partnership=three[0], name="Jeugd")
    Partnership.objects.all().delete()
    assert not Programme.objects.exists()

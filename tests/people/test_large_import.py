"""The longest list with the longest names: how much is compared, how large the page is, and that nothing is lost."""

import random

import pytest

from assessments.forms.people.importing import to_text
from assessments.models import Organisation, Participant
from assessments.services.importing.checking import Row, check_rows
from assessments.services.importing.matching import KnownOrganisations
from assessments.vocabulary.limits import MOST_ORGANISATIONS
from tests.pages import errors, filled_in, signed_in, words

MOST_ON_A_PAGE = 1_000_000


@pytest.fixture
def browser(anna):
    return signed_in(anna)


@pytest.fixture
def address(partnership):
    Organisation.objects.bulk_create(
        Organisation(partnership=partnership, name=f"{number:02} " + "gemeente noord " * 9) for number in range(57)
    )
    return f"/partnerships/{partnership.pk}/participants/import/"


def pasted(rows):
    return {"pasted": "\n".join("\t".join(row) for row in [("naam", "e-mail", "rol", "organisatie"), *rows])}


def test_each_different_name_is_compared_once_and_never_more_than_there_is_budget_for():
    known = [f"{number} Gemeente" for number in range(MOST_ORGANISATIONS)]
    compared = KnownOrganisations(known)
    for _again in range(3):
        for number in range(100):
            compared.match(f"Gemeenten {number}")
    assert compared.n_compared == 100 * MOST_ORGANISATIONS
    few = KnownOrganisations(known, most=10 * MOST_ORGANISATIONS)
    found = [few.match(f"{number} Gemeent") for number in range(MOST_ORGANISATIONS)]
    assert few.n_compared == 10 * MOST_ORGANISATIONS
    assert [bool(one.suggestions) for one in found] == [True] * 10 + [False] * (MOST_ORGANISATIONS - 10)
    assert few.match("1 gemeente").is_known, "what is known is found without comparing letters"


def test_what_is_too_long_for_a_name_is_not_compared():
    rows = [Row(n, f"P{n}", "", "manager", f"{n} " + "gemeente noord " * 30) for n in range(50)]
    compared = KnownOrganisations(["Gemeente Noord"])
    assert not any(compared.match(row.organisation).suggestions for row in rows)
    assert compared.n_compared == 0
    assert all("150" in one.problems["organisation"] for one in check_rows(rows, ["Gemeente Noord"], []))


def test_a_page_of_the_longest_list_stays_small_and_the_whole_list_comes_along(browser, address):
    rows = [(f"P {n}", f"p{n}@v.test", "manager", f"{n:04} " + "gemeente noord " * 26) for n in range(1999)]
    page = browser.post(address, pasted(rows))
    assert page.status_code == 422
    assert len(page.content) <= MOST_ON_A_PAGE
    assert "1 tot en met 25 van 1999 rijen" in words(page)
    assert "passen 1000 mensen" in words(page)
    fields = filled_in(page)
    line = next(name.split("-")[1] for name in fields if name.startswith("organisation-"))
    again = browser.post(address, fields | {f"organisation-{line}": "Gemeente", "page": "2"})
    assert len(again.content) <= MOST_ON_A_PAGE
    assert "26 tot en met 50 van 1999 rijen" in words(again)
    last = browser.post(address, filled_in(again) | {"page": "80"})
    assert "1976 tot en met 1999 van 1999 rijen" in words(last)
    assert filled_in(last).keys() >= {f"shown-{line}"}, "what was mended comes last"


def test_rows_of_all_pages_are_added(browser, address):
    rows = [(f"P {n}", f"p{n}@v.test", "manager", "School") for n in range(60)]
    page = browser.post(address, pasted(rows))
    second = browser.post(address, filled_in(page) | {"page": "2"})
    assert browser.post(address, filled_in(second) | {"add": "1"}).status_code == 302
    assert Participant.objects.count() == 60


def test_more_text_than_fits_on_a_later_page_is_said(browser, address):
    noise = random.Random(1)

    def scribble():
        return noise.randbytes(500).hex()

    rows = [Row(n, scribble(), "", "manager", "School") for n in range(1100)]
    n_fit = 800_000 * 100 // len(to_text(rows[:100])) - 5
    packed = to_text(rows[:n_fit])
    more = {f"organisation-{n}": scribble() for n in range(25)}
    for button in ("page", "add"):
        answer = browser.post(address, {"rows": packed, button: "1", **more}, follow=True)
        assert answer.redirect_chain == [(address, 302)]
        assert "Er staat te veel tekst in deze lijst" in words(answer)


def test_that_the_list_is_full_is_said_once(browser, address, partnership):
    rows = [(f"P {n}", "", "manager", "School") for n in range(1001)]
    page = browser.post(address, pasted(rows))
    assert [said for _target, said in errors(page) if "passen" in said or "plaats" in said] == [errors(page)[0][1]]
    again = browser.post(address, filled_in(page) | {"add": "1"})
    assert again.status_code == 422
    assert [said for _target, said in errors(again)] == [errors(page)[0][1]]


def test_more_than_fits_is_said_and_what_was_pasted_stays(browser, address):
    names = ["".join(chr(97 + (n * 7919 + k * k * 31 + k * n) % 26) for k in range(900)) for n in range(1900)]
    given = pasted([(f"P {n}", "", "manager", name) for n, name in enumerate(names)])
    page = browser.post(address, given)
    assert page.status_code == 422
    assert "passen 1000 mensen" in errors(page)[0][1]
    assert names[-1][:50] in page.content.decode()  # the rows stand there, to be left out one by one

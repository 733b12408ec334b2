"""While a round is made, its page says what to expect of so many people."""

import pytest

from assessments.models import Participant, Round
from tests.pages import filled_in, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(anna):
    return signed_in(anna)


def people_of(partnership, n_each, roles=("professional", "manager", "bestuurder")):
    return Participant.objects.bulk_create(
        Participant(organisation=organisation, name=f"{organisation.name} {number}", role=roles[number % len(roles)])
        for organisation in partnership.organisations.all()
        for number in range(n_each)
    )


def page_of(browser, partnership):
    return words(browser.get(f"/partnerships/{partnership.pk}/rounds/new/"))


def expected(browser, partnership, **fields):
    """Return what the page says after the form was changed."""
    form = filled_in(browser.get(f"/partnerships/{partnership.pk}/rounds/new/")) | fields
    kept = {name: value for name, value in form.items() if value is not None}
    return words(browser.post(f"/partnerships/{partnership.pk}/rounds/expectations/", kept))


def test_the_page_says_how_likely_a_clear_outcome_is_and_which_roles_are_too_small(browser, partnership):
    people_of(partnership, 4, roles=("professional", "professional", "manager", "bestuurder"))
    page = page_of(browser, partnership)
    assert "U vraagt 12 mensen van 3 organisaties." in page
    assert "Als 6 van de 10 antwoorden, is de uitkomst in ongeveer 1 op de " in page
    assert "Te weinig om apart te laten zien: managers (3) en bestuurders (3)." in page
    assert "Vanaf 10 antwoorden op een uitspraak" in page


def test_what_to_expect_follows_the_ticks_and_stores_nothing(browser, partnership):
    people = people_of(partnership, 4)
    told = expected(browser, partnership, participants=[person.pk for person in people[:8]])
    assert "U vraagt 8 mensen van 2 organisaties." in told
    assert not Round.objects.exists()


def test_too_few_people_are_said_to_be_too_few(browser, partnership):
    people = people_of(partnership, 3)
    told = expected(browser, partnership, participants=[person.pk for person in people[:3]])
    assert "minstens 5 mensen van minstens 2 organisaties" in told
    assert "duidelijk" not in told


def test_so_few_people_need_everyone_to_answer(browser, partnership):
    people = people_of(partnership, 3)
    told = expected(browser, partnership, participants=[person.pk for person in people[:6]])
    assert "Als iedereen antwoordt, is de uitkomst in ongeveer" in told
    assert "Met minder dan 5 antwoorden is er geen uitkomst." in told


def test_with_an_open_link_the_margins_are_wider(browser, partnership):
    people_of(partnership, 4)
    told = expected(browser, partnership, has_personal_links=None, has_open_link="on")
    assert "Bij een open link weet niemand hoeveel mensen gevraagd zijn." in told
    assert "Met 12 antwoorden is de uitkomst in ongeveer" in told
    assert "U vraagt" not in told


def test_with_a_split_by_organisation_small_organisations_are_counted(browser, partnership):
    people_of(partnership, 4)
    told = expected(browser, partnership, split="organisation")
    assert "3 organisaties hebben minder dan 5 mensen" in told
    assert "managers" not in told


def test_nonsense_in_the_form_is_no_error(browser, partnership):
    people_of(partnership, 4)
    told = expected(browser, partnership, participants=["x", "-1", "99999999"], closes_at_0="nooit", split="niets")
    assert "Vanaf 10 antwoorden" in told


def test_nobody_else_can_ask(bas, chris, partnership):
    for user in (bas, chris):
        assert signed_in(user).post(f"/partnerships/{partnership.pk}/rounds/expectations/").status_code == 404

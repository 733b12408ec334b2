"""How many may answer through the open link: said by a coordinator, before a round opens and while it is open."""

import pytest

from assessments.models import Participant, Round
from tests.cast import make_round
from tests.pages import errors, filled_in, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(anna):
    return signed_in(anna)


def posted(browser, address, **fields):
    form = filled_in(browser.get(address)) | {"go": "open"} | fields
    return browser.post(address, {name: value for name, value in form.items() if value is not None})


def test_a_limit_is_chosen_with_the_open_link_and_means_nothing_without(browser, partnership):
    school = partnership.organisations.first()
    Participant.objects.create(organisation=school, name="Piet", role="manager")
    address = f"/partnerships/{partnership.pk}/rounds/new/"
    assert "Hoogste aantal antwoorden via de open link" in words(browser.get(address))
    for typed, said in (("0", "Vul minstens 1 in"), ("veel", "Vul een heel getal in"), ("100001", "hoogstens 100.000")):
        refused = posted(browser, address, has_open_link="on", open_limit=typed)
        assert refused.status_code == 422
        [(target, sentence)] = errors(refused)
        assert target == "id_open_limit"
        assert said in sentence
        assert filled_in(refused)["open_limit"] == typed
    posted(browser, address, has_open_link=None, open_limit="veel")
    assert Round.objects.get().open_limit is None
    Round.objects.all().delete()
    posted(browser, address, has_open_link="on", open_limit="25")
    assert Round.objects.get().open_limit == 25


def test_in_an_open_round_the_limit_can_be_moved_or_taken_away(browser, partnership):
    round_ = make_round(partnership, has_open_link=True, open_limit=25)
    address = f"/rounds/{round_.pk}/edit/"
    said = {40: "Hoogstens 40 mensen", None: "Het aantal deelnemers is niet beperkt", 1: "Hoogstens 1 persoon"}
    for typed, kept in (("40", 40), ("", None), ("1", 1)):
        posted(browser, address, open_limit=typed)
        round_.refresh_from_db()
        assert round_.open_limit == kept
        assert said[kept] in words(browser.get(f"/rounds/{round_.pk}/links/"))
    without = make_round(partnership, n_participants=0, closes_in_days=100)
    assert "open_limit" not in filled_in(browser.get(f"/rounds/{without.pk}/edit/"))

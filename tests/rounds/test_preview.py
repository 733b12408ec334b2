"""Looking at the questionnaire and trying it out: as partners see it, and without a trace."""

import pytest

from tests.answering.device import everything
from tests.pages import signed_in, words

pytestmark = pytest.mark.django_db


def test_all_questions_are_there_to_read_in_both_languages_and_cannot_be_filled_in(anna, open_round):
    browser = signed_in(anna)
    dutch = browser.get(f"/rounds/{open_round.pk}/preview/")
    english = browser.get(f"/rounds/{open_round.pk}/preview/?language=en")
    assert dutch.content.decode().count('class="question') == english.content.decode().count('class="question') >= 38
    assert "Uw antwoorden zijn vertrouwelijk" in words(dutch)
    assert "Your answers are confidential" in words(english)
    assert '<fieldset class="preview-questions" disabled>' in dutch.content.decode()
    assert "Wat deelnemers zien" in words(english), "the page itself speaks the language of who reads it"


def test_the_promise_on_open_answers_follows_the_smallest_group(anna, open_round):
    browser = signed_in(anna)
    assert "minstens 10 mensen" in words(browser.get(f"/rounds/{open_round.pk}/preview/"))
    open_round.profile.thresholds = {"min_group": 12, "min_respondents": 12}
    open_round.profile.save()
    page = words(browser.get(f"/rounds/{open_round.pk}/preview/"))
    assert "minstens 10 mensen" not in page
    assert page.count("minstens 12 mensen") == 1


def test_a_reader_sees_what_partners_see_but_no_address(anna, bas, open_round):
    open_round.contact_name, open_round.contact_email = "Piet", "piet@voorbeeld.test"
    open_round.save()
    address = f"/rounds/{open_round.pk}/preview/"
    assert "piet@voorbeeld.test" in words(signed_in(anna).get(address))
    page = words(signed_in(bas).get(address))
    assert "Piet" in page
    assert "piet@voorbeeld.test" not in page


@pytest.mark.parametrize("start", ["/rounds/{round}/tryout/{page}/", "/partnerships/{partnership}/tryout/{page}/"])
def test_a_try_out_goes_through_all_pages_and_leaves_nothing_behind(bas, open_round, start):
    browser = signed_in(bas)
    before, cookies = everything(), set(browser.cookies)

    def address(page):
        return start.format(round=open_round.pk, partnership=open_round.partnership_id, page=page)

    for page in range(1, 7):
        shown = browser.get(address(page))
        assert "U probeert de vragen uit" in words(shown)
        assert f"Deel {page} van 6" in words(shown)
        answer = browser.post(address(page), {"A1": "3", "V1": "2", "O1": "Een geheim", "go": "next"})
        assert (answer.status_code, answer.url) == (302, address(page + 1))
        assert not answer.cookies
    assert "Einde van het uitproberen" in words(browser.get(address(7)))
    assert browser.post(address(3), {"go": "previous"}).url == address(2)
    assert " checked" not in browser.get(address(1)).content.decode()
    assert everything() == before
    assert set(browser.cookies) - cookies <= {"csrftoken"}
    assert browser.get(address(8)).status_code == browser.get(address(0)).status_code == 404


def test_what_is_wrong_in_a_try_out_is_said_as_to_a_partner_and_stays_filled_in(anna, open_round):
    browser = signed_in(anna)
    typed = "<b>" + "x" * 2001
    page = browser.post(f"/rounds/{open_round.pk}/tryout/6/", {"O1": typed, "go": "next"})
    assert page.status_code == 422
    assert 'href="#O1"' in page.content.decode()
    assert "&lt;b&gt;xxx" in page.content.decode()
    cleared = browser.post(f"/rounds/{open_round.pk}/tryout/1/", {"A1": "3", "A2": "2", "clear": "A1"})
    assert cleared.status_code == 200
    assert cleared.content.decode().count(" checked") == 1


def test_questions_on_behalf_of_the_organisation_say_so_only_where_names_are_shown(anna, open_round):
    browser = signed_in(anna)
    address = f"/partnerships/{open_round.partnership_id}/tryout/4/"
    assert "namens uw organisatie" in words(browser.get(address))
    unnamed = browser.get(address, {"named": "no"})
    assert "namens uw organisatie" not in words(unnamed)
    answer = browser.post(address + "?named=no", {"go": "next"})
    assert answer.url.endswith("/tryout/5/?named=no")

"""A round on the screen in the room: a way in, a live count, the result step by step; no names and nothing hidden."""

import pytest

from assessments.models import Participant
from assessments.reporting.workshop import steps
from tests.cast import make_round
from tests.closing.answering import key_of, ratings, send
from tests.reporting import disclosed as outcomes
from tests.reporting.results import closed_round, frozen_result

from .pages import signed_in, words

pytestmark = pytest.mark.django_db


def screen(browser, round_, query=""):
    return browser.get(f"/rounds/{round_.pk}/workshop/{query}")


def test_an_owner_shows_the_code_and_a_reader_does_not_get_it(anna, bas, partnership):
    round_ = make_round(partnership, has_open_link=True)
    page = screen(signed_in(anna), round_).content.decode()
    assert round_.join_code in page
    assert "<svg" in page
    page = screen(signed_in(bas), round_)
    assert round_.join_code not in page.content.decode()
    assert "Een eigenaar van dit samenwerkingsverband" in words(page)


def test_without_open_link_it_says_how_partners_get_in(anna, open_round):
    page = screen(signed_in(anna), open_round)
    assert open_round.join_code not in page.content.decode()
    assert "Hebt u een eigen link" in words(page)


def test_the_count_is_sent_anew_only_when_it_changed_and_the_result_when_it_closed(anna, open_round):
    browser = signed_in(anna)
    address = f"/rounds/{open_round.pk}/workshop/count/"
    assert browser.get(f"{address}?seen=0").status_code == 204
    send(key_of(open_round.invitations.first()), ratings(4))
    fresh = browser.get(f"{address}?seen=0")
    assert "1 van 6 mensen" in words(fresh).replace("van de 6", "van 6")
    assert browser.get(f"{address}?seen=1").status_code == 204
    type(open_round).objects.filter(pk=open_round.pk).update(state="closed")
    assert browser.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_no_name_of_a_person_is_on_the_screen(anna, open_round):
    send(key_of(open_round.invitations.first()), ratings(4))
    browser = signed_in(anna)
    page = (
        screen(browser, open_round).content.decode()
        + browser.get(f"/rounds/{open_round.pk}/workshop/count/").content.decode()
    )
    people = Participant.objects.values_list("name", "email")
    assert people
    assert [word for person in people for word in person if word in page] == []


def test_the_result_comes_force_by_force_and_the_outcome_after_them(anna, partnership):
    round_ = closed_round(partnership)
    browser = signed_in(anna)
    total = len(steps(frozen_result()))
    seen = [words(screen(browser, round_, f"?step={number}")) for number in range(1, total + 1)]
    where = [next(place for place, text in enumerate(seen) if f"{force} " in text) for force in ("Intentie", "Actie")]
    outcome = next(place for place, text in enumerate(seen) if "schijnsamenwerking" in text)
    assert where == sorted(where)
    assert outcome > where[-1]
    assert f"Stap 1 van {total}" in seen[0]
    assert words(screen(browser, round_, "?step=999")) == seen[-1]
    assert words(screen(browser, round_, "?step=onzin")) == seen[0]


def test_a_score_is_guessed_before_it_is_shown_and_only_as_it_is_shown():
    found = steps(frozen_result())
    kinds = [one.kind for one in found]
    assert kinds[:8] == ["title", "guess", "force", "guess", "force", "guess", "force", "outcome"]
    bars = [one.bar for one in found if one.kind == "force"]
    assert [bar.score for bar in bars] == ["81", "37", "46"]
    assert [bar.value for bar in bars] == [810, 370, 460]


def test_what_is_held_back_is_not_drawn():
    hidden = frozen_result(outcomes.bar_withheld())
    forces = [one for one in steps(hidden) if one.kind == "force"]
    assert all(one.bar is None or one.bar.limit is None for one in forces)
    too_few = steps(frozen_result(outcomes.onvoldoende_gegevens()))
    assert {one.kind for one in too_few} <= {"title", "question"}
    assert all(one.bar is None for one in too_few)

"""A stored action that looks at what the newest questionnaire does not ask is left out, and the admin is told."""

import logging

import pytest

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.models import Action, Result
from assessments.results.stored_results import result_of
from assessments.services.catalogue import active_entries
from assessments.services.closing import close_due_rounds
from tests.admin.files import LIST, as_csv, exported, lines, looked_at
from tests.admin.forms import rows, sent
from tests.cast import make_round
from tests.pages import words
from tests.responses import after, send_all

from .newest import ADDED, ADDED_TO_FORCE, BEFORE, DROPPED, HELD_BACK_BEFORE, HOLDS_BACK, NEW_TEXT, VERSION

pytestmark = pytest.mark.django_db
QUESTION = "C4: Hoeveel professionals wachten eerst af, voordat zij echt meedoen?"
REASON = f"kijkt naar iets wat de huidige vragenlijst niet vraagt: vraag {QUESTION}"


@pytest.fixture
def stale(catalogue):
    """The shipped action that looks at C4."""
    (found,) = (action for action in Action.objects.all() if any("C4" in one.values() for one in action.conditions))
    assert found.is_active
    return found


@pytest.fixture
def fresh(stale):
    """A copy of it that looks at a question that only the newest version asks."""
    return a_copy(stale, "nieuw", [{"item": ADDED, "above": 50}])


def a_copy(action, code, conditions):
    copy = Action.objects.get(pk=action.pk)
    copy.pk, copy.code, copy.title_nl, copy.loaded_digest, copy.conditions = None, code, code, "", conditions
    copy.save()
    return copy


def codes(version):
    return [entry.code for entry in active_entries(version)]


def ratings_of(round_, value):
    return dict.fromkeys(questionnaire(round_.questionnaire_version).instrument.rating_codes, value)


def close(round_, **changes):
    """Let everyone answer and the worker close the round; return the codes of its catalogue and of its advice."""
    send_all(round_, lambda number: ratings_of(round_, 2 + number % 2) | changes)
    assert close_due_rounds(now=after(round_)) == 1
    result = result_of(round_)
    chosen = {one.entry.code for role in result.actions for one in (*role.main, *role.tendency)}
    return {entry.code for entry in result.catalogue}, chosen


def test_the_versions_differ_as_the_tests_need():
    old, new = (questionnaire(version).instrument for version in (BEFORE, VERSION))
    assert current_version() == VERSION
    assert set(old.rating_codes) - set(new.rating_codes) == {DROPPED, HELD_BACK_BEFORE}
    assert set(new.rating_codes) - set(old.rating_codes) == {ADDED, ADDED_TO_FORCE, HOLDS_BACK}
    assert set(new.forces["verbinding"]) - set(old.forces["verbinding"]) == {ADDED_TO_FORCE}
    assert (old.own_hold_back, new.own_hold_back) == (HELD_BACK_BEFORE, HOLDS_BACK)


def test_each_version_leaves_out_what_it_does_not_ask(stale, fresh, caplog):
    assert stale.code in codes(BEFORE)
    assert fresh.code not in codes(BEFORE)
    assert fresh.code in codes(VERSION)
    with caplog.at_level(logging.WARNING):
        assert stale.code not in codes(VERSION)
    assert f"Left out for questionnaire {VERSION}: Action '{stale.code}' looks at C4." in caplog.text


def test_an_action_stored_wrong_is_left_out_as_well(stale, caplog):
    wrong = [a_copy(stale, f"fout-{number}", one) for number, one in enumerate(([{"item": "Z9"}], [7], [{}]))]
    assert {one.code for one in wrong}.isdisjoint(codes(BEFORE))
    assert stale.code in codes(BEFORE)


def test_a_round_closes_beside_an_action_that_it_cannot_use(stale, fresh, partnership):
    a_copy(stale, "fout", [{"item": "Z9", "below": 50}])
    known, chosen = close(make_round(partnership), C6=5)

    assert {stale.code, "fout"}.isdisjoint(known)
    assert fresh.code in chosen


def test_a_round_of_the_first_version_still_uses_it(stale, fresh, partnership):
    known, chosen = close(make_round(partnership, questionnaire_version=BEFORE), C4=5)

    assert fresh.code not in known
    assert stale.code in chosen


def test_closing_by_hand_works_too(stale, partnership, anna, client):
    round_ = make_round(partnership)
    send_all(round_, lambda _number: ratings_of(round_, 3))
    client.force_login(anna)
    assert client.post(f"/rounds/{round_.pk}/close/", {"confirm": "on"}, follow=True).status_code == 200
    assert Result.objects.filter(round=round_).exists()


def test_the_list_says_which_are_left_out_and_why(stale, fresh, beheer):
    page = words(beheer.get(LIST))
    assert f"Nieuwe metingen slaan deze stap over: {stale} . Een voorwaarde {REASON}" in page
    assert f"{fresh} . Een voorwaarde" not in page

    a_copy(stale, "fout", [{"item": "Z9", "below": 50}])
    page = words(beheer.get(LIST))
    assert "Nieuwe metingen slaan deze 2 stappen over" in page
    assert "vraagt: {'item': 'Z9', 'below': 50}." in page

    Action.objects.exclude(pk=fresh.pk).update(is_active=False)
    assert "slaan deze" not in words(beheer.get(LIST))


def test_the_list_says_it_in_english(stale, beheer):
    beheer.cookies["language"] = "en"
    page = words(beheer.get(LIST))
    assert f"New rounds leave this action out: {stale} ." in page
    assert "does not ask: question C4: How many professionals wait and see before they really join in?" in page


def test_the_form_says_it_and_shows_the_condition(stale, fresh, beheer):
    page = beheer.get(f"{LIST}{stale.pk}/change/")
    assert f"Nieuwe metingen slaan deze stap over. Een voorwaarde {REASON}" in words(page)
    assert '<option value="item:C4" selected>' in page.content.decode()
    assert f"{QUESTION} (niet in de huidige vragenlijst)" in words(page)

    page = beheer.get(f"{LIST}{fresh.pk}/change/")
    assert "slaan deze stap over" not in words(page)
    assert "item:C4" not in page.content.decode()


def test_the_form_asks_for_another_condition_and_takes_it(stale, beheer):
    page = beheer.post(f"{LIST}{stale.pk}/change/", sent(stale))
    assert "Voorwaarde 1 kijkt naar iets wat de huidige vragenlijst niet vraagt." in words(page)
    assert '<option value="item:C4" selected>' in page.content.decode()

    page = beheer.post(f"{LIST}{stale.pk}/change/", sent(stale, **rows((f"item:{ADDED}", "above", "50.0"))))
    assert page.status_code == 302
    assert stale.code in codes(VERSION)


@pytest.mark.parametrize("page", ["change", "preview", "results", "history"])
@pytest.mark.parametrize(
    "conditions", [[{"item": "Z9", "below": 50}], [7], [{"item": "C4", "below": 1}, {"item": "C6", "below": 1}]]
)
def test_every_page_about_an_action_that_no_round_can_use_opens(stale, beheer, page, conditions):
    action = a_copy(stale, "fout", conditions)
    answer = beheer.get(f"{LIST}{action.pk}/{page}/")
    assert answer.status_code == 200
    assert ("Nieuwe metingen slaan deze stap over." in words(answer)) == (page != "history")


def test_it_can_be_looked_at_and_tried_and_duplicated(stale, beheer):
    assert "wacht een flink deel van de professionals eerst af" in words(beheer.get(f"{LIST}{stale.pk}/preview/"))
    assert f"Vraag {QUESTION} – vanaf 50: de score is" in words(beheer.get(f"{LIST}{stale.pk}/results/"))
    assert '<option value="item:C4" selected>' in beheer.get(f"{LIST}add/?copy_of={stale.pk}").content.decode()


def test_the_preview_has_the_words_of_the_newest_questionnaire(stale, beheer):
    action = a_copy(stale, "vraagt-a1", [{"item": "A1", "below": 50}])
    assert NEW_TEXT.removesuffix(".") in words(beheer.get(f"{LIST}{action.pk}/preview/"))


@pytest.mark.parametrize("extension", ["csv", "xlsx", "yaml"])
def test_it_goes_out_in_a_file_but_not_in(stale, beheer, extension):
    page = looked_at(beheer, exported(beheer, extension), extension)
    ((refused),) = page.context_data["differences"].refused
    assert (refused.code, refused.column) == (stale.code, "conditions")
    assert refused.reasons[0].startswith("Voorwaarde 1 kijkt naar iets wat de huidige vragenlijst niet vraagt.")


def test_a_file_may_name_what_the_newest_version_asks(stale, fresh, beheer):
    page = looked_at(beheer, as_csv(lines(fresh, title_nl="Anders")))
    assert [one.code for one in page.context_data["differences"].changed] == [fresh.code]


def test_an_earlier_state_that_looks_at_what_is_gone_does_not_come_back(stale, beheer):
    version = stale.history.get()
    beheer.post(f"{LIST}{stale.pk}/change/", sent(stale, **rows()))
    page = beheer.post(f"{LIST}{stale.pk}/history/{version.pk}/restore/", follow=True)
    assert "Deze versie kan niet meer worden gebruikt" in words(page)
    stale.refresh_from_db()
    assert stale.conditions == []

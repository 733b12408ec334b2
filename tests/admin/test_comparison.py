"""What an admin edited stands beside the text that the product ships now, and the admin chooses."""

import pytest

from assessments.models import Action
from assessments.services.catalogue import origin

LIST = "/beheer/assessments/action/"
OURS = "Onze eigen woorden <b>"


@pytest.fixture
def edited(action):
    """An action that was edited from a text of an earlier version of the product."""
    Action.objects.filter(pk=action.pk).update(title_nl=OURS, loaded_digest="of an earlier version")
    action.refresh_from_db()
    return action


def decide(client, action, choice):
    return client.post(f"{LIST}{action.pk}/decide/", {choice: "1"}, follow=True)


def test_the_list_and_the_form_lead_to_the_comparison(beheer, edited):
    other = Action.objects.exclude(pk=edited.pk)[0]
    for page in (LIST, f"{LIST}{edited.pk}/change/"):
        assert f"{LIST}compare/" in beheer.get(page).content.decode()
    assert f"{LIST}compare/" not in beheer.get(f"{LIST}{other.pk}/change/").content.decode()


def test_only_what_differs_stands_side_by_side(beheer, edited, catalogue):
    page = beheer.get(f"{LIST}compare/")
    ((action, changes),) = page.context["compared"]
    assert action == edited
    assert [(change.name, change.before) for change in changes] == [("Titel in het Nederlands", OURS)]
    assert "Onze eigen woorden &lt;b&gt;" in page.content.decode()
    assert changes[0].after in page.content.decode()


def test_the_new_text_is_taken(beheer, edited, ada):
    page = decide(beheer, edited, "take").content.decode()
    assert "De nieuwe tekst is overgenomen" in page
    assert "Geen gewijzigde stap heeft een nieuwe tekst" in page
    edited.refresh_from_db()
    assert (origin(edited), edited.title_nl != OURS) == ("shipped", True)
    assert edited.history.latest().history_user == ada
    history = beheer.get(f"{LIST}{edited.pk}/history/").content.decode()
    assert "Nieuwe tekst van het product overgenomen" in history


def test_what_was_replaced_can_be_put_back_and_is_not_asked_about_again(beheer, action):
    action.title_nl, action.loaded_digest = OURS, "of an earlier version"
    action.save()
    ours = action.history.latest().history_id
    decide(beheer, action, "take")
    beheer.post(f"{LIST}{action.pk}/history/{ours}/restore/")
    action.refresh_from_db()
    assert (origin(action), action.title_nl) == ("edited", OURS)
    assert beheer.get(f"{LIST}compare/").context["compared"] == []


def test_the_own_text_is_kept_and_not_asked_about_again(beheer, edited):
    page = decide(beheer, edited, "keep").content.decode()
    assert "Uw eigen tekst blijft zoals die is." in page
    edited.refresh_from_db()
    assert (origin(edited), edited.title_nl) == ("edited", OURS)
    assert f"{LIST}compare/" not in beheer.get(LIST).content.decode()
    assert "Er is geen nieuwe tekst meer van deze stap." in decide(beheer, edited, "take").content.decode()
    edited.refresh_from_db()
    assert edited.title_nl == OURS


def test_others_compare_and_decide_nothing(client, anna, edited):
    client.force_login(anna)
    assert client.get(f"{LIST}compare/", follow=True).status_code == 403
    assert decide(client, edited, "take").status_code == 403
    edited.refresh_from_db()
    assert edited.title_nl == OURS


def test_a_decision_is_posted(beheer, edited):
    assert beheer.get(f"{LIST}{edited.pk}/decide/").status_code == 405

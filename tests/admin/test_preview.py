"""The preview: the report's own card, in both languages, of what is stored or stands in the form."""

import pytest

from assessments.admin.action_preview import example, preview
from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import judge
from assessments.models import Action
from tests.catalogue.actions import above, an_action, at_least, below, flag

from .forms import rows, sent

LIST = "/beheer/assessments/action/"


@pytest.mark.parametrize("entry", shipped_actions(), ids=lambda entry: entry.code)
def test_every_shipped_action_has_a_card_in_both_languages(entry):
    cards = dict(preview(entry))
    assert (cards["nl"].card.title, cards["en"].card.title) == (entry.text("nl").title, entry.text("en").title)
    assert cards["nl"].card.called_by != cards["en"].card.called_by


def test_the_example_meets_the_conditions_of_the_action():
    conditions = (at_least("item", "C1", 50.0), below("item", "C1", 60.0), below("force", "actie"), flag("nipt"))
    found = example(an_action("a", *conditions), "2").disclosed
    assert all(judge(found, condition).holds for condition in conditions)
    assert found.statements["C1"].value in {50, 55}


@pytest.mark.parametrize("entry", shipped_actions(), ids=lambda entry: entry.code)
def test_every_shipped_action_is_shown_on_an_example_that_calls_for_it(entry):
    found = example(entry, "2").disclosed
    assert [condition for condition in entry.conditions if not judge(found, condition).holds] == []


def test_conditions_that_no_number_meets_are_shown_on_a_number_all_the_same():
    conditions = (above("item", "C1", 95.0), below("item", "C5", 5.0))
    assert len(dict(preview(an_action("a", *conditions)))) == 2


def test_the_stored_action_is_shown_as_the_report_shows_it(beheer, action):
    page = beheer.get(f"{LIST}{action.pk}/preview/").content.decode()
    assert action.title_nl in page
    assert action.title_en in page
    assert 'lang="nl"' in page
    assert "Waarom hier" in page
    assert "Why here" in page
    assert "report-screen.css" in page


def test_what_stands_in_the_form_is_shown_and_not_saved(beheer, action):
    changes = {"title_nl": "Nog niet bewaard", **rows(("force:actie", "below", "bar"))}
    response = beheer.post(f"{LIST}{action.pk}/preview/", sent(action, **changes))
    page = response.content.decode()
    assert "Nog niet bewaard" in page
    assert "Actie scoort" in page
    assert "er is niets opgeslagen" in page
    action.refresh_from_db()
    assert action.title_nl != "Nog niet bewaard"
    assert action.history.count() == 1


def test_an_action_that_is_not_there_yet_is_shown(beheer, action):
    page = beheer.post(f"{LIST}preview/", sent(action, code="van-ons", title_en="Ours")).content.decode()
    assert "Ours" in page
    assert not Action.objects.filter(code="van-ons").exists()


def test_a_form_that_is_not_complete_gives_its_mistakes(beheer, action):
    response = beheer.post(f"{LIST}{action.pk}/preview/", sent(action, title_nl="", **rows(("item:C1", "", ""))))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Titel in het Nederlands" in page
    assert "Kies bij voorwaarde 1 onder, vanaf of boven, en een grens." in page


@pytest.mark.parametrize("name", ["title_nl", "action_nl", "why_en", "first_step_nl", "noticeable_en", "source"])
def test_the_preview_escapes_what_was_written(beheer, action, name):
    page = beheer.post(
        f"{LIST}{action.pk}/preview/", sent(action, **{name: "<script>alert(1)</script>"})
    ).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_nobody_else_sees_a_preview(client, anna, action):
    assert client.get(f"{LIST}{action.pk}/preview/").status_code == 302
    client.force_login(anna)
    assert client.get(f"{LIST}{action.pk}/preview/", follow=True).status_code == 403


def test_there_is_no_preview_of_nothing(beheer, action):
    assert beheer.get(f"{LIST}preview/").status_code == 403
    assert beheer.get(f"{LIST}999999/preview/").status_code == 404

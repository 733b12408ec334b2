from dataclasses import replace

import pytest
from django.core.management import call_command

from assessments.catalogue.actions import TEXTS, shipped_actions
from assessments.catalogue.entries import Translated
from assessments.models import Action
from assessments.services.catalogue import (
    active_entries,
    decide,
    digest,
    entry_of,
    fields_of,
    load_catalogue,
    offers,
    origin,
)

pytestmark = pytest.mark.django_db
CODES = [entry.code for entry in shipped_actions()]


def reworded(entry, title):
    english = replace(entry.text("en"), title=title)
    return replace(entry, texts=Translated(entry.texts.by_language | {"en": english}))


def reshipped():
    """Return what is shipped when the first action got another English title."""
    return reworded(shipped_actions()[0], "Begin together"), *shipped_actions()[1:]


def test_loading_twice_does_nothing_the_second_time():
    assert load_catalogue().added == CODES
    again = load_catalogue()
    assert (again.added, again.updated, again.edited, again.unchanged) == ([], [], [], CODES)
    assert {action.history.count() for action in Action.objects.all()} == {1}


def test_what_is_loaded_is_what_was_shipped():
    load_catalogue()
    assert active_entries("2") == shipped_actions()


def test_a_round_with_the_first_questionnaire_goes_without_what_asks_after_the_second():
    load_catalogue()
    left = [entry.code for entry in shipped_actions() if entry not in active_entries("1")]
    assert left == ["intentie-geld", "a6-een-plan", "vertrouwen-werk", "vertrouwen-leiding", "resultaat-vragen"]


def test_what_nobody_edited_follows_what_is_shipped():
    load_catalogue()
    assert load_catalogue(reshipped()).updated == CODES[:1]
    assert Action.objects.get(code=CODES[0]).title_en == "Begin together"
    assert load_catalogue(reshipped()).updated == []


def test_what_an_admin_edited_stays_whatever_is_shipped():
    load_catalogue()
    action = Action.objects.get(code=CODES[0])
    action.title_nl = "Onze eigen woorden"
    action.save()
    loaded = load_catalogue(reshipped())
    assert (loaded.edited, loaded.updated) == (CODES[:1], [])
    action.refresh_from_db()
    assert (action.title_nl, action.title_en) == ("Onze eigen woorden", shipped_actions()[0].text("en").title)


def test_an_action_switched_off_follows_what_is_shipped_and_stays_off():
    load_catalogue()
    Action.objects.filter(code=CODES[0]).update(is_active=False)
    assert load_catalogue(reshipped()).updated == CODES[:1]
    assert Action.objects.get(code=CODES[0]).title_en == "Begin together"
    assert [entry.code for entry in active_entries("2")] == CODES[1:]


def test_what_is_shipped_no_more_is_switched_off_and_kept_in_the_history():
    load_catalogue()
    Action.objects.filter(code=CODES[2]).update(title_nl="Onze eigen woorden")
    loaded = load_catalogue(shipped_actions()[3:])
    assert loaded.retired == CODES[:2]
    assert [entry.code for entry in active_entries("2")] == CODES[2:]
    newest = Action.history.filter(code=CODES[0]).latest()
    assert (newest.is_active, newest.history_change_reason) == (False, "retired")
    assert load_catalogue(shipped_actions()[3:]).retired == []


def test_an_edited_action_is_offered_its_new_text_until_somebody_decides():
    load_catalogue()
    assert offers() == []
    Action.objects.filter(code__in=CODES[:2]).update(title_nl="Onze eigen woorden")
    assert offers() == [], "what is shipped is still what it was edited from"
    Action.objects.filter(code__in=CODES[:2]).update(loaded_digest=digest({"title_nl": "In version 0.1"}))
    first, second = offers()
    assert (first.action.title_nl, first.shipped.title_nl) == (
        "Onze eigen woorden",
        shipped_actions()[0].text("nl").title,
    )
    assert decide(first.action.pk, take=True)
    assert decide(second.action.pk, take=False)
    assert offers() == []
    taken, kept = Action.objects.filter(code__in=CODES[:2]).order_by("order")
    assert (origin(taken), entry_of(taken)) == ("shipped", shipped_actions()[0])
    assert (origin(kept), kept.title_nl) == ("edited", "Onze eigen woorden")
    assert [action.history.latest().history_change_reason for action in (taken, kept)] == ["taken", "kept"]
    assert not decide(taken.pk, take=False)
    assert not decide(0, take=True)
    assert (load_catalogue().edited, offers()) == ([CODES[1]], [])


def test_taking_the_new_text_switches_nothing_on():
    load_catalogue()
    Action.objects.filter(code=CODES[0]).update(title_nl="Anders", loaded_digest="before", is_active=False)
    assert decide(offers()[0].action.pk, take=True)
    assert not Action.objects.get(code=CODES[0]).is_active


def test_an_own_action_with_the_code_of_a_new_shipped_one_is_kept_and_offered_it():
    load_catalogue()
    Action.objects.filter(code=CODES[0]).update(title_nl="Van ons", loaded_digest="")
    assert load_catalogue().edited == CODES[:1]
    assert [offer.action.title_nl for offer in offers()] == ["Van ons"]


def test_an_edit_undone_is_no_edit():
    load_catalogue()
    action = Action.objects.get(code=CODES[0])
    title, action.title_nl = action.title_nl, "Anders"
    assert origin(action) == "edited"
    action.title_nl = title
    assert origin(action) == "shipped"


def test_an_action_of_an_admin_stays_when_the_catalogue_is_loaded():
    load_catalogue()
    own = Action.objects.get(code=CODES[0])
    own.pk, own.code, own.loaded_digest = None, "van-ons", ""
    own.save()
    load_catalogue()
    assert Action.objects.filter(code="van-ons").exists()
    assert origin(own) == "own"


def test_the_command_says_what_it_did(capsys):
    call_command("load_catalogue")
    assert f"{len(CODES)} added, 0 updated, 0 left as edited, 0 unchanged, 0 retired" in capsys.readouterr().out
    Action.objects.filter(code=CODES[2]).update(source="Wij", loaded_digest="before")
    gone = Action.objects.get(code=CODES[3])
    gone.code = "vervallen"
    gone.loaded_digest = digest(fields_of(entry_of(gone)))
    gone.save()
    call_command("load_catalogue")
    told = capsys.readouterr().out
    assert f"1 added, 0 updated, 1 left as edited, {len(CODES) - 2} unchanged, 1 retired" in told
    assert f"{CODES[2]} was edited" in told
    assert "Compare 1 of these with a new text in the administration" in told
    assert "vervallen is shipped no more" in told


def test_an_action_stored_wrong_is_named_and_left_out(caplog):
    load_catalogue()
    Action.objects.filter(code=CODES[0]).update(conditions=[{"item": "Z9", "below": "bar"}])
    wrong = f"Action '{CODES[0]}': 'Z9' is not one of"

    assert [entry.code for entry in active_entries("2")] == CODES[1:]
    assert wrong in caplog.text
    with pytest.raises(ValueError, match=wrong):
        entry_of(Action.objects.get(code=CODES[0]))


def test_a_language_that_is_not_filled_yet_is_told_in_dutch_and_filled_by_loading():
    load_catalogue()
    english = {f"{name}_en": "" for name in TEXTS}
    Action.objects.update(**english)
    for action in Action.objects.all():
        before = {name: value for name, value in fields_of(entry_of(action)).items() if name not in english}
        Action.objects.filter(pk=action.pk).update(loaded_digest=digest(before))
    assert [entry.text("en") for entry in active_entries("2")] == [entry.text("nl") for entry in shipped_actions()]
    assert load_catalogue().updated == CODES
    assert active_entries("2") == shipped_actions()

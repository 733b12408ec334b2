from dataclasses import replace

import pytest
from django.core.management import call_command

from assessments.catalogue.actions import TEXTS, shipped_actions
from assessments.catalogue.entries import Translated
from assessments.models import Action
from assessments.services.catalogue import active_entries, digest, entry_of, fields_of, is_edited, load_catalogue

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
    assert active_entries("1") == shipped_actions()


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


def test_an_action_switched_off_stays_off_and_out_of_reports():
    load_catalogue()
    Action.objects.filter(code=CODES[0]).update(is_active=False)
    assert load_catalogue(reshipped()).edited == CODES[:1]
    assert [entry.code for entry in active_entries("1")] == CODES[1:]


def test_an_edit_undone_is_no_edit():
    load_catalogue()
    action = Action.objects.get(code=CODES[0])
    title, action.title_nl = action.title_nl, "Anders"
    assert is_edited(action)
    action.title_nl = title
    assert not is_edited(action)


def test_an_action_of_an_admin_stays_when_the_catalogue_is_loaded():
    load_catalogue()
    own = Action.objects.get(code=CODES[0])
    own.pk, own.code, own.loaded_digest = None, "van-ons", ""
    own.save()
    load_catalogue()
    assert Action.objects.filter(code="van-ons").exists()
    assert is_edited(own)


def test_the_command_says_what_it_did(capsys):
    call_command("load_catalogue")
    assert f"{len(CODES)} added, 0 updated, 0 left as edited, 0 unchanged" in capsys.readouterr().out
    Action.objects.filter(code=CODES[2]).update(source="Wij")
    call_command("load_catalogue")
    told = capsys.readouterr().out
    assert f"0 added, 0 updated, 1 left as edited, {len(CODES) - 1} unchanged" in told
    assert f"{CODES[2]} was edited" in told


def test_an_action_stored_wrong_is_named_and_left_out(caplog):
    load_catalogue()
    Action.objects.filter(code=CODES[0]).update(conditions=[{"item": "Z9", "below": "bar"}])
    wrong = f"Action '{CODES[0]}': 'Z9' is not one of"

    assert [entry.code for entry in active_entries("1")] == CODES[1:]
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
    assert [entry.text("en") for entry in active_entries("1")] == [entry.text("nl") for entry in shipped_actions()]
    assert load_catalogue().updated == CODES
    assert active_entries("1") == shipped_actions()

"""An installation of version 0.1 gets the actions of version 2, and loses nothing that an admin made of them."""

import importlib
import json
from pathlib import Path

import pytest
from django.apps import apps

from assessments.catalogue.actions import shipped_actions
from assessments.models import Action
from assessments.services.catalogue import active_entries, digest, entry_of, load_catalogue, offers, origin

pytestmark = pytest.mark.django_db

SHIPPED_0_1 = json.loads(Path(__file__).with_name("shipped_0_1.json").read_text(encoding="utf-8"))
"""Some of the actions as version 0.1 stored them, with the digests that it gave them."""
OLD = [
    {"flag": "startfase"},
    {"level": "vastgelopen"},
    {"item": "B3", "below": "bar"},
    {"force": "actie", "below": "bar"},
    {"flag": "nipt"},
]
NEW = [
    {"flag": "opbouwfase"},
    {"level": "uitgesproken"},
    {"item": "B3", "below": 62.5},
    {"force": "actie", "below": "bar"},
    {"flag": "nipt"},
]
BY_CODE = {entry.code: entry for entry in shipped_actions()}


def migrate():
    migration = importlib.import_module("assessments.migrations.0011_conditions_of_the_second_model")
    migration.rename(apps, None)


@pytest.fixture
def installed():
    """What version 0.1 had loaded: one edited, one switched off, one of the admin, the rest as shipped."""
    for fields in SHIPPED_0_1:
        Action.objects.create(**fields)
    edited = Action.objects.get(code="trekkers")
    edited.title_nl = "Onze trekkers"
    edited.save()
    Action.objects.filter(code="schijn-team").update(is_active=False)
    own = {**SHIPPED_0_1[0], "code": "van-ons", "title_nl": "Van ons", "conditions": OLD, "loaded_digest": ""}
    Action.objects.create(**own)


def test_the_upgrade_replaces_what_nobody_edited_and_keeps_the_rest(installed):
    migrate()
    loaded = load_catalogue()
    old = {fields["code"] for fields in SHIPPED_0_1}
    assert set(loaded.updated) == old - {"trekkers"}
    assert (loaded.edited, loaded.retired) == (["trekkers"], [])
    assert set(loaded.added) == set(BY_CODE) - old
    assert not {code for code in loaded.updated if entry_of(Action.objects.get(code=code)) != BY_CODE[code]}

    edited = Action.objects.get(code="trekkers")
    assert (edited.title_nl, origin(edited)) == ("Onze trekkers", "edited")
    assert [offer.action.code for offer in offers()] == ["trekkers"]
    assert entry_of(offers()[0].shipped) == BY_CODE["trekkers"]

    off = Action.objects.get(code="schijn-team")
    assert (off.is_active, origin(off)) == (False, "shipped")
    used = {entry.code for entry in active_entries("2")}
    assert used == (set(BY_CODE) | {"van-ons"}) - {"schijn-team"}


def test_conditions_of_edited_and_own_actions_are_told_in_the_new_words(installed):
    Action.objects.filter(code="trekkers").update(conditions=OLD)
    migrate()
    for code in ("van-ons", "trekkers"):
        assert Action.objects.get(code=code).conditions == NEW
        entry_of(Action.objects.get(code=code))
    assert Action.history.filter(code="van-ons").latest().conditions == NEW


def test_what_nobody_edited_does_not_become_edited_by_the_new_words():
    fields = {**SHIPPED_0_1[0], "conditions": OLD}
    fields["loaded_digest"] = digest({name: value for name, value in fields.items() if name != "loaded_digest"})
    action = Action.objects.create(**fields)
    assert origin(action) == "shipped"
    migrate()
    action.refresh_from_db()
    assert (action.conditions, origin(action)) == (NEW, "shipped")


def test_what_was_edited_stays_edited(installed):
    migrate()
    assert {action.code for action in Action.objects.all() if origin(action) == "edited"} == {"trekkers"}

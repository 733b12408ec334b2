"""No column is forgotten: every one that can hold a text is looked through, or is on the list that says why not."""

from django.apps import apps
from django.db import models

from assessments.services.person_erasure.columns import EXEMPT, language_path, partnership_path, text_columns

WITHOUT_TEXT = (
    *(models.AutoField, models.BigAutoField, models.BooleanField, models.DateField, models.IntegerField),
    *(models.UUIDField, models.ForeignKey, models.GenericIPAddressField),
)
"""Kinds of columns in which nobody can write a name or an address."""


def every_column():
    return [field for model in apps.get_models(include_auto_created=True) for field in model._meta.concrete_fields]


def test_every_column_that_can_hold_a_text_is_looked_through_or_exempt():
    looked_through = {field for fields in text_columns().values() for field in fields}
    forgotten = {
        str(field)
        for field in every_column()
        if field not in looked_through
        and not isinstance(field, WITHOUT_TEXT)
        and not field.choices
        and f"{field.model._meta.label}.{field.name}" not in EXEMPT
    }
    assert forgotten == set()
    assert len(looked_through) > 60


def test_what_is_exempt_exists_and_has_a_reason():
    names = {f"{field.model._meta.label}.{field.name}" for field in every_column()}
    assert set(EXEMPT) - names == set()
    assert all(EXEMPT.values())


def test_the_way_to_partnership_and_language_is_found():
    from assessments.models import Action, MailText, Participant, ProgressNote, Result

    found = {
        model: (partnership_path(model), language_path(model)) for model in (Action, MailText, Result, ProgressNote)
    }
    assert found == {
        Action: ("", ""),
        MailText: ("round__partnership", "language"),
        Result: ("round__partnership", "round__language"),
        ProgressNote: ("planned_action__partnership", "planned_action__round__language"),
    }
    assert partnership_path(Participant) == "partnership"

"""Every field of a form and every column that takes a text cleans it and bounds it, those that come later too."""

import importlib
import pkgutil

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models

import assessments
import collab
from assessments.models import Organisation, Participant, PlannedAction, ScoringProfileVersion, User
from assessments.text_fields import AddressField, AddressInput, LineField, LineInput, ProseField, ProseInput
from tests.some import some

CLEANING = (LineInput, ProseInput, AddressInput)
CLEANING_COLUMNS = (LineField, ProseField, AddressField)
DIRTY = "Ge\u202emeen\x00te\ufffe"
OF_OTHERS = {
    "file": "signed by ourselves",
    "plan": "signed by ourselves",
    "pasted": "rows, whose cells are cleaned one by one",
    "credential": "from a device, checked by allauth",
    "username": "of allauth, which we have none of",
    "code": "compared with codes that we made, or a slug",
}
MADE_BY_US = {
    *("AuditEntry.about", "Submission.key", "Submission.landing", "KeyFingerprint.name", "KeyFingerprint.digest"),
    *("DutyRun.name", "Excerpt.diagnosis", "Excerpt.level"),
    *("Heartbeat.worker", *(f"ReportRequest.{name}" for name in ("subject", "what", "edition", "leased_by"))),
    *("Mail.key", "PendingErasure.table", "Response.resume_code", "Result.checksum", "Round.join_code"),
    *("Action.code", "Action.loaded_digest", "HistoricalAction.code", "HistoricalAction.loaded_digest"),
    *("Round.questionnaire_version", "AnsweringTime.questionnaire_version", "User.password", "ShareLink.password"),
    *("HistoricalAction.history_change_reason",),
}


def all_forms():
    """Return every class of form of ours, and those that the admin makes."""
    for package in (assessments, collab):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name and not module.name.endswith(("wsgi", "asgi")):
                importlib.import_module(module.name)
    found, waiting = [], [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith(("assessments.", "collab.")):
            found.append(kind)
    return found


def fields_for_texts(rf):
    """Return every field of a form in which something can be typed, with where it stands."""
    request = rf.get("/")
    request.user = User(is_staff=True, is_superuser=True)
    editing = [one for one in admin.site._registry.values() if one.has_add_permission(request)]
    of_admin = [one.get_form(request) for one in some(editing)]
    for form in some(all_forms() + of_admin):
        for name, field in getattr(form, "base_fields", {}).items():
            is_text = isinstance(field, forms.CharField) and not isinstance(field, forms.SlugField)
            if is_text and not isinstance(field.widget, forms.PasswordInput):
                yield f"{form.__module__}.{form.__name__}.{name}", name, field


@pytest.mark.django_db
def test_every_field_of_a_form_cleans_what_is_typed(rf):
    fields = [(place, name, field) for place, name, field in fields_for_texts(rf) if name not in OF_OTHERS]
    assert len(fields) > 25
    ours = [(place, field) for place, _name, field in fields if place.startswith("assessments.")]
    assert [place for place, field in ours if not isinstance(field, CLEANING)] == []
    assert [place for place, field in ours if field.max_length is None] == []
    theirs = {place.rsplit(".", 1)[1] for place, _name, field in fields if not isinstance(field, CLEANING)}
    assert theirs <= {"login", "email", "email2"}, "addresses that allauth checks, and a column of ours cleans"


@pytest.mark.parametrize("kind", CLEANING)
def test_what_is_far_too_long_is_refused_as_it_came(kind):
    field = kind(max_length=10)
    assert field.to_python("\u200bé" * 20) == "é" * 20
    hopeless = "\u200bé" * 21
    assert field.to_python(hopeless) == hopeless
    with pytest.raises(ValidationError) as refused:
        field.clean(hopeless)
    assert "max_length" in {error.code for error in refused.value.error_list}


def columns():
    """Return every column for texts, with its name."""
    for model in some(list(apps.get_app_config("assessments").get_models())):
        for column in model._meta.concrete_fields:
            if isinstance(column, models.CharField | models.TextField) and column.choices is None:
                yield f"{model.__name__}.{column.name}", column


def test_every_column_for_texts_cleans_and_has_a_most():
    found = dict(columns())
    assert len(found) > 30
    assert set(found) >= MADE_BY_US
    typed = {place: one for place, one in found.items() if place not in MADE_BY_US}
    assert [place for place, one in typed.items() if not isinstance(one, CLEANING_COLUMNS)] == []
    assert [place for place, one in typed.items() if not one.max_length] == []


def test_a_text_that_is_too_long_is_told_by_the_model_too(partnership):
    action = PlannedAction(partnership=partnership, title="Overleg", note="x" * 2001)
    with pytest.raises(ValidationError) as refused:
        action.full_clean()
    assert list(refused.value.message_dict) == ["note"]
    action.note = "x" * 2000
    action.full_clean()


@pytest.mark.django_db
def test_no_way_to_store_a_row_leaves_the_cleaning_out(partnership):
    saved = Organisation(partnership=partnership, name=f"{DIRTY} 1")
    saved.save()
    saved.refresh_from_db()
    assert saved.name == "Gemeente 1"
    many = [
        Participant(organisation=saved, name=f"{DIRTY} {place}", email=f"p{place}@v.test\x00") for place in range(2)
    ]
    Participant.objects.bulk_create(many)
    Organisation.objects.filter(pk=saved.pk).update(name=f"{DIRTY} 2")
    ScoringProfileVersion.objects.create(version=9, note=f"{DIRTY}\r\nBcc: x")
    assert set(Participant.objects.filter(organisation=saved).values_list("name", "email")) == {
        ("Gemeente 0", "p0@v.test"),
        ("Gemeente 1", "p1@v.test"),
    }
    assert Organisation.objects.get(pk=saved.pk).name == "Gemeente 2"
    assert ScoringProfileVersion.objects.get(version=9).note == "Gemeente Bcc: x"

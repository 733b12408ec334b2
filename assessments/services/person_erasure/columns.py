"""The columns in which somebody's name or address may stand: every text and JSON column there is, but for a few.

They are found by walking the models, so that a new column is among them without anybody having to think of it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from assessments.models import Partnership, Round

EXEMPT: Mapping[str, str] = {
    "assessments.Participant.name": "A person goes as a whole; a longer name is somebody else's.",
    "assessments.Participant.email": "A person goes as a whole; a longer address is somebody else's.",
    "assessments.User.name": "An account goes as a whole, by its address; a namesake keeps theirs.",
    "assessments.User.email": "An account goes as a whole.",
    "assessments.User.password": "A hash.",
    "account.EmailAddress.email": "Goes with its account.",
    "assessments.CoordinatorInvitation.email": "An invitation goes as a whole.",
    "assessments.Mail.address": "A mail goes as a whole.",
    "assessments.Result.document": "Changed together with its checksum, in ``results``.",
    "assessments.Result.checksum": "A digest.",
    "assessments.Logo.image": "A picture that was drawn anew; what is in it goes with the logo.",
    "assessments.ShareLink.password": "A hash.",
    "assessments.KeyFingerprint.name": "Names of settings.",
    "assessments.KeyFingerprint.digest": "A digest.",
    "assessments.ReportRequest.subject": "A digest, or the number of a partnership.",
    "assessments.ReportRequest.what": "A kind of file, a language, and a code or a digest.",
    "assessments.ReportRequest.edition": "A digest.",
    "assessments.ReportRequest.leased_by": "A number drawn for a process.",
    "assessments.Excerpt.diagnosis": "A code.",
    "assessments.Excerpt.level": "A code.",
    "assessments.Excerpt.parts": "Codes and shown numbers, written anew with the document.",
    "assessments.DutyRun.name": "Names in the code.",
    "sessions.Session.session_data": "Packed: it is unpacked to look into it, and a session goes as a whole.",
    "contenttypes.ContentType.app_label": "Names in the code.",
    "contenttypes.ContentType.model": "Names in the code.",
    "auth.Permission.name": "Made of names in the code.",
    "auth.Permission.codename": "Made of names in the code.",
}
"""Columns that are not looked through, with the reason; so are those whose values come from a list (``choices``)."""

_TEXT = (models.CharField, models.TextField, models.JSONField)


@cache
def text_columns() -> Mapping[type[models.Model], tuple[models.Field[Any, Any], ...]]:
    """Return per model the columns that are looked through; models without any are left out."""
    found = {
        model: tuple(field for field in model._meta.concrete_fields if _is_looked_through(field))  # noqa: SLF001
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy  # noqa: SLF001
    }
    return {model: columns for model, columns in found.items() if columns}


def _is_looked_through(field: models.Field[Any, Any]) -> bool:
    name = f"{field.model._meta.label}.{field.name}"  # noqa: SLF001
    return isinstance(field, _TEXT) and not field.choices and name not in EXEMPT


@cache
def path_to(target: type[models.Model], model: type[models.Model]) -> str:
    """Return the shortest path of references from a model to another, as Django writes it; empty if there is none.

    ``pk`` for the model itself.
    """
    if model is target:
        return "pk"
    waiting: list[tuple[str, type[models.Model]]] = [("", model)]
    known = {model}
    while waiting:
        path, at = waiting.pop(0)
        for field in at._meta.concrete_fields:  # noqa: SLF001
            to = field.related_model
            if not isinstance(to, type) or to in known:
                continue
            if to is target:
                return f"{path}{field.name}"
            known.add(to)
            waiting.append((f"{path}{field.name}__", to))
    return ""


def partnership_path(model: type[models.Model]) -> str:
    """Return the path from a model to the partnership that its rows belong to; empty if they belong to none."""
    return path_to(Partnership, model)


def language_path(model: type[models.Model]) -> str:
    """Return the path to the language in which the texts of a model are written; empty if nothing says it."""
    if any(field.name == "language" for field in model._meta.concrete_fields):  # noqa: SLF001
        return "language"
    path = path_to(Round, model)
    return f"{path}__language" if path else ""

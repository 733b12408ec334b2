"""The changes of an action in words: who, when, and each field before and after."""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from assessments.catalogue.actions import TEXTS
from assessments.models import Action
from assessments.models.choices import role_label
from assessments.services.catalogue import IMPORTED, KEPT, LOADED, RESTORED, RETIRED, TAKEN
from assessments.vocabulary.languages import LANGUAGES

from .action_form import ActionForm
from .condition_words import condition_words

REMOVED = "-"
FIELDS = ("is_active", "order", "source", "roles", "diagnosis", "conditions", "level")
TOLD = (*FIELDS, *(f"{name}_{language}" for name in TEXTS for language in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an action: what was done, by whom, when."""

    id: int
    at: datetime
    by: str
    what: str
    changes: tuple[Change, ...]
    is_present: bool


def versions(pk: int) -> list[Version]:
    """Return all versions of an action, newest first, even if it was removed."""
    records = list(Action.history.filter(id=pk).select_related("history_user").order_by("-history_date", "-history_id"))
    pairs = zip_longest(records, records[1:])
    return [
        _version(record, before, is_present=n == 0 and record.history_type != REMOVED)
        for n, (record, before) in enumerate(pairs)
    ]


def removed_actions() -> list[Any]:
    """Return the last record of every removed action, newest first."""
    gone = Action.history.filter(history_type=REMOVED).exclude(id__in=Action.objects.values("id"))
    records = gone.select_related("history_user").order_by("-history_date", "-history_id")
    return list({record.id: record for record in reversed(records)}.values())[::-1]


def _version(record: Any, before: Any, *, is_present: bool) -> Version:
    is_first = before is None
    words = {
        LOADED: _("Loaded with the product") if is_first else _("Brought up to date with the product"),
        RETIRED: _("Switched off: no longer part of the product"),
        TAKEN: _("New text of the product adopted"),
        KEPT: _("Kept alongside a new text of the product"),
        RESTORED: _("Earlier version restored"),
        IMPORTED: _("Made by importing a file") if is_first else _("Changed by importing a file"),
    }
    what = words.get(record.history_change_reason, _("Made") if is_first else _("Changed"))
    what = _("Removed") if record.history_type == REMOVED else what
    by = str(record.history_user) if record.history_user else _("the product itself")
    found = () if is_first else changes(before.instance, record.instance)
    return Version(record.pk, record.history_date, by, what, found, is_present)


def changes(before: Action, after: Action) -> tuple[Change, ...]:
    """Return every field that differs between two versions of an action, in words."""
    told = [(_name(name), describe_field(before, name), describe_field(after, name)) for name in TOLD]
    return tuple(Change(name, old, new) for name, old, new in told if old != new)


def _name(field: str) -> str:
    return str(ActionForm.base_fields[field].label)


def describe_field(action: Action, name: str) -> str:
    """Return in words what stands in a field of an action."""
    value = getattr(action, name)
    if name == "conditions":
        return "; ".join(condition_words(document) for document in value) or _("none")
    if name == "roles":
        return ", ".join(map(role_label, value))
    if name == "is_active":
        return _("yes") if value else _("no")
    if name == "diagnosis":
        return value or _("any diagnosis")
    return action.get_level_display() if name == "level" else str(value)

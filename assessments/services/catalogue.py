"""The action catalogue in the database: loading what is shipped, and reading what is active."""

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from assessments.catalogue.actions import TEXTS, entry_from_document, entry_to_document, shipped_actions
from assessments.catalogue.entries import ActionEntry
from assessments.catalogue.questionnaire import current_version
from assessments.catalogue.subjects import missing_subjects
from assessments.models import Action
from assessments.vocabulary.languages import DEFAULT, LANGUAGES

log = logging.getLogger(__name__)

LOADED = "loaded"
RETIRED = "retired"
TAKEN = "taken"
KEPT = "kept"
RESTORED = "restored"
IMPORTED = "imported"
"""Reasons for a change in an action's history; an admin's edit has none."""

PLAIN = ("code", "order", "level", "roles", "source")


@dataclass(slots=True)
class Loaded:
    """What loading did, as codes of actions."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    """Left as an admin edited them."""
    unchanged: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    """Switched off, because they are shipped no more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that an admin edited, beside the text with which the product now ships it."""

    action: Action
    shipped: Action
    """Not stored."""


def load_catalogue(entries: Sequence[ActionEntry] | None = None) -> Loaded:
    """Store the shipped actions, or these, in the database.

    What nobody edited is brought up to date, and stays switched off if it was. What an admin edited stays as it is:
    ``offers`` gives the new text beside it. What is shipped no more is switched off, unless an admin edited it.
    """
    loaded, new = Loaded(), []
    with transaction.atomic():
        # Locked, so that an admin who edits an action at this moment is not overwritten.
        stored = {action.code: action for action in Action.objects.select_for_update()}
        for entry in shipped_actions() if entries is None else entries:
            action = stored.pop(entry.code, None)
            if action is None:
                new.append(_fill(Action(code=entry.code), entry))
                loaded.added.append(entry.code)
            elif origin(action) != "shipped":
                loaded.edited.append(entry.code)
            elif action.loaded_digest != digest(fields_of(entry)):
                _save(_fill(action, entry), LOADED)
                loaded.updated.append(entry.code)
            else:
                loaded.unchanged.append(entry.code)
        loaded.retired += _retire(stored.values())
        bulk_create_with_history(new, Action, default_change_reason=LOADED)
    return loaded


def _retire(actions: Iterable[Action]) -> list[str]:
    """Switch off those of the actions that came with the product and are as they came; return their codes."""
    retired = [action for action in actions if action.is_active and origin(action) == "shipped"]
    for action in retired:
        action.is_active = False
        _save(action, RETIRED)
    return [action.code for action in retired]


def offers() -> list[Offer]:
    """Return the actions that an admin edited and whose shipped text has changed since, in order.

    An action of one's own is among them if the product now ships another with its code.
    """
    return [offer for action in Action.objects.all() if (offer := offer_for(action)) is not None]


def offer_for(action: Action) -> Offer | None:
    """Return an action beside its shipped text; None if it is as shipped, or this text was decided on before."""
    shipped = _shipped().get(action.code)
    if shipped is None or action.loaded_digest == shipped[1] or origin(action) == "shipped":
        return None
    return Offer(action, _fill(Action(pk=action.pk, is_active=action.is_active), shipped[0]))


@cache
def _shipped() -> dict[str, tuple[ActionEntry, str]]:
    """Return the shipped actions with their digests, by code."""
    return {entry.code: (entry, digest(fields_of(entry))) for entry in shipped_actions()}


def decide(pk: int, *, take: bool) -> bool:
    """Replace an edited action by its shipped text, or keep it and stop offering that text.

    Returns whether there was still something to decide on.
    """
    with transaction.atomic():
        action = Action.objects.select_for_update().filter(pk=pk).first()
        offer = offer_for(action) if action else None
        if action is None or offer is None:
            return False
        if take:
            _save(offer.shipped, TAKEN)
        else:
            action.loaded_digest = offer.shipped.loaded_digest
            _save(action, KEPT)
    return True


def _save(action: Action, reason: str) -> None:
    action._change_reason = reason  # type: ignore[attr-defined]  # noqa: SLF001
    action.save()


def active_entries(version: str) -> tuple[ActionEntry, ...]:
    """Return the active actions for rounds with this version of the questionnaire, in order.

    Actions that cannot be used there are left out with a warning in the log, since a stored action must never keep a
    round from closing. The admin shows them too.
    """
    found = []
    for action in Action.objects.filter(is_active=True):
        try:
            found.append(_entry_for(action, version))
        except ValueError as error:
            log.warning("Left out for questionnaire %s: %s", version, error)
    return tuple(found)


def _entry_for(action: Action, version: str) -> ActionEntry:
    """Return an action for rounds with this questionnaire. Raises ValueError if it looks at what is not asked."""
    entry = entry_of(action)
    missing = missing_subjects(entry.conditions, version)
    if missing:
        message = f"Action {entry.code!r} looks at {', '.join(one.subject for one in missing)}."
        raise ValueError(message)
    return entry


def origin(action: Action) -> Literal["shipped", "edited", "own"]:
    """Return whether an action is as it was shipped, was edited since, or was created by an admin."""
    if not action.loaded_digest:
        return "own"
    return "shipped" if digest(_stored(action)) == action.loaded_digest else "edited"


class CodeTakenError(Exception):
    """Another action has taken the code in the meantime."""


def restore(version: Action) -> None:
    """Make an earlier version of an action the current one, even if the action was removed.

    Raises ValueError if it can no longer be used, CodeTakenError if another action has its code.
    """
    _entry_for(version, current_version())
    with transaction.atomic():
        # All are locked and not only this one, because another action may be taking the code at this moment.
        present = {action.code: action for action in Action.objects.select_for_update()}
        holder = present.get(version.code)
        if holder is not None and holder.pk != version.pk:
            raise CodeTakenError
        version.loaded_digest = holder.loaded_digest if holder else version.loaded_digest
        _save(version, RESTORED)


def entry_of(action: Action) -> ActionEntry:
    """Return an action as an entry for reports, in Dutch where a language lacks a text.

    Raises ValueError if what is stored is invalid.
    """
    fields = filled_fields(action)
    texts = {language: {name: fields[f"{name}_{language}"] for name in TEXTS} for language in LANGUAGES}
    plain = {name: fields[name] for name in PLAIN}
    return entry_from_document({**plain, "diagnosis": action.diagnosis or None, "when": action.conditions, **texts})


def filled_fields(action: Action) -> dict[str, Any]:
    """Return the stored fields, with the Dutch text where a language lacks one.

    A language that is added later is empty in actions that admins created, and reports must not fail for that.
    """
    fields = _stored(action)
    dutch = {f"{name}_{language}": fields[f"{name}_{DEFAULT}"] for name in TEXTS for language in LANGUAGES}
    return {name: value or dutch.get(name, value) for name, value in fields.items()}


def digest(fields: Mapping[str, Any]) -> str:
    """Return a SHA-256 over the filled fields of an action, so that adding a language changes nothing by itself."""
    filled = {name: value for name, value in fields.items() if value not in ("", None)}
    return hashlib.sha256(json.dumps(filled, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def fields_of(entry: ActionEntry) -> dict[str, Any]:
    """Return the values of the model's fields for this entry."""
    document = entry_to_document(entry)
    plain = {name: document[name] for name in PLAIN}
    texts = {f"{name}_{language}": document[language][name] for language in LANGUAGES for name in TEXTS}
    return plain | texts | {"diagnosis": document["diagnosis"] or "", "conditions": document["when"]}


def _stored(action: Action) -> dict[str, Any]:
    texts = (f"{name}_{language}" for language in LANGUAGES for name in TEXTS)
    return {name: getattr(action, name) for name in (*PLAIN, *texts, "diagnosis", "conditions")}


def _fill(action: Action, entry: ActionEntry) -> Action:
    fields = fields_of(entry)
    for name, value in fields.items():
        setattr(action, name, value)
    action.loaded_digest = digest(fields)
    return action

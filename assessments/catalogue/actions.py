"""Reads the shipped actions strictly: an error in the file stops the start and names the entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml

from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.levels import FIELDS
from assessments.vocabulary.outcomes import DIAGNOSES
from assessments.vocabulary.roles import ADVISED

from .comparison import bar_of
from .entries import ActionEntry, ActionText, Comparison, Condition, Translated
from .subjects import KINDS, known_subjects

FILES = ("actions_deck.yaml", "actions_own.yaml")
TEXTS = tuple(field.name for field in fields(ActionText))
COMPARED = {"force", "process", "item"}
COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)


@cache
def shipped_actions() -> tuple[ActionEntry, ...]:
    """Return all shipped actions, in order. Raises ValueError naming an invalid action."""
    return read_actions(Path(__file__).parent / name for name in FILES)


def read_actions(paths: Iterable[Path]) -> tuple[ActionEntry, ...]:
    """Return the actions in these files, in order. Raises ValueError naming an invalid action."""
    found = [entry for path in paths for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
    entries = tuple(entry_from_document({"order": 10 * order, **entry}) for order, entry in enumerate(found, start=1))
    codes = [entry.code for entry in entries]
    double = next((code for code in codes if codes.count(code) > 1), None)
    if double:
        message = f"Action {double!r} is there twice."
        raise ValueError(message)
    return entries


def entry_to_document(entry: ActionEntry) -> dict[str, Any]:
    """Return an action as plain values, in the shape of the shipped file."""
    return {
        "code": entry.code,
        "order": entry.order,
        "diagnosis": entry.diagnosis,
        "level": entry.level,
        "roles": list(entry.roles),
        "when": [condition_to_document(condition) for condition in entry.conditions],
        "source": entry.source,
        **{language: {name: getattr(entry.text(language), name) for name in TEXTS} for language in LANGUAGES},
    }


def entry_from_document(document: Mapping[str, Any]) -> ActionEntry:
    """Return the action that a document describes. Raises ValueError that names the entry and the error."""
    code = document.get("code")
    try:
        return _entry(document)
    except (KeyError, TypeError, ValueError) as error:
        what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        message = f"Action {code!r}: {what}."
        raise ValueError(message) from error


def _entry(document: Mapping[str, Any]) -> ActionEntry:
    known = {"code", "order", "diagnosis", "level", "roles", "when", "source", *LANGUAGES}
    _refuse(set(document) - known, "unknown key")
    return ActionEntry(
        code=_text(document["code"]),
        order=_order(document["order"]),
        diagnosis=_one_of(document.get("diagnosis"), (*DIAGNOSES, None)),
        level=_one_of(document["level"], tuple(FIELDS)),
        roles=_roles(document["roles"]),
        conditions=tuple(condition_from_document(condition) for condition in document.get("when") or ()),
        source=_text(document["source"]),
        texts=Translated({language: _action_text(document, language) for language in LANGUAGES}),
    )


def _order(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        message = f"the order is a whole number of 0 or more, not {value!r}"
        raise ValueError(message)
    return value


def _roles(values: Sequence[str]) -> tuple[str, ...]:
    roles = tuple(_one_of(role, ADVISED) for role in values)
    if not roles or len(set(roles)) < len(roles):
        message = "an action is for at least one role, and for none of them twice"
        raise ValueError(message)
    return roles


def _action_text(entry: Mapping[str, Any], language: str) -> ActionText:
    document = entry[language]
    if not isinstance(document, Mapping):
        message = f"the texts in {language} are missing"
        raise TypeError(message)
    _refuse(set(document) - set(TEXTS), "unknown text")
    return ActionText(**{name: _text(document[name]) for name in TEXTS})


def condition_to_document(condition: Condition) -> dict[str, Any]:
    """Return a condition in the shape of the shipped file."""
    found: dict[str, Any] = {condition.kind: condition.subject}
    return found | ({condition.comparison: condition.limit} if condition.comparison else {})


def condition_from_document(document: Mapping[str, Any]) -> Condition:
    """Return a condition such as ``{"force": "actie", "below": "bar"}``; its subject may be of any version.

    Raises ValueError if no version of the questionnaire knows it.
    """
    kind = next((kind for kind in KINDS if kind in document), None) if isinstance(document, Mapping) else None
    if kind is None:
        message = f"a condition has one of {', '.join(KINDS)}"
        raise ValueError(message)
    subject = _one_of(document[kind], known_subjects(kind))
    rest = {key: value for key, value in document.items() if key != kind}
    if kind not in COMPARED:
        _refuse(set(rest), "unknown part of a condition")
        return Condition(kind, subject)
    comparison = _one_of(next(iter(rest), None), COMPARISONS)
    _refuse(set(rest) - {comparison}, "unknown part of a condition")
    limit = rest[comparison]
    if limit == "bar" and bar_of(kind, subject) is None:
        message = f"{subject} has no bar: compare it with a number"
        raise ValueError(message)
    return Condition(kind, subject, comparison, limit if limit == "bar" else _limit(limit))


def _limit(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        message = f"a limit is the word bar or a number from 0 to 100, not {value!r}"
        raise ValueError(message)
    return float(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        message = f"a text is missing or empty: {value!r}"
        raise ValueError(message)
    return value.strip()


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        message = f"{value!r} is not one of {', '.join(map(str, allowed))}"
        raise ValueError(message)
    return value


def _refuse(names: set[str], what: str) -> None:
    if names:
        message = f"{what}: {', '.join(sorted(names))}"
        raise ValueError(message)

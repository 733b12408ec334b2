"""Converts an action to a line of a file and back: its columns, each as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.catalogue.actions import COMPARISONS, TEXTS, condition_from_document
from assessments.cleaning import with_plain_breaks
from assessments.models import Action
from assessments.vocabulary.languages import LANGUAGES

from .conditions import MOST_ROWS, PARTS, Row, from_row

TEXT_COLUMNS = tuple(f"{name}_{language}" for name in TEXTS for language in LANGUAGES)
COLUMNS = ("code", "active", "order", "source", "roles", "diagnosis", "level", "conditions", *TEXT_COLUMNS)
FIELD_OF = {column: column for column in COLUMNS} | {"active": "is_active"}
"""The field of the form for each column."""

YES, NO = "yes", "no"
_YES = {YES, "ja", "true", "waar", "1"}
_NO = {NO, "nee", "false", "onwaar", "0"}
_COMPARISON = "|".join(COMPARISONS)
_CONDITION = re.compile(rf"(\w+)\s*:\s*(\w+)(?:\s+({_COMPARISON})\s+(bar|[\d.,]+))?")


@dataclass(frozen=True, slots=True)
class Line:
    """One action in a file."""

    number: int
    """The row in a table, or the line in a YAML file."""
    cells: dict[str, str]
    """A text for every column."""
    unknown: str = ""
    """Unknown names, separated by commas."""


def to_cells(action: Action) -> dict[str, str]:
    """Return an action as one text per column."""
    return {
        "code": action.code,
        "active": YES if action.is_active else NO,
        "order": str(action.order),
        "source": with_plain_breaks(action.source),
        "roles": ", ".join(action.roles),
        "diagnosis": action.diagnosis,
        "level": action.level,
        "conditions": "; ".join(condition_text(document) for document in action.conditions),
        **{column: with_plain_breaks(getattr(action, column)) for column in TEXT_COLUMNS},
    }


def form_data(cells: Mapping[str, str], action: Action) -> dict[str, Any]:
    """Return the data that the form for an action would be sent with these values.

    Texts that differ from those of ``action`` only in their kind of line break stay as they are.
    """
    texts = {column: _kept_breaks(cells[column], getattr(action, column)) for column in ("source", *TEXT_COLUMNS)}
    plain = {column: cells[column] for column in ("code", "order", "diagnosis", "level")}
    data: dict[str, Any] = plain | texts | {"roles": _roles(cells["roles"])}
    if cells["active"].casefold() in _YES:
        data["is_active"] = "on"
    for number, row in enumerate(_rows(cells["conditions"])):
        data |= {f"conditions-{number}-{part}": value for part, value in zip(PARTS, row or ("", "", ""), strict=True)}
    return data


def unreadable_cells(cells: Mapping[str, str]) -> dict[str, list[str]]:
    """Return per column what cannot be put into a form."""
    found: dict[str, list[str]] = {}
    if cells["active"].casefold() not in _YES | _NO:
        found["active"] = [_("Write yes or no.")]
    conditions = _texts_of_conditions(cells["conditions"])
    wrong = [text for text, row in zip(conditions, _rows(cells["conditions"]), strict=True) if row is None]
    sentence = _("“%(condition)s” is not a condition. Write it like “force: actie below bar” or “flag: nipt”.")
    if wrong:
        found["conditions"] = [sentence % {"condition": text[:80]} for text in wrong]
    elif len(conditions) > MOST_ROWS:
        found["conditions"] = [_("An action has at most %(most)s conditions.") % {"most": MOST_ROWS}]
    return found


def condition_text(document: Mapping[str, Any]) -> str:
    """Return a stored condition as in files, such as ``force: actie below bar``; an invalid one unchanged."""
    try:
        condition = condition_from_document(document)
    except ValueError:
        return str(document)
    subject = f"{condition.kind}: {condition.subject}"
    if condition.comparison is None:
        return subject
    return f"{subject} {condition.comparison} {str(condition.limit).removesuffix('.0')}"


def condition_documents(cell: str) -> list[dict[str, Any]]:
    """Return the conditions in a cell that ``to_cells`` made, in the shape of the product's own files."""
    return [from_row(row, number) for number, row in enumerate(_rows(cell), start=1) if row]


def _kept_breaks(cell: str, stored: str) -> str:
    return stored if with_plain_breaks(stored) == cell else cell


def _roles(cell: str) -> list[str]:
    return [role.strip() for role in cell.split(",") if role.strip()]


def _texts_of_conditions(cell: str) -> list[str]:
    return [text.strip() for text in re.split(r"[;\n]", cell) if text.strip()]


def _rows(cell: str) -> list[Row | None]:
    """Return each condition as the form's lists would send it; None for what cannot be read."""
    found = [_CONDITION.fullmatch(text) for text in _texts_of_conditions(cell)]
    return [
        (f"{match[1]}:{match[2]}", match[3] or "", (match[4] or "").replace(",", ".")) if match else None
        for match in found
    ]

"""What a file with actions would change: each line passes the form in which actions are edited, or says why not."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.models import Action
from assessments.services.catalogue import IMPORTED, entry_of

from .action_columns import COLUMNS, FIELD_OF, Line, form_data, unreadable_cells
from .action_form import ActionForm
from .action_history import TOLD, Change, changes

COLUMN_OF = {field: column for column, field in FIELD_OF.items()}
UNKNOWN = ""
"""Stands for the column of names that mean nothing."""


@dataclass(frozen=True, slots=True)
class CheckedAction:
    """An action as a line of a file would have it."""

    line: int
    code: str
    before: Action | None
    """As it is stored; None for a new one."""
    after: Action
    problems: dict[str, list[str]]
    """By column."""

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.after)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every field that would change, in words."""
        return changes(self.before or Action(), self.after)

    def differences(self) -> list[tuple[str, Any, Any]]:
        """Return every field that would change, with its value before and after."""
        before = self.before or Action()
        pairs = [(name, getattr(before, name), getattr(self.after, name)) for name in ("code", *TOLD)]
        return [(name, old, new) for name, old, new in pairs if old != new]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong in one cell."""

    line: int
    code: str
    column: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What importing a file would do."""

    new: tuple[CheckedAction, ...]
    changed: tuple[CheckedAction, ...]
    unchanged: tuple[CheckedAction, ...]
    refused: tuple[Refusal, ...]

    @property
    def is_writable(self) -> bool:
        """Whether there is something to write, and nothing wrong."""
        return bool(self.new or self.changed) and not self.refused

    @property
    def digest(self) -> str:
        """What stands for all that would be written, to see whether it is still the same when it is confirmed."""
        plan = [(action.code, action.differences()) for action in (*self.new, *self.changed)]
        return hashlib.sha256(repr(plan).encode()).hexdigest()

    def is_the_plan(self, digest: str) -> bool:
        """Whether this, and nothing else, was looked at before."""
        return self.is_writable and self.digest == digest


def differences(lines: Sequence[Line], stored: Iterable[Action]) -> Differences:
    """Return what writing these lines would change in the stored actions; nothing is written by looking."""
    known = {action.code: action for action in stored}
    times = Counter(line.cells["code"] for line in lines)
    checked = [_check(line, known.get(line.cells["code"]), times[line.cells["code"]]) for line in lines]
    good = [action for action in checked if not action.problems]
    return Differences(
        new=tuple(action for action in good if action.before is None),
        changed=tuple(action for action in good if action.before and action.differences()),
        unchanged=tuple(action for action in good if action.before and not action.differences()),
        refused=tuple(refusal for action in checked for refusal in _refusals(action)),
    )


def write(found: Differences) -> None:
    """Store what was found, and say in the history where it came from."""
    for action in (*found.new, *found.changed):
        action.after._change_reason = IMPORTED  # type: ignore[attr-defined]  # noqa: SLF001
        action.after.save()


def _check(line: Line, before: Action | None, times: int) -> CheckedAction:
    after = copy(before) if before else Action()
    form = ActionForm(form_data(line.cells, after), instance=after)
    if before:
        del form.fields["code"]
    problems = {COLUMN_OF[field]: list(map(str, errors)) for field, errors in form.errors.items()}
    problems |= unreadable_cells(line.cells)
    if line.unknown:
        problems[UNKNOWN] = [_("There is no such thing as: %(names)s.") % {"names": line.unknown}]
    if times > 1:
        problems["code"] = [_("This code stands in the file more than once.")]
    return CheckedAction(line.number, line.cells["code"], before, after, problems or _problems_in_reports(after))


def _problems_in_reports(action: Action) -> dict[str, list[str]]:
    """Ask of an action what a report will ask of it."""
    try:
        entry_of(action)
    except ValueError as error:
        return {"code": [str(error)]}
    return {}


def _refusals(action: CheckedAction) -> list[Refusal]:
    """Return what is wrong in a line, in the order of the columns."""
    return [
        Refusal(action.line, action.code, column, tuple(dict.fromkeys(action.problems[column])))
        for column in (*COLUMNS, UNKNOWN)
        if column in action.problems
    ]

"""Checks and writes a file with actions: each line must pass the form in which actions are edited."""

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
"""Stands for the column of unknown names."""


@dataclass(frozen=True, slots=True)
class CheckedAction:
    """An action as a line of the file would make it."""

    line: int
    code: str
    before: Action | None
    """The stored action; None for a new one."""
    after: Action
    problems: dict[str, list[str]]
    """By column."""

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.after)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The fields that would change, in words."""
        return changes(self.before or Action(), self.after)

    def differences(self) -> list[tuple[str, Any, Any]]:
        """Return the fields that would change, with their values before and after."""
        before = self.before or Action()
        pairs = [(name, getattr(before, name), getattr(self.after, name)) for name in ("code", *TOLD)]
        return [(name, old, new) for name, old, new in pairs if old != new]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error in one cell."""

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
        """Whether there is something to write, without errors."""
        return bool(self.new or self.changed) and not self.refused

    @property
    def digest(self) -> str:
        """A digest of everything that would be written, to see at the confirmation whether it is still the same."""
        plan = [(action.code, action.differences()) for action in (*self.new, *self.changed)]
        return hashlib.sha256(repr(plan).encode()).hexdigest()

    def is_the_plan(self, digest: str) -> bool:
        """Whether these are the differences that were reviewed."""
        return self.is_writable and self.digest == digest


def differences(lines: Sequence[Line], stored: Iterable[Action]) -> Differences:
    """Return what writing these lines would change in the stored actions, without writing anything."""
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
    """Store the changes, and record in the history that they were imported."""
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
        problems["code"] = [_("This code is in the file more than once.")]
    return CheckedAction(line.number, line.cells["code"], before, after, problems or _problems_in_reports(after))


def _problems_in_reports(action: Action) -> dict[str, list[str]]:
    """Return the problems that reports would have with an action."""
    try:
        entry_of(action)
    except ValueError as error:
        return {"code": [str(error)]}
    return {}


def _refusals(action: CheckedAction) -> list[Refusal]:
    """Return the errors in a line, in the order of the columns."""
    return [
        Refusal(action.line, action.code, column, tuple(dict.fromkeys(action.problems[column])))
        for column in (*COLUMNS, UNKNOWN)
        if column in action.problems
    ]

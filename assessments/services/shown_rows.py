"""What an editor was shown, so that whoever saves later never undoes unnoticed what another saved meanwhile.

A page carries what it showed of a row; under the lock that is compared with the row. One mechanism for all forms: there
is no column with a number of versions that some way of writing could forget to raise.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model

from assessments.models.audit import AuditAction

from .audit_trail import last_editor

Shown = Mapping[str, str]
"""What was shown, by the name of the field."""


class ChangedMeanwhileError(Exception):
    """Somebody else saved it since the page was opened."""

    def __init__(self, now: Shown, who: str = "", row: Any = None) -> None:
        super().__init__()
        self.now = now
        """What stands there now."""
        self.who = who
        """The name of who changed it; empty if that is not known."""
        self.row = row
        """The row as it is now; None where it is not one row."""


def state_of(row: Model, names: Iterable[str]) -> dict[str, str]:
    """Return these fields of a row as texts that are equal if nothing changed."""
    fields = {name: row._meta.get_field(name) for name in names}  # noqa: SLF001
    return {name: as_state(field.value_from_object(row)) for name, field in fields.items()}  # type: ignore[union-attr]


def as_state(value: object) -> str:
    """Return a value as such a text; a moment in one time zone and to the minute, as pages show it."""
    if isinstance(value, list | dict):
        return json.dumps(value, sort_keys=True)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="minutes")
    return "" if value is None else str(value)


def refuse_if_changed(row: Model, shown: Shown | None, *actions: AuditAction) -> None:
    """Refuse to save over what others saved since this was shown; None is a program, which was shown nothing.

    Raises ChangedMeanwhileError, with who last did one of these ``actions`` to it. Needs a lock on the row, or on what
    it belongs to.
    """
    if shown is None:
        return
    now = state_of(row, shown)
    if now != dict(shown):
        raise ChangedMeanwhileError(now, last_editor(row, *actions), row)

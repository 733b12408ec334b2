"""Tables that go out as files, as plain values: a book of sheets, each with its columns and rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from .texts import writable

Cell = str | int | float | None
"""Words, a number as it is shown, or nothing."""

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}
"""What browsers are told of each kind of file."""
NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
"""For files that are of no time: the first that a zip file knows."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    key: str
    """For programs; the same in every language."""
    heading: str
    explanation: str = ""
    """What stands in it, in one or two sentences."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. Its texts can be held by every kind of file, whatever was put in."""

    key: str
    title: str
    """At most 31 letters, the most that a spreadsheet takes."""
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    """Each as long as ``columns``, or else ValueError is raised."""
    n_fixed: int = 0
    """Columns that stay in sight when one goes to the right."""

    def __post_init__(self) -> None:
        columns = tuple(replace(column, heading=writable(column.heading)) for column in self.columns)
        rows = tuple(tuple(writable(cell) if isinstance(cell, str) else cell for cell in row) for row in self.rows)
        if any(len(row) != len(columns) for row in rows):
            message = f"A row of sheet {self.key!r} has not {len(columns)} cells."
            raise ValueError(message)
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "rows", rows)

    @property
    def headings(self) -> list[str]:
        """What stands above the columns."""
        return [column.heading for column in self.columns]


@dataclass(frozen=True, slots=True)
class Book:
    """Sheets that go out as one file, in one language."""

    title: str
    language: str
    sheets: Sequence[Sheet]
    made_at: datetime = NO_MOMENT
    """The files carry this as their time, so that they come out the same each time."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", writable(self.title))

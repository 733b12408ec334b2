"""Tables to be written to files, as plain values: a book of sheets, each with columns and rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from .texts import writable

Cell = str | int | float | None
"""Text, a number as shown, or nothing."""

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}
"""The Content-Type of each kind of file."""
NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
"""For files without a moment: the earliest that a zip file can hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    key: str
    """The name for programs; the same in every language."""
    heading: str
    explanation: str = ""
    """What it holds, in one or two sentences."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. Its texts are cleaned so that every kind of file can hold them."""

    key: str
    title: str
    """At most 31 characters, the maximum in a spreadsheet."""
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    """Each as long as ``columns``; otherwise ValueError is raised."""
    n_fixed: int = 0
    """Columns that stay in view when scrolling to the right."""

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
        """The headings of the columns."""
        return [column.heading for column in self.columns]


@dataclass(frozen=True, slots=True)
class Book:
    """Sheets that form one file, in one language."""

    title: str
    language: str
    sheets: Sequence[Sheet]
    made_at: datetime = NO_MOMENT
    """The time stamp in the files, so that the same book always gives the same bytes."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", writable(self.title))

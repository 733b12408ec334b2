"""What a result is as tables: sheets of rows, each column with what it means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

Cell = str | int | float | None
"""Words, a number as it is shown, or nothing."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no XML file can hold, and what nobody sees."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    key: str
    """For programs; the same in every language."""
    heading: str
    explanation: str
    """What stands in it, in one or two sentences."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table."""

    key: str
    title: str
    """At most 31 letters, the most that a spreadsheet takes."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """Each as long as ``columns``."""


@dataclass(frozen=True, slots=True)
class Book:
    """All tables of one result, in one language."""

    title: str
    language: str
    closed_at: datetime
    """When the round closed: the files carry this as their time, so that they come out the same each time."""
    sheets: tuple[Sheet, ...]


def sheet(key: str, title: str, columns: Iterable[Column], rows: Iterable[Iterable[Cell]]) -> Sheet:
    """Return a sheet whose texts every kind of file can hold. Raises ValueError for a row of another length."""
    columns = tuple(columns)
    written = tuple(tuple(_writable(cell) for cell in row) for row in rows)
    if any(len(row) != len(columns) for row in written):
        message = f"A row of sheet {key!r} has not {len(columns)} cells."
        raise ValueError(message)
    return Sheet(key, title, columns, written)


def _writable(cell: Cell) -> Cell:
    return _UNWRITABLE.sub("", cell.replace("\r\n", "\n").replace("\r", "\n")) if isinstance(cell, str) else cell

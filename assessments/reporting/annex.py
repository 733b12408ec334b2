"""The annex of the report on paper: the numbers of all charts, in as few tables as can be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from assessments.reporting.charts.values import Table

from .parts import Part, Picture

_STATEMENTS = "items-"
"""How the names of the charts of statements begin."""
_NARROW_COLUMNS, _NARROW_ROWS, _NARROW_LETTERS = 4, 12, 80
"""The most columns, rows and letters of a row's heading with which a table fits half the width of a page."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a table that belong to one chart."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    """The caption of that chart, where a table is of several."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table of the annex."""

    caption: str
    columns: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def n_rows(self) -> int:
        """Return the number of rows, for two tables of about the same height beside each other."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for it in half the width of a page."""
        names = (len(row[0]) for group in self.groups for row in group.rows)
        is_small = len(self.columns) <= _NARROW_COLUMNS and self.n_rows <= _NARROW_ROWS
        return is_small and max(names, default=0) <= _NARROW_LETTERS


def tables_of(parts: Iterable[Part]) -> tuple[tuple[Numbers, ...], ...]:
    """Return the numbers of all charts: narrow tables in pairs of about the same height, the others by themselves.

    The statements of all forces stand in one table, so that its tall heads are there once.
    """
    pictures = [block for part in parts for block in part.blocks if isinstance(block, Picture)]
    tables = [numbers for _kind, found in groupby(pictures, _kind_of) for numbers in _joined(tuple(found))]
    narrow = sorted((table for table in tables if table.is_narrow), key=lambda table: table.n_rows)
    n_alone = len(narrow) % 2  # the lowest, which takes the least room from the width that it does not need
    pairs = (tuple(narrow[start : start + 2]) for start in range(n_alone, len(narrow), 2))
    return (*((table,) for table in narrow[:n_alone]), *pairs, *((table,) for table in tables if not table.is_narrow))


def _kind_of(picture: Picture) -> tuple[bool, tuple[str, ...]]:
    """Return what two pictures have in common whose numbers go into one table."""
    return picture.name.startswith(_STATEMENTS), picture.table.columns


def _joined(pictures: tuple[Picture, ...]) -> Iterator[Numbers]:
    if len(pictures) > 1 and pictures[0].name.startswith(_STATEMENTS):
        groups = tuple(Group(picture.table.rows, picture.table.caption) for picture in pictures)
        yield Numbers(_("The statements"), pictures[0].table.columns, groups)
    else:
        yield from (_alone(picture.table) for picture in pictures)


def _alone(table: Table) -> Numbers:
    return Numbers(table.caption, table.columns, (Group(table.rows),))

"""The kinds of files for exporting and importing the catalogue: tables with a row per action, and YAML."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.cleaning import with_plain_breaks
from assessments.models import Action
from assessments.tables.csv_files import delimiter_for, write_csv
from assessments.tables.grids import Row
from assessments.tables.limits import TableError
from assessments.tables.ods_files import write_ods
from assessments.tables.reading import first_rows
from assessments.tables.values import CONTENT_TYPES, Book, Column, Sheet
from assessments.tables.xlsx_files import write_xlsx

from .action_columns import COLUMNS, Line, to_cells
from .action_yaml import read_yaml, write_yaml

Actions = Iterable[Action]


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file."""

    content_type: str
    write: Callable[[Actions], bytes]
    read: Callable[[bytes], list[Line]]
    """Raises TableError, with a message that says why, for anything but a list of actions."""


def _sheet(actions: Actions) -> Sheet:
    columns = [Column(column, column) for column in COLUMNS]
    return Sheet("actions", "actions", columns, [list(to_cells(action).values()) for action in actions], n_fixed=1)


def _book(actions: Actions) -> Book:
    return Book("Driekracht", "", [_sheet(actions)])


def _read_table(content: bytes) -> list[Line]:
    """Return the lines of a table with its headings in any order; its format is recognised by content."""
    rows = first_rows(content, is_export=True, is_wanted=_has_columns)
    heading = _heading_of(rows)
    _refuse_heading(heading)
    lines = []
    for row in rows[1:]:
        if any(cell.strip() for cell in row.cells[len(heading) :]):
            raise TableError(_("Row %(number)s has more cells than there are columns."), number=row.number)
        cells = [with_plain_breaks(cell).strip() for cell in row.cells]
        lines.append(Line(row.number, dict(zip(heading, cells, strict=False))))
    if not lines:
        raise TableError(_("There are no actions in this file."))
    return lines


def _has_columns(rows: Sequence[Row]) -> bool:
    """Whether these are rows of actions, and not of a sheet that somebody put beside them."""
    return set(COLUMNS) <= set(_heading_of(rows))


def _heading_of(rows: Sequence[Row]) -> list[str]:
    heading = [cell.strip().casefold() for cell in rows[0].cells] if rows else []
    while heading and not heading[-1]:  # spreadsheet programs also save columns that were once in use
        heading.pop()
    return heading


def _refuse_heading(heading: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in heading]
    unknown = [column[:60] or "–" for column in heading if column not in COLUMNS]
    if missing:
        raise TableError(_("These columns are missing: %(columns)s."), columns=", ".join(missing))
    if unknown:
        raise TableError(_("There are no such columns: %(columns)s."), columns=", ".join(unknown))
    if len(set(heading)) < len(heading):
        raise TableError(_("A column is in the file twice."))


FILE_KINDS = {
    "xlsx": FileKind(CONTENT_TYPES["xlsx"], lambda actions: write_xlsx(_book(actions)), _read_table),
    "ods": FileKind(CONTENT_TYPES["ods"], lambda actions: write_ods(_book(actions)), _read_table),
    "csv": FileKind(
        CONTENT_TYPES["csv"], lambda actions: write_csv(_sheet(actions), delimiter=delimiter_for(None)), _read_table
    ),
    "yaml": FileKind("application/yaml", write_yaml, read_yaml),
}
"""By file name extension."""

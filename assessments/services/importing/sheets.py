"""Chooses the sheet of a workbook that has the people, and says what was not read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import dropwhile

from django.utils.translation import gettext as _

from assessments.tables.csv_files import read_delimited
from assessments.tables.grids import Grid, Row, filled_rows, to_grid
from assessments.tables.limits import MOST_ROWS, MOST_ROWS_BESIDE, TableError
from assessments.tables.reading import read

from . import told
from .addresses import first_name_first, people_in, with_signs
from .cells import has_role, is_like_a_name
from .columns import NOTHING_FOR_ALL, ForAll, RecognisedPeople, recognise_people
from .headings import EMAIL, NAME, find_headings, is_heading

_MOST_SHEETS = 20
_DASH_BEHIND = re.compile(r"(?m)^([^\n<>]*+<[^<>\s@]++@[^<>\s@]++>)[ \t]*+[-–—:][ \t]++(?=\S)")
_LONGEST_LINE = 100_000
"""Characters of a line of names: as many as the longest list may have."""
_MOST_LINES = 0.6
"""Share of the lines that must have something behind a dash for it to be a cell."""
_MOST_ROWS = MOST_ROWS + MOST_ROWS_BESIDE
_HEADINGS = Row(0, (NAME, EMAIL))
"""Put above a list of addresses: few in it may have a name, and by those its column could be taken for roles."""


def sheets_in(content: bytes) -> list[Grid]:
    """Return the sheets of a file, hidden ones included. Raises TableError."""
    return [
        _as_people(sheet) for sheet, _number in zip(read(content, most=_MOST_ROWS), range(_MOST_SHEETS), strict=False)
    ]


def sheet_of_text(text: str) -> Grid:
    """Return pasted text as a sheet: rows of a spreadsheet, or a list of addresses. Raises TableError."""
    text = _behind_addresses_as_cells(_one_a_line(with_signs(text)))
    people = people_in(text) or _names_in_one_line(text)
    if people:
        return to_grid("", (_HEADINGS, *filled_rows(enumerate(people, 1))))
    return _without_heading(Grid("", read_delimited(text, most=_MOST_ROWS)))


def _one_a_line(text: str) -> str:
    """Return the text; one line of people whose cells are parted by bars, with each of them on a line."""
    parts = text.strip(" ;\r\n").split(";")
    n_bars = {part.count("|") for part in parts}
    is_one_line = "\n" not in text.strip() and len(n_bars) == 1 and n_bars != {0}
    return "\n".join(parts) if is_one_line else text


def _names_in_one_line(text: str) -> list[tuple[str, str]]:
    """Return the people of whom a line has nothing but the names; none when it may be one person in several cells."""
    line = text.strip()
    if len(line) > _LONGEST_LINE or re.search(r"[\n\t@]", line):
        return []
    delimiter = ";" if ";" in line else ","
    parts = [part.strip() for part in line.split(delimiter) if part.strip()]
    is_list = len(parts) > 2 or (len(parts) == 2 and all("," in part for part in parts))
    is_of_people = is_list and all(map(is_like_a_name, parts)) and not any(map(has_role, parts))
    return [(first_name_first(part), "") for part in parts] if is_of_people else []


def _behind_addresses_as_cells(text: str) -> str:
    """Return the text; what stands behind a dash after each address, as an organisation may, in a cell of its own."""
    parted, n_parted = _DASH_BEHIND.subn(r"\1\t", text)
    n_lines = sum(map(bool, map(str.strip, text.splitlines())))
    return parted if n_parted and n_parted >= _MOST_LINES * n_lines else text


def _as_people(sheet: Grid) -> Grid:
    """Return the sheet; one that is a list of addresses as mail programs write them, as names and addresses."""
    if _is_one_column(sheet):
        people = people_in("\n".join("".join(row.cells) for row in sheet.rows))
        if people and len(people) == len(sheet.rows):
            rows = (replace(row, cells=person) for row, person in zip(sheet.rows, people, strict=True) if any(person))
            return replace(sheet, rows=to_grid("", (_HEADINGS, *rows)).rows)
    return _without_heading(sheet)


def _without_heading(sheet: Grid) -> Grid:
    """Return the sheet; one of names alone, without what stands above them, which would be a person among them."""
    if not _is_one_column(sheet):
        return sheet
    return replace(sheet, rows=tuple(dropwhile(lambda row: is_heading("".join(row.cells)), sheet.rows)))


def _is_one_column(sheet: Grid) -> bool:
    return all(sum(map(bool, row.cells)) == 1 for row in sheet.rows)


def recognise_sheets(
    sheets: Iterable[Grid], organisations: Sequence[str], for_all: ForAll = NOTHING_FOR_ALL
) -> RecognisedPeople:
    """Return the people on the sheet that has them. Raises TableError when there are none.

    That is the one with which the workbook opens, if it has people; otherwise the first that has. What the spreadsheet
    hides is not read.
    """
    found = list(sheets)
    shown = [sheet for sheet in found if not sheet.is_hidden]
    if found and not shown:
        raise TableError(
            _("All sheets in this file are hidden. Make the sheet with your list visible, and save the file again.")
        )
    refused: TableError | None = None
    for sheet in sorted(shown, key=lambda one: not one.is_in_front):
        try:
            people = recognise_people(sheet.rows, organisations, for_all)
        except TableError as error:
            refused = refused or error
        else:
            texts = [(one.line, f"{one.name} {one.role} {one.organisation}") for one in people.people]
            guesses = told.guessed_letters(texts) if sheet.is_guess else []
            return replace(people, said=(*_sheet_words(sheet, found), *guesses, *people.said))
    raise refused or TableError(_("There is nothing in it. Give a row for each person."))


def _sheet_words(read: Grid, found: Sequence[Grid]) -> list[str]:
    """Return which sheets were not read, if any, and how to add the people on them."""
    others = [one for one in found if one is not read]
    if not others:
        return []
    alone = _("We read the sheet “%(name)s” alone, and not: %(others)s.") % {
        "name": read.name,
        "others": _named(others),
    }
    with_people = [one for one in others if not one.is_hidden and find_headings([row.cells for row in one.rows])]
    if not with_people:
        return [alone]
    more = _(
        "On %(others)s there are headings of a list too. Do you want to add those people as well? Open that sheet, "
        "save the file, and choose it once more."
    )
    return [f"{alone} {more % {'others': _named(with_people)}}"]


def _named(sheets: Sequence[Grid]) -> str:
    return ", ".join(_("“%(name)s”") % {"name": one.name} for one in sheets)

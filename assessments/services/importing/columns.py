"""Recognises what each column holds: by its heading, or, without headings, by its content."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cleaning import address, one_line
from assessments.tables.grids import Row
from assessments.tables.limits import TableError

from .addresses import address_in, name_beside
from .headings import EMAIL, FIRST, LAST, NAME, ORGANISATION, PARTS, ROLE, find_headings
from .matching import KnownOrganisations, role_of

T = TypeVar("T")
Texts = list[str]
"""The cells of a row, with single spaces."""
MOST = 0.6
"""Share of the filled cells that must hold something for the column to count as holding it."""
ERRORS = {
    *("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#BUSY!"),
    *("#N/B", "#NAAM?", "#VERW!", "#WAARDE!", "#DEEL/0!", "#LEEG!", "#GETAL!", "#OVERLOOP!", "#GETTING_DATA"),
    *("ERR:502", "ERR:504", "ERR:508", "ERR:509", "ERR:511", "ERR:522", "###"),
}
"""What spreadsheets show where a formula has no value, in English and in Dutch."""
MOST_NAMED = 10
"""Rows that one sentence names."""


@dataclass(frozen=True, slots=True)
class Person:
    """One row as written."""

    line: int
    """The row number in the spreadsheet: from 1, counting headings and empty rows."""
    name: str = ""
    email: str = ""
    role: str = ""
    organisation: str = ""
    is_hidden: bool = False
    """Whether the spreadsheet did not show the row."""


@dataclass(frozen=True, slots=True)
class ForAll:
    """What counts for everybody of whom the list does not say it; empty where nothing does."""

    role: str = ""
    organisation: str = ""


NOTHING_FOR_ALL = ForAll()


@dataclass(frozen=True, slots=True)
class RecognisedPeople:
    """The rows of people, and how the columns were read."""

    people: tuple[Person, ...]
    has_headings: bool
    said: tuple[str, ...] = ()
    """Sentences about what was read otherwise than one may expect, and what was not read."""


def recognise_people(
    rows: Sequence[Row], organisations: Iterable[str], for_all: ForAll = NOTHING_FOR_ALL
) -> RecognisedPeople:
    """Return the people in these rows. Raises TableError when there are none, or a column is missing.

    Parameters
    ----------
    rows
        The rows of a sheet, title and headings included.
    organisations
        The known names of organisations.
    for_all
        What counts for everybody of whom the list does not say it.
    """
    if not rows:
        raise TableError(_("There is nothing in it. Give a row for each person."))
    cells = [[one_line(cell) for cell in row.cells] for row in rows]
    headed = find_headings(cells)
    at, places = headed or (-1, _by_content(cells, tuple(organisations)))
    if headed:  # they may stand at the top of each page
        again = {place for place in range(at + 1, len(cells)) if cells[place] == cells[at]}
        rows, cells = _without(rows, again), _without(cells, again)
    said = [_above_words(at)] if at > 0 else []
    if headed and (EMAIL not in places or not _has_addresses(cells[at + 1 :], places[EMAIL])):
        places, found = _with_addresses(cells[at:], places)
        said += found
    _check(places, for_all)
    read = [_person(texts, places, row, for_all) for row, texts in zip(rows[at + 1 :], cells[at + 1 :], strict=True)]
    people = tuple(person for person in read if person.name or person.email)
    if not people:
        raise TableError(_("There are headings, but no people below them."))
    said += _unused_words(cells[at:], places) if headed else []
    return RecognisedPeople(people, bool(headed), (*said, *_of_people(people), *_of_errors(rows[at + 1 :])))


def _without(found: Sequence[T], places: Collection[int]) -> list[T]:
    return [one for place, one in enumerate(found) if place not in places]


def _has_addresses(rows: Sequence[Texts], place: int) -> bool:
    return any("@" in row[place] for row in rows)


def _with_addresses(rows: Sequence[Texts], places: dict[str, int]) -> tuple[dict[str, int], list[str]]:
    """Return the columns, with the one that holds addresses whatever its heading says, and what to say of that."""
    free = [place for place in range(len(rows[0])) if place not in places.values()]
    shares = {place: _share(rows[1:], place, lambda cell: "@" in cell) for place in free}
    best = max(free, key=lambda place: shares[place], default=None)
    if best is None or shares[best] < MOST:
        return places, []
    told = _("The column “%(heading)s” holds e-mail addresses, so that is what we read it as.")
    return places | {EMAIL: best}, [told % {"heading": _heading(rows[0], best)}]


def _unused_words(rows: Sequence[Texts], places: dict[str, int]) -> list[str]:
    """Return which columns hold something that is not used."""
    filled = {place for row in rows[1:] for place, cell in enumerate(row) if cell}
    names = [_heading(rows[0], place) for place in sorted(filled - set(places.values()))]
    return [_("We do not use these columns: %(names)s.") % {"names": ", ".join(names)}] if names else []


def _heading(row: Texts, place: int) -> str:
    return row[place] or _("column %(number)s") % {"number": place + 1}


def _above_words(n_rows: int) -> str:
    told = ngettext(
        "Above the headings we skipped %(rows)s row.", "Above the headings we skipped %(rows)s rows.", n_rows
    )
    return told % {"rows": n_rows}


def _of_people(people: Sequence[Person]) -> list[str]:
    """Return what stands out of all of them."""
    said = []
    n_hidden = sum(person.is_hidden for person in people)
    if n_hidden:
        told = ngettext(
            "%(rows)s row was hidden in your file, by a filter for instance. We leave it out, unless you say otherwise "
            "below.",
            "%(rows)s rows were hidden in your file, by a filter for instance. We leave them out, unless you say "
            "otherwise below.",
            n_hidden,
        )
        said.append(told % {"rows": n_hidden})
    if not any(person.email for person in people):
        said.append(_("Nobody in this list has an e-mail address, so nobody in it can be invited by mail."))
    return said


def _of_errors(rows: Sequence[Row]) -> list[str]:
    """Return in which rows the spreadsheet had an error instead of a value."""
    numbers = [str(row.number) for row in rows if any(cell.strip().upper() in ERRORS for cell in row.cells)]
    if not numbers:
        return []
    told = ngettext(
        "In row %(rows)s your spreadsheet has an error, such as #N/A, instead of a value. We read that as empty.",
        "In rows %(rows)s your spreadsheet has an error, such as #N/A, instead of a value. We read that as empty.",
        len(numbers),
    )
    return [told % {"rows": ", ".join(numbers[:MOST_NAMED]) + (" …" if len(numbers) > MOST_NAMED else "")}]


def _by_content(rows: Sequence[Texts], organisations: tuple[str, ...]) -> dict[str, int]:
    """Return the column of each field, by the content of most of its cells; the first remaining column holds names."""
    known = KnownOrganisations(organisations)
    free = list(range(len(rows[0])))
    places: dict[str, int] = {}
    tests: list[tuple[str, Callable[[str], bool]]] = [
        (EMAIL, lambda cell: "@" in cell),
        (ROLE, lambda cell: role_of(cell) is not None),
        (ORGANISATION, known.has),
    ]
    for field, holds in tests:
        shares = {place: _share(rows, place, holds) for place in free}
        best = max(free, key=lambda place: shares[place], default=None)
        if best is not None and shares[best] >= MOST:
            places[field] = best
            free.remove(best)
    for field in (NAME, ORGANISATION):
        if field not in places and free:
            places[field] = free.pop(0)
    return places


def _share(rows: Sequence[Texts], place: int, holds: Callable[[str], bool]) -> float:
    cells = [row[place] for row in rows if row[place]]
    return sum(map(holds, cells)) / len(cells) if cells else 0.0


def _check(places: dict[str, int], for_all: ForAll) -> None:
    has_name = NAME in places or LAST in places or FIRST in places or EMAIL in places
    missing = [field for field in (ROLE, ORGANISATION) if field not in places and not getattr(for_all, field)]
    if has_name and not missing:
        return
    words = {NAME: _("names"), ROLE: _("roles"), ORGANISATION: _("organisations")}
    if not has_name:
        told = _(
            "We found no column with %(what)s. Put these headings above the columns: name, e-mail, role, organisation. "
            "Their order does not matter."
        )
        raise TableError(told % {"what": words[NAME]})
    told = _(
        "We found no column with %(what)s. Choose below what counts for everybody in the list, or put these headings "
        "above the columns: name, e-mail, role, organisation."
    )
    raise TableError(told % {"what": _(" and ").join(words[field] for field in missing)})


def _person(row: Texts, places: dict[str, int], file_row: Row, for_all: ForAll) -> Person:
    cells = {field: "" if row[place].upper() in ERRORS else row[place] for field, place in places.items()}
    written = cells.get(EMAIL, "")
    return Person(
        file_row.number,
        _name_in(cells) or name_beside(written),
        address(address_in(written)),
        cells.get(ROLE) or for_all.role,
        cells.get(ORGANISATION) or for_all.organisation,
        file_row.is_hidden,
    )


def _name_in(cells: dict[str, str]) -> str:
    """Return the name in a row: its parts if they make a whole one, else the whole one, else what parts there are."""
    parts = " ".join(filter(None, (cells.get(part, "") for part in PARTS)))
    return parts if cells.get(FIRST) and cells.get(LAST) else cells.get(NAME) or parts

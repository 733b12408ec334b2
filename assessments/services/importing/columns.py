"""Recognises what each column holds: by its heading, or, without headings, by its content."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.tables.grids import Row
from assessments.tables.limits import TableError

from .matching import normalise, organisation_of, role_of

NAME, EMAIL, ROLE, ORGANISATION = FIELDS = ("name", "email", "role", "organisation")
FIRST, BETWEEN, LAST = PARTS = ("first", "between", "last")

_HEADINGS = {
    NAME: ("naam", "volledige naam", "name", "full name", "deelnemer", "participant", "contactpersoon", "persoon"),
    FIRST: ("voornaam", "first name", "firstname", "roepnaam"),
    BETWEEN: ("tussenvoegsel", "tussenvoegsels", "tussen", "infix"),
    LAST: ("achternaam", "last name", "lastname", "surname", "familienaam"),
    EMAIL: ("e mail", "email", "mail", "e mailadres", "emailadres", "mailadres", "e mail address", "email address"),
    ROLE: ("rol", "functie", "role", "function", "job title", "functietitel"),
    ORGANISATION: (
        "organisatie",
        "instelling",
        "organisation",
        "organization",
        "bedrijf",
        "werkgever",
        "organisatienaam",
    ),
}
HEADINGS = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
Texts = list[str]
"""The cells of a row, with single spaces."""
MOST = 0.6
"""Share of the filled cells that must hold something for the column to count as holding it."""


@dataclass(frozen=True, slots=True)
class Person:
    """One row as written."""

    line: int
    """The row number in the spreadsheet: from 1, counting headings and empty rows."""
    name: str = ""
    email: str = ""
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class RecognisedPeople:
    """The rows of people, and how the columns were read."""

    people: tuple[Person, ...]
    has_headings: bool


def recognise_people(rows: Sequence[Row], organisations: Iterable[str]) -> RecognisedPeople:
    """Return the people in these rows. Raises TableError when there are none, or a column is missing."""
    if not rows:
        raise TableError(_("There is nothing in it. Give a row for each person."))
    cells = [[" ".join(cell.split()) for cell in row.cells] for row in rows]
    headed = _by_headings(cells[0])
    places = headed or _by_content(cells, tuple(organisations))
    _check(places)
    people = tuple(_person(texts, places, row.number) for row, texts in zip(rows, cells, strict=True))
    people = tuple(person for person in people[1 if headed else 0 :] if person.name or person.email)
    if not people:
        raise TableError(_("There are headings, but no people below them."))
    return RecognisedPeople(people, has_headings=bool(headed))


def _by_headings(row: Texts) -> dict[str, int]:
    """Return the column of each field; empty when the first row does not look like headings."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        field = HEADINGS.get(normalise(cell))
        if field:
            places.setdefault(field, place)
    return places if len(places) >= 2 else {}


def _by_content(rows: Sequence[Texts], organisations: tuple[str, ...]) -> dict[str, int]:
    """Return the column of each field, by the content of most of its cells; the first remaining column holds names."""
    free = list(range(len(rows[0])))
    places: dict[str, int] = {}
    tests: list[tuple[str, Callable[[str], bool]]] = [
        (EMAIL, lambda cell: "@" in cell),
        (ROLE, lambda cell: role_of(cell) is not None),
        (ORGANISATION, lambda cell: bool(organisations) and organisation_of(cell, organisations).is_known),
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


def _check(places: dict[str, int]) -> None:
    has_name = NAME in places or LAST in places or FIRST in places
    missing = [field for field in (ROLE, ORGANISATION) if field not in places]
    if has_name and not missing:
        return
    words = {NAME: _("names"), ROLE: _("roles"), ORGANISATION: _("organisations")}
    first = NAME if not has_name else missing[0]
    raise TableError(
        _(
            "We found no column with %(what)s. Put these headings above the columns: name, e-mail, role, organisation. "
            "Their order does not matter."
        )
        % {"what": words[first]}
    )


def _person(row: Texts, places: dict[str, int], line: int) -> Person:
    cells = {field: row[place] for field, place in places.items()}
    name = cells.get(NAME) or " ".join(filter(None, (cells.get(part, "") for part in PARTS)))
    email = cells.get(EMAIL, "").removeprefix("mailto:").strip("<>; ,")
    return Person(line, name, email, cells.get(ROLE, ""), cells.get(ORGANISATION, ""))

"""Recognises what each column holds: by its heading, or, without headings, by its content."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from assessments.cleaning import address, one_line
from assessments.tables.grids import Row
from assessments.tables.limits import MOST_ROWS, TOO_MANY_ROWS, TableError

from . import told
from .addresses import address_in, name_beside, without_bullet
from .cells import has_address, has_letters, has_role, is_error, is_like_a_name, says_nothing, share
from .headings import EMAIL, FIRST, LAST, NAME, ORGANISATION, ROLE, are_same, find_headings
from .matching import KnownOrganisations
from .names import is_no_person, may_be_of_another, name_in, turning

Texts = list[str]
"""The cells of a row, with single spaces."""
Places = dict[str, int]
"""The column of each field."""
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
    is_hidden: bool = False
    """Whether the spreadsheet did not show the row."""
    is_doubtful: bool = False
    """Whether it is rather a total, a remark or the title of a part of the list."""

    @property
    def is_left_out(self) -> bool:
        """Whether it is not added unless the coordinator says so."""
        return self.is_hidden or self.is_doubtful


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
    cleaned = [(row, [one_line(cell) for cell in row.cells]) for row in rows]
    filled = [one for one in cleaned if any(map(str.isalnum, "".join(one[1])))]  # the others are lines that were drawn
    if not filled:
        raise TableError(_("There is nothing in it. Give a row for each person."))
    rows, cells = [row for row, _texts in filled], [texts for _row, texts in filled]
    headed, known = find_headings(cells), KnownOrganisations(organisations)
    at, places = headed or (-1, _by_content(cells, known))
    headings = cells[at] if headed else None
    again = {place for place in range(at + 1, len(cells)) if headings and are_same(cells[place], headings)}
    titles = {rows[place - 1].number for place in again if sum(map(bool, cells[place - 1])) == 1}
    below = [place for place in range(at + 1, len(cells)) if place not in again]
    rows, cells = [rows[place] for place in below], [cells[place] for place in below]
    said = told.rows_above(at) if at > 0 else []
    if headings:
        places, found = _with_content(headings, cells, places, known, for_all)
        said += found
    unused = told.unused_columns(headings, cells, places.values())
    _check(places, for_all, unused)
    turn = turning(cells, places)
    read = [
        _person(texts, places, row, for_all, turn)
        for row, texts in zip(rows, cells, strict=True)
        if not row.from_above.issuperset(places.values())  # else it is more of the person above, as another telephone
    ]
    titles |= {
        row.number
        for row, texts in zip(rows, cells, strict=True)
        if is_no_person(texts) or _is_title(texts, places, known)
    }
    people = tuple(replace(one, is_doubtful=one.line in titles) for one in read if one.name or one.email)
    if not people:
        raise TableError(_("There are headings, but no people below them."))
    if len(people) > MOST_ROWS:
        raise TableError(TOO_MANY_ROWS, most=MOST_ROWS)
    said += told.last_names_first([one.name for one in people]) if turn is not str else []
    said += [*unused, *_of_people(people), *_of_others(read, for_all)]
    said += told.errors([row.number for row in rows if row.is_uncalculated or any(map(is_error, row.cells))])
    return RecognisedPeople(people, bool(headed), tuple(said))


def _is_title(row: Texts, places: Places, known: KnownOrganisations) -> bool:
    """Whether a row has nothing but an organisation where others have a name, with more beside it, as a title has."""
    filled = [place for place, cell in enumerate(row) if cell]
    has_more = not places.keys().isdisjoint({ROLE, ORGANISATION})
    return has_more and filled == [places.get(NAME)] and known.has(row[filled[0]])


def _with_content(
    headings: Texts, rows: Sequence[Texts], places: Places, known: KnownOrganisations, for_all: ForAll
) -> tuple[Places, list[str]]:
    """Return the columns, with those that hold what is missing whatever their heading says, and what to say of that."""
    places, said = dict(places), []
    if ROLE in places and not share(rows, places[ROLE], has_role):
        free = [place for place in range(len(headings)) if place not in places.values()]
        if for_all.role or _best(free, rows, has_role) is not None:
            del places[ROLE]  # it is of something else than the role here, as of a team in a chat
    has_addresses = EMAIL in places and share(rows, places[EMAIL], has_address) > 0
    has_name = bool(places.keys() & {NAME, FIRST, LAST})
    tests: list[tuple[str, bool, Callable[[str], bool]]] = [
        (EMAIL, has_addresses, has_address),
        (ROLE, ROLE in places or bool(for_all.role), has_role),
        (ORGANISATION, ORGANISATION in places, known.has),
        (NAME, has_name, is_like_a_name),
    ]
    for field, is_there, holds in tests:
        free = [place for place in range(len(headings)) if place not in places.values()]
        place = None if is_there else _best(free, rows, holds)
        if place is not None:
            places[field] = place
            said.append(told.read_as(told.heading(headings, place), field))
    return places, said


def _by_content(rows: Sequence[Texts], known: KnownOrganisations) -> Places:
    """Return the column of each field, by the content of most of its cells.

    Of the others the first with letters in it holds names, unless names stand with the addresses.
    """
    free = [place for place in range(len(rows[0])) if any(row[place] for row in rows)]
    places: Places = {}
    for field, holds in ((EMAIL, has_address), (ROLE, has_role), (ORGANISATION, known.has)):
        best = _best(free, rows, holds)
        if best is not None:
            places[field] = best
            free.remove(best)
    has_names = EMAIL in places and share(rows, places[EMAIL], lambda cell: bool(name_beside(cell))) >= MOST
    free = [place for place in free if share(rows, place, has_letters) >= MOST]
    for field in (ORGANISATION,) if has_names else (NAME, ORGANISATION):
        if field not in places and free:
            places[field] = free.pop(0)
    return places


def _best(free: Sequence[int], rows: Sequence[Texts], holds: Callable[[str], bool]) -> int | None:
    """Return the column of which most cells hold something, and more than of any other; None when there is none."""
    shares = {place: share(rows, place, holds) for place in free}
    best = max(free, key=lambda place: shares[place], default=None)
    return None if best is None or shares[best] < MOST else best


def _check(places: Places, for_all: ForAll, unused: Sequence[str]) -> None:
    """Refuse a list without the columns that it needs, and say which others it has. Raises TableError."""
    has_name = bool(places.keys() & {NAME, FIRST, LAST, EMAIL})
    missing = [field for field in (ROLE, ORGANISATION) if field not in places and not getattr(for_all, field)]
    if not has_name:
        words = _(
            "We found no column with %(what)s. Put these headings above the columns: name, email, role, organisation. "
            "Their order does not matter."
        )
        raise TableError(" ".join([words % {"what": told.what_it_is(NAME)}, *unused]))
    if missing:
        words = _(
            "We found no column with %(what)s. Choose below what counts for everybody in the list, or put these "
            "headings above the columns: name, email, role, organisation."
        )
        what = _(" and ").join(map(told.what_it_is, missing))
        raise TableError(" ".join([words % {"what": what}, *unused]))


def _person(row: Texts, places: Places, file_row: Row, for_all: ForAll, turn: Callable[[str], str]) -> Person:
    cells = {field: "" if is_error(row[place]) else row[place] for field, place in places.items()}
    cells |= {field: "" for field, cell in cells.items() if field != EMAIL and says_nothing(cell)}
    written = cells.get(EMAIL, "")
    name, beside = without_bullet(name_in(cells, turn)), name_beside(written)
    return Person(
        file_row.number,
        name or beside,
        address(written if may_be_of_another(name, beside) else address_in(written)),
        cells.get(ROLE) or for_all.role,
        cells.get(ORGANISATION) or for_all.organisation,
        file_row.is_hidden,
    )


def _of_others(read: Sequence[Person], for_all: ForAll) -> list[str]:
    """Return which rows say a role or an organisation of nobody; an empty row may have a number of its own."""
    nothing = (for_all.role, for_all.organisation)
    nobody = [one for one in read if not (one.name or one.email)]
    return told.nobody([one.line for one in nobody if (one.role, one.organisation) != nothing])


def _of_people(people: Sequence[Person]) -> list[str]:
    """Return what stands out of all of them."""
    doubtful = [(one.line, one.name) for one in people if one.is_doubtful]
    is_nobody_mailed = not any(one.email for one in people)
    return [
        *told.hidden_rows(sum(one.is_hidden for one in people)),
        *told.no_people(doubtful),
        *(told.no_addresses() if is_nobody_mailed else []),
    ]

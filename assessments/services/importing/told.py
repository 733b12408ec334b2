"""Sentences about what was read otherwise than one may expect, and what was not read."""

from collections.abc import Collection, Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .headings import EMAIL, NAME, ORGANISATION, ROLE

MOST_NAMED = 10
"""Rows that one sentence names."""
_LONGEST_EXAMPLE = 40


def what_it_is(field: str) -> str:
    """Return what a column of this field holds."""
    names = {NAME: _("names"), EMAIL: _("email addresses"), ROLE: _("roles"), ORGANISATION: _("organisations")}
    return names[field]


def heading(headings: Sequence[str], place: int) -> str:
    """Return the heading of a column, or its number."""
    return headings[place] or _("column %(number)s") % {"number": place + 1}


def read_as(name: str, field: str) -> str:
    """Say that a column is read as what it holds, whatever its heading."""
    told = _("The column “%(heading)s” holds %(what)s, so that is what we read it as.")
    return told % {"heading": name, "what": what_it_is(field)}


def unused_columns(headings: Sequence[str] | None, rows: Sequence[Sequence[str]], used: Collection[int]) -> list[str]:
    """Say which columns hold something that is not used; without headings, what stands in them."""
    filled = {place: cell for row in reversed(rows) for place, cell in enumerate(row) if cell and place not in used}
    names = [heading(headings, place) if headings else _column(place, filled[place]) for place in sorted(filled)]
    return [_("We do not use these columns: %(names)s.") % {"names": ", ".join(names)}] if names else []


def _column(place: int, cell: str) -> str:
    return _("column %(number)s (“%(cell)s”)") % {"number": place + 1, "cell": _short(cell)}


def _short(cell: str) -> str:
    return Truncator(cell).chars(_LONGEST_EXAMPLE)


def rows_above(n_rows: int) -> list[str]:
    """Say how many rows above the headings were skipped."""
    told = ngettext(
        "Above the headings we skipped %(rows)s row.", "Above the headings we skipped %(rows)s rows.", n_rows
    )
    return [told % {"rows": n_rows}]


def last_names_first(names: Sequence[str]) -> list[str]:
    """Say that the first names were put first, with the first name as an example."""
    told = _("In this list last names come first. We put first names in front, as in “%(name)s”.")
    return [told % {"name": _short(next(filter(None, names), ""))}]


def guessed_letters(texts: Sequence[tuple[int, str]]) -> list[str]:
    """Say which words in these rows have letters of which the file does not say what they are, each at its first."""
    first = {word: line for line, text in reversed(texts) for word in reversed(text.split()) if not word.isascii()}
    named = [
        _("“%(word)s” (row %(row)s)") % {"word": _short(word), "row": line} for word, line in reversed(first.items())
    ]
    told = _(
        "Your file does not say how letters with accents are stored. Look whether these words are right: %(words)s. "
        "Are they not? Then save the list as an Excel spreadsheet (.xlsx) or as “CSV UTF-8”, and choose it once more."
    )
    return [told % {"words": _some(named)}] if named else []


def hidden_rows(n_hidden: int) -> list[str]:
    """Say how many rows the spreadsheet does not show, if any."""
    told = ngettext(
        "%(rows)s row was hidden in your file, by a filter for instance. We skip it, unless you choose otherwise "
        "below.",
        "%(rows)s rows were hidden in your file, by a filter for instance. We skip them, unless you choose otherwise "
        "below.",
        n_hidden,
    )
    return [told % {"rows": n_hidden}] if n_hidden else []


def no_people(rows: Sequence[tuple[int, str]]) -> list[str]:
    """Say which rows are rather a total or a title, each with what stands in it."""
    told = ngettext(
        "In row %(rows)s we see no person. We skip it, unless you choose otherwise below.",
        "In rows %(rows)s we see no person. We skip them, unless you choose otherwise below.",
        len(rows),
    )
    names = [_("%(row)s (“%(cell)s”)") % {"row": number, "cell": _short(cell)} for number, cell in rows]
    return [told % {"rows": _some(names)}] if rows else []


def nobody(rows: Sequence[int]) -> list[str]:
    """Say which rows have neither a name nor an address."""
    told = ngettext(
        "In row %(rows)s there is no name and no email address, so we skip it.",
        "In rows %(rows)s there is no name and no email address, so we skip them.",
        len(rows),
    )
    return [told % {"rows": _some(list(map(str, rows)))}] if rows else []


def no_addresses() -> list[str]:
    """Say that nobody has an address."""
    return [_("Nobody in this list has an email address, so nobody can be invited by email.")]


def errors(rows: Sequence[int]) -> list[str]:
    """Say in which rows the spreadsheet had an error instead of a value."""
    told = ngettext(
        "In row %(rows)s your spreadsheet has an error, such as #N/A, instead of a value. We read that as empty.",
        "In rows %(rows)s your spreadsheet has an error, such as #N/A, instead of a value. We read that as empty.",
        len(rows),
    )
    return [told % {"rows": _some(list(map(str, rows)))}] if rows else []


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")

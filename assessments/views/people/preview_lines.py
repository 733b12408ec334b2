"""The rows of a preview of people as the page shows them, with a field for whatever is to be mended."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.forms.people.importing import CHOSEN, NEW_ORGANISATION
from assessments.models.choices import role_label, roles
from assessments.services.importing.checking import CheckedRow
from assessments.services.importing.same_words import Asked, word_in
from assessments.vocabulary.limits import MOST_IN_A_NAME

MOST_OF_A_NAME = 80
"""Characters of an organisation's name in a list to choose from."""
AskedOnce = Mapping[tuple[str, str], Asked]


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row on the page."""

    name: str
    """The name of the form's field."""
    value: str
    problem: str
    options: tuple[tuple[str, str], ...] = ()
    """Value and label of each choice; empty for a text field."""
    label: str = ""
    n_others: int = 0
    """How many other rows have the same word, for which this counts as well."""

    def sentence(self, line: int) -> str:
        """Return the problem with the number of the row, and of how many others."""
        values = {"line": line, "number": self.n_others, "problem": self.problem}
        if not self.n_others:
            return _("Row %(line)s: %(problem)s") % values
        return (
            ngettext(
                "Row %(line)s and %(number)s other: %(problem)s",
                "Row %(line)s and %(number)s others: %(problem)s",
                self.n_others,
            )
            % values
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One row on the page."""

    checked: CheckedRow
    role: str
    cells: tuple[Cell, ...]
    """The fields to correct; none for a row without problems."""
    fate: str
    """What will happen to it."""
    known_role: str
    """The role that the known person has now, in words; empty without one."""
    asked_at: tuple[int, ...]
    """The rows at which the same words are asked about."""


def line_of(one: CheckedRow, organisations: Mapping[int, str], asked: AskedOnce) -> Line:
    """Return a row in words, with fields for what is asked about in it."""
    role = role_label(one.role or "")
    known_role = role_label(one.known.role) if one.known else ""
    elsewhere = {place.line for place in _asked_of(one, asked).values() if place.line != one.row.line}
    return Line(one, role, _cells(one, organisations, asked), _fate_words(one), known_role, tuple(sorted(elsewhere)))


def _asked_of(one: CheckedRow, asked: AskedOnce) -> dict[str, Asked]:
    """Return per problem of this row where it is asked about: here, or at another row with the same word."""
    here = Asked(one.row.line, 1)
    return {name: asked.get((name, word_in(name, one.row)), here) for name in one.problems}


def has_cells(one: CheckedRow, asked: AskedOnce) -> bool:
    """Whether something is asked about in this row itself."""
    return any(place.line == one.row.line for place in _asked_of(one, asked).values())


def _fate_words(one: CheckedRow) -> str:
    if one.row.is_left_out:
        return _("left out")
    if one.problems:
        return _("to be corrected")
    if one.known is None:
        return _("new")
    if one.is_same:
        return _("already there")
    return _("will be changed") if one.is_update else _("already there, stays as it is")


def _cells(one: CheckedRow, organisations: Mapping[int, str], asked: AskedOnce) -> tuple[Cell, ...]:
    """Return a field for every problem that is asked about in this row."""
    line, row = one.row.line, one.row
    labels = {"name": _("Name"), "email": _("Email address"), "role": _("Role"), "organisation": _("Organisation")}
    is_too_long = len(row.organisation) > MOST_IN_A_NAME
    organisation = row.organisation if is_too_long else ""
    values = {"name": row.name, "email": row.email, "role": one.role or "", "organisation": organisation}
    options = {
        "role": (("", _("Choose a role")), *((value, str(label)) for value, label in roles())),
        "organisation": () if is_too_long else _organisation_options(one, organisations),
    }
    return tuple(
        Cell(f"{name}-{line}", values[name], one.problems[name], options.get(name, ()), labels[name], place.n_rows - 1)
        for name, place in _asked_of(one, asked).items()
        if place.line == line
    )


def _organisation_options(one: CheckedRow, organisations: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """Return what to choose from: the one that it resembles first, then a new one, then the others."""
    known = sorted(organisations.items(), key=lambda choice: choice[1] not in one.organisation.suggestions)
    options = [(f"{CHOSEN}{pk}", Truncator(name).chars(MOST_OF_A_NAME)) for pk, name in known]
    if one.row.organisation:
        new = _("%(name)s, as a new organisation") % {"name": Truncator(one.row.organisation).chars(MOST_OF_A_NAME)}
        options.insert(len(one.organisation.suggestions) or len(options), (NEW_ORGANISATION, new))
    return (("", _("Choose an organisation")), *options)

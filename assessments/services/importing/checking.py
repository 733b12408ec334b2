"""Checks each row: matches its role and organisation, compares it with known people, and says what is wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from .matching import OrganisationMatch, organisation_key, organisation_of, role_of

LONGEST = 150


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with a coordinator's decisions about it."""

    line: int
    name: str
    email: str
    role: str
    organisation: str
    is_left_out: bool = False
    is_new_organisation: bool = False
    """Whether the coordinator confirmed that it is not the organisation it resembles."""
    updates: bool = False
    """Whether the known person is updated to match this row."""


@dataclass(frozen=True, slots=True)
class Known:
    """Someone who already takes part."""

    pk: int
    name: str
    email: str
    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row with its matches and problems."""

    row: Row
    role: str | None
    organisation: OrganisationMatch
    known: Known | None
    problems: Mapping[str, str] = field(default_factory=dict)
    """What is wrong, per field; empty for a row that is left out."""

    @property
    def is_same(self) -> bool:
        """Whether the known person is identical to this row."""
        known = self.known
        return known is not None and (known.name, known.email, known.role, known.organisation) == (
            self.row.name,
            self.row.email,
            self.role,
            self.organisation.name,
        )


def check_rows(rows: Sequence[Row], organisations: Iterable[str], known: Iterable[Known]) -> list[CheckedRow]:
    """Return each row with its matches and problems; rows with the same new organisation share its first spelling."""
    names, people = list(organisations), list(known)
    by_email = {one.email.casefold(): one for one in people if one.email}
    by_name = {(one.name.casefold(), organisation_key(one.organisation)): one for one in people}
    doubles = Counter(row.email.casefold() for row in rows if row.email and not row.is_left_out)
    new: dict[str, str] = {}
    found = []
    for row in rows:
        match = _organisation(row, names, new)
        person = by_email.get(row.email.casefold()) if row.email else None
        person = person or by_name.get((row.name.casefold(), organisation_key(match.name)))
        problems = {} if row.is_left_out else _problems(row, match, is_double=doubles[row.email.casefold()] > 1)
        found.append(CheckedRow(row, role_of(row.role), match, person, problems))
    return found


def _organisation(row: Row, names: list[str], new: dict[str, str]) -> OrganisationMatch:
    match = organisation_of(row.organisation, names)
    if match.is_known or row.is_left_out:
        return match
    spelling = new.setdefault(organisation_key(row.organisation), row.organisation)
    return OrganisationMatch(spelling, is_known=False, suggestion="" if row.is_new_organisation else match.suggestion)


def _problems(row: Row, match: OrganisationMatch, *, is_double: bool) -> dict[str, str]:
    found = {
        "name": _name(row.name),
        "email": _("This address is in the list more than once.") if is_double else _email(row.email),
        "role": _role(row.role),
        "organisation": _organisation_problem(row, match),
    }
    return {name: problem for name, problem in found.items() if problem}


def _name(name: str) -> str:
    if not name:
        return _("There is no name.")
    return _text(name)


def _text(text: str) -> str:
    if len(text) > LONGEST:
        return _("This is too long: at most 150 characters fit.")
    return "" if text.isprintable() else _("There is a character in it that is not a letter. Type it again.")


def _email(email: str) -> str:
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        return _("This is not a complete e-mail address.")
    return _("This is not a complete e-mail address.") if len(email) > 254 else ""


def _role(role: str) -> str:
    if not role:
        return _("There is no role. Choose one.")
    return "" if role_of(role) else _("We do not know the role “%(role)s”. Choose one.") % {"role": role[:40]}


def _organisation_problem(row: Row, match: OrganisationMatch) -> str:
    if not row.organisation:
        return _("There is no organisation. Choose one.")
    if match.suggestion:
        return _("Do you mean %(name)s? Choose.") % {"name": match.suggestion}
    return _text(row.organisation)

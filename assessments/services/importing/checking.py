"""Checks each row: matches its role and organisation, compares it with known people, and says what is wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import cache
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from assessments.vocabulary.limits import MOST_IN_A_NAME

from .addresses import name_beside
from .matching import KnownOrganisations, OrganisationMatch, normalise, role_of
from .names import may_be_of_another


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
    updates: str = ""
    """The mark of the known person, as they were when it was chosen to change them to this row; empty if it was not."""


@dataclass(frozen=True, slots=True)
class Known:
    """Someone who already takes part."""

    pk: int
    name: str
    email: str
    role: str
    organisation: str

    @property
    def mark(self) -> str:
        """What tells whether they are still the same person, with the same name, address, role and organisation."""
        return sha256(repr(astuple(self)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row with its matches and problems."""

    row: Row
    role: str | None
    organisation: OrganisationMatch
    known: Known | None
    problems: Mapping[str, str] = field(default_factory=dict)
    """What is wrong, per field; empty for a row that is left out."""
    is_double: bool = False
    """Whether another row has the same address."""

    @property
    def is_update(self) -> bool:
        """Whether the known person is changed to this row."""
        return self.known is not None and self.known.mark == self.row.updates and not self.row.is_left_out

    @property
    def is_outdated(self) -> bool:
        """Whether it was chosen to change somebody who is not there any more as they were then."""
        return bool(self.row.updates) and not self.is_update and not self.row.is_left_out

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
    names, people = KnownOrganisations(organisations), list(known)
    by_email = {one.email.casefold(): one for one in people if one.email}
    key_of, roles = cache(names.key_of), cache(role_of)
    by_name = {(one.name.casefold(), key_of(one.organisation)): one for one in people}
    doubles = Counter(row.email.casefold() for row in rows if row.email and not row.is_left_out)
    again = _again([(row, key_of(row.organisation)) for row in rows if not row.is_left_out])
    new: dict[str, str] = {}
    found = []
    for row in rows:
        match = _organisation(row, names.match(row.organisation), key_of(row.organisation), new)
        person = by_email.get(row.email.casefold()) if row.email else None
        person = person or by_name.get((row.name.casefold(), key_of(match.name)))
        role, is_double = roles(row.role), doubles[row.email.casefold()] > 1 and not row.is_left_out
        problems = {} if row.is_left_out else _problems(row, role, match, is_double=is_double)
        if row.line in again and person is None and not row.is_left_out:
            problems.setdefault("name", _again_words(again[row.line]))
        found.append(CheckedRow(row, role, match, person, problems, is_double))
    return found


def _again(rows: Iterable[tuple[Row, str]]) -> dict[int, int]:
    """Return the lines of people without an address whose name stands at the same organisation in another row too.

    Nothing tells the two apart: it may be one person, who would get two links. Each line comes with that of the other
    row: the first of that name, or of those with an address.
    """
    same: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row, organisation in rows:
        if row.name and organisation:
            same[normalise(row.name), organisation].append(row)
    first = {key: min(group, key=lambda row: (not row.email, row.line)) for key, group in same.items()}
    return {
        row.line: first[key].line
        for key, group in same.items()
        for row in group
        if not (row.email or row is first[key])
    }


def _again_words(line: int) -> str:
    told = _(
        "This name is also in row %(row)s, at the same organisation, and there is no email address here. Is it the "
        "same person? Then skip this row. If not, make the names different."
    )
    return told % {"row": line}


def _organisation(row: Row, match: OrganisationMatch, key: str, new: dict[str, str]) -> OrganisationMatch:
    if match.is_known or row.is_left_out:
        return match
    spelling = new.setdefault(key, row.organisation)
    return OrganisationMatch(spelling, is_known=False, suggestions=() if row.is_new_organisation else match.suggestions)


def _problems(row: Row, role: str | None, match: OrganisationMatch, *, is_double: bool) -> dict[str, str]:
    found = {
        "name": _name(row.name),
        "email": _("This address is in the list more than once.") if is_double else _email(row.email, row.name),
        "role": _role(row.role, role),
        "organisation": _organisation_problem(row, match),
    }
    return {name: problem for name, problem in found.items() if problem}


def _name(name: str) -> str:
    if not name:
        return _("There is no name.")
    if not any(map(str.isalpha, name)):
        return _("There are no letters in this name.")
    return _text(name) or _no_address(name)


def _no_address(text: str) -> str:
    """Refuse an e-mail address where none belongs: it may be of somebody else than whose row it is."""
    return _("There is an email address in this. Put it in its own column.") if "@" in text else ""


def _text(text: str) -> str:
    if len(text) > MOST_IN_A_NAME:
        return _("This is too long: at most 150 characters fit.")
    return ""


def _email(email: str, name: str) -> str:
    if not email:
        return ""
    if email.count("@") > 1:
        return _("There is more than one email address in this. Keep one of them.")
    beside = name_beside(email)
    if may_be_of_another(name, beside):
        told = _(
            "Beside this address stands another name: %(name)s. Keep only the address if it belongs to this person."
        )
        return told % {"name": beside[:40]}
    try:
        validate_email(email)
    except ValidationError:
        return _("This is not a complete email address.")
    is_right = len(email) <= 254 and email.isascii()
    return "" if is_right else _("This is not a complete email address.")


def _role(written: str, role: str | None) -> str:
    if not written:
        return _("There is no role. Choose one.")
    return "" if role else _("We do not know the role “%(role)s”. Choose one.") % {"role": written[:40]}


def _organisation_problem(row: Row, match: OrganisationMatch) -> str:
    if not row.organisation:
        return _("There is no organisation. Choose one.")
    if match.suggestions:
        *others, last = match.suggestions
        names = _(" or ").join([", ".join(others), last] if others else [last])
        return _("Do you mean %(name)s? Choose.") % {"name": names}
    return _text(row.organisation) or _no_address(row.organisation)

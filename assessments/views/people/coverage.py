"""Who is in the list, per organisation and role, and what that lacks for a score of a role."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.models import Organisation, Participant, Partnership
from assessments.reporting.names import listed, role_name
from assessments.reporting.numbers import in_letters
from assessments.vocabulary.roles import ROLES


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One organisation, with how many people it has in each role and in all."""

    name: str
    counts: tuple[int, ...]
    n_people: int


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """One role over all organisations."""

    name: str
    n_people: int
    said: str
    """What it lacks for a score of its own, or that it has enough people."""
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """A table of organisations by roles."""

    rows: tuple[CoverageRow, ...]
    roles: tuple[RoleCoverage, ...]
    n_people: int

    @property
    def too_few(self) -> str:
        """Which roles have people in the list but too few for a score of their own, with how many more it takes."""
        short = [f"{role.name} ({role.said})" for role in self.roles if role.n_people and not role.is_enough]
        return listed(short) if short else ""


def coverage_of(partnership: Partnership, least: int) -> Coverage:
    """Return how many people stand in the list per organisation and role.

    Parameters
    ----------
    partnership
        Whose list it is.
    least
        How many people of a role have to answer before it gets a score of its own.
    """
    people = Participant.objects.filter(organisation__partnership=partnership)
    counted = Counter(people.order_by().values_list("organisation_id", "role"))
    rows = tuple(_row(one, counted) for one in partnership.organisations.all())
    roles = tuple(_role(code, sum(_of_role(counted, code)), least) for code in ROLES)
    return Coverage(rows, roles, sum(row.n_people for row in rows))


def _row(organisation: Organisation, counted: Mapping[tuple[int, str], int]) -> CoverageRow:
    counts = tuple(counted.get((organisation.pk, role), 0) for role in ROLES)
    return CoverageRow(organisation.name, counts, sum(counts))


def _of_role(counted: Mapping[tuple[int, str], int], role: str) -> Iterable[int]:
    return (number for (_organisation, code), number in counted.items() if code == role)


def _role(code: str, n_people: int, least: int) -> RoleCoverage:
    lacking = least - n_people
    said = _("enough people") if lacking <= 0 else _("%(number)s more needed") % {"number": in_letters(lacking)}
    return RoleCoverage(role_name(code), n_people, said, lacking <= 0)

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
    n_least: int
    """How many people a group needs."""

    @property
    def held_back(self) -> str:
        """Why a role with enough people gets no score of its own all the same, even if everybody answers."""
        sizes = {role.name: role.n_people for role in self.roles if role.n_people}
        shown, least = with_a_score(sizes, self.n_least), in_letters(self.n_least)
        held = [name for name, n_people in sizes.items() if n_people >= self.n_least and name not in shown]
        if held and len(sizes) == 1:
            return _("Everybody in the list has the same role. Then there is nothing to compare, so it gets no score.")
        told = _(
            "Enough people, but still no score of their own: %(roles)s. All people without a score of their own must "
            "also be at least %(least)s together: otherwise what those few think could be worked out."
        )
        return told % {"roles": listed(held), "least": least} if held else ""

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
    return Coverage(rows, roles, sum(row.n_people for row in rows), least)


def with_a_score(sizes: Mapping[str, int], least: int) -> list[str]:
    """Return which groups get a score of their own if everybody answers, as the rules of what may be shown have it.

    All that get none are nobody or enough together, else the smallest of the others gets none either, of equals the
    last; a group that is everybody gets none.
    """
    shown = [name for name, n_people in sizes.items() if n_people >= least]
    while shown and 0 < sum(sizes.values()) - sum(sizes[name] for name in shown) < least:
        shown.remove(min(reversed(shown), key=lambda name: sizes[name]))
    return [] if len(sizes) == 1 else shown


def _row(organisation: Organisation, counted: Mapping[tuple[int, str], int]) -> CoverageRow:
    counts = tuple(counted.get((organisation.pk, role), 0) for role in ROLES)
    return CoverageRow(organisation.name, counts, sum(counts))


def _of_role(counted: Mapping[tuple[int, str], int], role: str) -> Iterable[int]:
    return (number for (_organisation, code), number in counted.items() if code == role)


def _role(code: str, n_people: int, least: int) -> RoleCoverage:
    lacking = least - n_people
    said = _("enough people") if lacking <= 0 else _("%(number)s more needed") % {"number": in_letters(lacking)}
    return RoleCoverage(role_name(code), n_people, said, lacking <= 0)

"""What may be shown of groups: their scores, and which roles see a force differently from the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.scoring.grid import nearest
from assessments.scoring.suppression import shown_groups
from assessments.vocabulary.forces import Force
from assessments.vocabulary.limits import GroupLimits, texts_from

from .rounding import round_up
from .shown import HIGHEST_GROUP, LOWEST_GROUP, ShownGroup, ShownPerception, Why, Withheld

Groups = Mapping[str, Mapping[Force, ShownGroup]]
STEP = 5


@dataclass(frozen=True, slots=True)
class GroupMean:
    """The exact numbers of one group on one force."""

    n: int
    mean: float
    low: float
    high: float


def groups_to_show(sizes: Mapping[str, int], limits: GroupLimits) -> tuple[str, ...]:
    """Return the groups of one split that are shown on one force.

    Those of at least min_group persons, while all hidden ones together are nobody or as many; else the smallest is
    hidden too, of equals the last, and so on. One group that is everybody is no comparison, so it is not shown.

    Parameters
    ----------
    sizes
        Persons with the force per group, in the order that settles ties.
    limits
        For min_group.

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> groups_to_show({"professional": 6, "manager": 4, "bestuurder": 2}, ScoringProfile())
    ('professional',)
    >>> groups_to_show({"professional": 9}, ScoringProfile())
    ()
    """
    shown = shown_groups(sizes, limits.min_group)
    return () if is_everybody(shown, sizes) else shown


def is_everybody(shown: Sequence[str], sizes: Mapping[str, int]) -> bool:
    """Whether one group is all there is."""
    return len(shown) == 1 and sizes[shown[0]] == sum(sizes.values())


def shown_group(group: GroupMean, limits: GroupLimits) -> ShownGroup:
    """Return a group's score as it is shown: the nearest five, 10 to 90, and from ten persons its margin.

    The margin is the wider half of its interval, up to a five.

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> shown_group(GroupMean(12, 57.4, 49.4, 65.4), ScoringProfile())
    ShownGroup(score=55, margin=10)
    >>> shown_group(GroupMean(5, 93.0, 81.0, 100.0), ScoringProfile())
    ShownGroup(score=90, margin=None)
    """
    margin = round_up(max(group.mean - group.low, group.high - group.mean), STEP)
    return ShownGroup(
        nearest(group.mean, STEP, LOWEST_GROUP, HIGHEST_GROUP), margin if group.n >= texts_from(limits) else None
    )


def shown_split(
    groups: Mapping[Force, Mapping[str, GroupMean]], limits: GroupLimits
) -> tuple[dict[str, dict[Force, ShownGroup]], tuple[Withheld, ...]]:
    """Return the groups of a split that are shown, per group and force, and those that are not.

    Parameters
    ----------
    groups
        All groups with at least one person, per force, in the order that settles ties.
    limits
        For min_group.
    """
    sizes = {force: {name: one.n for name, one in of_force.items()} for force, of_force in groups.items()}
    allowed = {force: groups_to_show(of_force, limits) for force, of_force in sizes.items()}
    shown: dict[str, dict[Force, ShownGroup]] = {}
    withheld: list[Withheld] = []
    for name in dict.fromkeys(name for of_force in groups.values() for name in of_force):
        there = {force: groups[force][name] for force in groups if name in groups[force]}
        own = {force: shown_group(one, limits) for force, one in there.items() if name in allowed[force]}
        why: dict[Force, Why] = {force: why_hidden(name, sizes[force], limits) for force in there if force not in own}
        if own:
            shown[name] = own
            withheld += [Withheld(f"group:{name}:{force}", reason) for force, reason in why.items()]
        else:
            withheld.append(Withheld(f"group:{name}", _least_small(list(why.values()))))
    return shown, tuple(withheld)


def why_hidden(name: str, sizes: Mapping[str, int], limits: GroupLimits) -> Why:
    """Return why a group is not shown: too small, all there is, or because those that remain would be too few."""
    if sizes[name] < limits.min_group:
        return "too_few"
    return "everybody" if is_everybody(shown_groups(sizes, limits.min_group), sizes) else "remainder"


def _least_small(reasons: Sequence[Why]) -> Why:
    """Return the reason that holds for a group as a whole: too small only if it is so on every force."""
    return next((reason for reason in reasons if reason != "too_few"), "too_few")


def shown_perception(gaps: Sequence[tuple[str, Force, float]], shown: Groups) -> tuple[ShownPerception, ...]:
    """Return which shown roles see a force lower or higher than the rest, without the number.

    Parameters
    ----------
    gaps
        Role, force, and its mean minus that of the others.
    shown
        The groups that are shown, of the split by role.
    """
    return tuple(
        ShownPerception(role, force, "lower" if difference < 0 else "higher")
        for role, force, difference in gaps
        if force in shown.get(role, {})
    )

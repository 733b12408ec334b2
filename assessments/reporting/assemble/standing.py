"""Where a result stands, as its shown numbers tell it: the facts on which headline, reasons and advice turn."""

from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.headlines import INTERESTS_DECIDE, IS_AMPLE, IS_NEAR, IS_RISING
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.outcomes import DIAGNOSES
from assessments.vocabulary.roles import BESTUURDER, MANAGER, PROFESSIONAL, ROLES

from .wording import HALF_A_STEP, actie_of, professionals_fall_short

NEAR = 3
"""Points below its bar within which a force nearly reaches it."""
NEARLY_ALL = 90
"""The response in per cents from which nearly everyone answered."""


def facts(result: FrozenResult) -> frozenset[str]:
    """Return what is known of a result, for rules that need some of it: codes, and facts of the vocabulary."""
    disclosed = result.disclosed
    force = fired(result)
    known = {
        IS_NEAR: force is not None and is_near(result, force),
        INTERESTS_DECIDE: force is not None and interests_decide(result, force),
        IS_AMPLE: is_ample(result),
        IS_RISING: result.is_rising,
    }
    words = {disclosed.diagnosis, disclosed.level, disclosed.certainty, *disclosed.flags}
    return frozenset({word for word in words if word} | {fact for fact, holds in known.items() if holds})


def has_flag(result: FrozenResult, *flags: str) -> bool:
    """Whether any of these flags is raised."""
    return not set(flags).isdisjoint(result.disclosed.flags)


def fired(result: FrozenResult) -> Force | None:
    """Return the force that a stagnation turns on: actie or verbinding; None for any other outcome."""
    diagnosis = DIAGNOSES.get(result.disclosed.diagnosis)
    return diagnosis.gap[1] if diagnosis is not None and diagnosis.gap else None


def forces_with_bar(result: FrozenResult) -> tuple[Force, ...]:
    """Return the forces of which both score and bar are shown, in the order of the chain."""
    return tuple(force for force in FORCES if distance(result, force) is not None)


def distance(result: FrozenResult, force: Force) -> float | None:
    """Return the points that a force lies above its bar (below 0: under it); None if score or bar is not shown."""
    score, bar = result.disclosed.scores.get(force), result.bar_of(force)
    return None if score is None or bar is None else score.value - bar


def is_below(result: FrozenResult, force: Force) -> bool:
    """Whether a force is known to lie below its bar."""
    found = distance(result, force)
    return found is not None and not reaches(found, 0)


def is_reached(result: FrozenResult, force: Force) -> bool:
    """Whether a force is known to reach its bar."""
    found = distance(result, force)
    return found is not None and reaches(found, 0)


def is_near(result: FrozenResult, force: Force) -> bool:
    """Whether a force is at most a few points below its bar, or reaches it."""
    found = distance(result, force)
    return found is not None and reaches(found, -NEAR)


def interests_decide(result: FrozenResult, force: Force) -> bool:
    """Whether a force is below its bar, and would have reached it without clashing interests."""
    return is_below(result, force) and reaches(result.disclosed.scores[force].value, result.profile.threshold)


def lacking_margin(result: FrozenResult) -> tuple[Force, ...]:
    """Return the forces that are less above their bar than in a firm partnership."""
    margin = result.profile.margin
    return tuple(force for force in forces_with_bar(result) if not reaches(distance(result, force) or 0, margin))


def is_ample(result: FrozenResult) -> bool:
    """Whether all forces are shown to be as far above their bar as in a firm partnership."""
    return forces_with_bar(result) == FORCES and not lacking_margin(result)


def nearly_all_answered(result: FrozenResult) -> bool:
    """Whether nearly everyone who was asked answered."""
    return result.disclosed.response is not None and result.disclosed.response >= NEARLY_ALL


def has_chance(result: FrozenResult, diagnosis: str) -> bool:
    """Whether the chance that a diagnosis is right is shown: version 1 of the model counted how often it came again."""
    return diagnosis in result.disclosed.shares and not result.is_of_version_1


def leaders_see_more_action(result: FrozenResult) -> bool:
    """Whether according to all who lead enough happens, according to professionals not, and not just by chance.

    Groups are rounded to fives, so only half a step or more above the bar is certainly above it.
    """
    leaders = [role for role in (BESTUURDER, MANAGER) if actie_of(result, role) is not None]
    seen = {view.role for view in result.disclosed.perception if view.force == "actie"}
    if not leaders or seen.isdisjoint({PROFESSIONAL, *leaders}):
        return False
    return professionals_fall_short(result) and all(_sees_enough_action(result, role) for role in leaders)


def _sees_enough_action(result: FrozenResult, role: str) -> bool:
    group, bar = actie_of(result, role), result.disclosed.bar
    return group is not None and bar is not None and reaches(group.score - HALF_A_STEP, bar)


def roles_taking_part(result: FrozenResult) -> frozenset[str]:
    """Return the roles of which it is shown that people answered; none where results are shown by organisation."""
    if result.disclosed.split != "role":
        return frozenset()
    hidden = (entry.what.split(":") for entry in result.disclosed.withheld)
    withheld = {parts[1] for parts in hidden if parts[0] == "group"}
    return frozenset(role for role in ROLES if role in result.disclosed.groups or role in withheld)

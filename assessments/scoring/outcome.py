"""What follows from the class: how firm or how far from healthy it is, and what it leans to."""

from collections.abc import Mapping

from assessments.vocabulary import flags
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.levels import DREIGEND, FUNDAMENT_ONTBREEKT, KWETSBAAR, STEVIG, UITGESPROKEN
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.outcomes import DIAGNOSES, EILANDSAMENWERKING, GEZOND

from .classification import FIRED, Classification
from .profile import ScoringProfile
from .stability import likely_others

LIKELY_ENOUGH = 0.2
"""The share from which a partnership that is a close call may lean to another class."""
NEAR = 5.0
"""How far below their bar forces may be in one that leans to gezond."""


def level(found: Classification, below: float, raised: Mapping[str, bool], profile: ScoringProfile) -> str:
    """Return how firm a partnership is, or how far it is from healthy.

    Parameters
    ----------
    found
        The class with its scores.
    below
        Share of the draws of intentie below the threshold.
    raised
        Every flag.
    profile
        The thresholds.
    """
    if not found.reaches("intentie") and reaches(below, profile.likely):
        return FUNDAMENT_ONTBREEKT
    if found.diagnosis != GEZOND:
        shortfall = found.bar - found.scores[FIRED[found.diagnosis]]
        return UITGESPROKEN if reaches(shortfall, profile.level) else DREIGEND
    is_ample = all(found.reaches(force, profile.margin) for force in FORCES)
    is_held_back = any(raised[code] for code, flag in FLAGS.items() if flag.excludes_stevig)
    return STEVIG if is_ample and not is_held_back else KWETSBAAR


def tendency(
    found: Classification, raised: Mapping[str, bool], shares: Mapping[str, float], profile: ScoringProfile
) -> str | None:
    """Return the class that a partnership leans to; None when it leans to none."""
    if raised[flags.KERN_EN_RAND] and found.diagnosis != EILANDSAMENWERKING:
        return EILANDSAMENWERKING
    drops = _drops(found, profile) if found.diagnosis == GEZOND else {}
    if drops:
        largest = max(drops.values())
        return next(name for name, drop in drops.items() if reaches(drop, largest))
    return _likely_other(found, shares) if raised[flags.NIPT] else None


def _drops(found: Classification, profile: ScoringProfile) -> dict[str, float]:
    """Return the drops that count, by the stagnation they lead to."""
    steps = {name: words.gap for name, words in DIAGNOSES.items() if words.gap}
    drops = {name: found.scores[higher] - found.scores[lower] for name, (higher, lower) in steps.items()}
    return {
        name: drop
        for name, drop in drops.items()
        if reaches(drop, profile.gap) and not found.reaches(steps[name][1], profile.margin)
    }


def _likely_other(found: Classification, shares: Mapping[str, float]) -> str | None:
    is_near = all(found.reaches(force, -NEAR) for force in FORCES)
    for name in likely_others(found.diagnosis, shares):
        if reaches(shares[name], LIKELY_ENOUGH) and (is_near or name != GEZOND):
            return name
    return None

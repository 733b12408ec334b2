"""What changed between two rounds, and whether that is more than noise: from what both of them show."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist  # scipy has it too, but whoever only reads results need not load that
from typing import Protocol

from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.outcomes import DIAGNOSES

from .shown import ShownScore

FALSE_ALARMS = 0.05
"""How often any of the three forces would be said to have changed though none did."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What a result was made with; only results made with the same can be compared."""

    questionnaire: str
    profile: int
    model: str


@dataclass(frozen=True, slots=True)
class Change:
    """How far a score rose (above 0) or fell since the round before, with its interval, on 0-100."""

    difference: float
    low: float
    high: float
    is_more_than_noise: bool
    """Whether the interval leaves out 0."""


class Measured(Protocol):
    """What a round showed, as far as ``is_stalled`` reads it."""

    @property
    def diagnosis(self) -> str:
        """The class."""

    @property
    def scores(self) -> Mapping[Force, ShownScore]:
        """The forces that are shown."""


Scores = Mapping[Force, ShownScore]


def changes(before: tuple[Versions, Scores], after: tuple[Versions, Scores]) -> dict[Force, Change]:
    """Return the change per force; none at all between results made with different versions.

    Parameters
    ----------
    before, after
        Versions and shown scores of the earlier and the later round; a force that either does not show, or of which it
        has no standard error, is left out.

    Notes
    -----
    Δ and E = √(se₁² + se₂²) per force, the largest |Δ|/E first. Of m forces the first is more than noise when |Δ|/E > z
    at 1 − 0.05/(2m); then m − 1 serves for the second and m − 2 for the third. At the first that is not, all that
    follow are not and m stays. The interval is Δ ± z·E with the z that a force was judged by. The rounds are taken as
    independent samples, since no answer can be led back to a person.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics, 6(2).

    Examples
    --------
    >>> versions = Versions("2", 1, "2")
    >>> old = {"actie": ShownScore(50, 45, 55, 3.0), "verbinding": ShownScore(60, 55, 65, 3.0)}
    >>> new = {"actie": ShownScore(60, 55, 65, 3.0), "verbinding": ShownScore(66, 61, 71, 3.0)}
    >>> found = changes((versions, old), (versions, new))
    >>> {force: (round(one.low, 2), round(one.high, 2), one.is_more_than_noise) for force, one in found.items()}
    {'actie': (0.49, 19.51, True), 'verbinding': (-2.32, 14.32, False)}
    """
    (old_versions, old), (new_versions, new) = before, after
    if old_versions != new_versions:
        return {}
    return _all_changes(old, new)


def _all_changes(old: Scores, new: Scores) -> dict[Force, Change]:
    found = {force: _difference(old[force], new[force]) for force in FORCES if force in old and force in new}
    return _judged({force: one for force, one in found.items() if one is not None})


def _difference(before: ShownScore, after: ShownScore) -> tuple[float, float] | None:
    """Return Δ and E; None without a standard error."""
    if before.se_repeat is None or after.se_repeat is None:
        return None
    return after.value - before.value, math.hypot(before.se_repeat, after.se_repeat)


def _judged(differences: Mapping[Force, tuple[float, float]]) -> dict[Force, Change]:
    ratios = {force: _ratio(*one) for force, one in differences.items()}
    m, is_noise = len(ratios), False
    found: dict[Force, Change] = {}
    for force in sorted(ratios, key=lambda force: -ratios[force]):
        difference, error = differences[force]
        z = NormalDist().inv_cdf(1.0 - FALSE_ALARMS / (2 * m))
        is_noise = is_noise or ratios[force] <= z
        found[force] = Change(difference, difference - z * error, difference + z * error, not is_noise)
        m -= not is_noise
    return {force: found[force] for force in differences}


def _ratio(difference: float, error: float) -> float:
    if error:
        return abs(difference) / error
    return math.inf if difference else 0.0


def is_stalled(before: Measured, after: Measured) -> bool:
    """Whether two rounds made with the same versions are one stagnation that does not move.

    The later diagnosis is a stagnation and the earlier was the same, and the force that it turns on did not rise by
    more than noise. When that force is not shown in both, nothing is said.
    """
    gap = DIAGNOSES[after.diagnosis].gap if after.diagnosis in DIAGNOSES else None
    if gap is None or before.diagnosis != after.diagnosis:
        return False
    found = _all_changes(before.scores, after.scores).get(gap[1])
    return found is not None and not (found.is_more_than_noise and found.difference > 0)

"""What changed between two rounds, and whether that is more than noise."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from assessments.vocabulary.forces import FORCES, Force

from .values import Estimate

Z = 1.96
"""Standard errors on either side of a change: 95 %."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What a result was made with; only results made with the same can be compared."""

    questionnaire: str
    profile: int


@dataclass(frozen=True, slots=True)
class Change:
    """How far a score rose (above 0) or fell since the round before, with its 95 % interval, on 0-100."""

    difference: float
    low: float
    high: float

    @property
    def is_more_than_noise(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def change(before: Estimate, after: Estimate) -> Change | None:
    """Return the change of a score; None where either has no standard error.

    Parameters
    ----------
    before, after
        The score of the earlier and of the later round, 0-100, with its standard error.

    Notes
    -----
    Δ ± 1.96 · √(se₁² + se₂²). The two rounds are taken as independent samples: since no answer can be led back to a
    person, it is not known who answered both. Where the same people answered, the interval is too wide rather than
    too narrow.

    Examples
    --------
    >>> found = change(Estimate(60.0, 54.0, 66.0, 3.0), Estimate(70.0, 62.0, 78.0, 4.0))
    >>> round(found.difference, 2), round(found.low, 2), round(found.high, 2), found.is_more_than_noise
    (10.0, 0.2, 19.8, True)
    """
    if before.se is None or after.se is None:
        return None
    difference = after.value - before.value
    half = Z * math.hypot(before.se, after.se)
    return Change(difference=difference, low=difference - half, high=difference + half)


def changes(
    before: tuple[Versions, Mapping[str, Estimate]], after: tuple[Versions, Mapping[str, Estimate]]
) -> dict[Force, Change]:
    """Return the change per force; none at all between results made with different versions.

    Parameters
    ----------
    before, after
        Versions and shown scores of the earlier and the later round; a force that either does not show is left out.
    """
    (old_versions, old), (new_versions, new) = before, after
    if old_versions != new_versions:
        return {}
    found = {force: change(old[force], new[force]) for force in FORCES if force in old and force in new}
    return {force: value for force, value in found.items() if value is not None}

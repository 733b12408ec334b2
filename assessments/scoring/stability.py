"""How certain a diagnosis is: what everyone who was asked would have said, drawn many times."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from assessments.vocabulary.limits import TOLERANCE
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, GEZOND, SCHIJNSAMENWERKING

from .bar import lift
from .precision import Precision, precision
from .sample import Sample
from .scores import SCALES, Floats, Persons, sums
from .values import Estimate

LIMITS = (2.5, 97.5)
"""Between these percentiles lies an interval of 95 %."""
NOTHING = (math.nan, math.nan)
MAX_CELLS = 4_000_000
"""Largest matrix of resamples × persons that is allocated at once."""


@dataclass(frozen=True, slots=True)
class Draws:
    """All draws of the five scales."""

    scores: Floats
    """resamples × SCALES, 0-100 or nan."""
    bar: Floats
    """resamples: the bar of actie and verbinding."""
    se_repeat: Floats
    """SCALES: the standard error if other people had answered; nan where there is none."""


def correction(k: int) -> float:
    """Return the factor that widens draws of k persons: √(k/(k−1)) · t₀.₉₇₅,ₖ₋₁ / z₀.₉₇₅; 1 for fewer than two.

    References
    ----------
    Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The American Statistician, 69(4).

    Examples
    --------
    >>> round(correction(5), 4), correction(1)
    (1.5838, 1.0)
    """
    if k < 2:
        return 1.0
    return float(np.sqrt(k / (k - 1)) * stdtrit(k - 1, 0.975) / ndtri(0.975))


def multiplicities(generator: np.random.Generator, n: int, resamples: int) -> Floats:
    """Return resamples × n: how often each person is drawn."""
    drawn = generator.integers(0, n, size=(resamples, n))
    drawn += np.arange(resamples)[:, None] * n
    counted = np.bincount(drawn.ravel(), minlength=resamples * n)
    return counted.reshape(resamples, n).astype(np.float64)


def plain_draws(generator: np.random.Generator, persons: Persons, weighting: str, cap: int, resamples: int) -> Floats:
    """Return resamples × SCALES: the scores of persons drawn with replacement, uncorrected.

    One matrix product gives all resamples. Only a matrix of more than MAX_CELLS is computed in blocks, which draw the
    same numbers, so that memory stays bounded.
    """
    n = len(persons.respondents)
    block = max(MAX_CELLS // n, 1)
    blocks = []
    for start in range(0, resamples, block):
        counts = multiplicities(generator, n, min(block, resamples - start))
        drawn = sums(persons.scores, persons.organisation_of, len(persons.organisations), counts)
        blocks.append(drawn.score(weighting, cap))
    return blocks[0] if len(blocks) == 1 else np.concatenate(blocks)


def draw(sample: Sample, scores: Floats) -> Draws:
    """Return the draws of all five scales, and the bar of each.

    Parameters
    ----------
    sample
        At least one person.
    scores
        The scores of the sample itself, in the order of SCALES.

    Notes
    -----
    A plain draw d of a score S becomes S + c·f·(d − S) + g·z, within 0-100, with z from the standard normal
    distribution: c widens the draws of small groups, f narrows them by those who were asked and answered, and g adds
    what alike answers and ticking by chance leave uncertain.
    """
    survey, profile = sample.survey, sample.profile
    generator = np.random.Generator(np.random.PCG64(survey.seed))
    plain = plain_draws(generator, sample.persons, survey.weighting, sample.cap, profile.resamples)
    z = generator.standard_normal(size=plain.shape)
    exact = precision(sample)
    widened = np.array([correction(k) for k in sample.n.values()])
    drawn = np.clip(scores + widened * exact.f * (plain - scores) + exact.g * z, 0.0, 100.0)
    return Draws(drawn, bars(sample, drawn), repeated_errors(plain, widened, exact))


def bars(sample: Sample, drawn: Floats) -> Floats:
    """Return the bar of each draw, from its own spanning and regeling: the lift as it is, none where it is unknown."""
    profile = sample.profile
    if not sample.is_brake_known:
        return np.full(len(drawn), profile.threshold)
    lifted = lift(drawn[:, SCALES.index("spanning")], drawn[:, SCALES.index("regeling")], profile.brake)
    return profile.threshold + np.nan_to_num(lifted, copy=False)


def repeated_errors(plain: Floats, widened: Floats, exact: Precision) -> Floats:
    """Return per scale √(c²·var(d) + Σw²·max(0, spread² − v)), over the plain draws that are not missing."""
    return np.sqrt(widened**2 * _variances(plain) + exact.alike)


def _variances(draws: Floats) -> Floats:
    """Return per column the variance (n − 1) of the draws that are there; nan with fewer than two."""
    if not np.isnan(draws).any():
        whole: Floats = draws.var(axis=0, ddof=1)
        return whole
    return np.array([column.var(ddof=1) if len(column) > 1 else np.nan for column in _there(draws)])


def _limits(draws: Floats) -> Floats:
    """Return per column the 2.5th and the 97.5th percentile of the draws that are there, 2 × columns; nan without."""
    if not np.isnan(draws).any():
        whole: Floats = np.percentile(draws, LIMITS, axis=0)
        return whole
    return np.array([np.percentile(column, LIMITS) if len(column) else NOTHING for column in _there(draws)]).T


def _there(draws: Floats) -> list[Floats]:
    return [column[~np.isnan(column)] for column in draws.T]


def estimates(scores: Floats, draws: Draws) -> dict[str, Estimate | None]:
    """Return each scale's score with the 2.5th and 97.5th percentile and the standard deviation of its draws.

    Parameters
    ----------
    scores
        In the order of SCALES, 0-100; a score that is nan gives None.
    draws
        Those that are nan are left out.
    """
    errors = np.sqrt(_variances(draws.scores))
    rows = np.column_stack([scores, *_limits(draws.scores), errors, draws.se_repeat]).tolist()
    return {name: _estimate(*row) for name, row in zip(SCALES, rows, strict=True)}


def _estimate(value: float, *numbers: float) -> Estimate | None:
    low, high, se, se_repeat = (None if math.isnan(number) else number for number in numbers)
    return None if math.isnan(value) else Estimate(value=value, low=low, high=high, se=se, se_repeat=se_repeat)


def stability(draws: Draws) -> dict[str, float]:
    """Return the share of each diagnosis over the draws that have actie and verbinding."""
    actie, verbinding = draws.scores[:, SCALES.index("actie")], draws.scores[:, SCALES.index("verbinding")]
    there = ~(np.isnan(actie) | np.isnan(verbinding))
    n = max(int(there.sum()), 1)
    limit = draws.bar - TOLERANCE
    is_schijn = there & (actie < limit)
    is_eiland = there & ~(actie < limit) & (verbinding < limit)
    n_schijn, n_eiland = int(is_schijn.sum()), int(is_eiland.sum())
    n_gezond = int(there.sum()) - n_schijn - n_eiland
    return {GEZOND: n_gezond / n, SCHIJNSAMENWERKING: n_schijn / n, EILANDSAMENWERKING: n_eiland / n}


def share_below(draws: Draws, threshold: float) -> float:
    """Return the share of the draws of intentie that are below the threshold, over those that are there."""
    intentie = draws.scores[:, SCALES.index("intentie")]
    there = intentie[~np.isnan(intentie)]
    return float((there < threshold - TOLERANCE).sum()) / max(len(there), 1)


def likely_others(diagnosis: str, shares: Mapping[str, float]) -> list[str]:
    """Return the other classes, the one with the largest share first; ties in the order gezond, schijn, eiland."""
    return sorted((name for name in shares if name != diagnosis), key=lambda name: -shares[name])

"""How certain a diagnosis is: resampling of persons, corrected for small groups."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from assessments.vocabulary.limits import TOLERANCE
from assessments.vocabulary.outcomes import DIAGNOSES, EILANDSAMENWERKING, GEZOND, SCHIJNSAMENWERKING

from .profile import ScoringProfile
from .scores import SCALES, Floats, Persons, sums
from .values import Estimate

"""In the order that breaks ties."""
MAX_CELLS = 4_000_000
"""Largest matrix of resamples × persons that is allocated at once."""


@dataclass(frozen=True, slots=True)
class Draws:
    """All resamples, corrected."""

    scores: Floats
    """resamples × SCALES, 0-100 or nan."""
    bar: Floats
    """resamples."""


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


def drawn_scores(persons: Persons, weighting: str, seed: int, profile: ScoringProfile) -> Floats:
    """Return resamples × SCALES, uncorrected.

    One matrix product gives all resamples. Only a matrix of more than MAX_CELLS is computed in blocks, which draw the
    same numbers, so that memory stays bounded.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    n = len(persons.respondents)
    block = max(MAX_CELLS // n, 1)
    blocks = []
    for start in range(0, profile.resamples, block):
        counts = multiplicities(generator, n, min(block, profile.resamples - start))
        drawn = sums(persons.scores, persons.organisation_of, len(persons.organisations), counts)
        blocks.append(drawn.score(weighting, profile.cap))
    return blocks[0] if len(blocks) == 1 else np.concatenate(blocks)


def bars(tension: Floats, arranged: Floats, profile: ScoringProfile) -> Floats:
    """Return threshold + brake · spanning/100 · (1 − regeling/100); the threshold where either is nan."""
    raised = profile.threshold + profile.brake * tension / 100.0 * (1.0 - arranged / 100.0)
    result: Floats = np.where(np.isnan(raised), profile.threshold, raised)
    return result


def resample(persons: Persons, scores: Floats, weighting: str, seed: int, profile: ScoringProfile) -> Draws:
    """Return the corrected draws of all five scales and the bar of each.

    Parameters
    ----------
    persons
        Those taking part; at least one.
    scores
        The scores of the sample itself, in the order of SCALES.
    weighting, seed, profile
        As in the survey.
    """
    plain = drawn_scores(persons, weighting, seed, profile)
    k = (~np.isnan(persons.scores)).sum(axis=0)
    factor = np.array([correction(int(number)) for number in k])
    corrected = np.clip(scores + factor * (plain - scores), 0.0, 100.0)
    tension, arranged = corrected[:, SCALES.index("spanning")], corrected[:, SCALES.index("regeling")]
    return Draws(scores=corrected, bar=bars(tension, arranged, profile))


def estimates(scores: Floats, draws: Floats) -> dict[str, Estimate | None]:
    """Return each scale's score with the 2.5th and 97.5th percentile and the standard deviation of its draws.

    Parameters
    ----------
    scores
        In the order of SCALES, 0-100; a score that is nan gives None.
    draws
        resamples × SCALES, corrected; those that are nan are left out.
    """
    if np.isnan(draws).any():
        return {name: _estimate(float(scores[place]), draws[:, place]) for place, name in enumerate(SCALES)}
    lows, highs = np.percentile(draws, [2.5, 97.5], axis=0).tolist()
    values = zip(SCALES, scores.tolist(), lows, highs, draws.std(axis=0, ddof=1).tolist(), strict=True)
    return {name: Estimate(value=value, low=low, high=high, se=se) for name, value, low, high, se in values}


def _estimate(value: float, draws: Floats) -> Estimate | None:
    if np.isnan(value):
        return None
    there = draws[~np.isnan(draws)]
    if not len(there):
        return Estimate(value=value, low=None, high=None, se=None)
    low, high = np.percentile(there, [2.5, 97.5]).tolist()
    se = float(there.std(ddof=1)) if len(there) > 1 else None
    return Estimate(value=value, low=low, high=high, se=se)


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


def likeliest_other(diagnosis: str, shares: Mapping[str, float]) -> str:
    """Return the other class with the largest share; ties are broken in the order gezond, schijn, eiland."""
    others = [name for name in DIAGNOSES if name != diagnosis]
    return max(others, key=lambda name: shares[name])

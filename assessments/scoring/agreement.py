"""How much people agree, and which role sees the partnership differently from the rest."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import stdtrit

from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.roles import ROLES

from .instrument import Instrument
from .profile import ScoringProfile
from .scores import Floats, Ints, Persons
from .suppression import shown_groups
from .values import Agreement, Interval, PerceptionGap

STANDARD_ERRORS = 2.5
"""The number of standard errors from which on a difference of perception counts."""


def average_deviations(answers: Floats) -> Floats:
    """Return per item the mean absolute deviation from its mean, in answer steps; nan below two answers.

    References
    ----------
    Burke, M. J., & Dunlap, W. P. (2002). Estimating interrater agreement with the average deviation index.
    Organizational Research Methods, 5(2), 159-172.

    Examples
    --------
    >>> average_deviations(np.array([[2.0, 3.0], [4.0, np.nan]])).tolist()
    [1.0, nan]
    """
    there = ~np.isnan(answers)
    n = there.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(there, answers, 0.0).sum(axis=0) / n
        deviation: Floats = np.where(there, np.abs(answers - mean), 0.0).sum(axis=0) / n
    deviation[n < 2] = np.nan
    return deviation


def item_variances(answers: Floats) -> Floats:
    """Return per item the variance (n − 1) of its answers; nan below two answers."""
    there = ~np.isnan(answers)
    n = there.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(there, answers, 0.0).sum(axis=0) / n
        variance: Floats = np.where(there, (answers - mean) ** 2, 0.0).sum(axis=0) / (n - 1)
    variance[n < 2] = np.nan
    return variance


def agreement(deviations: Floats, variances: Floats) -> Agreement | None:
    """Return the agreement on a force from its items' deviations and variances; None when no item has two answers.

    Notes
    -----
    ``ad`` is the mean average deviation; ``rwg_star`` is 1 − mean variance / 2, where 2 is the variance of answers
    spread evenly over five steps.

    References
    ----------
    Lindell, M. K., Brandt, C. J., & Whitney, D. J. (1999). A revised index of interrater agreement for multi-item
    ratings of a single target. Applied Psychological Measurement, 23(2), 127-135.
    """
    there = ~np.isnan(deviations)
    if not there.any():
        return None
    return Agreement(ad=float(deviations[there].mean()), rwg_star=1.0 - float(variances[there].mean()) / 2.0)


def force_agreements(persons: Persons, instrument: Instrument) -> dict[str, Agreement]:
    """Return the agreement per force."""
    deviations, variances = average_deviations(persons.answers), item_variances(persons.answers)
    found: dict[str, Agreement] = {}
    for force in FORCES:
        items = [persons.codes.index(code) for code in instrument.forces[force]]
        if (value := agreement(deviations[items], variances[items])) is not None:
            found[force] = value
    return found


def mean_intervals(scores: Floats, group_of: Ints, n_groups: int) -> tuple[Interval | None, ...]:
    """Return per group its mean with mean ± t₀.₉₇₅,ₖ₋₁ · sd/√k, clipped to 0-100; None below two persons.

    Parameters
    ----------
    scores
        n, 0-100, none missing.
    group_of
        n: index of each person's group.
    n_groups
        Number of groups.

    Examples
    --------
    >>> (interval,) = mean_intervals(np.array([40.0, 50.0, 60.0]), np.array([0, 0, 0]), 1)
    >>> round(interval.mean, 3), round(interval.low, 3), round(interval.high, 3)
    (50.0, 25.159, 74.841)
    """
    k = np.bincount(group_of, minlength=n_groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(group_of, scores, minlength=n_groups) / k
        squares = np.bincount(group_of, (scores - mean[group_of]) ** 2, minlength=n_groups)
        half = stdtrit(k - 1, 0.975) * np.sqrt(squares / (k - 1) / k)
    return tuple(
        Interval(mean=middle, low=max(middle - reach, 0.0), high=min(middle + reach, 100.0)) if size > 1 else None
        for size, middle, reach in zip(k.tolist(), mean.tolist(), half.tolist(), strict=True)
    )


Groups = dict[str, dict[str, Interval]]


def groups(persons: Persons, group_of: Ints, names: Sequence[str], min_group: int) -> Groups:
    """Return per shown group and force its mean and interval.

    Parameters
    ----------
    persons
        Those taking part.
    group_of
        n: the place in ``names`` of each person's group.
    names
        The groups, in the order that decides which of two equally small ones is hidden.
    min_group
        Smallest group shown.
    """
    found: Groups = {}
    for force in FORCES:
        scores = persons.scale(force)
        there = ~np.isnan(scores)
        sizes = np.bincount(group_of[there], minlength=len(names)).tolist()
        intervals = dict(zip(names, mean_intervals(scores[there], group_of[there], len(names)), strict=True))
        for name in shown_groups(dict(zip(names, sizes, strict=True)), min_group):
            if (interval := intervals[name]) is not None:
                found.setdefault(name, {})[force] = interval
    return {name: found[name] for name in names if name in found}


def perception(
    persons: Persons, by_role: Mapping[str, Mapping[str, Interval]], profile: ScoringProfile
) -> tuple[PerceptionGap, ...]:
    """Return the shown roles whose mean differs from the rest's by enough points and standard errors."""
    gaps = [_gap(persons, role, force, profile) for role in ROLES for force in FORCES if force in by_role.get(role, {})]
    return tuple(gap for gap in gaps if gap is not None)


def _gap(persons: Persons, role: str, force: str, profile: ScoringProfile) -> PerceptionGap | None:
    scores = persons.scale(force)
    there = ~np.isnan(scores)
    is_own = persons.role_of == tuple(ROLES).index(role)
    own, others = scores[there & is_own], scores[there & ~is_own]
    if len(others) < profile.min_group:
        return None
    difference = float(own.mean() - others.mean())
    error = float(np.sqrt(own.var(ddof=1) / len(own) + others.var(ddof=1) / len(others)))
    counts = reaches(abs(difference), profile.perception) and reaches(abs(difference), STANDARD_ERRORS * error)
    return PerceptionGap(role=role, force=force, difference=difference) if counts else None  # type: ignore[arg-type]

"""The scores of groups of persons, and which role sees the partnership differently from the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.roles import ROLES

from .profile import ScoringProfile
from .sample import Sample
from .scores import Floats, Ints, Persons
from .suppression import shown_groups
from .values import Interval, PerceptionGap

FALSE_ALARMS = 0.10
"""How often in a partnership where roles see the same some role would yet be said to see a force differently."""

Sizes = Mapping[str, Mapping[str, int]]
"""Per force and group; every group, in the order that decides which of two equally small ones is hidden."""
Groups = Mapping[str, Mapping[str, Interval]]
"""Per listed group and force."""


def group_sizes(persons: Persons, group_of: Ints, names: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return per force how many persons of each group have it.

    Parameters
    ----------
    persons
        Those taking part.
    group_of
        n: the place in ``names`` of each person's group.
    names
        The groups.
    """
    found: dict[str, dict[str, int]] = {}
    for force in FORCES:
        there = ~np.isnan(persons.scale(force))
        sizes = np.bincount(group_of[there], minlength=len(names)).tolist()
        found[force] = dict(zip(names, sizes, strict=True))
    return found


def mean_intervals(scores: Floats, group_of: Ints, n_groups: int, spread: float) -> tuple[Interval | None, ...]:
    """Return per group its mean with mean ± t₀.₉₇₅,ₖ₋₁ · s/√k, within 0-100; None below two persons.

    Parameters
    ----------
    scores
        n, 0-100, none missing.
    group_of
        n: index of each person's group.
    n_groups
        Number of groups.
    spread
        Least standard deviation by which persons count as differing: s is at least that.

    Examples
    --------
    >>> (interval,) = mean_intervals(np.array([40.0, 50.0, 60.0]), np.array([0, 0, 0]), 1, 5.0)
    >>> round(interval.mean, 3), round(interval.low, 3), round(interval.high, 3)
    (50.0, 25.159, 74.841)
    """
    k = np.bincount(group_of, minlength=n_groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(group_of, scores, minlength=n_groups) / k
        squares = np.bincount(group_of, (scores - mean[group_of]) ** 2, minlength=n_groups)
        half = stdtrit(k - 1, 0.975) * np.maximum(np.sqrt(squares / (k - 1)), spread) / np.sqrt(k)
    return tuple(
        Interval(mean=middle, low=max(middle - reach, 0.0), high=min(middle + reach, 100.0)) if size > 1 else None
        for size, middle, reach in zip(k.tolist(), mean.tolist(), half.tolist(), strict=True)
    )


def groups(persons: Persons, group_of: Ints, sizes: Sizes, profile: ScoringProfile) -> dict[str, dict[str, Interval]]:
    """Return per listed group and force its mean and interval.

    Parameters
    ----------
    persons, group_of
        As for ``group_sizes``.
    sizes
        What that gave.
    profile
        The thresholds.
    """
    found: dict[str, dict[str, Interval]] = {}
    for force in FORCES:
        names = tuple(sizes[force])
        scores = persons.scale(force)
        there = ~np.isnan(scores)
        intervals = mean_intervals(scores[there], group_of[there], len(names), profile.spread)
        by_name = dict(zip(names, intervals, strict=True))
        for name in shown_groups(sizes[force], profile.min_group):
            if (interval := by_name[name]) is not None:
                found.setdefault(name, {})[force] = interval
    return {name: found[name] for name in names if name in found}


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A listed role against the others on one force."""

    role: str
    force: Force
    difference: float
    error: float
    """The standard error of the difference."""
    degrees: int


def perception(sample: Sample, by_role: Groups, sizes: Sizes) -> tuple[PerceptionGap, ...]:
    """Return the listed roles whose mean differs from that of all others by enough points and by more than chance.

    Parameters
    ----------
    sample
        The persons.
    by_role
        The listed roles.
    sizes
        Persons per force and role.

    Notes
    -----
    A difference counts from ``perception`` points and t · s · √(1/k + 1/k_others), where s² is the pooled variance
    within all roles, at least spread², and t has its degrees of freedom at 1 − 0.10/(2M), M the number of comparisons.
    """
    profile = sample.profile
    compared = [
        _comparison(sample.persons, role, force, profile.spread)
        for role in ROLES
        for force in FORCES
        if force in by_role.get(role, {}) and sum(sizes[force].values()) - sizes[force][role] >= profile.min_group
    ]
    level = 1.0 - FALSE_ALARMS / (2 * max(len(compared), 1))
    return tuple(
        PerceptionGap(role=one.role, force=one.force, difference=one.difference)
        for one in compared
        if reaches(abs(one.difference), profile.perception)
        and reaches(abs(one.difference), float(stdtrit(one.degrees, level)) * one.error)
    )


def _comparison(persons: Persons, role: str, force: Force, spread: float) -> _Comparison:
    scores = persons.scale(force)
    there = ~np.isnan(scores)
    scores, role_of = scores[there], persons.role_of[there]
    n = np.bincount(role_of, minlength=len(ROLES))
    totals = np.bincount(role_of, scores, minlength=len(ROLES))
    degrees = len(scores) - int((n > 0).sum())
    means = totals / np.maximum(n, 1)
    within = float(((scores - means[role_of]) ** 2).sum()) / degrees
    place = tuple(ROLES).index(role)
    k, k_others = int(n[place]), len(scores) - int(n[place])
    return _Comparison(
        role=role,
        force=force,
        difference=float(means[place] - (totals.sum() - totals[place]) / k_others),
        error=float(np.sqrt(max(spread**2, within) * (1.0 / k + 1.0 / k_others))),
        degrees=degrees,
    )

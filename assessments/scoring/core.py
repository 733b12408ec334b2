"""Whether a core of organisations acts and a rim does not."""

import numpy as np
from scipy.special import fdtri

from assessments.vocabulary.limits import reaches

from .classification import Classification
from .sample import Sample
from .scores import SCALES, Floats, Ints

CONFIDENCE = 0.95
"""How rarely organisations would differ so much by chance alone: in 5 % of cases."""


def has_core_and_rim(sample: Sample, found: Classification) -> bool:
    """Whether organisations that act stand beside others that do not, by more than chance, whatever the class.

    The persons of the organisations whose mean actie reaches the bar and those of the others must each be at least
    ``min_group`` and differ by at least ``core_gap`` in mean actie, and organisations must differ more than chance.
    """
    persons, profile = sample.persons, sample.profile
    scores = persons.scale("actie")
    there = ~np.isnan(scores)
    scores, organisation_of = scores[there], persons.organisation_of[there]
    n = sample.n_of[SCALES.index("actie")]
    means = np.bincount(organisation_of, scores, minlength=len(n)) / np.maximum(n, 1)
    is_core = np.array([reaches(mean, found.bar) for mean in means.tolist()], dtype=np.bool_)[organisation_of]
    core, rim = scores[is_core], scores[~is_core]
    if min(len(core), len(rim)) < profile.min_group:
        return False
    if not reaches(float(core.mean() - rim.mean()), profile.core_gap):
        return False
    return differ_more_than_chance(scores, organisation_of, n, profile.spread)


def differ_more_than_chance(scores: Floats, organisation_of: Ints, n: Ints, spread: float) -> bool:
    """Whether organisations differ more than their persons would make them, by analysis of variance.

    Parameters
    ----------
    scores
        K, none missing.
    organisation_of
        K: index of each person's organisation.
    n
        Persons with a score per organisation; some may have none.
    spread
        The least standard deviation of persons.

    Notes
    -----
    F = (Σ k_g(m_g − m)²/(G − 1)) / max(spread², squares within organisations/(K − G)) ≥ F₀.₉₅ with G − 1 and K − G
    degrees of freedom; never when every person is of another organisation.

    Examples
    --------
    >>> two = np.array([0, 0, 0, 1, 1, 1])
    >>> differ_more_than_chance(np.array([90.0, 80.0, 85.0, 20.0, 30.0, 25.0]), two, np.array([3, 3]), 12.5)
    True
    >>> differ_more_than_chance(np.array([90.0, 20.0, 85.0, 20.0, 30.0, 95.0]), two, np.array([3, 3]), 12.5)
    False
    """
    n_persons, n_groups = len(scores), int((n > 0).sum())
    if n_persons <= n_groups or n_groups < 2:
        return False
    means = np.bincount(organisation_of, scores, minlength=len(n)) / np.maximum(n, 1)
    between = float((n * (means - scores.mean()) ** 2).sum()) / (n_groups - 1)
    within = float(((scores - means[organisation_of]) ** 2).sum()) / (n_persons - n_groups)
    limit = float(fdtri(n_groups - 1, n_persons - n_groups, CONFIDENCE))
    return reaches(between / max(spread**2, within), limit)

"""The reasons for which organisations take part, and how far these lie apart."""

from dataclasses import dataclass

import numpy as np

from assessments.vocabulary.limits import TOLERANCE

from .instrument import Instrument
from .scores import Floats, Ints, Persons

RESHUFFLES = 199
"""How often persons are dealt out anew: with 199, p < 0.05 is exact."""
STREAM = 1
"""The second part of the seed of the reshuffles, so that they use no number that the draws used."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """How far the reasons of organisations lie apart, and how far they would by chance."""

    value: float
    """0 (all organisations have the same reasons) to 100 (no reason is shared)."""
    by_chance: float
    """Its mean over reshuffles of the persons over the organisations."""
    p: float
    """How often chance alone comes as far."""


def pick_matrix(persons: Persons, instrument: Instrument) -> Floats:
    """Return persons × reasons: 1 where a person picked a reason."""
    place = {reason: column for column, reason in enumerate(instrument.reason_options)}
    matrix = np.zeros((len(persons.respondents), len(place)))
    for row, respondent in enumerate(persons.respondents):
        picked = respondent.answers.get(instrument.reasons)
        for reason in picked if isinstance(picked, tuple) else ():
            matrix[row, place[reason]] = 1.0
    return matrix


def divergence(picks: Floats, organisation_of: Ints, seed: int) -> Divergence | None:
    """Return how far organisations' reasons lie apart; None with fewer than two organisations that picked.

    Parameters
    ----------
    picks
        persons × reasons, 1 where picked; persons sorted by id.
    organisation_of
        persons: index of each person's organisation.
    seed
        Of the survey.

    Notes
    -----
    p = (1 + number of reshuffles that come as far) / 200.

    References
    ----------
    Phipson, B., & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics
    and Molecular Biology, 9(1), Article 39.
    """
    has_picked = picks.any(axis=1)
    picks = picks[has_picked]
    places, own = np.unique(organisation_of[has_picked], return_inverse=True)
    if len(places) < 2:
        return None
    generator = np.random.Generator(np.random.PCG64([seed, STREAM]))
    dealt = own[generator.random((RESHUFFLES, len(own))).argsort(axis=1)]
    value, *others = distances(pooled(picks, np.vstack([own, dealt]), len(places))).tolist()
    n_as_far = sum(other >= value - TOLERANCE for other in others)
    return Divergence(value=value, by_chance=sum(others) / RESHUFFLES, p=(1 + n_as_far) / (RESHUFFLES + 1))


def pooled(picks: Floats, dealt: Ints, n_organisations: int) -> Floats:
    """Return deals × organisations × reasons: how often an organisation's persons picked each reason.

    Parameters
    ----------
    picks
        persons × reasons, 1 where picked.
    dealt
        deals × persons: index of each person's organisation.
    n_organisations
        Number of organisations.
    """
    n_reasons = picks.shape[1]
    persons, reasons = np.nonzero(picks)
    cells = dealt[:, persons]
    cells += n_organisations * np.arange(len(dealt))[:, None]
    cells *= n_reasons
    cells += reasons
    counted = np.bincount(cells.ravel(), minlength=len(dealt) * n_organisations * n_reasons)
    return counted.reshape(len(dealt), n_organisations, n_reasons).astype(np.float64)


def distances(picks: Floats) -> Floats:
    """Return how far organisations' reasons lie apart, 0-100, for each deal.

    Parameters
    ----------
    picks
        deals × organisations × reasons, numbers of picks; every organisation has some.

    Notes
    -----
    The mean over all pairs of organisations of 100 · ½ Σ|p − q|, with p and q their picks as shares.

    Examples
    --------
    >>> distances(np.array([[[2.0, 2.0], [1.0, 0.0]]])).tolist()
    [50.0]
    """
    shares = picks / picks.sum(axis=2, keepdims=True)
    # Σ over pairs of |p − q| from sorted shares: each value counts (2·rank − n + 1) times.
    n = picks.shape[1]
    weights = 2.0 * np.arange(n) - n + 1.0
    apart: Floats = (np.sort(shares, axis=1) * weights[:, None]).sum(axis=(1, 2))
    apart *= 100.0 * 0.5 / (n * (n - 1) / 2.0)
    return apart

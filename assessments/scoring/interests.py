"""Interests: what each organisation has at stake, whether reasons are shared, and the blind spot."""

from collections.abc import Mapping

import numpy as np

from assessments.vocabulary.limits import MIDDLE, reaches
from assessments.vocabulary.quadrants import DRAGER, KNELPUNT, MEELIFTER, TOESCHOUWER

from .instrument import Instrument
from .scores import Floats, Persons
from .values import Interests, OrganisationInterests


def interests(persons: Persons, items: Mapping[str, float | None], instrument: Instrument) -> Interests:
    """Return the interests of the persons taking part; what nobody answered is None."""
    others, own = items[instrument.others_hold_back], items[instrument.own_hold_back]
    picks = pooled_picks(persons, instrument)
    return Interests(
        blind_spot=None if others is None or own is None else others - own,
        divergence=divergence(picks),
        organisations={
            name: _organisation(persons, place, picks[place], instrument)
            for place, name in enumerate(persons.organisations)
        },
    )


def pick_matrix(persons: Persons, instrument: Instrument) -> Floats:
    """Return persons × reasons: 1 where a person picked a reason."""
    place = {reason: column for column, reason in enumerate(instrument.reason_options)}
    matrix = np.zeros((len(persons.respondents), len(place)))
    for row, respondent in enumerate(persons.respondents):
        picked = respondent.answers.get(instrument.reasons)
        for reason in picked if isinstance(picked, tuple) else ():
            matrix[row, place[reason]] = 1.0
    return matrix


def pooled_picks(persons: Persons, instrument: Instrument) -> Floats:
    """Return organisations × reasons: how often an organisation's persons picked each reason."""
    picks = pick_matrix(persons, instrument)
    pooled = np.zeros((len(persons.organisations), picks.shape[1]))
    np.add.at(pooled, persons.organisation_of, picks)
    return pooled


def divergence(picks: Floats) -> float | None:
    """Return how far organisations' reasons lie apart, 0-100; None with fewer than two organisations that picked.

    Parameters
    ----------
    picks
        organisations × reasons, numbers of picks.

    Notes
    -----
    The mean over all pairs of organisations of 100 · ½ Σ|p − q|, with p and q their picks as shares.

    Examples
    --------
    >>> divergence(np.array([[2.0, 2.0], [1.0, 0.0], [0.0, 0.0]]))
    50.0
    """
    totals = picks.sum(axis=1)
    shares = picks[totals > 0] / totals[totals > 0, None]
    if len(shares) < 2:
        return None
    # Σ over pairs of |p − q| from sorted shares: each value counts (2·rank − n + 1) times.
    n = len(shares)
    weights = 2.0 * np.arange(n) - n + 1.0
    distance = float((np.sort(shares, axis=0) * weights[:, None]).sum())
    return 100.0 * 0.5 * distance / (n * (n - 1) / 2.0)


def quadrant(importance: float, served: float) -> str:
    """Return drager (both ≥ 50), knelpunt (important, not served), meelifter (served, not important) or toeschouwer."""
    is_important, is_served = reaches(importance, MIDDLE), reaches(served, MIDDLE)
    if is_important:
        return DRAGER if is_served else KNELPUNT
    return MEELIFTER if is_served else TOESCHOUWER


def _organisation(persons: Persons, place: int, picks: Floats, instrument: Instrument) -> OrganisationInterests:
    is_member = persons.organisation_of == place
    importance = _mean(persons.column(instrument.importance)[is_member])
    served = _mean(persons.column(instrument.served)[is_member])
    total = float(picks.sum())
    reasons = {reason: float(n) / total for reason, n in zip(instrument.reason_options, picks, strict=True) if n}
    if importance is None or served is None:
        return OrganisationInterests(importance, served, None, None, reasons or None)
    return OrganisationInterests(
        importance=importance,
        served=served,
        shortfall=importance - served,
        quadrant=quadrant(importance, served),
        reasons=reasons or None,
    )


def _mean(answers: Floats) -> float | None:
    there = answers[~np.isnan(answers)]
    return 25.0 * (float(there.mean()) - 1.0) if len(there) else None

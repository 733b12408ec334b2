"""Interests: what each organisation has at stake, whether reasons are shared, and the blind spot."""

from collections.abc import Mapping

import numpy as np

from assessments.vocabulary.limits import MIDDLE, reaches
from assessments.vocabulary.places import DRAGER, KNELPUNT

from .reasons import divergence
from .sample import Sample
from .scores import Floats, Ints
from .values import Interests, OrganisationInterests

LEAST_PERSONS = 2
"""Fewest answers from which an organisation has a place on the map."""
CLEARLY = 40.0
"""How far from the middle one person's answer would have to be; of k persons their mean, over √k."""


def interests(sample: Sample, items: Mapping[str, float | None], picks: Floats) -> Interests:
    """Return the interests of the persons taking part; what nobody answered is None.

    Parameters
    ----------
    sample
        The persons.
    items
        The mean per rating code.
    picks
        persons × reasons, 1 where picked.
    """
    persons, instrument = sample.persons, sample.instrument
    others, own = items[instrument.others_hold_back], items[instrument.own_hold_back]
    apart = divergence(picks, persons.organisation_of, sample.survey.seed)
    importance = _per_organisation(sample, instrument.importance)
    served = _per_organisation(sample, instrument.served)
    return Interests(
        blind_spot=None if others is None or own is None else others - own,
        divergence=apart.value if apart else None,
        divergence_by_chance=apart.by_chance if apart else None,
        divergence_p=apart.p if apart else None,
        organisations={
            name: _organisation(*at_stake, *got)
            for name, at_stake, got in zip(persons.organisations, importance, served, strict=True)
        },
    )


def place(importance: float, served: float, k: int) -> str | None:
    """Return the place of an organisation on the map; None where the answers of its k persons do not say.

    Notes
    -----
    From two persons and an importance of 50: knelpunt if served is at most 50 − 40/√k, drager from 50 + 40/√k.

    Examples
    --------
    >>> place(75.0, 20.0, 4), place(75.0, 31.0, 4), place(75.0, 70.0, 4), place(75.0, 0.0, 1), place(40.0, 0.0, 4)
    ('knelpunt', None, 'drager', None, None)
    """
    if k < LEAST_PERSONS or not reaches(importance, MIDDLE):
        return None
    distance = CLEARLY / k**0.5
    if reaches(MIDDLE - distance, served):
        return KNELPUNT
    return DRAGER if reaches(served, MIDDLE + distance) else None


def _per_organisation(sample: Sample, code: str) -> list[tuple[float | None, int]]:
    """Return per organisation the mean of an item over its persons, 0-100, and how many answered it."""
    answers, n_organisations = sample.persons.column(code), len(sample.persons.organisations)
    there = ~np.isnan(answers)
    organisation_of: Ints = sample.persons.organisation_of[there]
    n = np.bincount(organisation_of, minlength=n_organisations).tolist()
    totals = np.bincount(organisation_of, answers[there], minlength=n_organisations).tolist()
    return [(25.0 * (total / k - 1.0) if k else None, k) for total, k in zip(totals, n, strict=True)]


def _organisation(importance: float | None, k: int, served: float | None, k_served: int) -> OrganisationInterests:
    if importance is None or served is None:
        return OrganisationInterests(importance, served, None, None)
    return OrganisationInterests(importance, served, importance - served, place(importance, served, min(k, k_served)))

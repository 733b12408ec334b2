"""How much people agree on the items of a force."""

import numpy as np

from assessments.vocabulary.forces import FORCES

from .instrument import Instrument
from .scores import Floats, Persons
from .values import Agreement


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

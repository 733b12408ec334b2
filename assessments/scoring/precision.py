"""How much of a score is still uncertain once those who were asked have answered."""

from dataclasses import dataclass

import numpy as np

from .sample import Sample
from .scores import Floats, Persons, scale_items
from .weights import squared_weights

PRIOR_SD = 0.75
"""What persons differ by chance in ticking, in answer steps, as far as a group's own answers do not tell."""
PRIOR_DEGREES = 30
"""How many degrees of freedom that counts as."""
STEP = 25.0
"""Points per answer step."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Per scale, in the order of SCALES, what narrows and widens its draws; nan where nobody has a score."""

    f: Floats
    """How much of the difference between people counts, 0-1: nothing when everyone who was asked has a score."""
    g: Floats
    """Standard deviation in points that comes on top."""
    alike: Floats
    """Σw²·max(0, spread² − v): what people of other groups would differ beyond those of this one."""


def precision(sample: Sample) -> Precision:
    """Return what is still uncertain of each scale.

    Notes
    -----
    f² = max(0, 1 − k/N) for k persons with a score of the N asked in the organisations that take part; 1 when N is
    unknown. g² = Σw² · (f²·max(0, spread² − v) + (1 − f²)·e²), with w the weights of the k persons, v the variance of
    their scores, and e² that of a score by chance in ticking.

    References
    ----------
    Cochran, W. G. (1977). Sampling techniques (3rd ed.). Wiley.
    """
    scores = sample.persons.scores
    k = (~np.isnan(scores)).sum(axis=0)
    squared = squared_weights(sample.n_of, sample.survey.weighting, sample.cap)
    f_squared = np.ones(len(k)) if sample.asked is None else np.maximum(1.0 - k / sample.asked.n, 0.0)
    alike = np.maximum(sample.profile.spread**2 - variances(scores), 0.0)
    by_chance = chance_variances(sample.persons, list(scale_items(sample.instrument).values()))
    g_squared = squared * (f_squared * alike + (1.0 - f_squared) * by_chance)
    return Precision(f=np.sqrt(f_squared), g=np.sqrt(g_squared), alike=squared * alike)


def variances(scores: Floats) -> Floats:
    """Return per column the variance (k − 1) of the scores that are there; 0 with fewer than two.

    Examples
    --------
    >>> variances(np.array([[50.0, 50.0], [75.0, np.nan]])).tolist()
    [312.5, 0.0]
    """
    there = ~np.isnan(scores)
    k = there.sum(axis=0)
    mean = np.where(there, scores, 0.0).sum(axis=0) / np.maximum(k, 1)
    squares = np.where(there, scores - mean, 0.0) ** 2
    found: Floats = squares.sum(axis=0) / np.maximum(k - 1, 1)
    return found


def chance_variances(persons: Persons, scales: list[tuple[str, ...]]) -> Floats:
    """Return per scale the variance of one person's score by chance in ticking."""
    found = []
    for place, items in enumerate(scales):
        columns = [persons.codes.index(code) for code in items]
        has_score = ~np.isnan(persons.scores[:, place])
        found.append(chance_variance(persons.answers[has_score][:, columns]))
    return np.array(found)


def chance_variance(answers: Floats) -> float:
    """Return the variance of one score by chance in ticking, in points squared; nan without answers.

    Parameters
    ----------
    answers
        persons × items of a scale, 1-5 or nan: those of the persons with a score on it.

    Notes
    -----
    625·σ²/q̄ with σ² = (SS + 30·0.75²) / (df + 30): SS is what answers differ from their item's mean and their person's
    own mean over that, df = max(0, Σ(q_i − 1) − (Q − 1)) for q_i items that person i answered, on average q̄, of the Q
    that anyone answered.

    Examples
    --------
    >>> round(chance_variance(np.array([[4.0, 4.0], [5.0, 3.0], [3.0, 2.0]])), 3)
    174.561
    """
    if not answers.size:
        return float("nan")
    there = ~np.isnan(answers)
    given = np.where(there, answers, 0.0)
    of_person, of_item = there.sum(axis=1), there.sum(axis=0)
    rest = np.where(there, given - given.sum(axis=0) / np.maximum(of_item, 1), 0.0)
    rest -= np.where(there, (rest.sum(axis=1) / of_person)[:, None], 0.0)
    n_answers = int(of_person.sum())
    degrees = max(n_answers - len(answers) - int((of_item > 0).sum()) + 1, 0)
    variance = (float((rest**2).sum()) + PRIOR_DEGREES * PRIOR_SD**2) / (degrees + PRIOR_DEGREES)
    return STEP**2 * variance * len(answers) / n_answers

"""How far scores, bar and class could still move if everyone who was asked had answered."""

from itertools import product

import numpy as np

from assessments.vocabulary.forces import FORCES

from .asked import Asked
from .bar import lift, whole_lift
from .classification import Classification, diagnosis_of
from .sample import Sample
from .scores import SCALES
from .values import Bounds

Range = tuple[float, float]


def scale_ranges(sample: Sample, asked: Asked) -> dict[str, Range]:
    """Return per scale the lowest and the highest score if all who gave no score had 0, or 100.

    Notes
    -----
    Over every organisation of which somebody was asked, those without an answer too: Σ W·(sum of the scores +
    (A − number of scores)·0 or 100)/A / Σ W, for A people asked and W = min(A, cap), or A by respondent.
    """
    persons = sample.persons
    silent = [name for name in asked.by_organisation if name not in persons.organisations]
    people = np.array([asked.by_organisation[name] for name in (*persons.organisations, *silent)], dtype=np.float64)
    weight = np.minimum(people, sample.cap) if sample.survey.weighting == "organisation" else people
    is_member = persons.organisation_of[:, None] == np.arange(len(persons.organisations))
    total, n = np.zeros((2, len(SCALES), len(people)))
    total[:, : len(persons.organisations)] = np.nan_to_num(persons.scores).T @ is_member
    n[:, : len(persons.organisations)] = sample.n_of
    lowest = total @ (weight / people) / weight.sum()
    highest = (total + 100.0 * (people - n)) @ (weight / people) / weight.sum()
    return {name: (float(lowest[place]), float(highest[place])) for place, name in enumerate(SCALES)}


def bounds(sample: Sample, found: Classification) -> tuple[Bounds, bool] | None:
    """Return how far scores and bar could move, and whether the class is decided; None where who was asked is unknown.

    Notes
    -----
    The bar moves with the bounds of spanning and regeling, and is at its lowest at most what it is. The class is
    decided when it is the same at every corner of actie and verbinding, with the bar as it is and at both extremes;
    these are then in whole points, as the bar of all answers would be.
    """
    if sample.asked is None:
        return None
    ranges = scale_ranges(sample, sample.asked)
    (least, most), (least_arranged, most_arranged) = ranges["spanning"], ranges["regeling"]
    threshold, brake = found.threshold, sample.profile.brake
    extremes = ((least, most_arranged), (most, least_arranged))
    low, high = (threshold + lift(*extreme, brake) for extreme in extremes)
    whole_low, whole_high = (threshold + whole_lift(*extreme, brake) for extreme in extremes)
    corners = product(
        ranges["actie"], ranges["verbinding"], (min(whole_low, found.bar), found.bar, max(whole_high, found.bar))
    )
    is_decided = {diagnosis_of(*corner) for corner in corners} == {found.diagnosis}
    bar = (min(low, found.bar), max(high, found.bar))
    return Bounds(forces={force: ranges[force] for force in FORCES}, bar=bar), is_decided

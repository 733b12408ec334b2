"""The class: which of the three diagnoses scores lead to."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, GEZOND, SCHIJNSAMENWERKING

from .bar import whole_lift
from .sample import Sample
from .scores import SCALES, aggregate

FIRED: Mapping[str, Force] = {SCHIJNSAMENWERKING: "actie", EILANDSAMENWERKING: "verbinding"}
"""The force that makes a partnership a stagnation."""


@dataclass(frozen=True, slots=True)
class Classification:
    """The class that scores lead to, with the scores and the bar it rests on."""

    scores: Mapping[str, float]
    """Per scale, 0-100; nan where missing."""
    threshold: float
    bar: float
    """Of actie and verbinding."""
    diagnosis: str

    def bar_of(self, force: Force) -> float:
        """Return the bar of a force: clashing interests do not take the intention away."""
        return self.threshold if force == "intentie" else self.bar

    def reaches(self, force: Force, above_bar: float = 0.0) -> bool:
        """Whether a force reaches its bar, or ``above_bar`` points above it."""
        return reaches(self.scores[force], self.bar_of(force) + above_bar)

    @property
    def missing(self) -> tuple[Force, ...]:
        """The forces below their bar, in order."""
        return tuple(force for force in FORCES if not self.reaches(force))


def diagnosis_of(actie: float, verbinding: float, bar: float) -> str:
    """Return the diagnosis that two scores give under a bar.

    Examples
    --------
    >>> diagnosis_of(70.0, 60.0, 62.5)
    'eilandsamenwerking'
    """
    if not reaches(actie, bar):
        return SCHIJNSAMENWERKING
    return GEZOND if reaches(verbinding, bar) else EILANDSAMENWERKING


def classify(sample: Sample, weighting: str) -> Classification:
    """Return scores, bar and class under one weighting; an unknown brake does not lift the bar."""
    row = aggregate(sample.persons, weighting, sample.cap)
    scores = dict(zip(SCALES, row.tolist(), strict=True))
    profile = sample.profile
    bar = profile.threshold
    if sample.is_brake_known:
        bar += whole_lift(scores["spanning"], scores["regeling"], profile.brake)
    diagnosis = diagnosis_of(scores["actie"], scores["verbinding"], bar)
    return Classification(scores=scores, threshold=profile.threshold, bar=bar, diagnosis=diagnosis)

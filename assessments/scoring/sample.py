"""The persons taking part, with what every later step of the model needs to know about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.vocabulary.forces import FORCES

from .asked import Asked, asked
from .instrument import Instrument
from .profile import ScoringProfile
from .scores import SCALES, Ints, Persons, persons_per_organisation, persons_taking_part
from .values import Survey
from .weights import raised_cap


@dataclass(frozen=True, slots=True)
class Sample:
    """A survey of which persons and weights are known."""

    survey: Survey
    instrument: Instrument
    persons: Persons
    n_of: Ints
    """SCALES × organisations: persons with a score."""
    cap: int
    """The cap used, whatever the weighting."""
    asked: Asked | None

    @property
    def profile(self) -> ScoringProfile:
        """The thresholds."""
        return self.survey.profile

    @property
    def n(self) -> Mapping[str, int]:
        """Persons with a score, per scale."""
        return dict(zip(SCALES, self.n_of.sum(axis=1).tolist(), strict=True))

    @property
    def is_brake_known(self) -> bool:
        """Whether enough persons have a score on both scales of belangen."""
        n = self.n
        return min(n["spanning"], n["regeling"]) >= self.profile.min_group

    @property
    def is_enough(self) -> bool:
        """Whether every force has enough persons, from enough organisations."""
        per_force = self.n_of[: len(FORCES)]
        n_organisations = (per_force > 0).sum(axis=1)
        return bool(
            per_force.sum(axis=1).min() >= self.profile.min_respondents
            and n_organisations.min() >= self.profile.min_organisations
        )


def sample(survey: Survey, instrument: Instrument) -> Sample:
    """Return the persons of a survey who take part; there may be none."""
    persons = persons_taking_part(survey.respondents, instrument)
    n_of = persons_per_organisation(persons)
    return Sample(
        survey=survey,
        instrument=instrument,
        persons=persons,
        n_of=n_of,
        cap=raised_cap(n_of, survey.profile.cap, survey.profile.min_group),
        asked=asked(persons, survey.invited),
    )

"""The flags: what deserves attention beside the diagnosis, each with one rule."""

from dataclasses import dataclass

import numpy as np

from assessments.vocabulary.flags import (
    BELANGEN_ONGEREGELD,
    FLAGS,
    LAGE_RESPONS,
    PARTNERS_ONTBREKEN,
    REM_ONBEKEND,
    ROL_ONTBREEKT,
    STARTFASE,
)
from assessments.vocabulary.limits import MIDDLE, reaches
from assessments.vocabulary.roles import BESTUURDER, MANAGER, PROFESSIONAL

from .profile import ScoringProfile
from .scores import Persons
from .values import Survey

ENOUGH_ORGANISATIONS = 2.0 / 3.0
ENOUGH_RESPONSE = 0.5


def in_order(raised: dict[str, bool]) -> tuple[str, ...]:
    """Return the raised flags in their fixed order."""
    return tuple(flag for flag in FLAGS if raised.get(flag))


def flags_of_response(persons: Persons, survey: Survey) -> dict[str, bool]:
    """Return the flags on who took part; these stand with onvoldoende_gegevens too."""
    roles = {respondent.role for respondent in persons.respondents}
    asked, invited = survey.n_organisations_invited, survey.n_invited
    years = survey.years_running
    return {
        PARTNERS_ONTBREKEN: bool(asked)
        and not reaches(len(persons.organisations) / (asked or 1), ENOUGH_ORGANISATIONS),
        ROL_ONTBREEKT: PROFESSIONAL not in roles or not roles & {MANAGER, BESTUURDER},
        STARTFASE: bool(years) and not reaches(years or 0.0, survey.profile.start_years),
        LAGE_RESPONS: bool(invited) and not reaches(len(survey.respondents) / (invited or 1), ENOUGH_RESPONSE),
    }


@dataclass(frozen=True, slots=True)
class Brake:
    """The two scales of belangen, None where missing."""

    tension: float | None
    arranged: float | None

    def flags(self, profile: ScoringProfile) -> dict[str, bool]:
        """Return whether interests clash without being arranged, and whether that is unknown."""
        if self.tension is None or self.arranged is None:
            return {REM_ONBEKEND: True, BELANGEN_ONGEREGELD: False}
        clashes = reaches(self.tension, MIDDLE) and not reaches(self.arranged, profile.threshold)
        return {REM_ONBEKEND: False, BELANGEN_ONGEREGELD: clashes}


def has_core_and_rim(persons: Persons, actie: float, bar: float, profile: ScoringProfile) -> bool:
    """Whether a core of organisations acts and a rim does not, in a partnership whose actie is below the bar.

    The persons of the organisations whose mean actie reaches the bar and those of the others must each be at least
    ``min_group``, and their mean actie must differ by at least ``core_gap``.
    """
    if reaches(actie, bar):
        return False
    scores = persons.scale("actie")
    there = ~np.isnan(scores)
    n = np.bincount(persons.organisation_of[there], minlength=len(persons.organisations))
    total = np.bincount(persons.organisation_of[there], scores[there], minlength=len(persons.organisations))
    acts = np.array([k > 0 and reaches(sum_ / k, bar) for k, sum_ in zip(n, total, strict=True)], dtype=np.bool_)
    is_core = acts[persons.organisation_of]
    core, rim = scores[there & is_core], scores[there & ~is_core]
    if min(len(core), len(rim)) < profile.min_group:
        return False
    return reaches(float(core.mean() - rim.mean()), profile.core_gap)


def is_divided(diagnosis_agreement: dict[str, float], profile: ScoringProfile) -> bool:
    """Whether opinions on any force are divided (average deviation per force)."""
    return any(reaches(deviation, profile.disagreement) for deviation in diagnosis_agreement.values())

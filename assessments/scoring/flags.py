"""The flags: what deserves attention beside the diagnosis, each with one rule."""

from collections.abc import Mapping

from assessments.vocabulary.flags import (
    BELANGEN_ONGEREGELD,
    FLAGS,
    LAGE_RESPONS,
    OPBOUWFASE,
    PARTNERS_ONTBREKEN,
    PROCESSEN_ZWAK,
    REM_ONBEKEND,
    ROL_ONTBREEKT,
    SIGNALEN_ANDERS,
    TREKKERS_ONTBREKEN,
)
from assessments.vocabulary.limits import MIDDLE, reaches
from assessments.vocabulary.outcomes import GEZOND
from assessments.vocabulary.roles import BESTUURDER, MANAGER, PROFESSIONAL

from .asked import n_invited, n_organisations_invited
from .classification import Classification
from .instrument import Instrument
from .sample import Sample

ENOUGH_ORGANISATIONS = 2.0 / 3.0
ENOUGH_RESPONSE = 0.5
WEAK_PROCESSES = 3
"""How many of the five processes below the middle make the flag."""
DENIED = 37.5
"""Below this shown value a signal denies its stagnation."""
FELT = 62.5
"""From this shown value on a signal denies that the partnership is healthy."""


def in_order(raised: Mapping[str, bool]) -> tuple[str, ...]:
    """Return the raised flags in their fixed order."""
    return tuple(flag for flag in FLAGS if raised.get(flag))


def flags_of_response(sample: Sample) -> dict[str, bool]:
    """Return the flags on who took part; these stand with onvoldoende_gegevens too."""
    survey, persons = sample.survey, sample.persons
    roles = {respondent.role for respondent in persons.respondents}
    organisations, people, years = n_organisations_invited(survey), n_invited(survey), survey.years_running
    return {
        PARTNERS_ONTBREKEN: bool(organisations)
        and not reaches(len(persons.organisations) / (organisations or 1), ENOUGH_ORGANISATIONS),
        ROL_ONTBREEKT: PROFESSIONAL not in roles or not roles & {MANAGER, BESTUURDER},
        OPBOUWFASE: years is not None and not reaches(years, sample.profile.start_years),
        LAGE_RESPONS: bool(people) and not reaches(len(survey.respondents) / (people or 1), ENOUGH_RESPONSE),
    }


def flags_of_interests(sample: Sample, found: Classification) -> dict[str, bool]:
    """Return whether interests clash without being arranged, and whether that is unknown."""
    clashes = reaches(found.scores["spanning"], MIDDLE) and not reaches(found.scores["regeling"], found.threshold)
    return {
        BELANGEN_ONGEREGELD: sample.is_brake_known and clashes,
        REM_ONBEKEND: not sample.is_brake_known,
    }


Shown = Mapping[str, int | None]
"""The shown value per rating code; None where too few answered."""


def flags_of_items(shown: Shown, instrument: Instrument, *, signals_fit: bool | None) -> dict[str, bool]:
    """Return the flags that statements raise: from their shown values, so that no flag tells more than these."""
    weak = sum(_is_weak(shown[code]) for code in instrument.processes)
    return {
        PROCESSEN_ZWAK: weak >= WEAK_PROCESSES,
        TREKKERS_ONTBREKEN: _is_weak(shown[instrument.pioneers]),
        SIGNALEN_ANDERS: signals_fit is False,
    }


def _is_weak(value: int | None) -> bool:
    return value is not None and value < MIDDLE


def signals_fit(diagnosis: str, shown: Shown, instrument: Instrument) -> bool | None:
    """Whether the unscored signals agree with the diagnosis; None if they point neither way or one is not shown."""
    values = [shown[code] for code, name in instrument.signals.items() if diagnosis in (name, GEZOND)]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    if diagnosis != GEZOND:
        return True if min(known) >= MIDDLE else False if max(known) < DENIED else None
    return True if max(known) < MIDDLE else False if max(known) >= FELT else None

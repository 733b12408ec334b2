"""The diagnosis: from a survey to class, level, certainty, tendency, path and everything that explains them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessments.vocabulary import flags
from assessments.vocabulary.certainties import DUIDELIJK, NIPT, WAARSCHIJNLIJK
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.levels import DREIGEND, FUNDAMENT_ONTBREEKT, KWETSBAAR, STEVIG, VASTGELOPEN
from assessments.vocabulary.limits import MIDDLE, reaches
from assessments.vocabulary.outcomes import (
    DIAGNOSES,
    EILANDSAMENWERKING,
    GEZOND,
    ONVOLDOENDE_GEGEVENS,
    SCHIJNSAMENWERKING,
)
from assessments.vocabulary.roles import ROLES

from . import stability as resampling
from .agreement import average_deviations, force_agreements, groups, perception
from .flags import Brake, flags_of_response, has_core_and_rim, in_order, is_divided
from .instrument import Instrument
from .interests import interests, pick_matrix
from .profile import ScoringProfile
from .scores import SCALES, Floats, Persons, aggregate, persons_taking_part
from .values import Counts, Diagnosis, PathStep, PerceptionGap, Survey

DONT_KNOW = "weet_niet"


def diagnose(survey: Survey, instrument: Instrument) -> Diagnosis:
    """Return the diagnosis of a survey; too few answers give onvoldoende_gegevens instead.

    Parameters
    ----------
    survey
        The checked answers; their order does not matter, since resampling takes them in the order of their ids.
    instrument
        Scales and codes of the questionnaire that was answered.

    Notes
    -----
    actie < bar: schijnsamenwerking; otherwise verbinding < bar: eilandsamenwerking; otherwise gezond, with
    bar = threshold + brake · spanning/100 · (1 − regeling/100).

    References
    ----------
    Delden, P. van (2009). Samenwerking in de publieke dienstverlening. Tilburg University.
    """
    persons = persons_taking_part(survey.respondents, instrument)
    n = {name: int((~np.isnan(persons.scale(name))).sum()) for name in SCALES}
    if not _is_enough(persons, n, survey.profile):
        return _insufficient(persons, n, survey, instrument)
    return _full_diagnosis(persons, n, survey, instrument)


def _is_enough(persons: Persons, n: Mapping[str, int], profile: ScoringProfile) -> bool:
    for force in FORCES:
        there = ~np.isnan(persons.scale(force))
        n_organisations = len(np.unique(persons.organisation_of[there]))
        if n[force] < profile.min_respondents or n_organisations < profile.min_organisations:
            return False
    return True


def dont_know_shares(survey: Survey, instrument: Instrument) -> dict[str, float | None]:
    """Return per force the share of "weet niet" over all respondents and items; None without respondents."""
    n = len(survey.respondents)
    if not n:
        return dict.fromkeys(FORCES)
    return {
        force: sum(r.answers.get(code) == DONT_KNOW for r in survey.respondents for code in codes) / (n * len(codes))
        for force, codes in instrument.forces.items()
    }


def _insufficient(persons: Persons, n: Mapping[str, int], survey: Survey, instrument: Instrument) -> Diagnosis:
    return Diagnosis(
        diagnosis=ONVOLDOENDE_GEGEVENS,
        level=None,
        certainty=None,
        tendency=None,
        bar=None,
        scores={},
        stability={},
        path=(),
        flags=in_order(flags_of_response(persons, survey)),
        n_respondents=len(survey.respondents),
        n_valid=len(persons.respondents),
        n=n,
        n_organisations=len(persons.organisations),
        groups={},
        agreement={},
        perception=(),
        dont_know=dont_know_shares(survey, instrument),
        items={},
        deviations={},
        processes={},
        signals_fit=None,
        interests=None,
        other_weighting_same=None,
        counts=None,
    )


@dataclass(frozen=True, slots=True)
class Classification:
    """The class that scores lead to, with the scores and the bar it rests on."""

    scores: Floats
    """In the order of SCALES, nan where missing."""
    bar: float
    diagnosis: str

    def score(self, scale: str) -> float:
        """Return one scale's score, 0-100 or nan."""
        return float(self.scores[SCALES.index(scale)])

    def known(self, scale: str) -> float | None:
        """Return one scale's score, None where missing."""
        score = self.score(scale)
        return None if np.isnan(score) else score

    def reaches(self, scale: str, above_bar: float = 0.0) -> bool:
        """Whether a force reaches the bar, or ``above_bar`` points above it."""
        return reaches(self.score(scale), self.bar + above_bar)


def classify(persons: Persons, weighting: str, profile: ScoringProfile) -> Classification:
    """Return scores, bar and class under one weighting."""
    scores = aggregate(persons, persons.scores, weighting, profile.cap)
    tension, arranged = scores[SCALES.index("spanning")], scores[SCALES.index("regeling")]
    bar = float(resampling.bars(tension, arranged, profile))
    actie, verbinding = float(scores[SCALES.index("actie")]), float(scores[SCALES.index("verbinding")])
    if not reaches(actie, bar):
        return Classification(scores, bar, SCHIJNSAMENWERKING)
    return Classification(scores, bar, GEZOND if reaches(verbinding, bar) else EILANDSAMENWERKING)


def certainty(share: float, profile: ScoringProfile) -> str:
    """Return the word for the share of the resamples that give the diagnosis."""
    if reaches(share, profile.certain):
        return DUIDELIJK
    return WAARSCHIJNLIJK if reaches(share, profile.likely) else NIPT


def level(found: Classification, raised: Mapping[str, bool], profile: ScoringProfile) -> str:
    """Return how firm a partnership is, or how far it is from healthy."""
    if not found.reaches("intentie"):
        return FUNDAMENT_ONTBREEKT
    if found.diagnosis != GEZOND:
        shortfall = found.bar - min(found.score("actie"), found.score("verbinding"))
        return VASTGELOPEN if reaches(shortfall, profile.level) else DREIGEND
    is_firm = all(found.reaches(force, profile.margin) for force in FORCES)
    has_doubts = any(raised[code] for code, flag in FLAGS.items() if flag.is_doubt)
    return STEVIG if is_firm and not has_doubts else KWETSBAAR


def tendency(
    found: Classification, raised: Mapping[str, bool], shares: Mapping[str, float], profile: ScoringProfile
) -> str | None:
    """Return the stagnation or class that a partnership leans to; None when it leans to none."""
    if raised[flags.KERN_EN_RAND]:
        return EILANDSAMENWERKING
    drops = _drops(found, profile) if found.diagnosis == GEZOND else {}
    if drops:
        largest = max(drops.values())
        return next(name for name, drop in drops.items() if reaches(drop, largest))
    return resampling.likeliest_other(found.diagnosis, shares) if raised[flags.NIPT] else None


def _drops(found: Classification, profile: ScoringProfile) -> dict[str, float]:
    steps = {name: words.gap for name, words in DIAGNOSES.items() if words.gap}
    drops = {name: found.score(higher) - found.score(lower) for name, (higher, lower) in steps.items()}
    return {
        name: drop
        for name, drop in drops.items()
        if reaches(drop, profile.gap) and not found.reaches(steps[name][1], profile.margin)
    }


def signals_fit(diagnosis: str, items: Mapping[str, float | None], instrument: Instrument) -> bool | None:
    """Whether the unscored signals agree with the diagnosis; None if an answer that this needs is missing."""
    needed = [code for code, name in instrument.signals.items() if diagnosis in (name, GEZOND)]
    values = [items[code] for code in needed]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return all(reaches(value, MIDDLE) != (diagnosis == GEZOND) for value in known)


def _numbers_by_code(codes: tuple[str, ...], values: Floats) -> dict[str, float | None]:
    return {code: None if np.isnan(value) else float(value) for code, value in zip(codes, values, strict=True)}


def _counts(persons: Persons, instrument: Instrument) -> Counts:
    there = ~np.isnan(persons.answers)
    picks = pick_matrix(persons, instrument)
    has_picked = picks.sum(axis=1) > 0
    organisation_codes = (instrument.importance, instrument.served)
    members = [persons.organisation_of == place for place in range(len(persons.organisations))]
    steps = {code: persons.column(code) for code in organisation_codes}
    distributions = (persons.answers[:, :, None] == np.arange(1.0, 6.0)).sum(axis=0).tolist()
    return Counts(
        items=dict(zip(persons.codes, there.sum(axis=0).tolist(), strict=True)),
        distributions={code: tuple(row) for code, row in zip(persons.codes, distributions, strict=True)},
        reasons=dict(zip(instrument.reason_options, picks.sum(axis=0).astype(int).tolist(), strict=True)),
        n_reasons=int(has_picked.sum()),
        organisations={
            name: {
                **{code: int((~np.isnan(steps[code][member])).sum()) for code in organisation_codes},
                instrument.reasons: int(has_picked[member].sum()),
            }
            for name, member in zip(persons.organisations, members, strict=True)
        },
    )


def _flags(
    persons: Persons,
    survey: Survey,
    found: Classification,
    deviations: dict[str, float],
    gaps: tuple[PerceptionGap, ...],
) -> dict[str, bool]:
    profile = survey.profile
    other = "respondent" if survey.weighting == "organisation" else "organisation"
    return {
        flags.INTENTIE_ZWAK: not found.reaches("intentie"),
        flags.KERN_EN_RAND: has_core_and_rim(persons, found.score("actie"), found.bar, profile),
        **Brake(found.known("spanning"), found.known("regeling")).flags(profile),
        flags.VERDEELD_BEELD: is_divided(deviations, profile),
        flags.PERCEPTIEKLOOF: bool(gaps),
        flags.WEGING_BEPALEND: classify(persons, other, profile).diagnosis != found.diagnosis,
        **flags_of_response(persons, survey),
    }


def _full_diagnosis(persons: Persons, n: Mapping[str, int], survey: Survey, instrument: Instrument) -> Diagnosis:
    profile = survey.profile
    found = classify(persons, survey.weighting, profile)
    draws = resampling.resample(persons, found.scores, survey.weighting, survey.seed, profile)
    shares = resampling.stability(draws)
    by_role = groups(persons, persons.role_of, tuple(ROLES), profile.min_group)
    by_organisation = groups(persons, persons.organisation_of, persons.organisations, profile.min_group)
    gaps = perception(persons, by_role, profile)
    agreements = force_agreements(persons, instrument)
    sure = certainty(shares[found.diagnosis], profile)
    raised = {
        **_flags(persons, survey, found, {force: value.ad for force, value in agreements.items()}, gaps),
        flags.NIPT: sure == NIPT,
    }
    items = _numbers_by_code(persons.codes, aggregate(persons, persons.items(), survey.weighting, profile.cap))
    return Diagnosis(
        diagnosis=found.diagnosis,
        level=level(found, raised, profile),
        certainty=sure,
        tendency=tendency(found, raised, shares, profile),
        bar=found.bar,
        scores=resampling.estimates(found.scores, draws.scores),
        stability=shares,
        path=tuple(PathStep(force, found.score(force), found.bar) for force in FORCES if not found.reaches(force)),
        flags=in_order(raised),
        n_respondents=len(survey.respondents),
        n_valid=len(persons.respondents),
        n=n,
        n_organisations=len(persons.organisations),
        groups={"role": by_role, "organisation": by_organisation},
        agreement=agreements,
        perception=gaps,
        dont_know=dont_know_shares(survey, instrument),
        items=items,
        deviations=_numbers_by_code(persons.codes, average_deviations(persons.answers)),
        processes={name: items[code] for code, name in instrument.processes.items()},
        signals_fit=signals_fit(found.diagnosis, items, instrument),
        interests=interests(persons, items, instrument),
        other_weighting_same=not raised[flags.WEGING_BEPALEND],
        counts=_counts(persons, instrument),
    )

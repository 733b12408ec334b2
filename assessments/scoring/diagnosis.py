"""The diagnosis: from a survey to class, level, certainty, tendency, path and everything that explains them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessments.vocabulary import flags as codes
from assessments.vocabulary.certainties import NIPT
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS
from assessments.vocabulary.roles import ROLES

from .agreement import average_deviations, force_agreements
from .bounds import bounds
from .certainty import CAPS, capped, capped_by, certainty, foundation
from .classification import Classification, classify
from .core import has_core_and_rim
from .counts import counts
from .flags import flags_of_interests, flags_of_items, flags_of_response, in_order, signals_fit
from .grid import statement_on_grid
from .groups import group_sizes, groups, perception
from .instrument import Instrument
from .interests import interests
from .outcome import level, tendency
from .reasons import pick_matrix
from .sample import Sample, sample
from .scores import SCALES, Floats, item_means
from .stability import draw, estimates, share_below, stability
from .values import Agreement, Diagnosis, Interval, PathStep, PerceptionGap, Survey

MODEL = 2
"""Version of the model."""
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
    bar = threshold + ⌊brake · spanning/100 · (1 − regeling/100) + ½⌋. The bar of intentie is the threshold.

    References
    ----------
    Delden, P. van (2009). Samenwerking in de publieke dienstverlening. Tilburg University.
    """
    taking_part = sample(survey, instrument)
    return _full_diagnosis(taking_part) if taking_part.is_enough else _insufficient(taking_part)


def dont_know_shares(survey: Survey, instrument: Instrument) -> dict[str, float | None]:
    """Return per force the share of "weet niet" over all respondents and items; None without respondents."""
    n = len(survey.respondents)
    if not n:
        return dict.fromkeys(FORCES)
    return {
        force: sum(r.answers.get(code) == DONT_KNOW for r in survey.respondents for code in codes) / (n * len(codes))
        for force, codes in instrument.forces.items()
    }


def _insufficient(taking_part: Sample) -> Diagnosis:
    survey, persons = taking_part.survey, taking_part.persons
    return Diagnosis(
        questionnaire=survey.questionnaire,
        diagnosis=ONVOLDOENDE_GEGEVENS,
        flags=in_order(flags_of_response(taking_part)),
        n_respondents=len(survey.respondents),
        n_valid=len(persons.respondents),
        n=taking_part.n,
        n_organisations=len(persons.organisations),
        group_sizes=_People.of(taking_part).sizes,
        dont_know=dont_know_shares(survey, taking_part.instrument),
    )


@dataclass(frozen=True, slots=True)
class _People:
    """What groups of persons say."""

    sizes: dict[str, dict[str, dict[str, int]]]
    """Per split, force and group."""
    groups: dict[str, dict[str, dict[str, Interval]]]
    """Per split, listed group and force."""
    perception: tuple[PerceptionGap, ...]

    @classmethod
    def of(cls, taking_part: Sample) -> "_People":
        """Return the groups of both splits."""
        persons = taking_part.persons
        splits = {
            "role": (persons.role_of, tuple(ROLES)),
            "organisation": (persons.organisation_of, persons.organisations),
        }
        sizes = {split: group_sizes(persons, group_of, names) for split, (group_of, names) in splits.items()}
        listed = {
            split: groups(persons, group_of, sizes[split], taking_part.profile)
            for split, (group_of, _names) in splits.items()
        }
        return cls(sizes, listed, perception(taking_part, listed["role"], sizes["role"]))


@dataclass(frozen=True, slots=True)
class _Statements:
    """What single items say."""

    means: dict[str, float | None]
    shown: dict[str, int | None]
    signals_fit: bool | None


def _full_diagnosis(taking_part: Sample) -> Diagnosis:
    survey, persons, profile = taking_part.survey, taking_part.persons, taking_part.profile
    found = classify(taking_part, survey.weighting)
    scores = np.array([found.scores[scale] for scale in SCALES])
    draws = draw(taking_part, scores)
    shares, below = stability(draws), share_below(draws, found.threshold)
    picks = pick_matrix(persons, taking_part.instrument)
    counted = counts(taking_part, picks)
    people = _People.of(taking_part)
    agreements = force_agreements(persons, taking_part.instrument)
    statements = _statements(taking_part, found.diagnosis, counted.items)
    raised = _raised(taking_part, found, people, agreements, statements)
    share = shares[found.diagnosis]
    caps = capped_by(share, CAPS, raised, profile)
    sure = capped(certainty(share, profile), caps)
    ground = foundation(below, is_weak=raised[codes.INTENTIE_ZWAK], raised=raised, profile=profile)
    raised |= {codes.NIPT: sure == NIPT, codes.INTENTIE_ROND_DE_LAT: ground.certainty == NIPT}
    limits = bounds(taking_part, found)
    return Diagnosis(
        questionnaire=survey.questionnaire,
        diagnosis=found.diagnosis,
        level=level(found, below, raised, profile),
        certainty=sure,
        capped_by=caps,
        tendency=tendency(found, raised, shares, profile),
        foundation=ground,
        decided=limits[1] if limits else None,
        bounds=limits[0] if limits else None,
        bar=found.bar,
        bar_intentie=found.threshold,
        cap=taking_part.cap if survey.weighting == "organisation" else None,
        scores=estimates(scores, draws),
        stability=shares,
        path=tuple(PathStep(force, found.scores[force], found.bar_of(force)) for force in found.missing),
        flags=in_order(raised),
        n_respondents=len(survey.respondents),
        n_valid=len(persons.respondents),
        n=taking_part.n,
        n_organisations=len(persons.organisations),
        groups=people.groups,
        group_sizes=people.sizes,
        agreement=agreements,
        perception=people.perception,
        dont_know=dont_know_shares(survey, taking_part.instrument),
        items=statements.means,
        deviations=_by_code(persons.codes, average_deviations(persons.answers)),
        processes={name: statements.means[code] for code, name in taking_part.instrument.processes.items()},
        signals_fit=statements.signals_fit,
        interests=interests(taking_part, statements.means, picks),
        other_weighting_same=not raised[codes.WEGING_BEPALEND],
        counts=counted,
    )


def _by_code(names: tuple[str, ...], values: Floats) -> dict[str, float | None]:
    return {code: None if math.isnan(value) else value for code, value in zip(names, values.tolist(), strict=True)}


def _statements(taking_part: Sample, diagnosis: str, n_items: Mapping[str, int]) -> _Statements:
    means = _by_code(taking_part.persons.codes, item_means(taking_part.persons))
    shown = {code: statement_on_grid(mean, n_items[code], taking_part.profile) for code, mean in means.items()}
    return _Statements(means, shown, signals_fit(diagnosis, shown, taking_part.instrument))


def _raised(
    taking_part: Sample,
    found: Classification,
    people: _People,
    agreements: Mapping[str, Agreement],
    statements: _Statements,
) -> dict[str, bool]:
    """Return every flag but the two that follow from how sure the class and the foundation are."""
    disagreement = taking_part.profile.disagreement
    other = "respondent" if taking_part.survey.weighting == "organisation" else "organisation"
    return {
        codes.INTENTIE_ZWAK: not found.reaches("intentie"),
        codes.KERN_EN_RAND: has_core_and_rim(taking_part, found),
        **flags_of_interests(taking_part, found),
        codes.VERDEELD_BEELD: any(reaches(value.ad, disagreement) for value in agreements.values()),
        codes.PERCEPTIEKLOOF: bool(people.perception),
        **flags_of_items(statements.shown, taking_part.instrument, signals_fit=statements.signals_fit),
        codes.WEGING_BEPALEND: classify(taking_part, other).diagnosis != found.diagnosis,
        **flags_of_response(taking_part),
        codes.VASTGELOPEN: False,
    }

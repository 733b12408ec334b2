"""What may be shown: the one gate between a diagnosis and everyone who reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assessments.vocabulary.flags import BELANGEN_ONGEREGELD, FLAGS
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import texts_from
from assessments.vocabulary.outcomes import GEZOND, ONVOLDOENDE_GEGEVENS

from .disclosed_groups import disclosed_groups, disclosed_perception
from .disclosed_interests import (
    disclosed_blind_spot,
    disclosed_divergence,
    disclosed_organisations,
    disclosed_reasons,
)
from .scores import persons_taking_part
from .suppression import band
from .values import Agreement, Diagnosis, Disclosed, Estimate, Instrument, Survey
from .withholding import Matter, Terms

__all__ = ["Terms", "disclose"]

BRAKE_SCALES = ("spanning", "regeling")


def disclose(
    diagnosis: Diagnosis,
    survey: Survey,
    instrument: Instrument,
    terms: Terms,
    open_answers: Mapping[str, Sequence[str]],
) -> Disclosed:
    """Return all of a diagnosis that may be shown; what is held back is named in ``withheld``.

    Parameters
    ----------
    diagnosis
        Of this survey.
    survey
        For the groups that took part.
    instrument
        For the codes behind each number.
    terms
        Split and naming of interests.
    open_answers
        Texts per code, already in random order.

    Notes
    -----
    Every number rests on at least ``min_group`` persons, counted per number; distributions and open answers on ten.
    The bar rests on spanning and regeling: where one of these has fewer than ``min_group`` persons, the bar and all
    that is made with it would give it away, so these are held back too. Where a force has fewer, nothing is shown.
    """
    if diagnosis.scores and any(diagnosis.n[force] < survey.profile.min_group for force in FORCES):
        diagnosis = _too_little(diagnosis)
    persons = persons_taking_part(survey.respondents, instrument)
    matter = Matter(diagnosis, survey, instrument, terms, persons)
    groups = disclosed_groups(matter)
    has_bar = _has_bar(matter)
    return Disclosed(
        diagnosis=diagnosis.diagnosis,
        level=diagnosis.level,
        certainty=diagnosis.certainty,
        tendency=diagnosis.tendency,
        bar=diagnosis.bar if has_bar else None,
        scores=_scores(matter),
        stability=dict(diagnosis.stability) if has_bar else {},
        path=diagnosis.path if has_bar else (),
        flags=_flags(matter),
        n_respondents=band(diagnosis.n_respondents),
        n_valid=band(diagnosis.n_valid),
        n={scale: band(n) for scale, n in diagnosis.n.items()},
        n_organisations=diagnosis.n_organisations,
        split=terms.split,  # type: ignore[arg-type]
        groups=groups,
        agreement=_agreement(matter),
        perception=disclosed_perception(matter, groups),
        dont_know=_dont_know(matter),
        items=_by_item(matter, diagnosis.items),
        divided=_by_item(matter, diagnosis.deviations),
        distributions=_distributions(matter),
        processes=_processes(matter),
        signals_fit=diagnosis.signals_fit if _has_signals(matter) else None,
        blind_spot=disclosed_blind_spot(matter),
        divergence=disclosed_divergence(matter),
        organisations=disclosed_organisations(matter),
        reasons=disclosed_reasons(matter),
        open_answers=_open_answers(matter, open_answers),
        weighting=survey.weighting,
        other_weighting_same=diagnosis.other_weighting_same,
        withheld=tuple(matter.withheld),
    )


def _too_little(diagnosis: Diagnosis) -> Diagnosis:
    return replace(
        diagnosis,
        diagnosis=ONVOLDOENDE_GEGEVENS,
        level=None,
        certainty=None,
        tendency=None,
        bar=None,
        scores={},
        stability={},
        path=(),
        flags=tuple(flag for flag in diagnosis.flags if FLAGS[flag].is_of_response),
        groups={},
        agreement={},
        perception=(),
        items={},
        deviations={},
        processes={},
        signals_fit=None,
        interests=None,
        other_weighting_same=None,
        counts=None,
    )


def _scores(matter: Matter) -> dict[str, Estimate]:
    shown: dict[str, Estimate] = {}
    for scale, score in matter.diagnosis.scores.items():
        if score is not None and matter.diagnosis.n[scale] >= matter.min_group:
            shown[scale] = score
        else:
            matter.hold(scale)
    return shown


def _has_brake(matter: Matter) -> bool:
    """Whether the brake may be spoken of: made by enough persons, or not made at all."""
    n = [matter.diagnosis.n[scale] for scale in BRAKE_SCALES]
    return min(n) == 0 or min(n) >= matter.min_group


def _has_bar(matter: Matter) -> bool:
    if matter.diagnosis.bar is None:
        return False
    return _has_brake(matter) or matter.hold("bar")


def _flags(matter: Matter) -> tuple[str, ...]:
    return tuple(
        flag
        for flag in matter.diagnosis.flags
        if flag != BELANGEN_ONGEREGELD or _has_brake(matter) or matter.hold(f"flag:{flag}")
    )


def _agreement(matter: Matter) -> dict[str, Agreement]:
    """Return the agreement on the forces of which every item that counts has enough answers.

    An item with one answer does not count; one with two to ``min_group`` − 1 would follow from the others.
    """
    shown: dict[str, Agreement] = {}
    for force, value in matter.diagnosis.agreement.items():
        codes = matter.instrument.forces[force]
        if all(matter.has(code) or not matter.has(code, 2) for code in codes) or matter.hold(f"agreement:{force}"):
            shown[force] = value
    return shown


def _dont_know(matter: Matter) -> dict[str, float]:
    if matter.diagnosis.n_respondents < matter.min_group:
        matter.hold("dont_know")
        return {}
    return {force: share for force, share in matter.diagnosis.dont_know.items() if share is not None}


def _by_item(matter: Matter, values: Mapping[str, float | None]) -> dict[str, float]:
    shown: dict[str, float] = {}
    for code, value in values.items():
        if value is not None and matter.has(code):
            shown[code] = value
        else:
            matter.hold(f"item:{code}")
    return shown


def _distributions(matter: Matter) -> dict[str, tuple[int, int, int, int, int]]:
    if matter.counts is None:
        return {}
    shown = {}
    for code, steps in matter.counts.distributions.items():
        if matter.has(code, texts_from(matter.survey.profile)):
            shown[code] = tuple(round(100 * step / sum(steps)) for step in steps)
        else:
            matter.hold(f"distribution:{code}")
    return shown  # type: ignore[return-value]


def _processes(matter: Matter) -> dict[str, float]:
    found = {name: matter.diagnosis.processes.get(name) for name in matter.instrument.processes.values()}
    codes = {name: code for code, name in matter.instrument.processes.items()}
    return {name: value for name, value in found.items() if value is not None and matter.has(codes[name])}


def _has_signals(matter: Matter) -> bool:
    signals = matter.instrument.signals.items()
    return all(matter.has(code) for code, name in signals if matter.diagnosis.diagnosis in (name, GEZOND))


def _open_answers(matter: Matter, texts: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    shown = {}
    for code in matter.instrument.text_codes:
        given = tuple(texts.get(code, ()))
        if len(given) >= texts_from(matter.survey.profile):
            shown[code] = given
        else:
            matter.hold(f"open:{code}")
    return shown

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
from .disclosure_context import DisclosureContext, Terms
from .instrument import Instrument
from .scores import persons_taking_part
from .suppression import band
from .values import Agreement, Diagnosis, Disclosed, Estimate, Survey

__all__ = ["Terms", "disclose"]

BRAKE_SCALES = ("spanning", "regeling")


def disclose(
    diagnosis: Diagnosis,
    survey: Survey,
    instrument: Instrument,
    terms: Terms,
    open_answers: Mapping[str, Sequence[str]],
) -> Disclosed:
    """Return all of a diagnosis that may be shown; what is not shown is named in ``withheld``.

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
    The bar rests on spanning and regeling: if one of these has fewer than ``min_group`` persons, the bar and everything
    derived from it would give it away, so that is withheld too. If a force has fewer, nothing is shown.
    """
    if diagnosis.scores and any(diagnosis.n[force] < survey.profile.min_group for force in FORCES):
        diagnosis = _without_outcome(diagnosis)
    persons = persons_taking_part(survey.respondents, instrument)
    context = DisclosureContext(diagnosis, survey, instrument, terms, persons)
    groups = disclosed_groups(context)
    has_bar = _has_bar(context)
    return Disclosed(
        diagnosis=diagnosis.diagnosis,
        level=diagnosis.level,
        certainty=diagnosis.certainty,
        tendency=diagnosis.tendency,
        bar=diagnosis.bar if has_bar else None,
        scores=_scores(context),
        stability=dict(diagnosis.stability) if has_bar else {},
        path=diagnosis.path if has_bar else (),
        flags=_flags(context),
        n_respondents=band(diagnosis.n_respondents),
        n_valid=band(diagnosis.n_valid),
        n={scale: band(n) for scale, n in diagnosis.n.items()},
        n_organisations=diagnosis.n_organisations,
        split=terms.split,  # type: ignore[arg-type]
        groups=groups,
        agreement=_agreement(context),
        perception=disclosed_perception(context, groups),
        dont_know=_dont_know(context),
        items=_shown_items(context, diagnosis.items),
        divided=_shown_items(context, diagnosis.deviations),
        distributions=_distributions(context),
        processes=_processes(context),
        signals_fit=diagnosis.signals_fit if _has_signals(context) else None,
        blind_spot=disclosed_blind_spot(context),
        divergence=disclosed_divergence(context),
        organisations=disclosed_organisations(context),
        reasons=disclosed_reasons(context),
        open_answers=_open_answers(context, open_answers),
        weighting=survey.weighting,
        other_weighting_same=diagnosis.other_weighting_same,
        withheld=tuple(context.withheld),
    )


def _without_outcome(diagnosis: Diagnosis) -> Diagnosis:
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


def _scores(context: DisclosureContext) -> dict[str, Estimate]:
    shown: dict[str, Estimate] = {}
    for scale, score in context.diagnosis.scores.items():
        if score is not None and context.diagnosis.n[scale] >= context.min_group:
            shown[scale] = score
        else:
            context.withhold(scale)
    return shown


def _has_brake(context: DisclosureContext) -> bool:
    """Whether the brake may be mentioned: it rests on enough persons, or there is none."""
    n = [context.diagnosis.n[scale] for scale in BRAKE_SCALES]
    return min(n) == 0 or min(n) >= context.min_group


def _has_bar(context: DisclosureContext) -> bool:
    if context.diagnosis.bar is None:
        return False
    if not _has_brake(context):
        context.withhold("bar")
        return False
    return True


def _flags(context: DisclosureContext) -> tuple[str, ...]:
    shown = []
    for flag in context.diagnosis.flags:
        if flag == BELANGEN_ONGEREGELD and not _has_brake(context):
            context.withhold(f"flag:{flag}")
        else:
            shown.append(flag)
    return tuple(shown)


def _agreement(context: DisclosureContext) -> dict[str, Agreement]:
    """Return the agreement on each force whose items that count all have enough answers.

    An item with one answer does not count; one with two to ``min_group`` − 1 would follow from the others.
    """
    shown: dict[str, Agreement] = {}
    for force, value in context.diagnosis.agreement.items():
        codes = context.instrument.forces[force]
        if all(context.has(code) or not context.has(code, 2) for code in codes):
            shown[force] = value
        else:
            context.withhold(f"agreement:{force}")
    return shown


def _dont_know(context: DisclosureContext) -> dict[str, float]:
    if context.diagnosis.n_respondents < context.min_group:
        context.withhold("dont_know")
        return {}
    return {force: share for force, share in context.diagnosis.dont_know.items() if share is not None}


def _shown_items(context: DisclosureContext, values: Mapping[str, float | None]) -> dict[str, float]:
    shown: dict[str, float] = {}
    for code, value in values.items():
        if value is not None and context.has(code):
            shown[code] = value
        else:
            context.withhold(f"item:{code}")
    return shown


def _distributions(context: DisclosureContext) -> dict[str, tuple[int, int, int, int, int]]:
    if context.counts is None:
        return {}
    shown = {}
    for code, steps in context.counts.distributions.items():
        if context.has(code, texts_from(context.survey.profile)):
            shown[code] = tuple(round(100 * step / sum(steps)) for step in steps)
        else:
            context.withhold(f"distribution:{code}")
    return shown  # type: ignore[return-value]


def _processes(context: DisclosureContext) -> dict[str, float]:
    found = {name: context.diagnosis.processes.get(name) for name in context.instrument.processes.values()}
    codes = {name: code for code, name in context.instrument.processes.items()}
    return {name: value for name, value in found.items() if value is not None and context.has(codes[name])}


def _has_signals(context: DisclosureContext) -> bool:
    signals = context.instrument.signals.items()
    return all(context.has(code) for code, name in signals if context.diagnosis.diagnosis in (name, GEZOND))


def _open_answers(context: DisclosureContext, texts: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    shown = {}
    for code in context.instrument.text_codes:
        given = tuple(texts.get(code, ()))
        if len(given) >= texts_from(context.survey.profile):
            shown[code] = given
        else:
            context.withhold(f"open:{code}")
    return shown

"""What may be shown of a diagnosis: the one gate between exact numbers and everyone who reads a result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assessments.scoring.asked import n_invited
from assessments.scoring.instrument import Instrument
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.suppression import band
from assessments.scoring.values import Counts, Diagnosis, Interval, Survey
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.limits import reaches, texts_from
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS

from .counts import shown_response
from .groups import GroupMean, shown_perception, shown_split
from .interests import (
    Divergence,
    Picks,
    ShownDivergence,
    ShownReasons,
    shown_blind_spot,
    shown_divergence,
    shown_organisation,
    shown_reasons,
)
from .rounding import round_share, shown_score
from .shown import (
    Disclosed,
    ShownFoundation,
    ShownGroup,
    ShownOrganisation,
    ShownPerception,
    ShownScore,
    ShownStatement,
    ShownStep,
    Why,
    Withheld,
)
from .statements import Answered, ShownStatements, shown_statements

Split = Literal["role", "organisation"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed for a round before it opened, and what people knew when they answered."""

    split: Split
    """The one split that is shown."""
    interests_named: bool
    """Whether B0-B2 are shown by the name of the organisation."""


@dataclass(frozen=True, slots=True)
class _Gate:
    """What the rules look at, and what they have withheld so far."""

    diagnosis: Diagnosis
    survey: Survey
    instrument: Instrument
    terms: Terms
    withheld: list[Withheld]

    @property
    def profile(self) -> ScoringProfile:
        """The thresholds of the round."""
        return self.survey.profile

    @property
    def counts(self) -> Counts | None:
        """Persons per number; None without a diagnosis."""
        return self.diagnosis.counts

    def withhold(self, what: str, why: Why = "too_few") -> None:
        """Record that something is not shown."""
        self.withheld.append(Withheld(what, why))


def disclose(
    diagnosis: Diagnosis,
    survey: Survey,
    instrument: Instrument,
    terms: Terms,
    texts: Mapping[str, Sequence[str]],
) -> Disclosed:
    """Return all of a diagnosis that may be shown, rounded; what is not shown is named in ``withheld``.

    Parameters
    ----------
    diagnosis
        Of this survey.
    survey
        For the thresholds, the weighting and how many were invited.
    instrument
        For the codes behind each number.
    terms
        Split and naming of interests.
    texts
        Open answers per code, already in random order.

    Notes
    -----
    Class, level, certainty, tendency, decided and flags leave as they were computed: they are words. If a force has
    fewer than ``min_group`` persons there is no outcome at all.
    """
    if diagnosis.scores and any(diagnosis.n[force] < survey.profile.min_group for force in FORCES):
        diagnosis = without_outcome(diagnosis)
    gate = _Gate(diagnosis, survey, instrument, terms, [])
    scores = _scores(gate)
    statements = _statements(gate, scores)
    groups = _groups(gate)
    reasons, divergence = _reasons(gate)
    return Disclosed(
        diagnosis=diagnosis.diagnosis,
        level=diagnosis.level,
        certainty=diagnosis.certainty,
        capped_by=tuple(diagnosis.capped_by),
        tendency=diagnosis.tendency,
        foundation=_foundation(diagnosis),
        decided=diagnosis.decided,
        other_weighting_same=diagnosis.other_weighting_same,
        signals_fit=diagnosis.signals_fit,
        flags=diagnosis.flags,
        bar=diagnosis.bar,
        bar_intentie=diagnosis.bar_intentie,
        scores=scores,
        shares={name: round_share(share) for name, share in diagnosis.stability.items()},
        path=_path(diagnosis, scores),
        n_respondents=band(diagnosis.n_respondents),
        n_valid=band(diagnosis.n_valid),
        n={force: band(diagnosis.n[force]) for force in FORCES},
        n_organisations=band(diagnosis.n_organisations),
        response=_response(gate),
        split=terms.split,
        groups=groups,
        perception=_perception(gate, groups),
        dont_know=_dont_know(gate),
        statements=statements.values,
        divided=statements.divided,
        distributions=statements.distributions,
        blind_spot=_blind_spot(gate, statements.values),
        divergence=divergence.value,
        divergence_by_chance=divergence.by_chance,
        reasons_differ=divergence.is_more_than_chance,
        reasons=reasons.shares,
        reasons_in=reasons.shown_in,
        organisations=_organisations(gate),
        open_answers=_open_answers(gate, texts),
        weighting=survey.weighting,
        withheld=tuple(gate.withheld),
    )


def without_outcome(diagnosis: Diagnosis) -> Diagnosis:
    """Return a diagnosis with nothing but what stands with too few answers: counts, "weet niet", flags of response."""
    return Diagnosis(
        questionnaire=diagnosis.questionnaire,
        diagnosis=ONVOLDOENDE_GEGEVENS,
        flags=tuple(flag for flag in diagnosis.flags if FLAGS[flag].is_of_response),
        n_respondents=diagnosis.n_respondents,
        n_valid=diagnosis.n_valid,
        n=diagnosis.n,
        n_organisations=diagnosis.n_organisations,
        dont_know=diagnosis.dont_know,
    )


def _scores(gate: _Gate) -> dict[Force, ShownScore]:
    found = {force: gate.diagnosis.scores.get(force) for force in FORCES}
    return {
        force: shown_score((one.value, one.low, one.high, one.se_repeat), gate.diagnosis.n[force], gate.profile)
        for force, one in found.items()
        if one is not None
    }


def _foundation(diagnosis: Diagnosis) -> ShownFoundation | None:
    found = diagnosis.foundation
    if found is None:
        return None
    return ShownFoundation(round_share(found.below), found.certainty, tuple(found.capped_by))


def _path(diagnosis: Diagnosis, scores: Mapping[Force, ShownScore]) -> tuple[ShownStep, ...]:
    """Return every force that is shown below its own bar, in order; interests raise that of the first force not."""
    bars = dict.fromkeys(FORCES, diagnosis.bar) | {FORCES[0]: diagnosis.bar_intentie}
    return tuple(
        ShownStep(force, score.value, bar)
        for force, score in scores.items()
        if (bar := bars[force]) is not None and not reaches(score.value, bar)
    )


def _response(gate: _Gate) -> int | None:
    invited = n_invited(gate.survey)
    shown = shown_response(gate.diagnosis.n_respondents, invited, gate.profile)
    if invited and shown is None:
        gate.withhold("response")
    return shown


def _dont_know(gate: _Gate) -> dict[Force, int]:
    if gate.diagnosis.n_respondents < gate.profile.min_group:
        gate.withhold("dont_know")
        return {}
    found = {force: gate.diagnosis.dont_know.get(force) for force in FORCES}
    return {force: round_share(share) for force, share in found.items() if share is not None}


def _statements(gate: _Gate, scores: Mapping[Force, ShownScore]) -> ShownStatements:
    """Return the statements that are not about an organisation's own interests."""
    own = {gate.instrument.importance, gate.instrument.served}
    codes = [code for code in gate.instrument.rating_codes if code not in own]
    answered = {} if gate.counts is None else {code: _answered(gate.diagnosis, gate.counts, code) for code in codes}
    shown = shown_statements(answered, scores, gate.instrument.forces, gate.profile)  # type: ignore[arg-type]
    gate.withheld.extend(shown.withheld)
    return shown


def _answered(diagnosis: Diagnosis, counts: Counts, code: str) -> Answered:
    return Answered(
        counts.items[code], diagnosis.items[code] or 0.0, diagnosis.deviations[code], counts.distributions[code]
    )


def _groups(gate: _Gate) -> dict[str, dict[Force, ShownGroup]]:
    sizes = gate.diagnosis.group_sizes.get(gate.terms.split, {})
    means = gate.diagnosis.groups.get(gate.terms.split, {})
    found = {
        force: {name: _group_mean(n, means.get(name, {}).get(force)) for name, n in sizes.get(force, {}).items() if n}
        for force in FORCES
    }
    shown, withheld = shown_split(found, gate.profile)
    gate.withheld.extend(withheld)
    return shown


def _group_mean(n: int, interval: Interval | None) -> GroupMean:
    """Return the numbers of a group; one that the model does not list has no mean, and is not shown."""
    return GroupMean(n, interval.mean, interval.low, interval.high) if interval else GroupMean(n, 0.0, 0.0, 0.0)


def _perception(gate: _Gate, groups: Mapping[str, Mapping[Force, ShownGroup]]) -> tuple[ShownPerception, ...]:
    """Return which roles see a force differently; with a split by organisation that would be a second split."""
    if gate.counts is None:
        return ()
    if gate.terms.split != "role":
        gate.withhold("perception", "other_split")
        return ()
    return shown_perception([(gap.role, gap.force, gap.difference) for gap in gate.diagnosis.perception], groups)


def _blind_spot(gate: _Gate, statements: Mapping[str, ShownStatement]) -> int | None:
    if gate.counts is None:
        return None
    both = (gate.instrument.others_hold_back, gate.instrument.own_hold_back)
    shown = shown_blind_spot(*(statements.get(code) for code in both))
    if shown is None:
        gate.withhold("blind_spot")
    return shown


def _reasons(gate: _Gate) -> tuple[ShownReasons, ShownDivergence]:
    interests, counts = gate.diagnosis.interests, gate.counts
    if interests is None or counts is None:
        return ShownReasons({}, None), ShownDivergence()
    reasons = shown_reasons(Picks(counts.n_reasons, counts.reasons), gate.profile)
    if reasons.shown_in is None:
        gate.withhold("reasons")
    exact = Divergence(interests.divergence, interests.divergence_by_chance, interests.divergence_p)
    named = gate.terms.interests_named
    divergence = shown_divergence(exact, counts.n_reasons, gate.profile, is_named=named)
    if exact.value is not None and divergence.value is None:
        is_few = named or counts.n_reasons < texts_from(gate.profile)
        gate.withhold("divergence", "too_few" if is_few else "switched_off")
    return reasons, divergence


def _organisations(gate: _Gate) -> dict[str, ShownOrganisation]:
    interests, counts = gate.diagnosis.interests, gate.counts
    if interests is None or counts is None:
        return {}
    if not gate.terms.interests_named:
        gate.withhold("organisations", "switched_off")
        return {}
    return {
        name: shown_organisation(own.importance, own.served, own.place, _picks(gate.instrument, counts, name))
        for name, own in interests.organisations.items()
    }


def _picks(instrument: Instrument, counts: Counts, organisation: str) -> Picks:
    picked = counts.organisations.get(organisation, {})
    in_order = {reason: picked.get(reason, 0) for reason in instrument.reason_options}
    return Picks(counts.n_reasons_of.get(organisation, 0), in_order)


def are_texts_shown(n: int, profile: ScoringProfile) -> bool:
    """Whether the open answers to a question are shown, word for word: from ten answers to it.

    Examples
    --------
    >>> are_texts_shown(10, ScoringProfile()), are_texts_shown(9, ScoringProfile())
    (True, False)
    """
    return n >= texts_from(profile)


def _open_answers(gate: _Gate, texts: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    shown = {}
    for code in gate.instrument.text_codes:
        given = tuple(texts.get(code, ()))
        if are_texts_shown(len(given), gate.profile):
            shown[code] = given
        else:
            gate.withhold(f"open:{code}")
    return shown

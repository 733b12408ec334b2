"""What may be shown: the one gate between a diagnosis and everyone who reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .suppression import band, shown_groups
from .values import (
    FORCES,
    ROLES,
    Counts,
    Diagnosis,
    Disclosed,
    Estimate,
    Instrument,
    Interval,
    OrganisationInterests,
    PerceptionGap,
    Step,
    Survey,
    Withheld,
)

MIN_DISTRIBUTION = 10
"""Smallest number of answers of which a distribution is shown."""
MIN_OPEN_ANSWERS = 10
"""Smallest number of open answers to a question of which the texts are shown."""
BRAKE_SCALES = ("spanning", "regeling")


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed for a round before it opened, on which people answered."""

    split: str
    """role or organisation: the one split shown."""
    interests_named: bool
    """Whether B0-B2 are shown by the name of the organisation."""


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
    The bar rests on spanning and regeling: where one of these was answered, but by fewer than ``min_group`` persons,
    the bar would give it away, so the bar is held back too. When nobody answered it the bar is the threshold.
    """
    gate = _Gate(diagnosis, survey, instrument, terms)
    return gate.disclosed(open_answers)


class _Gate:
    """Collects what passes and what does not."""

    def __init__(self, diagnosis: Diagnosis, survey: Survey, instrument: Instrument, terms: Terms) -> None:
        self.diagnosis = diagnosis
        self.survey = survey
        self.instrument = instrument
        self.terms = terms
        self.min_group = survey.profile.min_group
        self.withheld: list[Withheld] = []

    def disclosed(self, open_answers: Mapping[str, Sequence[str]]) -> Disclosed:
        found = self.diagnosis
        scores = self._scores()
        has_forces = all(force in scores for force in FORCES)
        bar = self._bar()
        interests = found.interests
        return Disclosed(
            diagnosis=found.diagnosis,
            level=found.level,
            certainty=found.certainty,
            tendency=found.tendency,
            bar=bar,
            scores=scores,
            stability=dict(found.stability) if has_forces else {},
            path=tuple(step for step in found.path if self._may_step(step, bar)),
            flags=found.flags,
            n_respondents=band(found.n_respondents),
            n_valid=band(found.n_valid),
            n={scale: band(n) for scale, n in found.n.items()},
            n_organisations=found.n_organisations,
            split=self.terms.split,  # type: ignore[arg-type]
            groups=self._groups(),
            agreement={force: value for force, value in found.agreement.items() if found.n[force] >= self.min_group},
            perception=self._perception(),
            dont_know=self._dont_know(),
            items=self._by_item(found.items, "item"),
            divided=self._by_item(found.deviations, None),
            distributions=self._distributions(),
            processes=self._processes(),
            signals_fit=found.signals_fit if self._has_all(list(self.instrument.signals)) else None,
            blind_spot=interests.blind_spot if interests and self._may_blind_spot() else None,
            divergence=interests.divergence if interests and self._may_reasons("divergence") else None,
            organisations=self._organisations(),
            reasons=self._reasons(),
            open_answers=self._open_answers(open_answers),
            weighting=self.survey.weighting,
            other_weighting_same=found.other_weighting_same,
            withheld=tuple(self.withheld),
        )

    def _hold(self, what: str, why: str = "too_few") -> bool:
        entry = Withheld(what, why)  # type: ignore[arg-type]
        if entry not in self.withheld:
            self.withheld.append(entry)
        return False

    def _scores(self) -> dict[str, Estimate]:
        shown: dict[str, Estimate] = {}
        for scale, score in self.diagnosis.scores.items():
            if score is not None and self.diagnosis.n[scale] >= self.min_group:
                shown[scale] = score
            else:
                self._hold(scale)
        return shown

    def _bar(self) -> float | None:
        gives_away = any(0 < self.diagnosis.n[scale] < self.min_group for scale in BRAKE_SCALES)
        if self.diagnosis.bar is None or not gives_away:
            return self.diagnosis.bar
        self._hold("bar")
        return None

    def _may_step(self, step: Step, bar: float | None) -> bool:
        return bar is not None and self.diagnosis.n[step.force] >= self.min_group

    def _groups(self) -> dict[str, dict[str, Interval]]:
        found = self.diagnosis.groups.get(self.terms.split, {})
        if self.diagnosis.groups:
            self._hold_groups(found)
        return {name: dict(forces) for name, forces in found.items()}

    def _labels(self) -> list[str]:
        is_role = self.terms.split == "role"
        present = {r.role if is_role else r.organisation for r in self.survey.respondents}
        return [name for name in (ROLES if is_role else sorted(present)) if name in present]

    def _hold_groups(self, found: Mapping[str, Mapping[str, Interval]]) -> None:
        is_role = self.terms.split == "role"
        for name in self._labels():
            members = [r for r in self.survey.respondents if (r.role if is_role else r.organisation) == name]
            why = "too_few" if len(members) < self.min_group else "remainder"
            if name not in found:
                self._hold(f"group:{name}", why)
            else:
                for force in FORCES:
                    if force not in found[name]:
                        self._hold(f"group:{name}:{force}", why)
        if not found:
            self._hold("groups", "no_split_shown")

    def _perception(self) -> tuple[PerceptionGap, ...]:
        if self.terms.split == "role":
            return self.diagnosis.perception
        if self.diagnosis.perception:
            self._hold("perception", "other_split")
        return ()

    def _dont_know(self) -> dict[str, float]:
        if self.diagnosis.n_respondents < self.min_group:
            self._hold("dont_know")
            return {}
        return {force: share for force, share in self.diagnosis.dont_know.items() if share is not None}

    @property
    def _counts(self) -> Counts | None:
        return self.diagnosis.counts

    def _has(self, code: str, least: int | None = None) -> bool:
        return self._counts is not None and self._counts.items[code] >= (least or self.min_group)

    def _has_all(self, codes: Sequence[str]) -> bool:
        return all(self._has(code) for code in codes)

    def _by_item(self, values: Mapping[str, float | None], kind: str | None) -> dict[str, float]:
        shown: dict[str, float] = {}
        for code, value in values.items():
            if value is not None and self._has(code):
                shown[code] = value
            elif kind:
                self._hold(f"{kind}:{code}")
        return shown

    def _distributions(self) -> dict[str, tuple[int, int, int, int, int]]:
        if self._counts is None:
            return {}
        shown = {}
        for code, steps in self._counts.distributions.items():
            if self._has(code, MIN_DISTRIBUTION):
                total = sum(steps)
                shown[code] = tuple(round(100 * step / total) for step in steps)
            else:
                self._hold(f"distribution:{code}")
        return shown  # type: ignore[return-value]

    def _processes(self) -> dict[str, float]:
        values = self.diagnosis.processes
        shown: dict[str, float] = {}
        for code, name in self.instrument.processes.items():
            value = values.get(name)
            if value is not None and self._has(code):
                shown[name] = value
        return shown

    def _may_blind_spot(self) -> bool:
        codes = (self.instrument.others_hold_back, self.instrument.own_hold_back)
        return self._has_all(codes) or self._hold("blind_spot")

    def _may_reasons(self, what: str) -> bool:
        is_enough = self._counts is not None and self._counts.n_reasons >= self.min_group
        return is_enough or self._hold(what)

    def _reasons(self) -> dict[str, float]:
        if self._counts is None or not self._may_reasons("reasons"):
            return {}
        return {reason: n / self._counts.n_reasons for reason, n in self._counts.reasons.items()}

    def _organisations(self) -> dict[str, OrganisationInterests]:
        interests = self.diagnosis.interests
        if interests is None or self._counts is None:
            return {}
        if self.terms.interests_named:
            return dict(interests.organisations)
        if self.terms.split != "organisation":
            self._hold("organisations", "switched_off")
            return {}
        return self._unnamed_organisations(interests.organisations, self._counts)

    def _unnamed_organisations(
        self, organisations: Mapping[str, OrganisationInterests], counts: Counts
    ) -> dict[str, OrganisationInterests]:
        codes = (self.instrument.importance, self.instrument.served, self.instrument.reasons)
        may = {code: self._shown_organisations(counts, code) for code in codes}
        importance, served, reasons = (may[code] for code in codes)
        shown = {}
        for name, found in organisations.items():
            is_whole = name in importance and name in served
            if name in importance | served | reasons:
                shown[name] = OrganisationInterests(
                    importance=found.importance if name in importance else None,
                    served=found.served if name in served else None,
                    shortfall=found.shortfall if is_whole else None,
                    quadrant=found.quadrant if is_whole else None,
                    reasons=found.reasons if name in reasons else None,
                )
            else:
                self._hold(f"organisation:{name}")
        return shown

    def _shown_organisations(self, counts: Counts, code: str) -> set[str]:
        sizes = {name: found[code] for name, found in sorted(counts.organisations.items())}
        return set(shown_groups(sizes, self.min_group))

    def _open_answers(self, texts: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        shown = {}
        for code in self.instrument.text_codes:
            given = tuple(texts.get(code, ()))
            if len(given) >= MIN_OPEN_ANSWERS:
                shown[code] = given
            else:
                self._hold(f"open:{code}")
        return shown

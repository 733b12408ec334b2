"""The findings of a frozen result in short: what an overview may say, without reading the whole result."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.disclosure.change import Change, Versions, changes
from assessments.disclosure.shown import ShownScore
from assessments.models.excerpts import excerpt_of
from assessments.vocabulary.flags import OPBOUWFASE, VASTGELOPEN
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a round as it may be shown, with the scores of the forces."""

    diagnosis: str
    level: str | None
    certainty: str | None
    foundation_certainty: str | None
    """How sure it is on which side of its bar intentie lies; None if that was not computed."""
    is_young: bool
    """Whether it is in its start phase, in which it is never called stalled."""
    is_stalled: bool
    """Whether it is the same stagnation as the round before, without a rise."""
    bar: float | None
    """Of actie and verbinding; None without a diagnosis."""
    bar_intentie: float | None
    scores: Mapping[Force, ShownScore]
    """Those that are shown, in the order of the chain."""
    shares: Mapping[str, int]
    """Chance per diagnosis in per cents, as far as it is shown."""
    versions: Versions
    thresholds: Mapping[str, float]

    def bar_of(self, force: Force) -> float | None:
        """Return the bar of a force; None without one."""
        return self.bar_intentie if force == "intentie" else self.bar

    @property
    def has_diagnosis(self) -> bool:
        """Whether there were enough answers for one."""
        return self.diagnosis != ONVOLDOENDE_GEGEVENS

    @property
    def lacks_foundation(self) -> bool:
        """Whether intentie does not support the rest, which is then told before the diagnosis."""
        return self.level == FUNDAMENT_ONTBREEKT


def finding_of(round_: Any) -> Finding | None:
    """Return the finding of a round fetched ``with_finding``; None without a result, or with an empty one."""
    parts = getattr(round_, "excerpt", None)
    return _finding(parts) if parts is not None and parts["disclosed.diagnosis"] is not None else None


def finding_in(document: Mapping[str, Any]) -> Finding:
    """Return the finding in a whole document."""
    return _finding(excerpt_of(document)["parts"])


def _finding(parts: Mapping[str, Any]) -> Finding:
    scores, flags = dict(parts["disclosed.scores"] or ()), parts["disclosed.flags"] or ()
    versions = dict(parts["versions"] or ())
    return Finding(
        diagnosis=parts["disclosed.diagnosis"],
        level=parts["disclosed.level"],
        certainty=parts["disclosed.certainty"],
        foundation_certainty=(parts["disclosed.foundation"] or {}).get("certainty"),
        is_young=OPBOUWFASE in flags,
        is_stalled=VASTGELOPEN in flags,
        bar=parts["disclosed.bar"],
        bar_intentie=parts["disclosed.bar_intentie"],
        scores={force: ShownScore(**scores[force]) for force in FORCES if force in scores},
        shares=dict(parts["disclosed.shares"] or ()),
        versions=Versions(versions.get("questionnaire", ""), parts["profile_version"], versions.get("model", "")),
        thresholds=parts["profile"] or {},
    )


def clear_changes(before: Finding | None, after: Finding | None) -> dict[Force, Change] | None:
    """Return the changes that are more than noise; None where the two cannot be compared.

    Thresholds are compared beside the version's number, since another installation's numbers mean other versions.
    """
    if before is None or after is None or before.thresholds != after.thresholds:
        return None
    found = changes((before.versions, before.scores), (after.versions, after.scores))
    return {force: change for force, change in found.items() if change.is_more_than_noise} if found else None

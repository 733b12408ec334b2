"""What a frozen result found, in short: what an overview may say of it, without reading the whole result."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.scoring.change import Change, Versions, changes
from assessments.scoring.values import FORCES, ONVOLDOENDE_GEGEVENS, Estimate, Force


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a round as it may be shown, with the scores of the forces."""

    diagnosis: str
    level: str | None
    certainty: str | None
    is_young: bool
    """In its start phase: it is then never called stalled."""
    bar: float | None
    """None where it may not be shown."""
    scores: Mapping[str, Estimate]
    """Those that may be shown, in the order of the chain."""
    shares: Mapping[str, float]
    """Share of resamples per diagnosis, as far as it may be shown."""
    versions: Versions
    thresholds: Mapping[str, float]

    @property
    def has_diagnosis(self) -> bool:
        """Whether there were enough answers for one."""
        return self.diagnosis != ONVOLDOENDE_GEGEVENS

    @property
    def lacks_foundation(self) -> bool:
        """Whether intentie does not carry the rest: that then comes before the diagnosis."""
        return self.level == "fundament_ontbreekt"


def finding_of(round_: Any) -> Finding | None:
    """Return what was found in a round that was fetched ``with_finding``; None without a result."""
    if getattr(round_, "disclosed", None) is None:
        return None
    versions = Versions(round_.questionnaire_version, round_.profile_version)
    return _finding(round_.disclosed, versions, round_.thresholds or {})


def finding_in(document: Mapping[str, Any]) -> Finding:
    """Return what was found, of a whole document."""
    versions = Versions(dict(document["versions"])["questionnaire"], document["profile_version"])
    return _finding(document["disclosed"], versions, document["profile"])


def _finding(disclosed: Mapping[str, Any], versions: Versions, thresholds: Mapping[str, float]) -> Finding:
    scores = dict(disclosed.get("scores", ()))
    return Finding(
        diagnosis=disclosed["diagnosis"],
        level=disclosed.get("level"),
        certainty=disclosed.get("certainty"),
        is_young="startfase" in disclosed.get("flags", ()),
        bar=disclosed.get("bar"),
        scores={force: Estimate(**scores[force]) for force in FORCES if force in scores},
        shares=dict(disclosed.get("stability", ())),
        versions=versions,
        thresholds=thresholds,
    )


def clear_changes(before: Finding | None, after: Finding | None) -> dict[Force, Change] | None:
    """Return the changes that are more than noise; None where the two cannot be compared.

    Thresholds are compared beside the version's number: the numbers of another installation mean other versions.
    """
    if before is None or after is None or before.thresholds != after.thresholds:
        return None
    found = changes((before.versions, before.scores), (after.versions, after.scores))
    return {force: change for force, change in found.items() if change.is_more_than_noise} if found else None

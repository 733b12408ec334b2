"""The diagnosis as a plain document, with the keys that researchers read."""

from collections.abc import Mapping
from typing import Any

from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS

from .diagnosis import MODEL
from .values import Bounds, Diagnosis, Estimate, Foundation, Interests, Interval


def to_document(diagnosis: Diagnosis) -> dict[str, Any]:
    """Return the diagnosis as a dict for JSON; numbers that cannot be computed are None, hidden groups absent."""
    if diagnosis.diagnosis == ONVOLDOENDE_GEGEVENS:
        return {**_head(diagnosis), "scores": None}
    return {**_head(diagnosis), **_body(diagnosis), **_details(diagnosis)}


def _head(diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "model": MODEL,
        "questionnaire": diagnosis.questionnaire,
        "diagnosis": diagnosis.diagnosis,
        "level": diagnosis.level,
        "certainty": diagnosis.certainty,
        "capped_by": list(diagnosis.capped_by),
        "tendency": diagnosis.tendency,
        "foundation": _foundation(diagnosis.foundation) if diagnosis.foundation else None,
        "bar": diagnosis.bar,
        "bar_intentie": diagnosis.bar_intentie,
        "cap": diagnosis.cap,
        "flags": list(diagnosis.flags),
        "n": dict(diagnosis.n),
        "n_respondents": diagnosis.n_respondents,
        "n_valid": diagnosis.n_valid,
        "n_organisations": diagnosis.n_organisations,
        "dont_know": dict(diagnosis.dont_know),
    }


def _body(diagnosis: Diagnosis) -> dict[str, Any]:
    scores = diagnosis.scores
    return {
        "scores": {name: score.value if score else None for name, score in scores.items()},
        "ci": {name: _limits(score) for name, score in scores.items()},
        "se": {name: score.se if score else None for name, score in scores.items()},
        "se_repeat": {name: score.se_repeat if score else None for name, score in scores.items()},
        "bounds": _bounds(diagnosis.bounds) if diagnosis.bounds else None,
        "decided": diagnosis.decided,
        "stability": dict(diagnosis.stability),
        "path": [{"force": step.force, "from": step.start, "to": step.goal} for step in diagnosis.path],
        "groups": {split: _groups(groups) for split, groups in diagnosis.groups.items()},
    }


def _details(diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "agreement": {
            force: {"ad": value.ad, "rwg_star": value.rwg_star} for force, value in diagnosis.agreement.items()
        },
        "perception": [
            {"role": gap.role, "force": gap.force, "difference": gap.difference} for gap in diagnosis.perception
        ],
        "items": dict(diagnosis.items),
        "processes": dict(diagnosis.processes),
        "signals_fit": diagnosis.signals_fit,
        "interests": _interests(diagnosis.interests) if diagnosis.interests else None,
    }


def _limits(score: Estimate | None) -> list[float] | None:
    return [score.low, score.high] if score and score.low is not None and score.high is not None else None


def _foundation(foundation: Foundation) -> dict[str, Any]:
    return {
        "below": foundation.below,
        "certainty": foundation.certainty,
        "capped_by": list(foundation.capped_by),
    }


def _bounds(bounds: Bounds) -> dict[str, Any]:
    return {**{force: list(limits) for force, limits in bounds.forces.items()}, "bar": list(bounds.bar)}


def _groups(groups: Mapping[str, Mapping[str, Interval]]) -> dict[str, Any]:
    return {
        name: {force: {"mean": group.mean, "ci": [group.low, group.high]} for force, group in forces.items()}
        for name, forces in groups.items()
    }


def _interests(interests: Interests) -> dict[str, Any]:
    return {
        "blind_spot": interests.blind_spot,
        "divergence": interests.divergence,
        "divergence_by_chance": interests.divergence_by_chance,
        "divergence_p": interests.divergence_p,
        "organisations": {
            name: {
                "importance": organisation.importance,
                "served": organisation.served,
                "shortfall": organisation.shortfall,
                "place": organisation.place,
            }
            for name, organisation in interests.organisations.items()
        },
    }

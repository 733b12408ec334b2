"""A disclosed diagnosis as a JSON document and back, exactly."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .values import (
    Agreement,
    Disclosed,
    Estimate,
    Interval,
    OrganisationInterests,
    PerceptionView,
    ScoringProfile,
    Step,
    Withheld,
)

_PLAIN = (
    *("diagnosis", "level", "certainty", "tendency", "bar", "stability", "n_respondents", "n_valid", "n"),
    *("n_organisations", "split", "dont_know", "items", "divided", "processes", "signals_fit", "blind_spot"),
    *("divergence", "reasons", "weighting", "other_weighting_same"),
)


def to_disclosed_document(disclosed: Disclosed) -> dict[str, Any]:
    """Return the JSON-able document of a disclosed diagnosis."""
    return asdict(disclosed)


def from_disclosed_document(document: Mapping[str, Any]) -> Disclosed:
    """Return the disclosed diagnosis of a document. Raises KeyError or TypeError for another document."""
    return Disclosed(
        **{name: document[name] for name in _PLAIN},
        scores={scale: Estimate(**score) for scale, score in document["scores"].items()},
        path=tuple(Step(**step) for step in document["path"]),
        flags=tuple(document["flags"]),
        groups={
            name: {force: Interval(**group) for force, group in forces.items()}
            for name, forces in document["groups"].items()
        },
        agreement={force: Agreement(**value) for force, value in document["agreement"].items()},
        perception=tuple(PerceptionView(**view) for view in document["perception"]),
        distributions={code: tuple(steps) for code, steps in document["distributions"].items()},
        organisations={name: OrganisationInterests(**found) for name, found in document["organisations"].items()},
        open_answers={code: tuple(texts) for code, texts in document["open_answers"].items()},
        withheld=tuple(Withheld(**entry) for entry in document["withheld"]),
    )


def to_profile_document(profile: ScoringProfile) -> dict[str, Any]:
    """Return every threshold by name."""
    return asdict(profile)


def from_profile_document(document: Mapping[str, Any]) -> ScoringProfile:
    """Return the profile of a document. Raises TypeError for another document."""
    return ScoringProfile(**document)

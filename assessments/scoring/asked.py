"""Who was asked: known only where everyone had an invitation of their own."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .scores import Persons
from .values import Survey

MOST = 10**15
"""More people than were ever asked: a larger number in a document changes nothing, and would not fit in a float."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How many people were asked, per organisation."""

    by_organisation: Mapping[str, int]
    """Of everyone invited or taking part, those with nobody left out; at least as many as take part."""
    n: int
    """People asked in the organisations of which somebody takes part."""


def asked(persons: Persons, invited: Mapping[str, int] | None) -> Asked | None:
    """Return who was asked: per organisation the larger of invited and taking part; None where that is not known."""
    if not invited:
        return None
    n_taking_part = np.bincount(persons.organisation_of, minlength=len(persons.organisations)).tolist()
    taking_part = dict(zip(persons.organisations, n_taking_part, strict=True))
    largest = {
        name: max(min(invited.get(name, 0), MOST), taking_part.get(name, 0)) for name in {**taking_part, **invited}
    }
    return Asked(
        by_organisation={name: n for name, n in largest.items() if n},
        n=sum(largest[name] for name in taking_part),
    )


def n_invited(survey: Survey) -> int | None:
    """Return how many people were invited, by the total or else by the organisations; None if that is not known."""
    if survey.n_invited is None and survey.invited:
        return sum(survey.invited.values())
    return survey.n_invited


def n_organisations_invited(survey: Survey) -> int | None:
    """Return how many organisations were invited: those with somebody, unless the total is given; None if unknown."""
    if survey.n_organisations_invited is None and survey.invited:
        return sum(n > 0 for n in survey.invited.values())
    return survey.n_organisations_invited

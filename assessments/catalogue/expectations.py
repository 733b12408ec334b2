"""What to expect of a round of so many people: how often it gives a clear outcome, from a table made by simulation.

``python -m bench.simulation --expectations`` makes the table, with invented partnerships and the thresholds that
the product begins with.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assessments.scoring.profile import ScoringProfile

FILE = Path(__file__).with_name("expectations.json")
FEW_ANSWER, ALL_ANSWER = 0.6, 1.0
"""The shares of the people asked who answer for which the table gives what to expect."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What happened in the invented partnerships of one size."""

    people: int
    """People asked; with an open link, people who answered."""
    organisations: int
    response: float | None
    """Share that answered; None with an open link, where nobody knows how many were asked."""
    clear: float
    """Share of the partnerships whose outcome was called clear."""
    likely: float
    """Share whose outcome was called clear or likely."""


@cache
def cells() -> tuple[Cell, ...]:
    """Return the whole table."""
    document: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Cell(**cell) for cell in document["cells"])


def expectation(people: int, organisations: int, response: float | None) -> Cell | None:
    """Return what to expect of a round; None where the table says nothing.

    Of the sizes in the table the largest that is not larger counts, so that it promises too little rather than too
    much, and of these the nearest number of organisations.

    Parameters
    ----------
    people, organisations
        How many are asked; with an open link, how many answer.
    response
        FEW_ANSWER, ALL_ANSWER or None for an open link.
    """
    fitting = [cell for cell in cells() if cell.response == response and cell.people <= people]
    if not fitting or organisations < min(cell.organisations for cell in fitting):
        return None
    size = max(cell.people for cell in fitting)
    of_size = (cell for cell in fitting if cell.people == size)
    return min(of_size, key=lambda cell: abs(cell.organisations - organisations))


def holds_for(profile: ScoringProfile) -> bool:
    """Whether the table was made with these thresholds."""
    return profile == ScoringProfile()


FRACTIONS = ((1, 20), (1, 10), (1, 5), (1, 4), (1, 3), (1, 2), (2, 3), (3, 4), (4, 5), (9, 10), (19, 20))


def as_fraction(share: float) -> tuple[int, int]:
    """Return a share as so many in so many, the nearest that people say aloud.

    Examples
    --------
    >>> as_fraction(0.31), as_fraction(0.0), as_fraction(0.52)
    ((1, 3), (1, 20), (1, 2))
    """
    return min(FRACTIONS, key=lambda fraction: abs(fraction[0] / fraction[1] - share))

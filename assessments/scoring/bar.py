"""The bar that actie and verbinding must reach, and how far clashing interests lift it."""

import math
from typing import TypeVar

from assessments.vocabulary.limits import DECIMALS

from .scores import Floats

Score = TypeVar("Score", float, Floats)


def lift(tension: Score, arranged: Score, brake: float) -> Score:
    """Return how many points clashing interests lift the bar: brake · spanning/100 · (1 − regeling/100).

    Examples
    --------
    >>> lift(62.5, 37.5, 10.0)
    3.90625
    """
    return brake * tension / 100.0 * (1.0 - arranged / 100.0)


def whole_lift(tension: float, arranged: float, brake: float) -> int:
    """Return the lift in whole points, a half up: with the threshold at a half every whole score shows its side.

    Examples
    --------
    >>> whole_lift(62.5, 37.5, 10.0), whole_lift(50.0, 50.0, 10.0), whole_lift(49.0, 50.0, 10.0)
    (4, 3, 2)
    """
    return math.floor(round(lift(tension, arranged, brake), DECIMALS) + 0.5)

"""The coarse grids on which numbers are shown, and on which some flags are decided."""

import math
from typing import Literal

from assessments.vocabulary.limits import DECIMALS, MIDDLE, GroupLimits, texts_from

Step = Literal[5, 10]


def nearest(value: float, step: int, low: int, high: int) -> int:
    """Return the multiple of ``step`` nearest to a value, from ``low`` to ``high``; a half goes away from 50.

    Parameters
    ----------
    value
        0-100, not nan.
    step
        Distance of the grid, such as 5.
    low, high
        The ends of the grid, multiples of ``step``; what lies beyond is put there.

    Examples
    --------
    >>> nearest(47.5, 5, 10, 90), nearest(87.5, 5, 10, 90), nearest(52.4, 5, 10, 90), nearest(2.0, 5, 10, 90)
    (45, 90, 50, 10)
    """
    rounded = round(value, DECIMALS)
    steps = math.floor(rounded / step + 0.5) if rounded >= MIDDLE else math.ceil(rounded / step - 0.5)
    return min(max(steps * step, low), high)


def statement_step(n: int, limits: GroupLimits) -> Step | None:
    """Return the grid of a statement that n persons answered: tens, or fives from ten answers; None below min_group.

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> [statement_step(n, ScoringProfile()) for n in (4, 5, 9, 10)]
    [None, 10, 10, 5]
    >>> [statement_step(n, ScoringProfile(min_group=12)) for n in (11, 12)]
    [None, 5]
    """
    if n < limits.min_group:
        return None
    return 5 if n >= texts_from(limits) else 10


def shown_statement(value: float, step: Step) -> int:
    """Return a statement's mean as it is shown: 20 to 80 in tens, 10 to 90 in fives.

    Examples
    --------
    >>> shown_statement(65.0, 10), shown_statement(47.5, 5), shown_statement(100.0, 10), shown_statement(0.0, 5)
    (70, 45, 80, 10)
    """
    return nearest(value, step, 2 * step, 100 - 2 * step)


def statement_on_grid(value: float | None, n: int, limits: GroupLimits) -> int | None:
    """Return the shown value of a statement; None when too few persons answered it.

    Parameters
    ----------
    value
        Mean over the persons that take part and answered, 0-100; None without answers.
    n
        How many those are.
    """
    step = statement_step(n, limits)
    return None if value is None or step is None else shown_statement(value, step)

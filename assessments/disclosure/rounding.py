"""How single numbers are rounded before they are shown: the grids, and which way the ends go."""

import math

from assessments.scoring.grid import nearest
from assessments.vocabulary.limits import DECIMALS, GroupLimits, texts_from

from .shown import HIGHEST_SCORE, LOWEST_SCORE, ShownScore

STEP_OF_SHARES = 5
STEP_OF_ANSWERS = 25
"""Distance of the five answers on the scale from 0 to 100."""
LAST_QUARTER = 3


def round_share(share: float) -> int:
    """Return a share as it is shown: the nearest five per cents, 5 to 95, a half away from 50.

    Parameters
    ----------
    share
        0-1.

    Examples
    --------
    >>> round_share(0.004), round_share(0.375), round_share(0.625), round_share(0.9735)
    (5, 35, 65, 95)
    """
    return nearest(100 * share, STEP_OF_SHARES, LOWEST_SCORE, HIGHEST_SCORE)


def round_score(score: float) -> int:
    """Return a force's score as it is shown: whole, a half up, 5 to 95.

    A half goes up below 50 too: so a whole score shows on which side of a bar that ends in a half it lies.

    Examples
    --------
    >>> round_score(62.5), round_score(62.49), round_score(37.5), round_score(98.2)
    (63, 62, 38, 95)
    """
    return _within(math.floor(round(score, DECIMALS) + 0.5))


def round_interval(low: float, high: float, n: int, limits: GroupLimits) -> tuple[int, int]:
    """Return the ends of a force's interval as they are shown: outward to whole numbers, 5 to 95.

    Below ten persons outward to fives.

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> round_interval(55.3, 69.7, 12, ScoringProfile()), round_interval(51.2, 73.8, 7, ScoringProfile())
    ((55, 70), (50, 75))
    """
    step = 1 if n >= texts_from(limits) else 5
    return _within(round_down(low, step)), _within(round_up(high, step))


def round_se_repeat(se_repeat: float, n: int, limits: GroupLimits) -> float:
    """Return a standard error as it is shown: up to a half, below ten persons up to an even number.

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> round_se_repeat(3.62, 12, ScoringProfile()), round_se_repeat(6.31, 7, ScoringProfile())
    (4.0, 8.0)
    """
    return float(round_up(se_repeat, 2)) if n < texts_from(limits) else round_up(2 * se_repeat, 1) / 2


def shown_score(
    estimate: tuple[float, float | None, float | None, float | None], n: int, limits: GroupLimits
) -> ShownScore:
    """Return a force's score as it is shown: value, interval and standard error, each rounded.

    Parameters
    ----------
    estimate
        Score, lower and upper end of its interval, and se_repeat, all 0-100; the last three None if no draw has them.
    n
        Persons with the score.
    """
    score, low, high, se_repeat = estimate
    shown_low, shown_high = (None, None) if low is None or high is None else round_interval(low, high, n, limits)
    se = None if se_repeat is None else round_se_repeat(se_repeat, n, limits)
    return ShownScore(round_score(score), shown_low, shown_high, se)


def nearest_answer(value: float) -> int:
    """Return the nearest of the five answers on the scale from 0 to 100; a half goes away from 50.

    Examples
    --------
    >>> nearest_answer(87.5), nearest_answer(37.5), nearest_answer(75.0)
    (100, 25, 75)
    """
    return nearest(value, STEP_OF_ANSWERS, 0, 100)


def quarter(count: int, n: int) -> int:
    """Return the share of ``count`` in ``n`` in quarters: 0 (less than one) to 3 (three quarters or more).

    Examples
    --------
    >>> [quarter(count, 12) for count in (0, 2, 3, 6, 9, 12)]
    [0, 0, 1, 2, 3, 3]
    """
    return min(4 * count // n, LAST_QUARTER)


def round_down(value: float, step: int) -> int:
    """Return the largest multiple of ``step`` that is not above a value."""
    return step * math.floor(round(value, DECIMALS) / step)


def round_up(value: float, step: int) -> int:
    """Return the smallest multiple of ``step`` that is not below a value."""
    return step * math.ceil(round(value, DECIMALS) / step)


def _within(score: int) -> int:
    return min(max(score, LOWEST_SCORE), HIGHEST_SCORE)

"""The numbers of version 1 of the model, rounded by the rules of disclosure from what is still known of them."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from assessments.disclosure.rounding import LAST_QUARTER, round_interval, round_score
from assessments.disclosure.shown import ShownScore, ShownStatement
from assessments.disclosure.statements import gives_away
from assessments.scoring.grid import nearest, shown_statement
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import reaches, texts_from

Plain = dict[str, Any]
Pairs = Sequence[Sequence[Any]]

FEWEST = {"5-9": 5, "10-19": 10, "20-49": 20, "50+": 50}
"""Fewest persons in a band; of "<5" and of what is unknown nothing is said."""
HALF = 0.5
DECIMALS = 9


def reduce_score(score: Plain, band: str | None, limits: ScoringProfile) -> Plain:
    """Return a force's score, its interval outward, and no standard error for change: version 1 had none.

    Parameters
    ----------
    score
        With value, low and high, 0-100; the ends may be None.
    band
        Of the persons with the score; None if that was not kept.
    """
    n, low, high = FEWEST.get(band or "", 0), score["low"], score["high"]
    ends = (None, None) if low is None or high is None else round_interval(low, high, n, limits)
    return {"value": round_score(score["value"]), "low": ends[0], "high": ends[1], "se_repeat": None}


def reduce_bar(bar: float | None, threshold: float, scores: Pairs) -> float | None:
    """Return the bar at a whole number of points above the threshold.

    Of the two such places around it, the nearest at which every shown score is on the side of the bar where the exact
    score was; if there is none, the nearest.

    Examples
    --------
    >>> reduce_bar(64.9, 62.5, [["actie", {"value": 64.7}]]), reduce_bar(64.9, 62.5, [["actie", {"value": 40.0}]])
    (65.5, 64.5)
    """
    if bar is None:
        return None
    lift = round(bar - threshold, DECIMALS)
    places = sorted({threshold + math.floor(lift), threshold + math.ceil(lift)}, key=lambda place: abs(place - bar))
    values = [score["value"] for force, score in scores if force in FORCES]
    return next((place for place in places if _keeps_sides(place, bar, values)), places[0])


def _keeps_sides(place: float, bar: float, values: Sequence[float]) -> bool:
    return all(reaches(round_score(value), place) == reaches(value, bar) for value in values)


def reduce_statement(value: float, *, is_of_ten: bool) -> Plain:
    """Return the mean of a statement on its grid: fives from ten answers, else tens."""
    step: Any = 5 if is_of_ten else 10
    return {"value": shown_statement(value, step), "step": step}


def tell_too_much(score: Plain, statements: Sequence[Plain | None], limits: ScoringProfile) -> bool:
    """Whether a force's score and its statements fail the last check, with the fewest answers that they can have."""
    fewest = {5: texts_from(limits), 10: limits.min_group}
    answered = [(None, 0) if one is None else (ShownStatement(**one), fewest[one["step"]]) for one in statements]
    return gives_away(answered, ShownScore(**score))


def reduce_share(share: float) -> int:
    """Return a share of 0-1 in per cents: the nearest five, 5 to 95."""
    return nearest(100 * share, 5, 5, 95)


def reduce_group(mean: float) -> Plain:
    """Return the score of a group without its margin: that needs ten people, and how many it has was not kept."""
    return {"score": nearest(mean, 5, 10, 90), "margin": None}


def reduce_distribution(steps: Sequence[int]) -> list[int]:
    """Return the shares of 1-2, 3 and 4-5 in quarters (0-3), from the whole per cents of each answer.

    Examples
    --------
    >>> reduce_distribution([8, 17, 25, 33, 17])
    [1, 1, 2]
    """
    return [min(4 * share // 100, LAST_QUARTER) for share in (sum(steps[:2]), steps[2], sum(steps[3:]))]


def reduce_reasons(shares: Mapping[str, float]) -> tuple[dict[str, int], str | None]:
    """Return the share of people per reason, in quarters if ten or more picked reasons for certain, else in halves.

    How many picked was not kept. Every share is a number of people divided by it, so if no number from 5 to 9 makes
    all of them whole, there were ten or more.

    Examples
    --------
    >>> reduce_reasons({"a": 7 / 11, "b": 3 / 11}), reduce_reasons({"a": 6 / 12, "b": 3 / 12})
    (({'a': 2, 'b': 1}, 'quarters'), ({'a': 1, 'b': 0}, 'halves'))
    """
    if not shares:
        return {}, None
    if any(all(_is_whole(n * share) for share in shares.values()) for n in range(5, 10)):
        return {reason: int(reaches(share, HALF)) for reason, share in shares.items()}, "halves"
    return {
        reason: min(math.floor(round(4 * share, DECIMALS)), LAST_QUARTER) for reason, share in shares.items()
    }, "quarters"


def _is_whole(value: float) -> bool:
    return math.isclose(value, round(value), abs_tol=1e-6)

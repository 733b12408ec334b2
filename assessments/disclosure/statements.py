"""What may be shown of single statements: their mean on a grid, and from ten answers how they are spread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.scoring.grid import shown_statement, statement_step
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.forces import Force
from assessments.vocabulary.limits import TOLERANCE, reaches, texts_from

from .rounding import quarter
from .shown import ShownScore, ShownStatement, Withheld

Range = tuple[float, float]
WIDTH = 100.0
"""Of the scale."""
FIVE_STEPS = 125.0
"""One answer step of one person in n changes a mean by 25/n; the last check keeps five such steps from either end."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The exact numbers of one statement, over the persons that take part and answered it."""

    n: int
    mean: float
    """0-100; any number when nobody answered."""
    ad: float | None = None
    """Average deviation in answer steps."""
    counts: Sequence[int] | None = None
    """Persons per answer 1-5."""


@dataclass(frozen=True, slots=True)
class ShownStatements:
    """Everything that is shown of statements, per code in the order given."""

    values: Mapping[str, ShownStatement]
    divided: Mapping[str, bool]
    distributions: Mapping[str, tuple[int, int, int]]
    withheld: tuple[Withheld, ...]


def shown_statements(
    answered: Mapping[str, Answered],
    scores: Mapping[Force, ShownScore],
    codes_of: Mapping[Force, Sequence[str]],
    profile: ScoringProfile,
) -> ShownStatements:
    """Return what is shown of statements, after the last check on those of each force.

    Parameters
    ----------
    answered
        Exact numbers per code, in questionnaire order.
    scores
        The forces whose score is shown.
    codes_of
        The statements of each force.
    profile
        For min_group and the deviation from which opinions are divided.
    """
    values = {code: statement_value(one, profile) for code, one in answered.items()}
    shown = {code: value for code, value in values.items() if value is not None}
    withheld = [Withheld(f"item:{code}", "too_few") for code in answered if code not in shown]
    n = {code: one.n for code, one in answered.items()}
    for force, score in scores.items():
        if gives_away([(shown.get(code), n.get(code, 0)) for code in codes_of.get(force, ())], score):
            shown = {code: value for code, value in shown.items() if code not in codes_of[force]}
            withheld.append(Withheld(f"statements:{force}", "last_check"))
    spread = {code: one for code, one in answered.items() if code in shown and one.n >= texts_from(profile)}
    return ShownStatements(
        shown,
        {code: reaches(one.ad, profile.disagreement) for code, one in spread.items() if one.ad is not None},
        {code: in_quarters(one.counts) for code, one in spread.items() if one.counts is not None},
        tuple(withheld),
    )


def statement_value(answered: Answered, profile: ScoringProfile) -> ShownStatement | None:
    """Return the mean of a statement as it is shown; None below min_group answers.

    To 9 answers the nearest ten, 20 to 80; from ten the nearest five, 10 to 90; a half goes away from 50. So all at 5,
    all but one at 5, and some at 4 look the same.

    Examples
    --------
    >>> [statement_value(Answered(5, mean), ScoringProfile()).value for mean in (65.0, 75.0, 100.0, 10.0)]
    [70, 80, 80, 20]
    >>> statement_value(Answered(10, 87.5), ScoringProfile()).value
    90
    >>> statement_value(Answered(4, 75.0), ScoringProfile())
    """
    step = statement_step(answered.n, profile)
    return None if step is None else ShownStatement(shown_statement(answered.mean, step), step)


def in_quarters(counts: Sequence[int]) -> tuple[int, int, int]:
    """Return the shares of 1-2, 3 and 4-5 among the answers 1-5, in quarters: 0 (less than one) to 3 (three or more).

    Examples
    --------
    >>> in_quarters([1, 2, 3, 3, 3]), in_quarters([1, 0, 0, 0, 9])
    ((1, 1, 2), (0, 0, 3))
    """
    low, middle, high, n = sum(counts[:2]), counts[2], sum(counts[3:]), sum(counts)
    return quarter(low, n), quarter(middle, n), quarter(high, n)


def gives_away(statements: Sequence[tuple[ShownStatement | None, int]], score: ShownScore) -> bool:
    """Whether a force's score, and its statements as shown, tell of a statement that nearly everyone is at an end.

    Parameters
    ----------
    statements
        All of the force: what is shown (None if hidden), and how many answered.
    score
        Of the force.

    Notes
    -----
    Per statement [a, b] are the exact values that are shown so. With q statements, and the score in [f₀, f₁], a
    statement is at least max(a, q·f₀ − Σ other b) and at most min(b, q·f₁ − Σ other a). If for a shown one with n
    answers that is above 100 − 125/n or below 125/n, the statements give away more than their grid does.

    Examples
    --------
    Five times 30 beside "80 or higher", with a score of 46:

    >>> low, high = (ShownStatement(30, 10), 5), (ShownStatement(80, 10), 5)
    >>> gives_away([high, *5 * [low]], ShownScore(46, 30, 60, 6.0))
    True
    >>> gives_away([high, (None, 4), *4 * [low]], ShownScore(46, 30, 60, 6.0))
    False
    """
    ranges = [statement_range(shown) for shown, _n in statements]
    lowest, highest = (len(statements) * end for end in score_range(score))
    sum_low, sum_high = sum(a for a, _b in ranges), sum(b for _a, b in ranges)
    for (shown, n), (a, b) in zip(statements, ranges, strict=True):
        if shown is None:
            continue
        least = max(a, lowest - (sum_high - b))
        most = min(b, highest - (sum_low - a))
        if least > WIDTH - FIVE_STEPS / n + TOLERANCE or most < FIVE_STEPS / n - TOLERANCE:
            return True
    return False


def statement_range(shown: ShownStatement | None) -> Range:
    """Return between which exact values a statement lies that is shown so; anything if it is hidden.

    Examples
    --------
    >>> statement_range(ShownStatement(60, 10)), statement_range(ShownStatement(90, 5)), statement_range(None)
    ((55.0, 65.0), (87.5, 100.0), (0.0, 100.0))
    """
    if shown is None:
        return 0.0, WIDTH
    half = shown.step / 2
    return (
        0.0 if shown.is_lowest else shown.value - half,
        WIDTH if shown.is_highest else shown.value + half,
    )


def score_range(score: ShownScore) -> Range:
    """Return between which exact values a score lies that is shown so.

    Examples
    --------
    >>> score_range(ShownScore(46, 30, 60, 6.0)), score_range(ShownScore(95, 90, 95, 2.0))
    ((45.5, 46.5), (94.5, 100.0))
    """
    return (
        0.0 if score.is_lowest else score.value - 0.5,
        WIDTH if score.is_highest else score.value + 0.5,
    )

"""What the numbers of a result are compared with: which bar is meant, and which limits can decide anything."""

from typing import Literal

from assessments.disclosure.shown import HIGHEST_SCORE, LOWEST_SCORE, Step
from assessments.vocabulary.limits import reaches

from .entries import INTERESTS, Comparison, Condition, ConditionKind
from .questionnaire import FILES, questionnaire

Bar = Literal["bar", "bar_intentie"]
"""The bar of actie and verbinding, which clashing interests raise, or that of intentie, which is the threshold."""


def bar_of(kind: ConditionKind, subject: str) -> Bar | None:
    """Return which bar of a result the word ``bar`` means for this subject; None if there is none for it.

    A force and its statements have the bar of that force, everything else has the threshold. For interests and
    signals there is none, because more is not better there.
    """
    if kind == "force":
        return _bar_of_force(subject)
    if kind == "process":
        return "bar_intentie"
    asked = next(one for one in map(questionnaire, reversed(FILES)) if subject in one.instrument.rating_codes)
    section = asked.question(subject).section
    if section == INTERESTS or subject in asked.instrument.signals:
        return None
    return _bar_of_force(section) if section in asked.instrument.forces else "bar_intentie"


def _bar_of_force(force: str) -> Bar:
    return "bar_intentie" if force == "intentie" else "bar"


def is_so(value: float, comparison: Comparison, limit: float) -> bool:
    """Whether a value is below, from (at or above) or above a limit.

    Examples
    --------
    >>> [is_so(50, comparison, 50.0) for comparison in ("below", "from", "above")]
    [False, True, False]
    """
    if comparison == "above":
        return not reaches(limit, value)
    return reaches(value, limit) == (comparison == "from")


def foregone(condition: Condition, step: Step = 5) -> Literal["always", "never"] | None:
    """Return whether a condition holds for all numbers that may be shown, or for none; None if that depends.

    Parameters
    ----------
    condition : Condition
        One with a comparison; the bar is never foregone.
    step : Step
        The grid of statements: 5 from ten answers, 10 with fewer.
    """
    if condition.comparison is None or condition.limit is None or condition.limit == "bar":
        return None
    ends = (LOWEST_SCORE, HIGHEST_SCORE) if condition.kind == "force" else (2 * step, 100 - 2 * step)
    found = {is_so(end, condition.comparison, condition.limit) for end in ends}
    if len(found) > 1:
        return None
    return "always" if True in found else "never"

"""The thresholds of a scoring profile: their names and ranges, and which contradict each other."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .registry import message as _
from .registry import registry


@dataclass(frozen=True, slots=True)
class Threshold:
    """One threshold."""

    code: str
    label: str
    help_text: str
    low: float
    high: float = math.inf
    is_whole: bool = False
    is_at_a_half: bool = False
    """Whether only 1.5, 2.5 and so on will do."""

    def takes(self, value: float) -> bool:
        """Whether a number may be this threshold: in range, and whole or at a half where that is asked.

        Examples
        --------
        >>> THRESHOLDS["threshold"].takes(62.5), THRESHOLDS["threshold"].takes(62), THRESHOLDS["cap"].takes(2.5)
        (True, False, False)
        """
        if not self.low <= value <= self.high:
            return False
        part = 0.5 if self.is_at_a_half else 0.0
        return value % 1 == part or not (self.is_whole or self.is_at_a_half)


THRESHOLDS = registry(
    Threshold(
        "threshold",
        _("The bar without brake"),
        _(
            "A force is present from this score (0–100). 62.5 is 3.5 on the five-point scale. It ends in a half, so "
            "that a whole score always falls on one side or the other."
        ),
        *(1.5, 90.5),
        is_at_a_half=True,
    ),
    Threshold(
        "brake",
        _("Brake of belangen"),
        _(
            "How far clashing interests that have not been arranged raise the bar of actie and verbinding, in whole "
            "points."
        ),
        *(0, 40),
    ),
    Threshold(
        "level",
        _("From threatening to pronounced"),
        _("A stagnation is pronounced when the force in question is at least this far below the bar."),
        *(0, 100),
    ),
    Threshold(
        "margin",
        _("Margin of a firm partnership"),
        _("How far above the bar all forces are in a firm partnership."),
        *(0, 40),
    ),
    Threshold(
        "gap",
        _("Drop that counts"),
        _("A drop from one force to the next from which a tendency is named."),
        *(0, 100),
    ),
    Threshold(
        "disagreement",
        _("Divided opinions"),
        _("Average deviation per question, in answer steps, from which opinions are divided."),
        *(0, 2),
    ),
    Threshold(
        "certain",
        _("Clear from"),
        _("The outcome is called clear when the chance that it is right is at least this (0.95 is 95 %)."),
        *(0.5, 1),
    ),
    Threshold(
        "likely",
        _("Likely from"),
        _("The outcome is called likely when the chance that it is right is at least this."),
        *(0.5, 1),
    ),
    Threshold(
        "perception",
        _("Gap between roles"),
        _("Difference between a role and the rest that counts, if it is also clear statistically."),
        *(0, 100),
    ),
    Threshold(
        "core_gap",
        _("Core and rim"),
        _("Difference in actie between organisations at the bar and those below it that counts."),
        *(0, 100),
    ),
    Threshold(
        "spread",
        _("Smallest spread"),
        _("People are assumed to differ by at least this standard deviation, however alike their answers."),
        *(12.5, 40),
    ),
    Threshold(
        "cap",
        _("Weight of an organisation"),
        _(
            "An organisation counts by its number of people, up to this many; up to a higher number where a few "
            "people would otherwise stand alone."
        ),
        *(1, 100),
        is_whole=True,
    ),
    Threshold(
        "min_group",
        _("Smallest group shown"),
        _("Nothing is shown that rests on fewer people. Below 5, people could be recognised."),
        low=5,
        is_whole=True,
    ),
    Threshold(
        "min_respondents",
        _("Minimum number of people for a diagnosis"),
        _("Per force; below it there is no diagnosis."),
        low=5,
        is_whole=True,
    ),
    Threshold(
        "min_organisations",
        _("Minimum number of organisations for a diagnosis"),
        _("Per force; below it there is no diagnosis."),
        low=2,
        is_whole=True,
    ),
    Threshold(
        "resamples",
        _("Resamples"),
        _("How often the outcome is computed again to see how sure it is. More takes longer."),
        *(200, 20000),
        is_whole=True,
    ),
    Threshold(
        "start_years",
        _("Years of building"),
        _("A partnership younger than this is still being built. Five to fifteen years is usual."),
        *(0, 20),
    ),
)

Values = Mapping[str, float]

HIGHEST_BAR = 94.0
"""Above it the bar lies among the scores that are shown as "95 or higher"."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A combination of thresholds, each in range, that is impossible together."""

    code: str
    """The threshold to change."""
    message: str
    reads: tuple[str, ...]
    is_in: Callable[[Values], bool]


_CONTRADICTIONS = (
    Contradiction(
        "likely",
        _("“Likely from” cannot be higher than “Clear from”."),
        ("certain", "likely"),
        lambda values: values["likely"] > values["certain"],
    ),
    Contradiction(
        "likely",
        _("“Likely from” must be more than half: otherwise another outcome may be just as likely."),
        ("likely",),
        lambda values: values["likely"] <= 0.5,
    ),
    Contradiction(
        "min_respondents",
        _("A diagnosis cannot rest on fewer people than the smallest group shown: it would never be shown."),
        ("min_group", "min_respondents"),
        lambda values: values["min_group"] > values["min_respondents"],
    ),
    Contradiction(
        "min_organisations",
        _("The minimum number of people for a diagnosis cannot come from so many organisations."),
        ("min_organisations", "min_respondents"),
        lambda values: values["min_organisations"] > values["min_respondents"],
    ),
    Contradiction(
        "brake",
        _("With this brake the bar can lie above 94, where “95 or higher” does not show who reaches it."),
        ("threshold", "brake"),
        lambda values: values["threshold"] + values["brake"] > HIGHEST_BAR,
    ),
    Contradiction(
        "margin",
        _("With this margin no partnership can stand firm: bar and margin together lie above 100."),
        ("threshold", "margin"),
        lambda values: values["threshold"] + values["margin"] > 100,
    ),
    Contradiction(
        "level",
        _("No score can lie that far below the bar, so no stagnation could be called pronounced."),
        ("threshold", "level"),
        lambda values: values["level"] > values["threshold"],
    ),
)


def contradictions(values: Values) -> Iterator[Contradiction]:
    """Yield the contradictions between these thresholds; those left out contradict nothing."""
    for one in _CONTRADICTIONS:
        if set(one.reads) <= set(values) and one.is_in(values):
            yield one

"""What stands above the overview: how many of each outcome, what asks for attention, and the scores of all together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from assessments.results.attention import ATTENTION, CLOSING, NO_PLAN, OLD, OVERDUE
from assessments.results.totals import Totals
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT
from assessments.vocabulary.outcomes import DIAGNOSES, ONVOLDOENDE_GEGEVENS

from .overview_filter import NO_RESULT, OverviewFilter, outcome_choices
from .score_spread import Spread, band_names, spread_of

FROM = 3
"""Below this many partnerships their rows say the same at one glance."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of partnerships that leads to them."""

    n: int
    words: str
    address: str
    """Empty where there are none to lead to."""
    code: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownTotals:
    """The totals as the page shows them."""

    outcomes: list[Tile]
    """Empty for few partnerships, and when none has a result."""
    attention: list[Tile]
    spread: list[Spread]
    """Of each force; empty for few scores."""
    bands: list[tuple[str, tuple[int, ...]]]
    """Per band of scores how many partnerships lie in it, force by force."""


def shown_totals(totals: Totals, filter_: OverviewFilter) -> ShownTotals | None:
    """Return the totals in words; None where there is nothing to tell beside the rows."""
    is_many = totals.n >= FROM
    attention = list(_attention(totals, filter_))
    if not (attention or is_many):
        return None
    n_scored = max(sum(scores.values()) for scores in totals.scores.values())
    spread = spread_of(totals.scores) if n_scored >= FROM else []
    return ShownTotals(
        outcomes=list(_outcomes(totals, filter_)) if is_many and totals.outcomes else [],
        attention=attention,
        spread=spread,
        bands=list(zip(band_names(), zip(*(one.counts for one in spread), strict=True), strict=True)) if spread else [],
    )


def counted(totals: Totals, filter_: OverviewFilter) -> int | None:
    """Return how many pass a filter if the totals of its programme tell that; else None."""
    if filter_.words or (filter_.show and filter_.diagnosis):
        return None
    if filter_.show:
        return totals.attention.get(filter_.show, 0) if filter_.show in ATTENTION else None
    if filter_.diagnosis:
        is_none = filter_.diagnosis == NO_RESULT
        return totals.n_without_result if is_none else totals.outcomes.get(filter_.diagnosis, 0)
    return totals.n


def _outcomes(totals: Totals, filter_: OverviewFilter) -> Iterator[Tile]:
    """Yield the three diagnoses, and what else occurs."""
    numbers = {**totals.outcomes, NO_RESULT: totals.n_without_result}
    words = dict(outcome_choices())
    for code in (*DIAGNOSES, FUNDAMENT_ONTBREEKT, ONVOLDOENDE_GEGEVENS, NO_RESULT):
        n = numbers.get(code, 0)
        if n or code in DIAGNOSES:
            address = filter_.address(diagnosis=code, show="", words="") if n else ""
            yield Tile(n, words[code], address, code, is_chosen=filter_.diagnosis == code)


def _attention(totals: Totals, filter_: OverviewFilter) -> Iterator[Tile]:
    for code in ATTENTION:
        if n := totals.attention.get(code, 0):
            address = filter_.address(show=code, diagnosis="", words="")
            yield Tile(n, _ASKS[code](n) % {"number": n}, address, code, is_chosen=filter_.show == code)


def _closing(n: int) -> str:
    return ngettext(
        "%(number)s closes within a week with too few answers so far",
        "%(number)s close within a week with too few answers so far",
        n,
    )


def _overdue(n: int) -> str:
    return ngettext(
        "%(number)s has a step in its plan past its date",
        "%(number)s have a step in their plan past its date",
        n,
    )


def _no_plan(n: int) -> str:
    return ngettext(
        "%(number)s has a result without a plan",
        "%(number)s have a result without a plan",
        n,
    )


def _old(n: int) -> str:
    return ngettext(
        "%(number)s has a result of more than a year ago",
        "%(number)s have a result of more than a year ago",
        n,
    )


_ASKS: Mapping[str, Callable[[int], str]] = {CLOSING: _closing, OVERDUE: _overdue, NO_PLAN: _no_plan, OLD: _old}

"""What may be shown of interests: what each organisation has at stake, reasons, divergence, and the blind spot."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assessments.scoring.grid import nearest
from assessments.vocabulary.limits import GroupLimits, reaches, texts_from

from .rounding import nearest_answer, quarter
from .shown import ShownOrganisation, ShownStatement

CHANCE = 0.05
"""Reasons differ more than chance when so few reshuffles of the persons, or fewer, come as far."""


@dataclass(frozen=True, slots=True)
class Picks:
    """Which reasons persons picked."""

    n: int
    """Persons who picked any."""
    picked: Mapping[str, int]
    """Persons per reason, in the order of the questionnaire."""


@dataclass(frozen=True, slots=True)
class ShownReasons:
    """The reasons over all persons with picks."""

    shares: Mapping[str, int]
    shown_in: Literal["quarters", "halves"] | None


@dataclass(frozen=True, slots=True)
class Divergence:
    """How far the reasons of organisations lie apart: as computed, or as shown."""

    value: float | None
    by_chance: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class ShownDivergence:
    """How far the reasons of organisations lie apart, as it is shown."""

    value: int | None = None
    by_chance: int | None = None
    is_more_than_chance: bool | None = None


def shown_organisation(
    importance: float | None, served: float | None, place: str | None, picks: Picks
) -> ShownOrganisation:
    """Return what an organisation answered on its own interests, by name.

    Importance and served as the nearest of the five answers, and the reasons that at least half of its persons with
    picks chose, without a number. Only if the form said that interests are shown by name.

    Examples
    --------
    >>> shown_organisation(87.5, 37.5, "knelpunt", Picks(2, {"a": 2, "c": 1, "h": 0}))
    ShownOrganisation(importance=100, served=25, place='knelpunt', reasons=('a', 'c'))
    """
    return ShownOrganisation(
        importance=None if importance is None else nearest_answer(importance),
        served=None if served is None else nearest_answer(served),
        place=place,
        reasons=tuple(reason for reason, count in picks.picked.items() if count and 2 * count >= picks.n),
    )


def shown_reasons(picks: Picks, limits: GroupLimits) -> ShownReasons:
    """Return the share per reason over all persons with picks: from ten in quarters, from five as half or more (1).

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> shown_reasons(Picks(12, {"a": 12, "b": 6, "c": 2}), ScoringProfile())
    ShownReasons(shares={'a': 3, 'b': 2, 'c': 0}, shown_in='quarters')
    >>> shown_reasons(Picks(7, {"a": 7, "b": 3, "c": 4}), ScoringProfile())
    ShownReasons(shares={'a': 1, 'b': 0, 'c': 1}, shown_in='halves')
    """
    if picks.n >= texts_from(limits):
        return ShownReasons({reason: quarter(count, picks.n) for reason, count in picks.picked.items()}, "quarters")
    if picks.n >= limits.min_group:
        return ShownReasons({reason: int(2 * count >= picks.n) for reason, count in picks.picked.items()}, "halves")
    return ShownReasons({}, None)


def shown_divergence(divergence: Divergence, n: int, limits: GroupLimits, *, is_named: bool) -> ShownDivergence:
    """Return how far the reasons of organisations lie apart, and how far by chance.

    If interests are shown by name: both as the nearest five, from min_group persons with picks. Otherwise only whether
    it is more than chance, from ten.

    Examples
    --------
    >>> from assessments.scoring.profile import ScoringProfile
    >>> shown_divergence(Divergence(53.2, 41.0, 0.02), 7, ScoringProfile(), is_named=True)
    ShownDivergence(value=55, by_chance=40, is_more_than_chance=True)
    >>> shown_divergence(Divergence(53.2, 41.0, 0.02), 10, ScoringProfile(), is_named=False)
    ShownDivergence(value=None, by_chance=None, is_more_than_chance=True)
    >>> shown_divergence(Divergence(53.2, 41.0, 0.02), 9, ScoringProfile(), is_named=False)
    ShownDivergence(value=None, by_chance=None, is_more_than_chance=None)
    """
    if n < (limits.min_group if is_named else texts_from(limits)):
        return ShownDivergence()
    is_more = None if divergence.p is None else not reaches(divergence.p, CHANCE)
    if not is_named:
        return ShownDivergence(is_more_than_chance=is_more)
    return ShownDivergence(_nearest_five(divergence.value), _nearest_five(divergence.by_chance), is_more)


def _nearest_five(value: float | None) -> int | None:
    return None if value is None else nearest(value, 5, 0, 100)


def shown_blind_spot(others: ShownStatement | None, own: ShownStatement | None) -> int | None:
    """Return how much more others are seen to hold back than oneself: of the shown numbers, from ten answers to both.

    Examples
    --------
    >>> shown_blind_spot(ShownStatement(65, 5), ShownStatement(40, 5)), shown_blind_spot(ShownStatement(60, 10), None)
    (25, None)
    """
    if others is None or own is None or {others.step, own.step} != {5}:
        return None
    return others.value - own.value

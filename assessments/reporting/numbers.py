"""Writes shown numbers in the notation of the active language; a share never says all or nothing."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.disclosure.shown import (
    HIGHEST_RESPONSE,
    HIGHEST_SCORE,
    LOWEST_SCORE,
    Disclosed,
    ShownFoundation,
    ShownGroup,
    ShownScore,
    ShownStatement,
)
from assessments.vocabulary.certainties import DUIDELIJK
from assessments.vocabulary.limits import reaches


@lru_cache(maxsize=4096)  # a page asks for the same few numbers again and again
def rounded(value: float, decimals: int = 0) -> float:
    """Return ``value`` rounded half up, ignoring the last digits of binary arithmetic."""
    exact = Decimal(repr(round(value, 9)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


_IN_LETTERS = (
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)


def in_letters(n: int) -> str:
    """Return a small number as it stands inside a sentence: in letters from two to twelve."""
    return str(_IN_LETTERS[n - 2]) if 2 <= n <= 12 else str(n)


def format_number(value: float, decimals: int = 0) -> str:
    """Return a number as people of the active language write it, with this many decimals."""
    number = rounded(value, decimals) + 0.0
    return str(number_format(f"{number:.{decimals}f}", decimals, use_l10n=True))


def score_words(score: ShownScore | int) -> str:
    """Return a force's score (5-95) as it may be shown: "63", "95 or higher", "5 or lower"."""
    value = _value(score)
    return _with_end(value, is_lowest=value <= LOWEST_SCORE, is_highest=value >= HIGHEST_SCORE)


def statement_words(statement: ShownStatement) -> str:
    """Return a statement's score as it may be shown: "65", "80 or higher", "10 or lower"."""
    return _with_end(statement.value, is_lowest=statement.is_lowest, is_highest=statement.is_highest)


def group_words(group: ShownGroup) -> str:
    """Return a group's score (10-90) as it may be shown: "65", "90 or higher", "10 or lower"."""
    return _with_end(group.score, is_lowest=group.is_lowest, is_highest=group.is_highest)


def _value(score: ShownScore | int) -> int:
    return score if isinstance(score, int) else score.value


def _with_end(value: int, *, is_lowest: bool, is_highest: bool) -> str:
    if is_lowest:
        return _("%(score)s or lower") % {"score": value}
    if is_highest:
        return _("%(score)s or higher") % {"score": value}
    return str(value)


def bar_words(bar: float) -> str:
    """Return the bar (0-100) as it may be shown; it ends in a half."""
    return format_number(bar, 1)


def points_words(points: float) -> str:
    """Return a number of points as a positive number: whole, or with one decimal where it has one."""
    size = abs(points)
    return format_number(size, 0 if rounded(size) == rounded(size, 1) else 1)


def distance_words(score: ShownScore | int, bar: float) -> str:
    """Return how far a score (5-95) is from the bar; from the end of the scale it is at least so far.

    The bar ends in a half and a score does not, so a score is never at the bar.
    """
    value = _value(score)
    is_above = reaches(value, bar)
    values = {"points": points_words(value - bar)}
    if value >= HIGHEST_SCORE and is_above:
        return _("at least %(points)s above the bar") % values
    if value <= LOWEST_SCORE and not is_above:
        return _("at least %(points)s below the bar") % values
    return (_("%(points)s above the bar") if is_above else _("%(points)s below the bar")) % values


def whole_points_words(score: ShownScore | int, bar: float) -> str:
    """Return how far a score (5-95) is from the bar in words: in whole points, as the bar ends in a half."""
    value = _value(score)
    points = int(abs(value - bar))
    is_least = value >= HIGHEST_SCORE if reaches(value, bar) else value <= LOWEST_SCORE
    if points == 0:
        return _("less than a point")
    if is_least:
        return ngettext("at least %(points)s point", "at least %(points)s points", points) % {"points": points}
    if points == abs(value - bar):
        return ngettext("%(points)s point", "%(points)s points", points) % {"points": points}
    return ngettext("just over %(points)s point", "just over %(points)s points", points) % {"points": points}


def distance_in_words(score: ShownScore | int, bar: float) -> str:
    """Return how far a score (5-95) is from the bar in words, for a sentence: in whole points, with their unit."""
    values = {"points": whole_points_words(score, bar)}
    is_above = reaches(_value(score), bar)
    return (_("%(points)s above the bar") if is_above else _("%(points)s below the bar")) % values


def share_words(percent: int, *, is_certain: bool = False) -> str:
    """Return a share or chance (a five, 5-95) in words that never say all or nothing.

    Parameters
    ----------
    percent
        As shown, in per cents.
    is_certain
        Whether it is known that a share of 95 is at least that; otherwise 95 says about 95.
    """
    values = {"percent": percent}
    if percent >= HIGHEST_SCORE and is_certain:
        return _("more than %(percent)s%%") % values
    if percent <= LOWEST_SCORE:
        return _("about %(percent)s%% at most") % values
    return _("about %(percent)s%%") % values


def chance_words(disclosed: Disclosed, diagnosis: str, *, certain: float) -> str:
    """Return the chance of a diagnosis in words; only valid where shares may be shown.

    Parameters
    ----------
    certain
        The limit of ``duidelijk`` in the profile, 0.5-1: an outcome that reached it, and 95 %, has more than that.
    """
    is_own = diagnosis == disclosed.diagnosis
    return share_words(
        disclosed.shares.get(diagnosis, LOWEST_SCORE),
        is_certain=is_own and _reached_95(disclosed.certainty, disclosed.capped_by, certain),
    )


def foundation_words(foundation: ShownFoundation, *, certain: float) -> str:
    """Return the chance that the foundation is missing in words."""
    return share_words(foundation.below, is_certain=_reached_95(foundation.certainty, foundation.capped_by, certain))


def _reached_95(certainty: str | None, capped_by: tuple[str, ...], certain: float) -> bool:
    return reaches(certain, 0.95) and (certainty == DUIDELIJK or bool(capped_by))


_QUARTERS = (
    gettext_lazy("less than a quarter"),
    gettext_lazy("a quarter to a half"),
    gettext_lazy("half to three quarters"),
    gettext_lazy("three quarters or more"),
)
_HALVES = (gettext_lazy("less than half"), gettext_lazy("half or more"))


def quarter_words(quarter: int) -> str:
    """Return a share in quarters (0-3) in words, for inside a sentence."""
    return str(_QUARTERS[quarter])


def quarter_in_percents(quarter: int) -> str:
    """Return the same share as per cents, for a cell of a table that has room for a few letters."""
    if quarter == 0:
        return _("less than %(percent)s%%") % {"percent": 25}
    if quarter == len(_QUARTERS) - 1:
        return _("%(percent)s%% or more") % {"percent": 75}
    return _("%(low)s to %(high)s%%") % {"low": 25 * quarter, "high": 25 * quarter + 25}


def half_words(half: int) -> str:
    """Return a share in halves (0 or 1) in words, for inside a sentence."""
    return str(_HALVES[half])


_OF_ALL = (
    gettext_lazy("less than a tenth"),
    gettext_lazy("one to two in ten"),
    gettext_lazy("about a quarter"),
    gettext_lazy("about a third"),
    gettext_lazy("a little less than half"),
    gettext_lazy("half or a little more"),
    gettext_lazy("about two thirds"),
    gettext_lazy("about three quarters"),
    gettext_lazy("four fifths or more"),
    gettext_lazy("nine in ten or more"),
)


def response_in_words(percent: int) -> str:
    """Return the response (in tens downwards, 0-90 per cent) as a share of all, for inside a sentence."""
    return str(_OF_ALL[percent // 10])


def response_words(percent: int) -> str:
    """Return the response (in tens downwards, 0-90 per cent) as the range in which it lies."""
    if percent >= HIGHEST_RESPONSE:
        return _("%(percent)s%% or more") % {"percent": percent}
    if percent == 0:
        return _("less than %(percent)s%%") % {"percent": 10}
    return _("%(low)s to %(high)s%%") % {"low": percent, "high": percent + 10}

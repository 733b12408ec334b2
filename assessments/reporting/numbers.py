"""Writes numbers: rounded as the disclosure rules require, in the notation of the active language."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


def format_score(value: float, bar: float | None = None) -> str:
    """Return a score as it may be shown: a whole number, with one decimal within 1 of the bar.

    Parameters
    ----------
    value : float
        A score, 0-100.
    bar : float or None
        The bar it is measured against, 0-100; None where there is none.
    """
    return format_number(value, _decimals(value, bar))


def _decimals(value: float, bar: float | None) -> int:
    return 1 if bar is not None and _is_near(value, bar) else 0


def _is_near(value: float, bar: float) -> bool:
    """Whether a score lies within 1 of the bar, where a whole number would hide on which side of it."""
    return reaches(1, abs(value - bar))


def figure(value: float, bar: float | None = None) -> int | float:
    """Return a score (0-100) as the number that ``format_score`` writes, for a table."""
    decimals = _decimals(value, bar)
    return rounded(value, decimals) if decimals else int(rounded(value))


def deviation_figure(deviation: float, limit: float) -> float:
    """Return an average deviation with one decimal, or two where one would hide on which side of the limit it is."""
    return rounded(deviation, _deviation_decimals(deviation, limit))


def deviation_shown(deviation: float, limit: float) -> str:
    """Return the same number as text."""
    return format_number(deviation, _deviation_decimals(deviation, limit))


def _deviation_decimals(deviation: float, limit: float) -> int:
    return 2 if abs(deviation - limit) <= 0.05 else 1


def percent(share: float) -> str:
    """Return a share (0-1) as a whole percentage."""
    return f"{format_number(100 * share)}%"


def share_words(share: float) -> str:
    """Return a share (0-1) as a whole percentage, which is 0 or 100 only if the share is exactly that."""
    if share > 0 and rounded(100 * share) == 0:
        return _("less than 1%")
    if share < 1 and rounded(100 * share) == 100:
        return _("more than 99%")
    return percent(share)


def difference_shown(value: float, bar: float) -> float:
    """Return value minus bar, computed from the shown numbers, so that readers who subtract get the same."""
    near = _is_near(value, bar)
    return rounded(rounded(value, 1 if near else 0) - rounded(bar, 1), 1 if near else 0)


def points_shown(value: float, bar: float) -> str:
    """Return the number of points between a score and the bar, as it may be shown."""
    near = _is_near(value, bar)
    return format_number(abs(difference_shown(value, bar)), 1 if near else 0)


def distance_to_bar(value: float, bar: float) -> str:
    """Return how far a score (0-100) is from the bar, in words."""
    difference = difference_shown(value, bar)
    if difference == 0:
        return _("at the bar") if reaches(value, bar) else _("just below the bar")
    if difference > 0:
        return _("%(points)s above the bar") % {"points": points_shown(value, bar)}
    return _("%(points)s below the bar") % {"points": points_shown(value, bar)}

"""Draws how the scores of many partnerships lie, force by force: a column per ten points, with the same in words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.reporting.numbers import score_words
from assessments.vocabulary.forces import FORCES, Force

BANDS = 10
"""Columns on the scale of 0 to 100."""
COLUMN, HEIGHT = 26, 48
AXIS = 18
LEAST = 3
"""Units of the lowest column that stands for anybody."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the scores of one force lie over partnerships."""

    force: Force
    words: str
    """From where to where, and the middle one."""
    drawing: SafeString
    counts: tuple[int, ...]
    """How many partnerships score in each band, lowest first."""


def spread_of(scores: Mapping[Force, Mapping[int, int]]) -> list[Spread]:
    """Return the spread of each force of which there are scores; the columns of all have one scale."""
    bands = {force: _bands(scores.get(force, {})) for force in FORCES}
    highest = max(map(max, bands.values()))
    return [
        Spread(force, words := _words(scores[force]), _draw(force, bands[force], highest, words), bands[force])
        for force in FORCES
        if any(bands[force])
    ]


def band_names() -> list[str]:
    """Return the scores of each band, lowest first."""
    return [f"{10 * band}–{10 * band + 9 if band < BANDS - 1 else 100}" for band in range(BANDS)]


def _bands(scores: Mapping[int, int]) -> tuple[int, ...]:
    found = Counter[int]()
    for score, number in scores.items():
        found[min(score // 10, BANDS - 1)] += number
    return tuple(found[band] for band in range(BANDS))


def _words(scores: Mapping[int, int]) -> str:
    lowest, highest = min(scores), max(scores)
    if lowest == highest:
        return _("All at %(score)s.") % {"score": score_words(lowest)}
    words = {"lowest": score_words(lowest), "highest": score_words(highest), "middle": score_words(_middle(scores))}
    return _("From %(lowest)s to %(highest)s; the middle one is %(middle)s.") % words


def _middle(scores: Mapping[int, int]) -> int:
    """Return the score of the partnership in the middle; of two, the lower."""
    ordered = sorted(scores)
    half = (sum(scores.values()) + 1) // 2
    counted = accumulate(scores[score] for score in ordered)
    return next(score for score, n in zip(ordered, counted, strict=True) if n >= half)


def _draw(force: Force, counts: tuple[int, ...], highest: int, words: str) -> SafeString:
    width = COLUMN * BANDS
    columns = "".join(_column(band, n, highest) for band, n in enumerate(counts) if n)
    axis = "".join(
        f'<text x="{x}" y="{HEIGHT + AXIS - 2}" text-anchor="{anchor}">{value}</text>'
        for x, value, anchor in ((0, 0, "start"), (width // 2, 50, "middle"), (width, 100, "end"))
    )
    return format_html(
        '<svg class="force-spread force-{}" role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>',
        force,
        _("%(force)s: %(words)s") % {"force": force, "words": words},
        width,
        HEIGHT + AXIS,
        mark_safe(  # noqa: S308 – made of numbers alone
            f'{columns}<line class="axis" x1="0" x2="{width}" y1="{HEIGHT}" y2="{HEIGHT}"/>{axis}'
        ),
    )


def _column(band: int, n: int, highest: int) -> str:
    height = max(round((HEIGHT - 14) * n / highest), LEAST)
    left, top = COLUMN * band, HEIGHT - height
    middle = left + COLUMN // 2
    return (
        f'<rect class="score" x="{left + 2}" y="{top}" width="{COLUMN - 4}" height="{height}"/>'
        f'<text x="{middle}" y="{top - 3}" text-anchor="middle">{n}</text>'
    )

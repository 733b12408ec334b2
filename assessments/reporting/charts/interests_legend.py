"""The legend of the map: the organisations by place, with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.reporting.names import place_meaning, place_name
from assessments.vocabulary.places import DRAGER, KNELPUNT

from .canvas import Canvas
from .fonts import wrapped
from .interests_map import RADIUS, Spot
from .shapes import circle

GUTTER = 28.0
"""Between two columns, pixels."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the legend: a heading with what it means, or an organisation."""

    lines: tuple[str, ...]
    height: float
    spot: Spot | None = None
    is_heading: bool = False

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its left top here."""
        if self.is_heading:
            canvas.words(x, y + 19, self.lines[0], size=15.5, weight=600)
            canvas.lines(x, y + 37, self.lines[1:], 17, size=13.5, fill="ink-soft")
            return
        if self.spot:
            draw_number(canvas, self.spot, x + RADIUS, y + 12)
        canvas.lines(x + 31, y + 17, self.lines, 18, size=14.5)


@dataclass(frozen=True, slots=True)
class Legend:
    """Entries in one or two columns."""

    columns: tuple[tuple[Entry, ...], ...]
    width: float
    """Of one column."""

    @property
    def height(self) -> float:
        """Of the longest column."""
        return max(sum(entry.height for entry in column) for column in self.columns)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its left top here."""
        for index, column in enumerate(self.columns):
            tops = accumulate((entry.height for entry in column), initial=y)
            for entry, top in zip(column, tops, strict=False):
                entry.draw(canvas, x + index * (self.width + GUTTER), top)


def draw_number(canvas: Canvas, spot: Spot, x: float, y: float) -> None:
    """Draw an organisation: solid for a bottleneck, light for a carrier, a thin ring without a place."""
    fill = {KNELPUNT: "belangen", DRAGER: "belangen-soft"}.get(spot.place or "", "paper")
    edge = {"stroke": "belangen", "width": 1.5} if spot.place else {"stroke": "line", "width": 1.2}
    canvas.shape(circle(x, y, RADIUS - 0.75), fill=fill, **edge)
    colour = "on-solid" if spot.place == KNELPUNT else "belangen" if spot.place else "ink-soft"
    canvas.words(x, y + 4.5, str(spot.number), size=13, weight=700, fill=colour, anchor="middle")


def legend_of(spots: Sequence[Spot], left_out: Sequence[str], width: float, n_columns: int) -> Legend:
    """Return the legend within this width; ``left_out`` are organisations that are not on the map."""
    column = (width - GUTTER * (n_columns - 1)) / n_columns
    entries: list[Entry] = []
    for place in dict.fromkeys(spot.place for spot in spots):
        entries.append(_heading(*_place_words(place), column))
        entries += [_named(spot.name, column, spot) for spot in spots if spot.place == place]
    if left_out:
        entries.append(_heading(_("Not on the map"), _("an answer is missing"), column))
        entries += [_named(name, column) for name in left_out]
    return Legend(_in_columns(entries, n_columns), column)


def _place_words(place: str | None) -> tuple[str, str]:
    if place is None:
        return _("No place"), _("the answers do not say")
    return capfirst(place_name(place)), place_meaning(place)


def _heading(name: str, meaning: str, width: float) -> Entry:
    lines = wrapped(meaning, width, 13.5)
    return Entry((name, *lines), 36.0 + 17 * len(lines), is_heading=True)


def _named(name: str, width: float, spot: Spot | None = None) -> Entry:
    lines = wrapped(name, width - 32, 14.5)
    return Entry(lines, 8.0 + 18 * len(lines), spot)


def _in_columns(entries: list[Entry], n_columns: int) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries in columns of about the same height; a heading never stands last."""
    if n_columns == 1:
        return (tuple(entries),)
    half = sum(entry.height for entry in entries) / n_columns
    ends = accumulate(entry.height for entry in entries)
    cut = next(index for index, end in enumerate(ends, 1) if end >= half)
    if entries[cut - 1].is_heading:
        cut -= 1
    return tuple(entries[:cut]), tuple(entries[cut:])

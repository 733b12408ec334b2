"""The legend of the map: the organisations by place, with their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.reporting.names import place_meaning, place_name
from assessments.vocabulary.places import DRAGER, KNELPUNT

from .canvas import Canvas
from .fonts import text_width, wrapped
from .interests_map import Spot
from .shapes import circle
from .style import EDGE, Sheet

GUTTER = 28.0
"""Between two columns, pixels."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the legend: a heading with what it means, or an organisation."""

    lines: tuple[str, ...]
    sheet: Sheet
    spot: Spot | None = None
    is_heading: bool = False
    row: int | None = None
    """Of the table, for an organisation that is not on the map."""

    @property
    def height(self) -> float:
        """Of the whole entry, with the room under it."""
        return (15.0 if self.is_heading else 8.0 if self.sheet.is_wide else 11.0) + self.sheet.leading * len(self.lines)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its left top here."""
        sheet, radius = self.sheet, radius_of(self.sheet)
        if self.is_heading:
            canvas.words(x, y + sheet.leading, self.lines[0], size=sheet.strong + 0.5, weight=600)
            below = y + 2 * sheet.leading
            canvas.lines(x, below, self.lines[1:], sheet.leading, size=sheet.small, fill="ink-soft")
            return
        if self.spot:
            draw_number(canvas, self.spot, (x + radius, y + 1 + sheet.leading * 0.65), sheet)
        left = x + 2 * radius + 9
        canvas.lines(left, y + sheet.leading, self.lines, sheet.leading, size=sheet.text)
        if self.row is not None:
            end = left + max(text_width(line, sheet.text) for line in self.lines)
            canvas.area((left - 5, end + 5), y, y + self.height, self.row)


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


def radius_of(sheet: Sheet) -> float:
    """Return the radius of an organisation on a sheet: its number has room in it."""
    return 11.0 if sheet.is_wide else 14.5


def draw_number(canvas: Canvas, spot: Spot, middle: tuple[float, float], sheet: Sheet) -> None:
    """Draw an organisation: solid for a bottleneck, light for a carrier, a thin ring without a place."""
    fill = {KNELPUNT: "belangen", DRAGER: "belangen-soft"}.get(spot.place or "", "paper")
    edge = {"stroke": "belangen" if spot.place else "line", "width": EDGE}
    canvas.shape(circle(*middle, radius_of(sheet) - 0.75), fill=fill, **edge)
    colour = "on-solid" if spot.place == KNELPUNT else "belangen" if spot.place else "ink-soft"
    y = middle[1] + sheet.small * 0.35
    canvas.words(middle[0], y, str(spot.number), size=sheet.small, weight=700, fill=colour, anchor="middle")


def legends_of(
    spots: Sequence[Spot], left_out: Mapping[str, int], width: float, sheet: Sheet, n_columns: int, room: float
) -> list[Legend]:
    """Return the legend within this width, in parts of at most this height.

    Parameters
    ----------
    left_out
        Organisations that are not on the map, each with its row in the table.
    room
        The most height of a part; a part that begins amid organisations begins with the heading of these.
    """
    column = (width - GUTTER * (n_columns - 1)) / n_columns
    parts: list[list[Entry]] = [[]]
    for heading, entries in _entries(spots, left_out, column, sheet):
        parts[-1].append(heading)
        for entry in entries:
            if Legend(in_columns((*parts[-1], entry), n_columns), column).height > room:
                parts.append([heading])
            parts[-1].append(entry)
    return [Legend(in_columns(_without_last_heading(part), n_columns), column) for part in parts]


def _without_last_heading(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple(entries[:-1] if entries[-1].is_heading else entries)


def _entries(
    spots: Sequence[Spot], left_out: Mapping[str, int], width: float, sheet: Sheet
) -> list[tuple[Entry, list[Entry]]]:
    """Return each heading with what stands under it."""
    found = []
    for place in dict.fromkeys(spot.place for spot in spots):
        named = [_named(spot.name, width, sheet, spot) for spot in spots if spot.place == place]
        found.append((_heading(*_place_words(place), width, sheet), named))
    if left_out:
        heading = _heading(_("Not on the map"), _("an answer is missing"), width, sheet)
        found.append((heading, [replace(_named(name, width, sheet), row=row) for name, row in left_out.items()]))
    return found


def _place_words(place: str | None) -> tuple[str, str]:
    if place is None:
        return _("No place"), _("the answers do not say")
    return capfirst(place_name(place)), place_meaning(place)


def _heading(name: str, meaning: str, width: float, sheet: Sheet) -> Entry:
    return Entry((name, *wrapped(meaning, width, sheet.small)), sheet, is_heading=True)


def _named(name: str, width: float, sheet: Sheet, spot: Spot | None = None) -> Entry:
    return Entry(wrapped(name, width - 2 * radius_of(sheet) - 10, sheet.text), sheet, spot)


def in_columns(entries: Sequence[Entry], n_columns: int) -> tuple[tuple[Entry, ...], ...]:
    """Return the entries in columns of about the same height; a heading never stands last."""
    if n_columns == 1 or len(entries) < n_columns:
        return (tuple(entries),)
    half = sum(entry.height for entry in entries) / n_columns
    ends = accumulate(entry.height for entry in entries)
    cut = next(index for index, end in enumerate(ends, 1) if end >= half)
    if entries[cut - 1].is_heading:
        cut -= 1
    return tuple(entries[:cut]), tuple(entries[cut:])

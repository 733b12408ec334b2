"""The map of organisations: how important the partnership is to each, and how much works of what it wants."""

from dataclasses import dataclass
from functools import partial
from math import inf

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.disclosure.shown import Disclosed
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, place_name
from assessments.vocabulary.places import KNELPUNT, PLACES

from .axis import Ends, ends_of
from .canvas import Canvas
from .fonts import wrapped
from .interests_legend import Legend, draw_number, legends_of, radius_of
from .interests_map import Grid, Spot, grid_of, step_of
from .pages import Block, chart_of, page_of
from .shapes import rounded_box
from .style import EDGE, SHEETS, Sheet
from .values import Chart, Layout, Medium, Table

MOST_NAMED = 5
"""The most organisations that a sentence names; more are counted."""
SIDE = 372.0
"""Width of the map with the legend beside it, pixels."""


def interests_map(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the organisations by their answers on importance and on what works; None when none can be drawn.

    An organisation without one of the two is only in the legend and in the table.
    """
    spots = _spots(result.disclosed)
    if not spots:
        return None
    instrument = result.questionnaire.instrument
    words = _Words(ends_of(result, instrument.importance), ends_of(result, instrument.served))
    blocks = _blocks(spots, _left_out(result.disclosed), words, SHEETS[layout], page_of(medium, SHEETS[layout]))
    return chart_of("interests", blocks, SHEETS[layout], medium, (_alt(spots), _table(result.disclosed)))


def _spots(shown: Disclosed) -> tuple[Spot, ...]:
    """Return the organisations in the order of their numbers: by place, those without one last, then by name."""
    order = [*_places(), None]
    placed = sorted(
        (order.index(found.place), name.casefold(), name, found.importance, found.served)
        for name, found in shown.organisations.items()
        if found.importance is not None and found.served is not None
    )
    rows = {name: row for row, name in enumerate(_in_order(shown))}
    return tuple(
        Spot(number, name, order[place], importance, served, rows[name])
        for number, (place, _folded, name, importance, served) in enumerate(placed, 1)
    )


def _places() -> tuple[str, ...]:
    """Return the places, the one that asks for something first."""
    return (KNELPUNT, *(place for place in PLACES if place != KNELPUNT))


def _left_out(shown: Disclosed) -> dict[str, int]:
    """Return the organisations that are not on the map, each with its row in the table."""
    missing = {name for name, found in shown.organisations.items() if found.importance is None or found.served is None}
    return {name: row for row, name in enumerate(_in_order(shown)) if name in missing}


def _in_order(shown: Disclosed) -> list[str]:
    """Return the organisations in the order of the table."""
    return sorted(shown.organisations, key=lambda name: (name.casefold(), name))


@dataclass(frozen=True, slots=True)
class _Words:
    """What the ends of both axes mean."""

    importance: Ends
    served: Ends


@dataclass(frozen=True, slots=True)
class _Map:
    """The map with the words at its axes."""

    spots: tuple[Spot, ...]
    words: _Words
    width: float
    sheet: Sheet

    @property
    def title(self) -> tuple[str, ...]:
        text = _("↑ how much works of what the organisation wants, from “%(least)s” to “%(most)s”")
        values = {"least": self.words.served[0], "most": self.words.served[1]}
        return wrapped(text % values, self.width, self.sheet.small, 600)

    @property
    def grid(self) -> Grid:
        return grid_of(self.spots, self.width, radius_of(self.sheet))

    @property
    def head(self) -> float:
        return self.sheet.leading * len(self.title) + 8

    @property
    def height(self) -> float:
        return self.head + self.grid.bottom + self.sheet.leading + 14

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draw a field per pair of answers, and in it the numbers of the organisations that gave them."""
        sheet, grid = self.sheet, grid_of(self.spots, self.width, radius_of(self.sheet), top + self.head)
        canvas.lines(0, top + sheet.small + 2, self.title, sheet.leading, size=sheet.small, weight=600)
        for x in grid.columns[1:-1]:
            canvas.line(x, grid.top, x, grid.bottom, stroke="line-soft")
        for y in grid.rows[1:-1]:
            canvas.line(grid.columns[0], y, grid.columns[-1], y, stroke="line-soft")
        frame = rounded_box(grid.columns[0], grid.top, grid.width, grid.bottom - grid.top)
        canvas.shape(frame, stroke="line", width=EDGE)
        style, foot = {"size": sheet.small, "weight": 600}, grid.bottom + sheet.leading + 1
        canvas.words(0, foot, self.words.importance[0], **style)
        most = _("%(answer)s →") % {"answer": self.words.importance[1]}
        canvas.words(grid.columns[-1], foot, most, anchor="end", **style)
        half = step_of(grid.radius) / 2
        for spot in self.spots:
            x, y = grid.at(spot)
            draw_number(canvas, spot, (x, y), sheet)
            canvas.area((x - half, x + half), y - half, y + half, spot.row)


def _blocks(spots: tuple[Spot, ...], left_out: dict[str, int], words: _Words, sheet: Sheet, page: float) -> list[Block]:
    """Return the map with its legend beside it, or above it where that is long or the sheet narrow."""
    if sheet.is_wide:
        small = _Map(spots, words, SIDE, sheet)
        (beside,) = legends_of(spots, left_out, sheet.width - SIDE - 36, sheet, 1, inf)
        if beside.height <= small.height + 40:
            return [Block(max(small.height, beside.height + 4), partial(_draw_side_by_side, small, beside))]
    large = _Map(spots, words, sheet.width, sheet)
    legends = legends_of(spots, left_out, sheet.width, sheet, 2 if sheet.is_wide else 1, page - 20)
    return [
        Block(large.height + 12, large.draw),
        *(Block(one.height + 8, partial(_draw_legend, one)) for one in legends),
    ]


def _draw_side_by_side(small: _Map, beside: Legend, canvas: Canvas, top: float) -> None:
    small.draw(canvas, top)
    beside.draw(canvas, SIDE + 36, top)


def _draw_legend(legend: Legend, canvas: Canvas, top: float) -> None:
    legend.draw(canvas, 0, top)


def _alt(spots: tuple[Spot, ...]) -> str:
    short = [spot.name for spot in spots if spot.place == KNELPUNT]
    values: dict[str, int | str] = {"count": len(spots), "short": len(short)}
    first = ngettext("Map of %(count)s organisation.", "Map of %(count)s organisations.", len(spots)) % values
    if not short:
        second = _(
            "Of no organisation do the answers say that the partnership is important to it and that little is working "
            "yet."
        )
    elif len(short) > MOST_NAMED:
        second = _("The partnership is important to %(short)s of them, but little of what they want is working yet.")
    else:
        values |= {"names": listed(short)}
        second = ngettext(
            "The partnership is important to %(names)s, but little of what that organisation wants is working yet.",
            "The partnership is important to %(names)s, but little of what they want is working yet.",
            len(short),
        )
    return f"{first} {second % values}"


def _table(shown: Disclosed) -> Table:
    columns = (_("Organisation"), _("How important it is"), _("How much works"), _("Place on the map"))
    rows = tuple(
        (name, _number(found.importance), _number(found.served), place_name(found.place) if found.place else "–")
        for name in _in_order(shown)
        if (found := shown.organisations[name])
    )
    return Table(_("The interests of the organisations, from 0 to 100"), columns, rows)


def _number(answer: int | None) -> str:
    return "–" if answer is None else str(answer)

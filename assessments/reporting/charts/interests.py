"""The map of organisations: how important the partnership is to each, and how much works of what it wants."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.disclosure.shown import Disclosed
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, place_name
from assessments.vocabulary.places import KNELPUNT, PLACES

from .canvas import Canvas
from .interests_legend import Legend, draw_number, legend_of
from .interests_map import Grid, Spot, grid_of
from .shapes import rounded_box
from .values import Chart, Layout, Medium, Table

MOST_NAMED = 5
"""The most organisations that a sentence names; more are counted."""
NARROW, SIDE, WIDE = 296.0, 372.0, 720.0
"""Widths of the map: on a phone, with the legend beside it, and above a legend that is too long for that."""


def interests_map(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the organisations by their answers on importance and on what works; None when none can be drawn.

    An organisation without one of the two is only in the legend and in the table.
    """
    spots = _spots(result.disclosed)
    if not spots:
        return None
    canvas = _draw(spots, _left_out(result.disclosed), _ends(result), layout)
    return Chart("interests", canvas.svg(medium), _alt(spots), _table(result.disclosed), canvas.png)


def _spots(shown: Disclosed) -> tuple[Spot, ...]:
    """Return the organisations in the order of their numbers: by place, those without one last, then by name."""
    order = [*_places(), None]
    placed = sorted(
        (order.index(found.place), name.casefold(), name, found.importance, found.served)
        for name, found in shown.organisations.items()
        if found.importance is not None and found.served is not None
    )
    return tuple(
        Spot(number, name, order[place], importance, served)
        for number, (place, _folded, name, importance, served) in enumerate(placed, 1)
    )


def _places() -> tuple[str, ...]:
    """Return the places, the one that asks for something first."""
    return (KNELPUNT, *(place for place in PLACES if place != KNELPUNT))


def _left_out(shown: Disclosed) -> tuple[str, ...]:
    missing = (name for name, found in shown.organisations.items() if found.importance is None or found.served is None)
    return tuple(sorted(missing, key=lambda name: (name.casefold(), name)))


def _ends(result: FrozenResult) -> tuple[str, str]:
    """Return the first and the last answer to the question on importance."""
    asked = result.questionnaire.question(result.questionnaire.instrument.importance)
    first, last = asked.options[0], asked.options[-1]
    return first.in_language(active_language()), last.in_language(active_language())


def _draw(spots: tuple[Spot, ...], left_out: tuple[str, ...], ends: tuple[str, str], layout: Layout) -> Canvas:
    if layout == "narrow":
        return _one_above_another(spots, legend_of(spots, left_out, NARROW, 1), ends, NARROW)
    beside, grid = legend_of(spots, left_out, WIDE - SIDE - 36, 1), grid_of(spots, SIDE)
    if beside.height > grid.bottom + 60:
        return _one_above_another(spots, legend_of(spots, left_out, WIDE, 2), ends, WIDE)
    canvas = Canvas(WIDE, max(grid.bottom + 26, beside.height + 4))
    _draw_map(canvas, grid, spots, ends)
    beside.draw(canvas, SIDE + 36, 0)
    return canvas


def _one_above_another(spots: tuple[Spot, ...], legend: Legend, ends: tuple[str, str], width: float) -> Canvas:
    grid = grid_of(spots, width)
    canvas = Canvas(width, grid.bottom + 40 + legend.height)
    _draw_map(canvas, grid, spots, ends)
    legend.draw(canvas, 0, grid.bottom + 36)
    return canvas


def _draw_map(canvas: Canvas, grid: Grid, spots: tuple[Spot, ...], ends: tuple[str, str]) -> None:
    """Draw a field per pair of answers, and in it the numbers of the organisations that gave them."""
    canvas.words(0, 16, _("↑ how much works of what the organisation wants"), size=13.5, weight=600)
    for x in grid.columns[1:-1]:
        canvas.line(x, grid.top, x, grid.bottom, stroke="line-soft")
    for y in grid.rows[1:-1]:
        canvas.line(grid.columns[0], y, grid.columns[-1], y, stroke="line-soft")
    frame = rounded_box(grid.columns[0], grid.top, grid.width, grid.bottom - grid.top)
    canvas.shape(frame, stroke="line", width=1.2)
    canvas.words(0, grid.bottom + 19, ends[0], size=13.5, weight=600)
    most = _("%(answer)s →") % {"answer": ends[1]}
    canvas.words(grid.columns[-1], grid.bottom + 19, most, size=13.5, weight=600, anchor="end")
    for spot in spots:
        draw_number(canvas, spot, *grid.at(spot))


def _alt(spots: tuple[Spot, ...]) -> str:
    short = [spot.name for spot in spots if spot.place == KNELPUNT]
    values: dict[str, int | str] = {"count": len(spots), "short": len(short)}
    first = ngettext("Map of %(count)s organisation.", "Map of %(count)s organisations.", len(spots)) % values
    if not short:
        second = _("Of no organisation the answers say that the partnership is important to it and little works yet.")
    elif len(short) > MOST_NAMED:
        second = _("To %(short)s of them the partnership is important, and little of what they want works yet.")
    else:
        values |= {"names": listed(short)}
        second = ngettext(
            "To %(names)s the partnership is important, and little of what it wants works yet.",
            "To %(names)s the partnership is important, and little of what they want works yet.",
            len(short),
        )
    return f"{first} {second % values}"


def _table(shown: Disclosed) -> Table:
    columns = (_("Organisation"), _("How important it is"), _("How much works"), _("Place on the map"))
    rows = tuple(
        (name, _number(found.importance), _number(found.served), place_name(found.place) if found.place else "–")
        for name, found in sorted(shown.organisations.items(), key=lambda one: (one[0].casefold(), one[0]))
    )
    return Table(_("The interests of the organisations, from 0 to 100"), columns, rows)


def _number(answer: int | None) -> str:
    return "–" if answer is None else str(answer)

"""The map of organisations: how important the partnership is to each, and how well it serves them."""

from dataclasses import dataclass
from math import hypot

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.reporting.names import listed, place_meaning, place_name
from assessments.reporting.numbers import format_score
from assessments.scoring.values import Disclosed
from assessments.vocabulary.places import DRAGER, KNELPUNT

from .canvas import Canvas
from .fonts import wrapped
from .interests_places import spread_out
from .shapes import Point, circle, rounded_box
from .values import Chart, Layout, Medium, Table

QUADRANTS = (KNELPUNT, DRAGER)
RADIUS = 11.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """One organisation on the map."""

    number: int
    name: str
    quadrant: str
    importance: float
    served: float


@dataclass(frozen=True, slots=True)
class _Field:
    """The position of the map."""

    left: float
    top: float
    size: float

    def at(self, importance: float, served: float) -> Point:
        edge = RADIUS + 3
        inside = self.size - 2 * edge
        return self.left + edge + inside * importance / 100, self.top + edge + inside * (1 - served / 100)


def interests_map(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the organisations by importance and how well they are served; None when none is shown.

    An organisation without one of the two is only in the table.
    """
    spots = _spots(disclosed)
    if not spots:
        return None
    canvas = _draw_map(spots, layout)
    return Chart("interests", canvas.svg(medium), _alt(spots), _table(disclosed), canvas.png)


def _spots(disclosed: Disclosed) -> list[_Spot]:
    placed = [
        (QUADRANTS.index(found.quadrant), name, found.importance, found.served)
        for name, found in disclosed.organisations.items()
        if found.importance is not None and found.served is not None and found.quadrant in QUADRANTS
    ]
    placed.sort(key=lambda spot: (spot[0], spot[1].casefold(), spot[1]))
    return [
        _Spot(number, name, QUADRANTS[quadrant], importance, served)
        for number, (quadrant, name, importance, served) in enumerate(placed, 1)
    ]


def _draw_map(spots: list[_Spot], layout: Layout) -> Canvas:
    is_wide = layout == "wide"
    field = _Field(1, 46, 372) if is_wide else _Field(1, 46, 294)
    legend_left = 408.0 if is_wide else 0.0
    legend_top = 0.0 if is_wide else field.top + field.size + 58
    entries = _legend(spots, 720 - legend_left if is_wide else 296)
    height = legend_top + sum(entry.height for entry in entries)
    canvas = Canvas(720 if is_wide else 296, max(height + 4, field.top + field.size + 47))
    _draw_field(canvas, field)
    _draw_spots(canvas, field, spots)
    y = legend_top
    for entry in entries:
        entry.draw(canvas, legend_left, y)
        y += entry.height
    return canvas


def _draw_field(canvas: Canvas, field: _Field) -> None:
    left, top, half = field.left, field.top, field.size / 2
    right, bottom = left + field.size, top + field.size
    canvas.box(left + half, top + half, half, half, fill="belangen-soft")
    canvas.shape(rounded_box(left, top, field.size, field.size), stroke="line", width=1.2)
    canvas.line(left + half, top, left + half, bottom, stroke="line", width=1.2)
    canvas.line(left, top + half, right, top + half, stroke="line", width=1.2)
    canvas.words(left, top - 31, _("↑ gets what it wants"), size=14, weight=600)
    canvas.words(right, bottom + 41, _("finds it important →"), size=14, weight=600, anchor="end")
    for quadrant, x, y, anchor in (
        (DRAGER, right, top - 9, "end"),
        (KNELPUNT, right, bottom + 19, "end"),
    ):
        fill = "belangen" if quadrant == KNELPUNT else "ink-soft"
        canvas.words(x, y, place_name(quadrant), size=14, fill=fill, anchor=anchor)


def _draw_spots(canvas: Canvas, field: _Field, spots: list[_Spot]) -> None:
    true = [field.at(spot.importance, spot.served) for spot in spots]
    edge = RADIUS + 1
    box = (field.left + edge, field.top + edge, field.left + field.size - edge, field.top + field.size - edge)
    places = spread_out(true, RADIUS, box)
    for (x1, y1), (x2, y2) in zip(true, places, strict=True):
        if hypot(x1 - x2, y1 - y2) > RADIUS:
            canvas.line(x1, y1, x2, y2, stroke="belangen", width=1)
            canvas.shape(circle(x1, y1, 2.5), fill="belangen")
    for spot, (x, y) in zip(spots, places, strict=True):
        _draw_number(canvas, spot, x, y)


def _draw_number(canvas: Canvas, spot: _Spot, x: float, y: float) -> None:
    """Draw the spot of an organisation: solid for a bottleneck, outlined otherwise."""
    is_solid = spot.quadrant == KNELPUNT
    fill = "belangen" if is_solid else "paper"
    canvas.shape(circle(x, y, RADIUS - 0.75), fill=fill, stroke="belangen", width=1.5)
    colour = "on-solid" if is_solid else "belangen"
    canvas.words(x, y + 4.5, str(spot.number), size=13, weight=700, fill=colour, anchor="middle")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One part of the legend: a heading with what it means, or an organisation."""

    lines: tuple[str, ...]
    spot: _Spot | None
    height: float

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        if self.spot:
            _draw_number(canvas, self.spot, x + RADIUS, y + 12)
            canvas.lines(x + 31, y + 17, self.lines, 18, size=14.5)
            return
        canvas.words(x, y + 19, self.lines[0], size=15.5, weight=600)
        canvas.lines(x, y + 37, self.lines[1:], 17, size=13.5, fill="ink-soft")


def _legend(spots: list[_Spot], width: float) -> list[_Entry]:
    entries = []
    for quadrant in QUADRANTS:
        members = [spot for spot in spots if spot.quadrant == quadrant]
        if members:
            meaning = wrapped(place_meaning(quadrant), width, 13.5)
            heading = (capfirst(place_name(quadrant)), *meaning)
            entries.append(_Entry(heading, None, 30.0 + 17 * len(meaning)))
        for spot in members:
            lines = wrapped(spot.name, width - 32, 14.5)
            is_last = spot is members[-1]
            entries.append(_Entry(lines, spot, 8.0 + 18 * len(lines) + (8 if is_last else 0)))
    return entries


def _alt(spots: list[_Spot]) -> str:
    short = [spot.name for spot in spots if spot.quadrant == KNELPUNT]
    if not short:
        return ngettext(
            "Map of %(count)s organisation: no organisation finds the partnership important and gets little from it.",
            "Map of %(count)s organisations: no organisation finds the partnership important and gets little from it.",
            len(spots),
        ) % {"count": len(spots)}
    if len(short) > 5:
        return _(
            "Map of %(count)s organisations: %(short)s of them find the partnership important but get little from it."
        ) % {"count": len(spots), "short": len(short)}
    return ngettext(
        "Map of %(count)s organisation: the partnership is important to %(names)s but gives it little.",
        "Map of %(count)s organisations: the partnership is important to %(names)s but gives little in return.",
        len(spots),
    ) % {"count": len(spots), "names": listed(short)}


def _table(disclosed: Disclosed) -> Table:
    columns = (_("Organisation"), _("Important to it"), _("Gets what it wants"), _("Place on the map"))
    rows = []
    for name in sorted(disclosed.organisations, key=lambda name: (name.casefold(), name)):
        found = disclosed.organisations[name]
        importance = "–" if found.importance is None else format_score(found.importance)
        served = "–" if found.served is None else format_score(found.served)
        rows.append((name, importance, served, place_name(found.quadrant) if found.quadrant else "–"))
    return Table(_("The interests of the organisations, from 0 to 100"), columns, tuple(rows))

"""How the chain picture is drawn: three vessels that are links, and the rings that join them."""

from collections.abc import Callable
from dataclasses import dataclass

from .canvas import Canvas
from .chain_links import Chain, Join, Link
from .shapes import Outline, Point, hatching, moved, polygon, rounded_box

TUBE = 8.0
"""Thickness of a link, pixels."""
CASING = 3.0
"""Bare paper on either side where one link passes over another."""
DEPTH = 34.0
"""How far a joining ring reaches into a vessel."""
HALF = 19.0
"""Half the height of a joining ring."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things are: u runs along the chain, v along the gauges; ``place`` turns (u, v) into (x, y)."""

    place: Callable[[float, float], Point]
    breadth: float
    """Of a vessel, along u."""
    gap: float
    length: float
    """Of a vessel, along v."""
    ring_at: float
    """Centre of the joining rings, along v."""

    def start(self, index: int) -> float:
        """Return where vessel ``index`` begins, along u."""
        return index * (self.breadth + self.gap)

    def level(self, score: float) -> float:
        """Return how high a score (0-100) stands, along v."""
        inset = TUBE + CASING
        return inset + (self.length - 2 * inset) * score / 100

    def area(self, index: int, inset: float) -> Outline:
        """Return the outline of vessel ``index``, ``inset`` pixels within its outside."""
        size = (self.breadth - 2 * inset, self.length - 2 * inset)
        box = rounded_box(self.start(index) + inset, inset, *size, radius=min(size) / 2)
        return moved(box, self.place)


def draw_chain(canvas: Canvas, chain: Chain, plan: Plan) -> None:
    """Draw vessels and rings; over and under as in a real chain."""
    for index, link in enumerate(chain.links):
        _content(canvas, plan, index, link)
    for index, join in enumerate(chain.joins):
        _ring(canvas, plan, index, join)
    for index, link in enumerate(chain.links):
        _wall(canvas, plan, index, link)
    for index, join in enumerate(chain.joins):
        _over(canvas, plan, index, join)
    if not chain.has_foundation:
        _crack(canvas, plan)


def _content(canvas: Canvas, plan: Plan, index: int, link: Link) -> None:
    inside = plan.area(index, TUBE + CASING)
    canvas.shape(plan.area(index, TUBE / 2), fill="paper")
    if link.score is None:
        return
    start, top = plan.start(index), plan.level(link.score)
    x1, y1 = plan.place(start, 0)
    x2, y2 = plan.place(start + plan.breadth, top)
    x, y, width, height = min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)
    if link.is_present:
        canvas.box(x, y, width, height, fill=link.force, clip=inside)
        return
    canvas.box(x, y, width, height, fill=f"{link.force}-soft", clip=inside)
    canvas.shape(hatching(x, y, width, height, 7), stroke=link.force, width=1.4, clip=inside)
    edge = polygon((plan.place(start, top), plan.place(start + plan.breadth, top)), closed=False)
    canvas.shape(edge, stroke=link.force, width=3, clip=inside)


def _wall(canvas: Canvas, plan: Plan, index: int, link: Link) -> None:
    tube = plan.area(index, TUBE / 2)
    canvas.shape(tube, stroke="paper", width=TUBE + 2 * CASING - 1)
    canvas.shape(tube, stroke=link.force, width=TUBE)
    if not link.is_present:
        canvas.shape(tube, stroke="paper", width=TUBE - 3)


def _paint(join: Join) -> str:
    return "line" if join == "slack" else "ink"


def _strokes(canvas: Canvas, outline: Outline, join: Join) -> None:
    canvas.shape(outline, stroke="paper", width=TUBE + 2 * CASING)
    canvas.shape(outline, stroke=_paint(join), width=TUBE)
    if join == "slack":
        canvas.shape(outline, stroke="paper", width=TUBE - 3)


def _ends(plan: Plan, index: int) -> tuple[float, float]:
    first = plan.start(index) + plan.breadth
    return first - DEPTH, first + plan.gap + DEPTH


def _ring(canvas: Canvas, plan: Plan, index: int, join: Join) -> None:
    left, right = _ends(plan, index)
    if join in ("whole", "slack"):
        ring = rounded_box(left, plan.ring_at - HALF, right - left, 2 * HALF, HALF)
        _strokes(canvas, moved(ring, plan.place), join)
        return
    for half in _halves(plan, index, join):
        _strokes(canvas, half, join)


def _slits(plan: Plan, join: Join) -> tuple[float, float]:
    """Return how wide the break is and how far the second half has sunk."""
    return {"cracked": (5.0, 0.0), "open": (11.0, 0.0), "broken": (14.0, 9.0)}.get(join, (0.0, 0.0))


def _halves(plan: Plan, index: int, join: Join) -> tuple[Outline, Outline]:
    left, right = _ends(plan, index)
    middle = (left + right) / 2
    slit, sunk = _slits(plan, join)
    high, low = plan.ring_at + HALF, plan.ring_at - HALF
    k = HALF * 0.5522847498
    jag = 4.0
    first: Outline = (
        ("M", (middle - slit + jag, high)),
        ("L", (left + HALF, high)),
        ("C", (left + HALF - k, high, left, plan.ring_at + k, left, plan.ring_at)),
        ("C", (left, plan.ring_at - k, left + HALF - k, low, left + HALF, low)),
        ("L", (middle - slit - jag, low)),
    )
    second: Outline = (
        ("M", (middle + slit + jag, high - sunk)),
        ("L", (right - HALF, high)),
        ("C", (right - HALF + k, high, right, plan.ring_at + k, right, plan.ring_at)),
        ("C", (right, plan.ring_at - k, right - HALF + k, low, right - HALF, low)),
        ("L", (middle + slit - jag, low - sunk)),
    )
    return moved(first, plan.place), moved(second, plan.place)


def _over(canvas: Canvas, plan: Plan, index: int, join: Join) -> None:
    """Draw the rail that passes in front of the wall: the high one left, the low one right."""
    left, right = _ends(plan, index)
    reach = TUBE + CASING
    for wall, v in ((left + DEPTH - TUBE / 2, plan.ring_at + HALF), (right - DEPTH + TUBE / 2, plan.ring_at - HALF)):
        rail = polygon((plan.place(wall - reach, v), plan.place(wall + reach, v)), closed=False)
        _strokes(canvas, rail, join)


def _crack(canvas: Canvas, plan: Plan) -> None:
    """Break the foot of the first vessel."""
    middle = plan.breadth * 0.5
    zig = [(-13, -6), (-5, 5), (-10, 13), (-2, 24), (11, 24), (4, 13), (10, 5), (3, -6)]
    canvas.shape(polygon([plan.place(middle + u, v) for u, v in zig]), fill="paper")
    for side in (zig[:4], zig[4:]):
        line = polygon([plan.place(middle + u, v) for u, v in side], closed=False)
        canvas.shape(line, stroke="ink", width=2)

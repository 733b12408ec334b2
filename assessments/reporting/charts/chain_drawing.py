"""Draws the chain picture: three vessels that are links, and the rings that join them."""

from dataclasses import dataclass

from .canvas import Canvas
from .chain_links import Chain, Join, Link
from .shapes import Outline, Point, beneath, hatching, polygon, rounded_box, stadium


@dataclass(frozen=True, slots=True)
class Plan:
    """Where vessels and rings are, in pixels."""

    left: float
    top: float
    breadth: float
    """Of a vessel."""
    gap: float
    """Between two vessels."""
    length: float
    """Of a vessel."""
    tube: float
    """Thickness of a link."""
    casing: float
    """Bare paper on either side where one link passes over another."""
    depth: float
    """How far a ring reaches into a vessel."""
    half: float
    """Half the height of a ring."""
    ring_up: float
    """From the foot of a vessel to the middle of a ring."""

    @property
    def bottom(self) -> float:
        """The foot of the vessels."""
        return self.top + self.length

    @property
    def inset(self) -> float:
        """From the outside of a vessel to its content."""
        return self.tube + self.casing

    def start(self, index: int) -> float:
        """Return the left side of vessel ``index``."""
        return self.left + index * (self.breadth + self.gap)

    def middle(self, index: int) -> float:
        """Return the middle of vessel ``index``."""
        return self.start(index) + self.breadth / 2

    def between(self, index: int) -> float:
        """Return the middle of the gap after vessel ``index``."""
        return self.start(index) + self.breadth + self.gap / 2

    def level(self, score: float) -> float:
        """Return the height of a score; a bar above 100 is drawn at 100."""
        return self.bottom - self.inset - (self.length - 2 * self.inset) * min(max(score, 0), 100) / 100


def draw_chain(canvas: Canvas, chain: Chain, plan: Plan) -> None:
    """Draw vessels and rings, passing over and under as in a real chain."""
    for index, link in enumerate(chain.links):
        _content(canvas, plan, index, link)
    for index, join in enumerate(chain.joins):
        _strokes(canvas, plan, _ring(plan, index), join)
    for index, link in enumerate(chain.links):
        _wall(canvas, plan, index, link)
    for index, join in enumerate(chain.joins):
        _over(canvas, plan, index, join)
        _break(canvas, plan, index, join)
    if not chain.has_foundation:
        _crack(canvas, plan)


def _content(canvas: Canvas, plan: Plan, index: int, link: Link) -> None:
    if link.score is None:
        return
    inset, level = plan.inset, plan.level(link.score)
    inside = stadium(plan.start(index) + inset, plan.top + inset, plan.breadth - 2 * inset, plan.length - 2 * inset)
    area = beneath(inside, level)
    if not area:
        return
    if link.is_present:
        canvas.shape(polygon(area), fill=link.force)
        return
    canvas.shape(polygon(area), fill=f"{link.force}-soft")
    canvas.shape(hatching(area, plan.tube - 1), stroke=link.force, width=1.4)
    ends = [x for x, y in area if abs(y - level) < 0.01]
    canvas.line(min(ends), level, max(ends), level, stroke=link.force, width=3)


def _wall(canvas: Canvas, plan: Plan, index: int, link: Link) -> None:
    edge = plan.tube / 2
    size = (plan.breadth - plan.tube, plan.length - plan.tube)
    tube = rounded_box(plan.start(index) + edge, plan.top + edge, *size, radius=size[0] / 2)
    canvas.shape(tube, stroke="paper", width=plan.tube + 2 * plan.casing - 1)
    canvas.shape(tube, stroke=link.force, width=plan.tube)
    if not link.is_present:
        canvas.shape(tube, stroke="paper", width=plan.tube - 3)


def _strokes(canvas: Canvas, plan: Plan, outline: Outline, join: Join) -> None:
    canvas.shape(outline, stroke="paper", width=plan.tube + 2 * plan.casing)
    canvas.shape(outline, stroke="line" if join == "slack" else "ink", width=plan.tube)
    if join == "slack":
        canvas.shape(outline, stroke="paper", width=plan.tube - 3)


def _ends(plan: Plan, index: int) -> tuple[float, float]:
    first = plan.start(index) + plan.breadth
    return first - plan.depth, first + plan.gap + plan.depth


def _rails(plan: Plan) -> tuple[float, float]:
    middle = plan.bottom - plan.ring_up
    return middle - plan.half, middle + plan.half


def _ring(plan: Plan, index: int) -> Outline:
    left, right = _ends(plan, index)
    return rounded_box(left, _rails(plan)[0], right - left, 2 * plan.half, plan.half)


def _over(canvas: Canvas, plan: Plan, index: int, join: Join) -> None:
    """Draw the rail that passes in front of the wall: the high one left, the low one right."""
    left, right = _ends(plan, index)
    high, low = _rails(plan)
    reach = plan.inset
    for wall, y in ((left + plan.depth - plan.tube / 2, high), (right - plan.depth + plan.tube / 2, low)):
        _strokes(canvas, plan, polygon(((wall - reach, y), (wall + reach, y)), closed=False), join)


def _break(canvas: Canvas, plan: Plan, index: int, join: Join) -> None:
    x = plan.between(index)
    high, low = _rails(plan)
    if join == "broken":
        width = plan.gap * 0.34
        canvas.shape(_zigzag(x, (high - plan.tube, low + plan.tube), width, jag=0.6 * plan.tube), fill="paper")
    elif join in ("open", "nearly"):
        width = plan.gap * (0.42 if join == "open" else 0.16)
        canvas.box(x - width / 2, high - plan.tube, width, 2 * (plan.half + plan.tube), fill="paper")
        for y in (high, low):
            canvas.line(x - width / 2 + 3, y, x + width / 2, y, stroke="ink", width=2, dash=(2, 3))


def _zigzag(x: float, span: tuple[float, float], width: float, jag: float) -> Outline:
    """Return an upright flash of lightning: a band of this width that jumps left and right."""
    steps = 5
    left: list[Point] = []
    right: list[Point] = []
    for step in range(steps + 1):
        y = span[0] + (span[1] - span[0]) * step / steps
        shift = jag if step % 2 else -jag
        left.append((x - width / 2 + shift, y))
        right.append((x + width / 2 + shift, y))
    return polygon((*left, *reversed(right)))


def _crack(canvas: Canvas, plan: Plan) -> None:
    """Break the foot of the first vessel."""
    x, top, bottom = plan.middle(0), plan.bottom - 2.6 * plan.tube, plan.bottom + plan.casing
    left = ((-3, top), (-8, top + 7), (-1, top + 13), (-7, bottom))
    canvas.shape(polygon([(x + u, y) for u, y in (*left, *((u + 9, y) for u, y in reversed(left)))]), fill="paper")
    for shift in (0, 9):
        canvas.shape(polygon([(x + u + shift, y) for u, y in left], closed=False), stroke="ink", width=2)

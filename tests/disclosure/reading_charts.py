"""What a viewer measures in a chart: where marks, strips and lines stand on the scale that the chart itself draws.

Nothing of the product is used but its colours, which everybody sees.
"""

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from assessments.reporting.charts.style import LIGHT

SVG = "{http://www.w3.org/2000/svg}"
GRID, PAPER, INK = LIGHT["line-soft"], LIGHT["paper"], LIGHT["ink"]
NAMES = {value: name.removesuffix("-soft") for name, value in LIGHT.items()}
BAR_WIDTH = "2.2"


@dataclass(frozen=True)
class Outline:
    """One path of a picture."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fill: str
    stroke: str
    width: str
    is_closed: bool
    is_round: bool
    is_dashed: bool = False

    @property
    def middle(self):
        return (min(self.xs) + max(self.xs)) / 2

    @property
    def is_upright(self):
        """Whether it is a vertical line."""
        return not self.is_closed and len(set(self.xs)) == 1 and len(self.xs) == 2

    @property
    def is_mark(self):
        return self.is_closed and self.stroke == PAPER

    @property
    def is_strip(self):
        return (
            self.is_closed
            and not self.is_round
            and self.stroke != PAPER
            and len(set(self.xs)) == 2
            and len(self.xs) > 3
        )

    @property
    def is_box(self):
        return self.is_closed and not self.is_round and len(set(zip(self.xs, self.ys, strict=True))) == 4

    @property
    def height(self):
        return (min(self.ys) + max(self.ys)) / 2


@dataclass
class Measured:
    """Numbers on the scale from 0 to 100, not rounded, by the colour of what tells them."""

    marks: dict[str, set[float]] = field(default_factory=lambda: defaultdict(set))
    strips: dict[str, Any] = field(default_factory=lambda: defaultdict(set))
    """Both ends of each."""
    bars: set[float] = field(default_factory=set)

    @property
    def all(self):
        """Everything on the scale."""
        return set().union(self.bars, *self.marks.values(), *self.strips.values())


def outlines(svg):
    """Return every part of every path of a picture but letters."""
    root = ET.fromstring(svg)  # noqa: S314 (our own drawing)
    letters = {glyph for part in root.iter(f"{SVG}defs") for glyph in part.iter(f"{SVG}path")}
    paths = [path for path in root.iter(f"{SVG}path") if path not in letters]
    return [_outline(path, drawn) for path in paths for drawn in re.findall("M[^M]*", path.get("d", ""))]


def _outline(path, drawn):
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", drawn)]
    found = {name: path.get(name, "") for name in ("fill", "stroke", "stroke-width")}
    return Outline(
        xs=tuple(numbers[::2]),
        ys=tuple(numbers[1::2]),
        fill=found["fill"],
        stroke=found["stroke"],
        width=found["stroke-width"],
        is_closed=drawn.endswith("z"),
        is_round="C" in drawn,
        is_dashed="stroke-dasharray" in path.attrib,
    )


def scales_in(found):
    """Return the left and right of each scale: of grids at 0, 50 and 100, or of the line on which marks stand."""
    grid = [one for one in found if one.stroke == GRID and not one.is_closed]
    upright = sorted({one.xs[0] for one in grid if one.is_upright})
    if upright:
        lefts = upright[::3]
        return [(left, upright[3 * place + 2]) for place, left in enumerate(lefts)]
    return sorted({(one.xs[0], one.xs[1]) for one in grid if one.xs[0] > 0})[:1]


def measured_in(svg, scales=None):
    """Return all that a picture tells by where it is.

    Parameters
    ----------
    svg
        With a scale drawn in it, unless
    scales
        says where it is: pairs of left and right.
    """
    found = outlines(svg)
    scales = scales or scales_in(found)
    measured = Measured()
    for one in found:
        on_scale = [(left, right) for left, right in scales if left - 1 <= one.middle <= right + 1]
        if not on_scale or not _is_beside_a_grid(one, found):
            continue
        ((left, right),) = on_scale
        if one.is_mark:
            measured.marks[NAMES[one.fill]].add(_score(one.middle, left, right))
        elif one.is_strip:
            colour = NAMES[one.stroke if one.stroke in NAMES else one.fill]
            measured.strips[colour] |= {_score(x, left, right) for x in set(one.xs)}
        elif one.is_upright and one.stroke == INK and one.width == BAR_WIDTH:
            measured.bars.add(_score(one.xs[0], left, right))
    return measured


def _is_beside_a_grid(one, found):
    """Whether an outline stands at a height at which the scale is drawn: what is elsewhere is not on the scale."""
    grid = [line for line in found if line.stroke == GRID and line.is_upright]
    return not grid or any(min(line.ys) - 1 <= one.height <= max(line.ys) + 1 for line in grid)


def quarters_in(svg):
    """Return per statement, from top to bottom, the full boxes of low, middle and high answers.

    Raises AssertionError where boxes tell anything else: a box that is full in part, or one that is dashed elsewhere
    than after the last full one.
    """
    rows = defaultdict(lambda: defaultdict(list))
    for one in outlines(svg):
        if one.is_box and not one.is_mark and max(one.xs) - min(one.xs) < 30:
            rows[one.height][min(one.xs), max(one.xs)].append(one)
    kinds = [[_kind(row[place]) for place in sorted(row)] for _y, row in sorted(rows.items()) if len(row) == 12]
    return [(_full(row[3::-1]), _full(row[8:]), _full(row[4:8])) for row in kinds]


def _kind(drawn):
    if any(one.is_dashed for one in drawn):
        return "dashed"
    return "full" if any(one.fill != "none" for one in drawn) else "empty"


def _full(boxes):
    n = boxes.count("full")
    assert boxes == ["full"] * n + ["dashed"] + ["empty"] * (3 - n)
    return n


def _score(x, left, right):
    return 100 * (x - left) / (right - left)


def strips_without_scale(svg):
    """Return the left and the right of each strip of a picture without a scale."""
    return sorted({(min(one.xs), max(one.xs)) for one in outlines(svg) if one.is_strip})


def snapped(numbers, shown, slack=0.01):
    """Return the shown numbers that are measured; a number measured between them stays as it is."""
    near = {number: [one for one in shown if abs(one - number) <= slack] for number in numbers}
    return set(itertools.chain.from_iterable(found or [number] for number, found in near.items()))

"""Outlines in pixels, y downwards: rectangles, stadiums, circles, marks and hatching."""

from collections.abc import Iterable
from math import ceil, cos, floor, pi, sin

Point = tuple[float, float]
Outline = tuple[tuple[str, tuple[float, ...]], ...]
"""Commands M, L, C and Z with their coordinates, as in the d of an SVG path."""

_KAPPA = 0.5522847498


def polygon(points: Iterable[Point], *, closed: bool = True) -> Outline:
    """Return the outline through these points."""
    commands = [("M" if index == 0 else "L", point) for index, point in enumerate(points)]
    return (*commands, ("Z", ())) if closed else tuple(commands)


def segments(lines: Iterable[tuple[float, float, float, float]]) -> Outline:
    """Return many separate lines (x1, y1, x2, y2) as one outline."""
    return tuple(command for x1, y1, x2, y2 in lines for command in (("M", (x1, y1)), ("L", (x2, y2))))


def rounded_box(x: float, y: float, width: float, height: float, radius: float = 0) -> Outline:
    """Return a rectangle with round corners; a radius of half its height makes a stadium."""
    r = min(radius, width / 2, height / 2)
    if r <= 0:
        return polygon(((x, y), (x + width, y), (x + width, y + height), (x, y + height)))
    k = r * (1 - _KAPPA)
    right, bottom = x + width, y + height
    return (
        ("M", (x + r, y)),
        ("L", (right - r, y)),
        ("C", (right - k, y, right, y + k, right, y + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (x + r, bottom)),
        ("C", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    )


def circle(x: float, y: float, radius: float) -> Outline:
    """Return a circle around (x, y)."""
    return rounded_box(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def diamond(x: float, y: float, radius: float) -> Outline:
    """Return a square on its point around (x, y)."""
    r = radius * 1.2
    return polygon(((x, y - r), (x + r, y), (x, y + r), (x - r, y)))


def square(x: float, y: float, radius: float) -> Outline:
    """Return a square around (x, y)."""
    r = radius * 0.9
    return rounded_box(x - r, y - r, 2 * r, 2 * r)


def stadium(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    """Return the corners of an upright stadium, close enough together to look round."""
    r, steps = width / 2, 12
    turns = [pi * step / steps for step in range(steps + 1)]
    low = [(x + r + r * cos(turn), y + height - r + r * sin(turn)) for turn in turns]
    high = [(x + r - r * cos(turn), y + r - r * sin(turn)) for turn in turns]
    return (*low, *high)


def beneath(corners: tuple[Point, ...], level: float) -> tuple[Point, ...]:
    """Return the part of a polygon that lies below the height ``level``; empty when there is none."""
    kept: list[Point] = []
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if y1 >= level:
            kept.append((x1, y1))
        if (y1 - level) * (y2 - level) < 0:
            kept.append((x1 + (x2 - x1) * (level - y1) / (y2 - y1), level))
    return tuple(kept) if len(kept) > 2 else ()


def hatching(corners: tuple[Point, ...], gap: float) -> Outline:
    """Return rising lines at 45 degrees that fill a convex polygon exactly, ``gap`` pixels apart along its edge.

    The lines keep to one raster over the whole picture, so that neighbouring areas join.
    """
    sums = [x + y for x, y in corners]
    first, last = ceil(min(sums) / gap), floor(max(sums) / gap)
    chords = (_chord(corners, gap * step) for step in range(first, last + 1))
    return segments(chord for chord in chords if chord is not None)


def _chord(corners: tuple[Point, ...], total: float) -> tuple[float, float, float, float] | None:
    """Return the part of the line x + y = total within a convex polygon."""
    met: list[float] = []
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        a, b = x1 + y1 - total, x2 + y2 - total
        if a * b <= 0 and a != b:
            met.append(x1 + (x2 - x1) * a / (a - b))
    if not met or max(met) - min(met) < 0.5:
        return None
    return min(met), total - min(met), max(met), total - max(met)

"""Outlines in pixels, y downwards: rectangles, stadiums, circles, marks and hatching."""

from collections.abc import Callable, Iterable
from math import ceil, floor

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


def moved(outline: Outline, move: Callable[[float, float], Point]) -> Outline:
    """Return the outline with every point put through ``move``."""
    return tuple(
        (command, tuple(part for i in range(0, len(numbers), 2) for part in move(numbers[i], numbers[i + 1])))
        for command, numbers in outline
    )


def hatching(x: float, y: float, width: float, height: float, gap: float, *, rising: bool = True) -> Outline:
    """Return slanting lines that fill a rectangle exactly, at 45 degrees, ``gap`` pixels apart along its edge.

    The lines keep to one raster over the whole picture, so that neighbouring areas join.
    """
    lines = []
    if rising:  # x + y = c
        first, last = ceil((x + y) / gap), floor((x + y + width + height) / gap)
        for c in (gap * step for step in range(first, last + 1)):
            x1, x2 = max(x, c - y - height), min(x + width, c - y)
            lines.append((x1, c - x1, x2, c - x2))
    else:  # y - x = c
        first, last = ceil((y - x - width) / gap), floor((y - x + height) / gap)
        for c in (gap * step for step in range(first, last + 1)):
            x1, x2 = max(x, y - c), min(x + width, y + height - c)
            lines.append((x1, x1 + c, x2, x2 + c))
    return segments(line for line in lines if line[2] - line[0] > 0.01)


def dots(x: float, y: float, width: float, height: float, gap: float) -> Outline:
    """Return small squares on a raster that lie within a rectangle."""
    r = 0.9
    return tuple(
        command
        for row in range(ceil((y + r) / gap), floor((y + height - r) / gap) + 1)
        for column in range(ceil((x + r) / gap), floor((x + width - r) / gap) + 1)
        for command in rounded_box(column * gap - r, row * gap - r, 2 * r, 2 * r)
    )

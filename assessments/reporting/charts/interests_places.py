"""Places the organisations on the map, so that no two numbers overlap."""

from collections.abc import Iterator, Sequence
from math import cos, hypot, pi, sin

from .shapes import Point

_TURNS = 24


Box = tuple[float, float, float, float]
"""Left, top, right and bottom, pixels."""


def spread_out(wanted: Sequence[Point], radius: float, box: Box) -> list[Point]:
    """Return a place for every spot of this radius, as near as can be to where it belongs, none over another.

    Parameters
    ----------
    wanted : sequence of points
        Where the middles belong, pixels.
    radius : float
        Of a spot, pixels.
    box : Box
        Within which the middles stay.

    Raises
    ------
    StopIteration
        When the box is full.

    Notes
    -----
    Greedy, in the order given: the first free place on ever wider rings around the place where a spot belongs.
    """
    placed: list[Point] = []
    for spot in wanted:
        placed.append(
            next(
                place
                for place in _rings(spot, radius)
                if _is_inside(place, box)
                and all(hypot(place[0] - x, place[1] - y) >= 2 * radius + 1 for x, y in placed)
            )
        )
    return placed


def _rings(spot: Point, radius: float) -> Iterator[Point]:
    yield spot
    for step in range(1, 400):
        reach = radius * step / 4
        for turn in range(_TURNS):
            angle = 2 * pi * turn / _TURNS
            yield spot[0] + reach * cos(angle), spot[1] + reach * sin(angle)


def _is_inside(place: Point, box: Box) -> bool:
    left, top, right, bottom = box
    return left - 1e-6 <= place[0] <= right + 1e-6 and top - 1e-6 <= place[1] <= bottom + 1e-6

"""Where the organisations stand on the map: no two numbers over one another."""

from collections.abc import Sequence
from math import cos, hypot, pi, sin

from .shapes import Point

_TURNS = 16


def spread_out(wanted: Sequence[Point], radius: float, box: tuple[float, float, float, float]) -> list[Point]:
    """Return a place for every spot of this radius, as near as can be to where it belongs, none over another.

    Parameters
    ----------
    wanted : sequence of points
        Where the middles belong, pixels.
    radius : float
        Of a spot, pixels.
    box : tuple of float
        Left, top, right and bottom, within which the middles stay.

    Notes
    -----
    Greedy, in the order given: the first free place on ever wider rings around the place where a spot belongs.
    """
    placed: list[Point] = []
    for spot in wanted:
        placed.append(next(place for place in _rings(spot, radius) if _is_free(place, placed, radius, box)))
    return placed


def _rings(spot: Point, radius: float) -> "list[Point]":
    rings = [(0.0, 1)] + [(radius * step / 2, _TURNS) for step in range(4, 80)]
    return [
        (spot[0] + reach * cos(2 * pi * turn / turns), spot[1] + reach * sin(2 * pi * turn / turns))
        for reach, turns in rings
        for turn in range(turns)
    ]


def _is_free(place: Point, placed: list[Point], radius: float, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    is_inside = left - 1e-6 <= place[0] <= right + 1e-6 and top - 1e-6 <= place[1] <= bottom + 1e-6
    return is_inside and all(hypot(place[0] - x, place[1] - y) >= 2 * radius + 1 for x, y in placed)

"""Where the organisations stand on the map: a field per pair of answers, in which any number of them have room."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from .shapes import Point

LEAST = 52.0
"""Least height of a row of fields, pixels."""
ANSWERS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Spot:
    """One organisation on the map."""

    number: int
    name: str
    place: str | None
    importance: int
    """One of the five answers: 0, 25 … 100."""
    served: int
    row: int = 0
    """Of the table."""

    @property
    def field(self) -> tuple[int, int]:
        """The column and the row of its answers; the row of the highest answer is the first."""
        return ANSWERS.index(self.importance), len(ANSWERS) - 1 - ANSWERS.index(self.served)


@dataclass(frozen=True, slots=True)
class Grid:
    """The fields of the map, in pixels."""

    columns: tuple[float, ...]
    """Left sides of the columns, and the right side of the last."""
    rows: tuple[float, ...]
    """Tops of the rows, and the bottom of the last."""
    members: tuple[Spot, ...]
    radius: float
    """Of an organisation."""

    @property
    def width(self) -> float:
        """Of the whole map."""
        return self.columns[-1] - self.columns[0]

    @property
    def top(self) -> float:
        """Of the first row."""
        return self.rows[0]

    @property
    def bottom(self) -> float:
        """Of the last row."""
        return self.rows[-1]

    def at(self, spot: Spot) -> Point:
        """Return the middle of an organisation: together with those of its field, in lines around its middle."""
        column, row = spot.field
        together = [other.number for other in self.members if other.field == spot.field]
        most, step = _most_in_line(self.columns[1] - self.columns[0], self.radius), step_of(self.radius)
        line, place = divmod(together.index(spot.number), most)
        n_lines, n_here = ceil(len(together) / most), min(most, len(together) - line * most)
        x = (self.columns[column] + self.columns[column + 1]) / 2 + (place - (n_here - 1) / 2) * step
        y = (self.rows[row] + self.rows[row + 1]) / 2 + (line - (n_lines - 1) / 2) * step
        return x, y


def grid_of(spots: Sequence[Spot], width: float, radius: float, top: float = 0.0) -> Grid:
    """Return the fields of a map of this width, each row as high as its fullest field needs."""
    side = (width - 2) / len(ANSWERS)
    counts = Counter(spot.field for spot in spots)
    lines = [
        ceil(max(counts[column, row] for column in range(len(ANSWERS))) / _most_in_line(side, radius))
        for row in range(len(ANSWERS))
    ]
    heights = (max(LEAST, step_of(radius) * n + 10) for n in lines)
    return Grid(
        columns=tuple(1 + side * column for column in range(len(ANSWERS) + 1)),
        rows=tuple(accumulate(heights, initial=top)),
        members=tuple(spots),
        radius=radius,
    )


def step_of(radius: float) -> float:
    """Return how far apart the middles of two organisations in one field are."""
    return 2 * radius + 2


def _most_in_line(side: float, radius: float) -> int:
    """Return how many organisations fit beside one another in a field."""
    return int((side - 4) // step_of(radius))

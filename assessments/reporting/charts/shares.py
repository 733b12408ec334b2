"""How answers are spread: a box for each quarter of the people, low answers to the left and high ones to the right.

Those in the middle stand apart, so that the two sides can be compared. A share in quarters lies between two quarters:
the boxes that are full are filled, the next one is dashed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.vocabulary.forces import Force

from .canvas import Anchor, Canvas
from .fonts import balanced, wrapped
from .shapes import Point, hatching, polygon
from .style import EDGE, HAIR, Sheet

QUARTERS = 4
LOW, MIDDLE, HIGH = range(3)
"""The classes of answers, in the order in which shares are stored."""
BETWEEN = 4.0
"""Between the low and the high side, pixels."""
APART = 30.0
"""Between those sides and the middle answers, pixels."""
Corners = tuple[Point, ...]
Spread = tuple[tuple[int, int, int], float]
"""The quarters of low, middle and high answers to a statement, with the height at which they are drawn."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Where the boxes are."""

    left: float
    breadth: float
    """Of a box."""
    height: float

    @property
    def side(self) -> float:
        """Breadth of four boxes."""
        return QUARTERS * self.breadth

    @property
    def starts(self) -> tuple[float, float, float]:
        """Left of the boxes of low, middle and high answers."""
        high = self.left + self.side + BETWEEN
        return self.left, high + self.side + APART, high

    def draw(self, canvas: Canvas, spread: Sequence[Spread], force: Force) -> None:
        """Draw the boxes of statements; those that look alike together, which is faster."""
        empty, dashed = [], []
        full: dict[int, list[Corners]] = {LOW: [], MIDDLE: [], HIGH: []}
        for quarters, y in spread:
            for place, quarter in enumerate(quarters):
                boxes = self._boxes(place, y)
                full[place] += boxes[:quarter]
                dashed.append(boxes[quarter])
                empty += boxes[quarter + 1 :]
        for box in empty:
            canvas.shape(polygon(box), stroke="line-soft", width=HAIR)
        for box in dashed:
            canvas.shape(polygon(box), stroke=force, width=EDGE, dash=(3.0, 2.0))
        for place, found in full.items():
            fill_boxes(canvas, found, force, place)
        middle, reach = self.starts[HIGH] - BETWEEN / 2, self.height / 2 + 4
        for _quarters, y in spread:
            canvas.line(middle, y - reach, middle, y + reach, stroke="ink", width=EDGE)

    def _boxes(self, place: int, y: float) -> list[Corners]:
        """Return the boxes of a class around a height, in the order in which they are filled."""
        steps = [self.starts[place] + step * self.breadth for step in range(QUARTERS)]
        return [self._box(x, y) for x in (reversed(steps) if place == LOW else steps)]

    def _box(self, x: float, y: float) -> Corners:
        left, right, half = x + 1, x + self.breadth - 1, self.height / 2
        return (left, y - half), (right, y - half), (right, y + half), (left, y + half)


def fill_boxes(canvas: Canvas, boxes: Sequence[Corners], force: Force, place: int) -> None:
    """Fill boxes: hatched for low answers, light for those in the middle, solid for high ones."""
    fill: str = force if place == HIGH else f"{force}-soft"
    for box in boxes:
        canvas.shape(polygon(box), fill=fill, stroke=force, width=EDGE)
    for box in boxes if place == LOW else ():
        canvas.shape(hatching(box, 5), stroke=force, width=EDGE)


def classes_in_words(answers: list[str]) -> tuple[str, str, str]:
    """Return the answers of the three classes in words: low, middle, high."""
    either = _("“%(first)s” or “%(second)s”")
    return (
        either % {"first": answers[0], "second": answers[1]},
        _("“%(answer)s”") % {"answer": answers[2]},
        either % {"first": answers[3], "second": answers[4]},
    )


def _headings(answers: list[str], sheet: Sheet, shares: Shares) -> list[tuple[float, Anchor, tuple[str, ...]]]:
    low, middle, high = classes_in_words(answers)
    _low, beside, right = shares.starts
    room = shares.side + APART
    return [
        (right - BETWEEN - 2, "end", balanced(low, room, sheet.small)),
        (right + 2, "start", balanced(high, room, sheet.small)),
        (beside, "start", balanced(middle, shares.side + 4, sheet.small)),
    ]


def headings_height(answers: list[str], sheet: Sheet, shares: Shares) -> float:
    """Return the height of the words above the boxes, or on a phone of the key."""
    if sheet.is_wide:
        return 10.0 + sheet.leading * max(len(lines) for _x, _anchor, lines in _headings(answers, sheet, shares))
    return 12.0 + sum(sheet.leading * len(lines) + 4 for lines in _key(answers, sheet))


def draw_headings(canvas: Canvas, answers: list[str], sheet: Sheet, shares: Shares, bottom: float) -> None:
    """Write the answers above their boxes, the last line at the height ``bottom``."""
    for x, anchor, lines in _headings(answers, sheet, shares):
        first = bottom - sheet.leading * (len(lines) - 1)
        canvas.lines(x, first, lines, sheet.leading, size=sheet.small, fill="ink-soft", anchor=anchor)


def _key(answers: list[str], sheet: Sheet) -> list[tuple[str, ...]]:
    low, middle, high = classes_in_words(answers)
    return [wrapped(words, sheet.width - 30, sheet.small) for words in (low, high, middle)]


def draw_key(canvas: Canvas, answers: list[str], sheet: Sheet, force: Force) -> None:
    """Write at the top of a picture which boxes stand for which answers, in the order in which they stand."""
    y = 0.0
    for place, lines in zip((LOW, HIGH, MIDDLE), _key(answers, sheet), strict=True):
        fill_boxes(canvas, [((1, y + 4), (19, y + 4), (19, y + 20), (1, y + 20))], force, place)
        canvas.lines(30, y + sheet.small, lines, sheet.leading, size=sheet.small)
        y += sheet.leading * len(lines) + 4


def draw_divided(canvas: Canvas, x: float, y: float, sheet: Sheet) -> None:
    """Write that opinions are divided, after two arrows that point away from each other."""
    middle = y - sheet.small / 3
    for turn in (-1, 1):
        tip, foot = x + 9 + 9 * turn, x + 9 + 2.5 * turn
        canvas.shape(polygon(((tip, middle), (foot, middle - 5), (foot, middle + 5))), fill="ink")
    canvas.words(x + 24, y, _("divided"), size=sheet.small, weight=600)

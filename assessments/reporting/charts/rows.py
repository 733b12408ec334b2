"""Bars under one another with their words, for reasons and for statements about interests."""

from collections.abc import Callable
from dataclasses import dataclass

from .axis import Axis, Ends, Scale, Track
from .canvas import Canvas
from .fonts import balanced, wrapped
from .style import EDGE, Sheet

COLOUR = "belangen"


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with its words."""

    text: str
    figure: str
    """Its value in words."""
    draw: Callable[[Canvas, Track], None]
    heading: str = ""
    """Stands above the row."""
    ends: Ends = ("", "")
    """The answers that 0 and 100 stand for; without them the bar has no scale."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row in its place."""

    row: Row
    sheet: Sheet
    top: float

    @property
    def has_scale(self) -> bool:
        return any(self.row.ends)

    @property
    def axis(self) -> Axis:
        if self.sheet.is_wide:
            return Axis(Scale(290, 260), self.sheet, self.row.ends, ("0", "", "100"))
        return Axis(Scale(8, 318) if self.has_scale else Scale(1, 140), self.sheet, self.row.ends, ("0", "", "100"))

    @property
    def lines(self) -> tuple[str, ...]:
        return wrapped(self.row.text, 274 if self.sheet.is_wide else self.sheet.width, self.sheet.text)

    @property
    def first(self) -> float:
        """Where it begins below its heading."""
        return self.top + (self.sheet.leading + 16 if self.row.heading else 0)

    @property
    def figure(self) -> tuple[str, ...]:
        """Its value, in lines."""
        room = self.sheet.width - self.axis.scale.right - 20
        is_above = self.has_scale and not self.sheet.is_wide
        return (self.row.figure,) if is_above else balanced(self.row.figure, room, self.sheet.strong, 600)

    @property
    def under(self) -> float:
        """The room that the words of the scale take."""
        return self.axis.height if self.has_scale else 0.0

    @property
    def beside(self) -> float:
        """The height of the bar with its value beside it."""
        least = 28.0 if self.sheet.is_wide else 34.0
        return least + self.sheet.leading * (len(self.figure) - 1)

    @property
    def bottom(self) -> float:
        words = self.sheet.leading * len(self.lines)
        if self.sheet.is_wide:
            return self.first + max(self.beside - 2 + self.under, words + 7)
        return self.first + words + (self.sheet.leading if self.has_scale else 0) + self.beside + self.under

    @property
    def y(self) -> float:
        """The middle of the bar."""
        if self.sheet.is_wide:
            return (self.first + self.bottom - self.under) / 2
        return self.bottom - self.under - self.beside / 2 - 1

    def draw(self, canvas: Canvas) -> None:
        sheet, words = self.sheet, self.sheet.leading * (len(self.lines) - 1)
        canvas.words(0, self.top + sheet.leading + 4, self.row.heading, size=sheet.strong, weight=600, fill=COLOUR)
        y = self.y + 5 - words / 2 if sheet.is_wide else self.first + sheet.small + 1
        canvas.lines(0, y, self.lines, sheet.leading, size=sheet.text)
        self._draw_bar(canvas)

    def _draw_bar(self, canvas: Canvas) -> None:
        track, size = Track(self.axis.scale, self.y, 16), self.sheet.strong
        if self.has_scale:
            self.axis.draw(canvas, ((self.y - 11, self.y + 11),))
        self.row.draw(canvas, track)
        canvas.line(track.scale.left, self.y - 11, track.scale.left, self.y + 11, stroke="ink", width=EDGE)
        if self.has_scale and not self.sheet.is_wide:
            canvas.words(canvas.width, self.y - 19, self.row.figure, size=size, weight=600, anchor="end")
            return
        leading = self.sheet.leading
        first = self.y + 5.5 - leading * (len(self.figure) - 1) / 2
        canvas.lines(track.scale.right + 20, first, self.figure, leading, size=size, weight=600)


def draw_rows(rows: list[Row], sheet: Sheet, foot: str = "", note: str = "") -> Canvas:
    """Draw bars under one another, with their words beside them or, on a phone, above them.

    Parameters
    ----------
    foot
        Under the bars, as a conclusion.
    note
        How to read the bars; last and in small letters.
    """
    placed: list[_Placed] = []
    for row in rows:
        placed.append(_Placed(row, sheet, placed[-1].bottom if placed else 0.0))
    end, leading = placed[-1].bottom, sheet.leading
    feet, notes = wrapped(foot, sheet.width, sheet.strong, 600), wrapped(note, sheet.width, sheet.small)
    canvas = Canvas(sheet.width, end + 8 + _below(feet, leading) + _below(notes, leading))
    for index, one in enumerate(placed):
        one.draw(canvas)
        canvas.area((0, canvas.width), one.first, one.bottom, index)
    canvas.lines(0, end + leading + 2, feet, leading, size=sheet.strong, weight=600, fill=COLOUR)
    below = end + leading + 2 + _below(feet, leading)
    canvas.lines(0, below, notes, leading, size=sheet.small, fill="ink-soft")
    return canvas


def _below(lines: tuple[str, ...], leading: float) -> float:
    return 4 + leading * len(lines) if lines else 0.0

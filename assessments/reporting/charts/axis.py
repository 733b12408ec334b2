"""The scale from 0 to 100 that charts share, with the bar across it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.reporting.numbers import format_score
from assessments.vocabulary.forces import Force

from .canvas import Canvas
from .fonts import text_width
from .shapes import Outline, circle, diamond, hatching, polygon, square

MARKS = {"intentie": circle, "actie": square, "verbinding": diamond}
"""One mark per force, so that they can be told apart without colour."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Scores 0-100 from left to right."""

    left: float
    width: float

    @property
    def right(self) -> float:
        """Where 100 is."""
        return self.left + self.width

    def at(self, score: float) -> float:
        """Return the position of a score; a bar above 100 is drawn at 100."""
        return self.left + self.width * min(max(score, 0), 100) / 100


@dataclass(frozen=True, slots=True)
class Track:
    """One row on a scale."""

    scale: Scale
    y: float
    """Its middle."""
    height: float = 14

    def box(self, start: float, end: float) -> tuple[tuple[float, float], ...]:
        """Return the corners of the part between two scores."""
        x1, x2 = self.scale.at(start), self.scale.at(end)
        top, bottom = self.y - self.height / 2, self.y + self.height / 2
        return (x1, top), (x2, top), (x2, bottom), (x1, bottom)


Span = tuple[float, float]
"""Top and bottom, in pixels."""


def draw_grid(canvas: Canvas, scale: Scale, spans: Sequence[Span], *, size: float = 13) -> None:
    """Draw vertical lines at 0, 50 and 100 over these heights, with their numbers below the last."""
    for score in (0, 50, 100):
        x = scale.at(score)
        for top, bottom in spans:
            canvas.line(x, top, x, bottom, stroke="line-soft")
        canvas.words(x, spans[-1][1] + size + 3, str(score), size=size, fill="ink-soft", anchor="middle")


def draw_bar(canvas: Canvas, scale: Scale, bar: float, spans: Sequence[Span], named_at: float | None) -> None:
    """Draw the bar as a vertical line over these heights, with its name and number at height ``named_at``, if any."""
    x = scale.at(bar)
    for top, bottom in spans:
        canvas.line(x, top, x, bottom, stroke="paper", width=5)
        canvas.line(x, top, x, bottom, stroke="ink", width=2.2)
    if named_at is None:
        return
    words = bar_words(bar)
    half = text_width(words, 14, 600) / 2
    canvas.words(max(half, min(x, canvas.width - half)), named_at, words, size=14, weight=600, anchor="middle")


def bar_words(bar: float) -> str:
    """Return the name of the bar with its number."""
    return _("the bar: %(bar)s") % {"bar": format_score(bar, bar)}


def draw_filled(canvas: Canvas, track: Track, span: tuple[float, float], colour: str, *, solid: bool) -> None:
    """Fill the part between two scores: solid, or light with hatching and an edge."""
    if span[1] - span[0] < 0.2:
        return
    corners = track.box(*span)
    if solid:
        canvas.shape(polygon(corners), fill=colour)
        return
    canvas.shape(polygon(corners), fill=f"{colour}-soft")
    canvas.shape(hatching(corners, 7), stroke=colour, width=1.2)
    canvas.shape(polygon(corners), stroke=colour, width=1.4)


def draw_interval(canvas: Canvas, track: Track, ends: tuple[float | None, float | None], colour: str) -> None:
    """Draw a 95 % interval as a light strip with an edge; nothing if an end is missing."""
    low, high = ends
    if low is None or high is None:
        return
    canvas.shape(polygon(track.box(low, high)), fill=f"{colour}-soft", stroke=colour, width=1.2)


def draw_mark(canvas: Canvas, track: Track, score: float, force: Force, radius: float = 7) -> None:
    """Draw a score with the mark of its force."""
    outline: Outline = MARKS[force](track.scale.at(score), track.y, radius)
    canvas.shape(outline, fill=force, stroke="paper", width=1.5)

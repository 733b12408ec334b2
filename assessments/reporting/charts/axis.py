"""The scale from 0 to 100 that charts share, with the bar across it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownGroup, ShownScore, ShownStatement
from assessments.reporting.numbers import bar_words
from assessments.vocabulary.forces import Force

from .canvas import Canvas
from .ends import draw_open_end, end_of
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


def draw_grid(
    canvas: Canvas, scale: Scale, spans: Sequence[Span], *, size: float = 13, labels: Sequence[str] = ("0", "50", "100")
) -> None:
    """Draw vertical lines at 0, 50 and 100 over these heights, with their labels below the last."""
    for score, label in zip((0, 50, 100), labels, strict=True):
        x = scale.at(score)
        for top, bottom in spans:
            canvas.line(x, top, x, bottom, stroke="line-soft")
        canvas.words(x, spans[-1][1] + size + 3, label, size=size, fill="ink-soft", anchor="middle")


def draw_bar(canvas: Canvas, scale: Scale, bar: float, spans: Sequence[Span], named_at: float | None) -> None:
    """Draw the bar as a vertical line over these heights, with its name and number at height ``named_at``, if any."""
    x = scale.at(bar)
    for top, bottom in spans:
        canvas.line(x, top, x, bottom, stroke="paper", width=5)
        canvas.line(x, top, x, bottom, stroke="ink", width=2.2)
    if named_at is None:
        return
    words = bar_label(bar)
    half = text_width(words, 14, 600) / 2
    canvas.words(max(half, min(x, canvas.width - half)), named_at, words, size=14, weight=600, anchor="middle")


def bar_label(bar: float) -> str:
    """Return the name of the bar with its number."""
    return _("the bar: %(bar)s") % {"bar": bar_words(bar)}


def draw_filled(canvas: Canvas, track: Track, span: tuple[float, float], colour: str, *, solid: bool) -> None:
    """Fill the part between two scores: solid, or light with hatching and an edge."""
    if span[1] <= span[0]:
        return
    corners = track.box(*span)
    if solid:
        canvas.shape(polygon(corners), fill=colour)
        return
    canvas.shape(polygon(corners), fill=f"{colour}-soft")
    canvas.shape(hatching(corners, 7), stroke=colour, width=1.2)
    canvas.shape(polygon(corners), stroke=colour, width=1.4)


def draw_possible(canvas: Canvas, track: Track, span: tuple[float, float], colour: str) -> None:
    """Draw with dashes the part between two scores in which what is shown may end anywhere."""
    canvas.shape(polygon(track.box(*span)), stroke=colour, width=1.4, dash=(3, 2))


def draw_statement(canvas: Canvas, track: Track, shown: ShownStatement, colour: str, *, solid: bool) -> None:
    """Draw the score of a statement as a bar; at an end of its grid the part where it may end is dashed."""
    end = end_of(shown)
    if end == "low":
        draw_possible(canvas, track, (0, shown.value), colour)
        return
    draw_filled(canvas, track, (0, shown.value), colour, solid=solid)
    if end == "high":
        draw_possible(canvas, track, (shown.value, 100), colour)


def draw_margin(canvas: Canvas, track: Track, shown: ShownScore | ShownGroup, colour: str) -> None:
    """Draw the margin around a score as a light strip with an edge; nothing without one.

    The interval of a force has an arrow where it runs on beyond what is shown.
    """
    if isinstance(shown, ShownGroup):
        if shown.margin is not None:
            _draw_strip(canvas, track, (shown.score - shown.margin, shown.score + shown.margin), colour)
        return
    if shown.low is None or shown.high is None:
        return
    _draw_strip(canvas, track, (shown.low, shown.high), colour)
    for limit in {shown.low, shown.high} - {shown.value}:
        if end := end_of(limit):
            beside = track.scale.at(limit) + (2 if end == "high" else -2)
            draw_open_end(canvas, (beside, track.y), track.scale.right if end == "high" else track.scale.left, colour)


def _draw_strip(canvas: Canvas, track: Track, span: tuple[float, float], colour: str) -> None:
    canvas.shape(polygon(track.box(*span)), fill=f"{colour}-soft", stroke=colour, width=1.2)


def draw_mark(
    canvas: Canvas,
    track: Track,
    shown: ShownScore | ShownGroup,
    force: Force,
    radius: float = 7,
    *,
    hollow: bool = False,
) -> None:
    """Draw a score with the mark of its force, and with an arrow where it is "or higher" or "or lower"."""
    x = track.scale.at(shown.score if isinstance(shown, ShownGroup) else shown.value)
    outline: Outline = MARKS[force](x, track.y, radius)
    if hollow:
        canvas.shape(outline, fill="paper", stroke=force, width=2)
    else:
        canvas.shape(outline, fill=force, stroke="paper", width=1.5)
    if end := end_of(shown):
        beside = x + (1 if end == "high" else -1) * (1.2 * radius + 1)
        draw_open_end(canvas, (beside, track.y), track.scale.right if end == "high" else track.scale.left, force)

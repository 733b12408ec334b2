"""Bars under one another with their words, for reasons and for statements about interests."""

from collections.abc import Callable
from dataclasses import dataclass

from .axis import Scale, Track
from .canvas import Canvas
from .fonts import balanced, wrapped
from .values import Layout

COLOUR = "belangen"
HEADING = 34.0
"""Height of the heading above a row, pixels."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with its words."""

    text: str
    figure: str
    """Its value in words."""
    draw: Callable[[Canvas, Track], None]
    heading: str = ""
    """Stands above the row."""


def draw_rows(rows: list[Row], layout: Layout, foot: tuple[str, ...] = (), note: str = "") -> Canvas:
    """Draw bars under one another, with their words beside them or, on a phone, above them.

    Parameters
    ----------
    foot
        Lines under the bars, as a conclusion.
    note
        How to read the bars; last and in small letters.
    """
    is_wide = layout == "wide"
    width = 720 if is_wide else 296
    scale = Scale(290, 260) if is_wide else Scale(1, 140)
    texts = [wrapped(row.text, 274 if is_wide else 296, 14.5 if is_wide else 14) for row in rows]
    heights = [_height(row, len(lines), is_wide=is_wide) for row, lines in zip(rows, texts, strict=True)]
    notes = wrapped(note, width, 13)
    canvas = Canvas(width, sum(heights) + 8 + _below(foot, 19) + _below(notes, 18))
    top = 0.0
    for row, lines, height in zip(rows, texts, heights, strict=True):
        canvas.words(0, top + 22, row.heading, size=15, weight=600, fill=COLOUR)
        first = top + (HEADING if row.heading else 0)
        top += height
        middle = (first + top) / 2 if is_wide else top - 18
        words = middle + 5 - 9 * (len(lines) - 1) if is_wide else first + 15
        canvas.lines(0, words, lines, 18, size=14.5 if is_wide else 14)
        _draw_row(canvas, row, Track(scale, middle, 16))
    canvas.lines(0, top + 20, foot, 19, size=15, weight=600, fill=COLOUR)
    canvas.lines(0, top + 20 + _below(foot, 19), notes, 18, size=13, fill="ink-soft")
    return canvas


def _below(lines: tuple[str, ...], leading: float) -> float:
    return 4 + leading * len(lines) if lines else 0.0


def _height(row: Row, n_lines: int, *, is_wide: bool) -> float:
    heading = HEADING if row.heading else 0.0
    return heading + (max(32.0, 18.0 * n_lines + 10) if is_wide else 18.0 * n_lines + 34)


def _draw_row(canvas: Canvas, row: Row, track: Track) -> None:
    row.draw(canvas, track)
    canvas.line(track.scale.left, track.y - 11, track.scale.left, track.y + 11, stroke="ink", width=1.4)
    x = track.scale.right + 12
    lines = balanced(row.figure, canvas.width - x, 15, 600)
    canvas.lines(x, track.y + 5.5 - 8 * (len(lines) - 1), lines, 16, size=15, weight=600)

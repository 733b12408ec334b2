"""The scale from 0 to 100 that charts share, with the words at its ends and the bar across it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownGroup, ShownScore, ShownStatement
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import scale_sentence
from assessments.reporting.numbers import bar_words
from assessments.vocabulary.forces import FORCES, Force

from .canvas import Anchor, Canvas
from .ends import draw_open_end, end_of
from .fonts import balanced, text_width
from .shapes import Outline, circle, diamond, hatching, polygon, square
from .style import BAR, EDGE, Sheet

MARKS = {"intentie": circle, "actie": square, "verbinding": diamond}
"""One mark per force, so that they can be told apart without colour."""
GAP = 10.0
"""Least room between two words on one line, pixels."""


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
Ends = tuple[str, str]
"""The answers that a score of 0 and one of 100 stand for."""


def ends_of(result: FrozenResult, code: str = "") -> Ends:
    """Return the first and the last answer to a question; without a code those to the statements of the forces."""
    code = code or result.questionnaire.instrument.forces[FORCES[0]][0]
    options = result.questionnaire.question(code).options
    return options[0].in_language(active_language()), options[-1].in_language(active_language())


def scale_of_forces(result: FrozenResult) -> str:
    """Return in a sentence what 0 and 100 stand for, for whoever does not see it."""
    return scale_sentence(*ends_of(result))


@dataclass(frozen=True, slots=True)
class Axis:
    """The marks below a scale: 0, 50 and 100, with in words what 0 and 100 mean."""

    scale: Scale
    sheet: Sheet
    ends: Ends = ("", "")
    marks: tuple[str, str, str] = ("0", "50", "100")
    """That in the middle may be empty."""

    @property
    def is_in_one_line(self) -> bool:
        """Whether words and marks have room beside one another."""
        first, last = self._with_words
        left, right = self._left + self._width(first) + GAP, self._right - self._width(last) - GAP
        middle, half = self.scale.at(50), self._width(self.marks[1]) / 2
        return not any(self.ends) or (left <= middle - half and right >= middle + half)

    def draw(self, canvas: Canvas, spans: Sequence[Span], *, stroke: str = "line-soft") -> None:
        """Draw vertical lines at the marks over these heights, and the words below the last."""
        for score in (0, 50, 100):
            for top, bottom in spans:
                canvas.line(self.scale.at(score), top, self.scale.at(score), bottom, stroke=stroke)
        self.draw_words(canvas, spans[-1][1] + self.sheet.small + 3)

    def draw_words(self, canvas: Canvas, y: float) -> None:
        """Write marks and words, with the baseline of their first line here."""
        in_one_line = self.is_in_one_line
        first, last = self._with_words if in_one_line else (self.marks[0], self.marks[2])
        self._words(canvas, self.scale.at(50), y, self.marks[1], "middle")
        self._words(canvas, self._left, y, first, "start")
        self._words(canvas, self._right, y, last, "end")
        if in_one_line:
            return
        lines = self._end_lines
        for index in range(max(map(len, lines))):
            below = y + self.sheet.leading * (index + 1)
            self._words(canvas, self._left, below, "".join(lines[0][index : index + 1]), "start")
            self._words(canvas, self._right, below, "".join(lines[1][index : index + 1]), "end")

    @property
    def height(self) -> float:
        """Of the room that it takes below the scale."""
        if self.is_in_one_line:
            return self.sheet.leading + 4
        return self.sheet.leading * (1 + max(map(len, self._end_lines))) + 4

    @property
    def _end_lines(self) -> list[tuple[str, ...]]:
        """The words for below the marks: each on one line, or else each in half of the width."""
        room = self._right - self._left - GAP
        if sum(map(self._width, self.ends)) <= room:
            return [(words,) for words in self.ends]
        return [balanced(words, room / 2, self.sheet.small) for words in self.ends]

    def _words(self, canvas: Canvas, x: float, y: float, text: str, anchor: Anchor) -> None:
        canvas.words(x, y, text, size=self.sheet.small, fill="ink-soft", anchor=anchor)

    @property
    def _with_words(self) -> tuple[str, str]:
        return f"{self.marks[0]} {self.ends[0]}".strip(), f"{self.ends[1]} {self.marks[2]}".strip()

    @property
    def _left(self) -> float:
        return max(0.0, self.scale.left - self._width(self.marks[0]) / 2)

    @property
    def _right(self) -> float:
        return min(self.sheet.width, self.scale.right + self._width(self.marks[2]) / 2)

    def _width(self, text: str) -> float:
        return text_width(text, self.sheet.small)


def draw_bar(
    canvas: Canvas, scale: Scale, bar: float, spans: Sequence[Span], named_at: float | None, size: float = 14
) -> None:
    """Draw the bar as a vertical line over these heights, with its name and number at height ``named_at``, if any."""
    x = scale.at(bar)
    for top, bottom in spans:
        canvas.line(x, top, x, bottom, stroke="paper", width=5)
        canvas.line(x, top, x, bottom, stroke="ink", width=BAR)
    if named_at is None:
        return
    words = bar_label(bar)
    half = text_width(words, size, 600) / 2
    canvas.words(max(half, min(x, canvas.width - half)), named_at, words, size=size, weight=600, anchor="middle")


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
    canvas.shape(hatching(corners, 7), stroke=colour, width=EDGE)
    canvas.shape(polygon(corners), stroke=colour, width=EDGE)


def draw_possible(canvas: Canvas, track: Track, span: tuple[float, float], colour: str) -> None:
    """Draw with dashes the part between two scores in which what is shown may end anywhere."""
    canvas.shape(polygon(track.box(*span)), stroke=colour, width=EDGE, dash=(3, 2))


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
    canvas.shape(polygon(track.box(*span)), fill=f"{colour}-soft", stroke=colour, width=EDGE)


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

"""The forces as intervals against their bars, and what must rise."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownScore, ShownStep
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import bar_words, distance_words, points_words, score_words
from assessments.vocabulary.forces import FORCES, Force

from .axis import (
    Axis,
    Ends,
    Scale,
    Span,
    Track,
    draw_bar,
    draw_filled,
    draw_margin,
    draw_mark,
    ends_of,
    scale_of_forces,
)
from .canvas import Canvas
from .ends import end_of, end_words, number_of
from .fonts import SERIF, balanced, text_width
from .shapes import polygon
from .style import SHEETS, Sheet
from .values import Chart, Layout, Medium, Table


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the rows of forces are; rows with another bar than the row above stand apart, under its name."""

    sheet: Sheet
    bars: tuple[float | None, ...]
    """Of each row."""
    ends: Ends

    @property
    def pitch(self) -> float:
        return 40.0 if self.sheet.is_wide else 98.0

    @property
    def above(self) -> float:
        """The room above rows for the name of their bar."""
        return self.sheet.small + 11

    @property
    def axis(self) -> Axis:
        return Axis(Scale(136, 372) if self.sheet.is_wide else Scale(8, 318), self.sheet, self.ends)

    @property
    def groups(self) -> tuple[tuple[int, int], ...]:
        """First and last row of those that share a bar."""
        starts = [0, *(index for index in range(1, len(self.bars)) if self.bars[index] != self.bars[index - 1])]
        return tuple(zip(starts, [start - 1 for start in starts[1:]] + [len(self.bars) - 1], strict=True))

    def top(self, index: int) -> float:
        """Return the top of a row."""
        above = sum(start <= index for start, _last in self.groups)
        return self.above * above + self.pitch * index

    def track(self, index: int) -> Track:
        return Track(self.axis.scale, self.top(index) + (self.pitch / 2 if self.sheet.is_wide else 76), 16)

    def spans(self, first: int, last: int) -> tuple[Span, ...]:
        """Return the heights over which the lines of these rows run."""
        if self.sheet.is_wide:
            return ((self.top(first), self.top(last) + self.pitch),)
        return tuple((self.track(index).y - 15, self.track(index).y + 15) for index in range(first, last + 1))

    def canvas(self) -> Canvas:
        spans = tuple(span for group in self.groups for span in self.spans(*group))
        canvas = Canvas(self.sheet.width, spans[-1][1] + self.axis.height)
        self.axis.draw(canvas, spans)
        for index in range(len(self.bars)):
            canvas.area((0, canvas.width), self.top(index), self.top(index) + self.pitch, index)
        return canvas

    def draw_bars(self, canvas: Canvas) -> None:
        """Draw the bar of each group of rows, with its number above it."""
        for first, last in self.groups:
            bar, size = self.bars[first], self.sheet.small + 1
            if bar is not None:
                draw_bar(canvas, self.axis.scale, bar, self.spans(first, last), self.top(first) - 8, size)


def force_bars(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the three forces with their 95 % intervals and bars; None without scores.

    A withheld score has an empty row, a missing interval leaves only the mark, a withheld bar is not drawn.
    """
    scores = result.disclosed.scores
    if not any(force in scores for force in FORCES):
        return None
    rows = _Rows(SHEETS[layout], tuple(result.bar_of(force) for force in FORCES), ends_of(result))
    canvas = rows.canvas()
    for index, force in enumerate(FORCES):
        score = scores.get(force)
        _row_words(canvas, rows, index, force, _said(score, rows.bars[index]))
        if score:
            draw_margin(canvas, rows.track(index), score, force)
    rows.draw_bars(canvas)
    for index, force in enumerate(FORCES):
        if score := scores.get(force):
            draw_mark(canvas, rows.track(index), score, force, 8)
    return Chart("forces", canvas.svg(medium), _forces_alt(result), _forces_table(result), canvas, areas=canvas.areas)


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a row."""

    number: str
    words: str
    end: str = ""
    """What stands behind the number at an end."""


def _said(score: ShownScore | None, bar: float | None) -> _Said:
    if score is None:
        return _Said("–", _("not shown"))
    return _Said(number_of(score), "" if bar is None else distance_words(score, bar), end_words(end_of(score)))


def _row_words(canvas: Canvas, rows: _Rows, index: int, force: Force, said: _Said) -> None:
    """Write the name of a force, its figure and what that means; beside the track or above it."""
    y, sheet, name = rows.track(index).y, rows.sheet, {"weight": 600, "family": SERIF, "fill": force}
    figure, end = {**name, "size": sheet.figure, "anchor": "end"}, {"size": sheet.small, "weight": 600, "fill": force}
    if sheet.is_wide:
        canvas.words(0, y + 6, force, size=sheet.name, **name)
        canvas.words(586, y + 8 - (5 if said.end else 0), said.number, **figure)
        canvas.words(586, y + 19, said.end, anchor="end", **end)
        lines = balanced(said.words, 120, sheet.text)
        canvas.lines(600, y + 6 - 9 * (len(lines) - 1), lines, sheet.leading, size=sheet.text)
        return
    room = text_width(said.end, sheet.small, 600) + 6 if said.end else 0
    canvas.words(0, y - 48, force, size=sheet.name, **name)
    canvas.words(canvas.width - room, y - 48, said.number, **figure)
    canvas.words(canvas.width, y - 48, said.end, anchor="end", **end)
    canvas.words(0, y - 24, said.words, size=sheet.text)


def interval_words(low: int | None, high: int | None) -> str:
    """Return a 95 % interval as shown; a dash when an end is missing."""
    if low is None or high is None:
        return "–"
    return _("%(low)s to %(high)s") % {"low": score_words(low), "high": score_words(high)}


def _figure(result: FrozenResult, force: Force) -> str:
    score = result.disclosed.scores.get(force)
    return score_words(score) if score else "–"


def _forces_alt(result: FrozenResult) -> str:
    """Say the scores with their bars, that they have a margin if all have one, and what 0 and 100 stand for."""
    shown = result.disclosed
    values: dict[str, str] = {force: _figure(result, force) for force in FORCES}
    if shown.bar is None:
        text = _("Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s.")
    elif shown.bar_intentie in (None, shown.bar):
        values |= {"bar": bar_words(shown.bar)}
        text = _(
            "Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s against a bar of %(bar)s."
        )
    else:
        values |= {"bar": bar_words(shown.bar), "threshold": bar_words(shown.bar_intentie or shown.bar)}
        text = _(
            "Intentie scores %(intentie)s against a bar of %(threshold)s. Actie scores %(actie)s and verbinding "
            "%(verbinding)s against a bar of %(bar)s."
        )
    if any(score.low is None or score.high is None for score in shown.scores.values()):
        return f"{text % values} {scale_of_forces(result)}"
    margins = _("Every score has a margin.")
    return f"{text % values} {margins} {scale_of_forces(result)}"


def _forces_table(result: FrozenResult) -> Table:
    rows: list[tuple[str, ...]] = []
    for force in FORCES:
        score, bar = result.disclosed.scores.get(force), result.bar_of(force)
        interval = interval_words(score.low, score.high) if score else "–"
        cell = "–" if bar is None else bar_words(bar)
        rows.append((force, _figure(result, force), interval, cell, _said(score, bar).words or "–"))
    columns = (_("Force"), _("Score"), _("95% interval"), _("The bar"), _("Compared with the bar"))
    return Table(_("The three forces, from 0 to 100"), columns, tuple(rows))


def path_steps(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the way from score to bar for each force below its own; None if none is below, or bars are withheld."""
    path = result.disclosed.path
    if not path:
        return None
    rows = _Rows(SHEETS[layout], tuple(step.goal for step in path), ends_of(result))
    canvas = rows.canvas()
    for index, step in enumerate(path):
        _row_words(canvas, rows, index, step.force, _Said(_rise(step), _from_to(step)))
        draw_filled(canvas, rows.track(index), (0, step.start), step.force, solid=False)
    rows.draw_bars(canvas)
    for index, step in enumerate(path):
        _arrow(canvas, rows.track(index), step)
    return Chart("path", canvas.svg(medium), _path_alt(path), _path_table(path), canvas, areas=canvas.areas)


def _arrow(canvas: Canvas, track: Track, step: ShownStep) -> None:
    """Draw the way to go, if it is long enough to be seen."""
    start, end = track.scale.at(step.start), track.scale.at(step.goal)
    head = min(10.0, end - start)
    if end - start > 12:
        canvas.line(start + 3, track.y, end - head, track.y, stroke="ink", width=2.4)
    if head > 1:
        points = ((end - head, track.y - 6), (end - 1, track.y), (end - head, track.y + 6))
        canvas.shape(polygon(points), fill="ink")


def _rise(step: ShownStep) -> str:
    return "+" + points_words(step.goal - step.start)


def _from_to(step: ShownStep) -> str:
    return _("from %(start)s to %(goal)s") % {"start": score_words(step.start), "goal": bar_words(step.goal)}


def _path_alt(path: tuple[ShownStep, ...]) -> str:
    values = {
        f"{key}{number}": value
        for number, step in enumerate(path, 1)
        for key, value in (
            ("force", step.force),
            ("start", score_words(step.start)),
            ("goal", bar_words(step.goal)),
        )
    }
    sentences = (
        _("To reach the bar, %(force1)s must rise from %(start1)s to %(goal1)s."),
        _(
            "To reach the bar, %(force1)s must rise from %(start1)s to %(goal1)s and %(force2)s from %(start2)s "
            "to %(goal2)s."
        ),
        _(
            "To reach the bar, %(force1)s must rise from %(start1)s to %(goal1)s, %(force2)s from %(start2)s to "
            "%(goal2)s and %(force3)s from %(start3)s to %(goal3)s."
        ),
    )
    return sentences[len(path) - 1] % values


def _path_table(path: tuple[ShownStep, ...]) -> Table:
    rows = tuple((step.force, score_words(step.start), bar_words(step.goal), _rise(step)) for step in path)
    return Table(_("What must rise, and how far"), (_("Force"), _("Score"), _("The bar"), _("Still to go")), rows)

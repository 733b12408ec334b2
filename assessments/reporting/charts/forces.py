"""The forces as intervals against their bars, and what must rise."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownScore, ShownStep
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import bar_words, distance_words, points_words, score_words
from assessments.vocabulary.forces import FORCES, Force

from .axis import Scale, Span, Track, draw_bar, draw_filled, draw_grid, draw_margin, draw_mark
from .canvas import Canvas
from .ends import end_of, end_words, number_of
from .fonts import SERIF, balanced, text_width
from .shapes import polygon
from .values import Chart, Layout, Medium, Table

TOP = 24.0


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the rows of forces are; rows with another bar than the row above stand apart, under its name."""

    layout: Layout
    bars: tuple[float | None, ...]
    """Of each row."""

    @property
    def pitch(self) -> float:
        return 50.0 if self.layout == "wide" else 68.0

    @property
    def scale(self) -> Scale:
        return Scale(136, 372) if self.layout == "wide" else Scale(8, 274)

    @property
    def groups(self) -> tuple[tuple[int, int], ...]:
        """First and last row of those that share a bar."""
        starts = [0, *(index for index in range(1, len(self.bars)) if self.bars[index] != self.bars[index - 1])]
        return tuple(zip(starts, [start - 1 for start in starts[1:]] + [len(self.bars) - 1], strict=True))

    def top(self, index: int) -> float:
        """Return the top of a row."""
        above = sum(start <= index for start, _last in self.groups)
        return TOP * above + self.pitch * index

    def track(self, index: int) -> Track:
        return Track(self.scale, self.top(index) + (self.pitch / 2 if self.layout == "wide" else 46), 16)

    def spans(self, first: int, last: int) -> tuple[Span, ...]:
        """Return the heights over which the lines of these rows run."""
        if self.layout == "wide":
            return ((self.top(first), self.top(last) + self.pitch),)
        return tuple((self.track(index).y - 15, self.track(index).y + 15) for index in range(first, last + 1))

    def canvas(self) -> Canvas:
        spans = tuple(span for group in self.groups for span in self.spans(*group))
        canvas = Canvas(720 if self.layout == "wide" else 296, spans[-1][1] + 22)
        draw_grid(canvas, self.scale, spans)
        return canvas

    def draw_bars(self, canvas: Canvas) -> None:
        """Draw the bar of each group of rows, with its number above it."""
        for first, last in self.groups:
            bar = self.bars[first]
            if bar is not None:
                draw_bar(canvas, self.scale, bar, self.spans(first, last), self.top(first) - 8)


def force_bars(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the three forces with their 95 % intervals and bars; None without scores.

    A withheld score has an empty row, a missing interval leaves only the mark, a withheld bar is not drawn.
    """
    scores = result.disclosed.scores
    if not any(force in scores for force in FORCES):
        return None
    rows = _Rows(layout, tuple(result.bar_of(force) for force in FORCES))
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
    return Chart("forces", canvas.svg(medium), _forces_alt(result), _forces_table(result), canvas.png)


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
    y = rows.track(index).y
    if rows.layout == "wide":
        canvas.words(0, y + 6, force, size=19, weight=600, family=SERIF, fill=force)
        lift = 5 if said.end else 0
        canvas.words(586, y + 8 - lift, said.number, size=25, weight=600, family=SERIF, fill=force, anchor="end")
        canvas.words(586, y + 19, said.end, size=13, weight=600, fill=force, anchor="end")
        _beside(canvas, said.words, y)
        return
    canvas.words(0, y - 22, force, size=16, weight=600, family=SERIF, fill=force)
    canvas.words(text_width(force, 16, 600, SERIF) + 8, y - 22, said.words, size=13.5)
    lift = 17 if said.end else 0
    canvas.words(296, y - 22 - lift, said.number, size=20, weight=600, family=SERIF, fill=force, anchor="end")
    canvas.words(296, y - 22, said.end, size=13, weight=600, fill=force, anchor="end")


def _beside(canvas: Canvas, words: str, y: float) -> None:
    """Write words at the right of a wide row, on two lines if they need them."""
    lines = balanced(words, 120, 14.5)
    canvas.lines(600, y + 6 - 9 * (len(lines) - 1), lines, 18, size=14.5)


def interval_words(low: int | None, high: int | None) -> str:
    """Return a 95 % interval as shown; a dash when an end is missing."""
    if low is None or high is None:
        return "–"
    return _("%(low)s to %(high)s") % {"low": score_words(low), "high": score_words(high)}


def _figure(result: FrozenResult, force: Force) -> str:
    score = result.disclosed.scores.get(force)
    return score_words(score) if score else "–"


def _forces_alt(result: FrozenResult) -> str:
    """Say the scores with their bars, and that they have a margin if all have one."""
    shown = result.disclosed
    values: dict[str, str] = {force: _figure(result, force) for force in FORCES}
    if shown.bar is None:
        text = _("Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s.")
    elif shown.bar_intentie in (None, shown.bar):
        values |= {"bar": bar_words(shown.bar)}
        text = _("Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s with a bar of %(bar)s.")
    else:
        values |= {"bar": bar_words(shown.bar), "threshold": bar_words(shown.bar_intentie or shown.bar)}
        text = _(
            "Intentie scores %(intentie)s with a bar of %(threshold)s. Actie scores %(actie)s and verbinding "
            "%(verbinding)s with a bar of %(bar)s."
        )
    if any(score.low is None or score.high is None for score in shown.scores.values()):
        return text % values
    margins = _("Every score has a margin.")
    return f"{text % values} {margins}"


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
    rows = _Rows(layout, tuple(step.goal for step in path))
    canvas = rows.canvas()
    for index, step in enumerate(path):
        _row_words(canvas, rows, index, step.force, _Said(_rise(step), _from_to(step)))
        draw_filled(canvas, rows.track(index), (0, step.start), step.force, solid=False)
    rows.draw_bars(canvas)
    for index, step in enumerate(path):
        _arrow(canvas, rows.track(index), step)
    return Chart("path", canvas.svg(medium), _path_alt(path), _path_table(path), canvas.png)


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

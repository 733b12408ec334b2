"""The forces as intervals against the bar, and what must rise."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.reporting.numbers import difference_shown, distance_to_bar, format_score, points_shown
from assessments.scoring.values import Disclosed, Estimate, PathStep
from assessments.vocabulary.forces import FORCES, Force

from .axis import Scale, Span, Track, draw_bar, draw_filled, draw_grid, draw_interval, draw_mark
from .canvas import Canvas
from .fonts import SERIF, text_width
from .shapes import polygon
from .values import Chart, Layout, Medium, Table

TOP = 24.0


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the rows of forces are."""

    layout: Layout
    n: int

    @property
    def pitch(self) -> float:
        return 50.0 if self.layout == "wide" else 68.0

    @property
    def scale(self) -> Scale:
        return Scale(136, 372) if self.layout == "wide" else Scale(5, 278)

    @property
    def spans(self) -> tuple[Span, ...]:
        if self.layout == "wide":
            return ((TOP, TOP + self.pitch * self.n),)
        return tuple((self.track(index).y - 15, self.track(index).y + 15) for index in range(self.n))

    def track(self, index: int) -> Track:
        return Track(self.scale, TOP + self.pitch * index + (self.pitch / 2 if self.layout == "wide" else 46), 16)

    def canvas(self) -> Canvas:
        canvas = Canvas(720 if self.layout == "wide" else 296, self.spans[-1][1] + 22)
        draw_grid(canvas, self.scale, self.spans)
        return canvas


def force_bars(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the three forces with their 95 % intervals and the bar; None without scores.

    A withheld score has an empty row, a missing interval leaves only the mark, a withheld bar is not drawn.
    """
    if not any(force in disclosed.scores for force in FORCES):
        return None
    rows = _Rows(layout, len(FORCES))
    canvas = rows.canvas()
    for index, force in enumerate(FORCES):
        score = disclosed.scores.get(force)
        _row_words(canvas, force, rows, index, (_figure(score, disclosed.bar), _words(score, disclosed.bar)))
        if score:
            draw_interval(canvas, rows.track(index), (score.low, score.high), force)
    if disclosed.bar is not None:
        draw_bar(canvas, rows.scale, disclosed.bar, rows.spans, TOP - 8)
    for index, force in enumerate(FORCES):
        if score := disclosed.scores.get(force):
            draw_mark(canvas, rows.track(index), score.value, force, 8)
    return Chart("forces", canvas.svg(medium), _forces_alt(disclosed), _forces_table(disclosed), canvas.png)


def _row_words(canvas: Canvas, force: Force, rows: _Rows, index: int, said: tuple[str, str]) -> None:
    """Write the name of a force, its figure and what that means; beside the track or above it."""
    y, (figure, words) = rows.track(index).y, said
    if rows.layout == "wide":
        canvas.words(0, y + 6, force, size=19, weight=600, family=SERIF, fill=force)
        canvas.words(586, y + 8, figure, size=25, weight=600, family=SERIF, fill=force, anchor="end")
        canvas.words(600, y + 6, words, size=14.5)
        return
    canvas.words(0, y - 22, force, size=16, weight=600, family=SERIF, fill=force)
    canvas.words(text_width(force, 16, 600, SERIF) + 8, y - 22, words, size=13.5)
    canvas.words(296, y - 22, figure, size=20, weight=600, family=SERIF, fill=force, anchor="end")


def _figure(score: Estimate | None, bar: float | None) -> str:
    return format_score(score.value, bar) if score else "–"


def _words(score: Estimate | None, bar: float | None) -> str:
    if score is None:
        return _("not shown")
    return "" if bar is None else distance_to_bar(score.value, bar)


def interval_words(low: float | None, high: float | None, bar: float | None) -> str:
    """Return a 95 % interval as shown; a dash when an end is missing."""
    if low is None or high is None:
        return "–"
    return _("%(low)s to %(high)s") % {"low": format_score(low, bar), "high": format_score(high, bar)}


def _forces_alt(disclosed: Disclosed) -> str:
    values: dict[str, str] = {force: _figure(disclosed.scores.get(force), disclosed.bar) for force in FORCES}
    if disclosed.bar is None:
        return (
            _("Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s, each with its margin.")
            % values
        )
    return _(
        "Beside the bar at %(bar)s, intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s, "
        "each with its margin."
    ) % (values | {"bar": format_score(disclosed.bar, disclosed.bar)})


def _forces_table(disclosed: Disclosed) -> Table:
    bar = disclosed.bar
    rows: list[tuple[str, ...]] = []
    for force in FORCES:
        score = disclosed.scores.get(force)
        interval = interval_words(score.low, score.high, bar) if score else "–"
        rows.append((force, _figure(score, bar), interval, _words(score, bar) or "–"))
    if bar is not None:
        rows.append((_("the bar"), format_score(bar, bar), "–", "–"))
    columns = (_("Force"), _("Score"), _("95% interval"), _("Compared with the bar"))
    return Table(_("The three forces, from 0 to 100"), columns, tuple(rows))


def path_steps(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the way from score to bar for each force below it; None if none is below, or the bar is withheld."""
    if not disclosed.path or disclosed.bar is None:
        return None
    rows = _Rows(layout, len(disclosed.path))
    canvas = rows.canvas()
    for index, step in enumerate(disclosed.path):
        _row_words(canvas, step.force, rows, index, (_rise(step), _from_to(step)))
        draw_filled(canvas, rows.track(index), (0, step.start), step.force, solid=False)
    draw_bar(canvas, rows.scale, disclosed.bar, rows.spans, TOP - 8)
    for index, step in enumerate(disclosed.path):
        _arrow(canvas, rows.track(index), step)
    return Chart("path", canvas.svg(medium), _path_alt(disclosed.path), _path_table(disclosed.path), canvas.png)


def _arrow(canvas: Canvas, track: Track, step: PathStep) -> None:
    """Draw the way to go, if it is long enough to be seen."""
    start, end = track.scale.at(step.start), track.scale.at(step.goal)
    head = min(10.0, end - start)
    if end - start > 12:
        canvas.line(start + 3, track.y, end - head, track.y, stroke="ink", width=2.4)
    if head > 1:
        points = ((end - head, track.y - 6), (end - 1, track.y), (end - head, track.y + 6))
        canvas.shape(polygon(points), fill="ink")


def _rise(step: PathStep) -> str:
    if difference_shown(step.start, step.goal) == 0:
        return "+<" + points_shown(0.1, 0)
    return "+" + points_shown(step.start, step.goal)


def _from_to(step: PathStep) -> str:
    return _("from %(start)s to %(goal)s") % {
        "start": format_score(step.start, step.goal),
        "goal": format_score(step.goal, step.goal),
    }


def _path_alt(path: tuple[PathStep, ...]) -> str:
    goal = format_score(path[0].goal, path[0].goal)
    values = {"goal": goal} | {
        f"{key}{number}": value
        for number, step in enumerate(path, 1)
        for key, value in (("force", step.force), ("start", format_score(step.start, step.goal)))
    }
    sentences = (
        _("To reach the bar, %(force1)s must rise from %(start1)s to %(goal)s."),
        _("To reach the bar at %(goal)s, %(force1)s must rise from %(start1)s and %(force2)s from %(start2)s."),
        _(
            "To reach the bar at %(goal)s, %(force1)s must rise from %(start1)s, %(force2)s from %(start2)s "
            "and %(force3)s from %(start3)s."
        ),
    )
    return sentences[len(path) - 1] % values


def _path_table(path: tuple[PathStep, ...]) -> Table:
    rows = tuple(
        (step.force, format_score(step.start, step.goal), format_score(step.goal, step.goal), _rise(step))
        for step in path
    )
    return Table(_("What must rise, and how far"), (_("Force"), _("Score"), _("The bar"), _("Still to go")), rows)

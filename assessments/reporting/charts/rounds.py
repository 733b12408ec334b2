"""The rounds of a partnership beside one another: per force the interval of each, the last one in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import format_score
from assessments.scoring.values import Estimate
from assessments.vocabulary.forces import FORCES, Force

from .axis import MARKS, Scale, Track, draw_grid, draw_interval, draw_mark
from .canvas import Canvas
from .fonts import SERIF
from .forces import interval_words
from .values import Chart, Layout, Medium, Table

PITCH = 24.0
"""Between two rounds of one force."""
HEAD = 30.0
"""Above the rounds of a force, for its name."""
GAP = 14.0
"""Between two forces."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One round: when it closed, the bar it was held against, and what it showed."""

    closed_at: datetime
    bar: float | None
    scores: Mapping[str, Estimate]

    @property
    def label(self) -> str:
        """The month, such as "Nov 2026"."""
        return date_format(self.closed_at, "M Y").capitalize()


@dataclass(frozen=True, slots=True)
class Column:
    """Where a force is drawn: its scale, its name at the left and its figures at the right."""

    force: Force
    scale: Scale
    left: float
    right: float


def rounds_compared(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the forces of this round under those of the rounds before it; None when none can be compared.

    A force that this round does not show is left out, and so is a round that did not show it.
    """
    rounds = _rounds(result)
    forces = [force for force in FORCES if sum(force in one.scores for one in rounds) > 1]
    if not forces or not result.comparable:
        return None
    canvas = _wide(rounds, forces) if layout == "wide" else _narrow(rounds, forces)
    return Chart("rounds", canvas.svg(medium), _alt(rounds, forces), _table(rounds, forces), canvas.png)


def _rounds(result: FrozenResult) -> tuple[Measured, ...]:
    earlier = (Measured(one.closed_at, one.bar, one.scores) for one in result.comparable)
    return (*earlier, Measured(result.facts.closed_at, result.disclosed.bar, result.disclosed.scores))


def _wide(rounds: tuple[Measured, ...], forces: list[Force]) -> Canvas:
    """Draw a column per force and a row per round."""
    bottom = HEAD + PITCH * len(rounds)
    canvas = Canvas(720, bottom + 22)
    for place, one in enumerate(rounds):
        _draw_label(canvas, one, HEAD + PITCH * (place + 0.5), is_last=place == len(rounds) - 1)
    for index, force in enumerate(forces):
        scale = Scale(110 + 206 * index, 152)
        draw_grid(canvas, scale, ((HEAD, bottom),))
        _draw_force(canvas, Column(force, scale, scale.left, scale.right + 40), rounds, 0)
    return canvas


def _narrow(rounds: tuple[Measured, ...], forces: list[Force]) -> Canvas:
    """Draw a block per force with its rounds under one another."""
    block = HEAD + PITCH * len(rounds)
    canvas, scale = Canvas(296, len(forces) * (block + GAP) - GAP + 22), Scale(84, 160)
    tops = [index * (block + GAP) for index in range(len(forces))]
    draw_grid(canvas, scale, [(top + HEAD, top + block) for top in tops])
    for force, top in zip(forces, tops, strict=True):
        for place, one in enumerate(rounds):
            _draw_label(canvas, one, top + HEAD + PITCH * (place + 0.5), is_last=place == len(rounds) - 1)
        _draw_force(canvas, Column(force, scale, 0, 296), rounds, top)
    return canvas


def _draw_label(canvas: Canvas, one: Measured, y: float, *, is_last: bool) -> None:
    weight, fill = (600, "ink") if is_last else (400, "ink-soft")
    canvas.words(0, y + 5, one.label, size=13.5, weight=weight, fill=fill)


def _draw_force(canvas: Canvas, column: Column, rounds: tuple[Measured, ...], top: float) -> None:
    canvas.words(column.left, top + 19, column.force, size=17, weight=600, family=SERIF, fill=column.force)
    for place, one in enumerate(rounds):
        y = top + HEAD + PITCH * (place + 0.5)
        if column.force in one.scores:
            _draw_score(canvas, column, one, y, is_last=place == len(rounds) - 1)
        else:
            canvas.words(column.right, y + 5, "–", size=15, anchor="end")


def _draw_score(canvas: Canvas, column: Column, one: Measured, y: float, *, is_last: bool) -> None:
    """Draw a score: filled for the last round, hollow for those before it."""
    force, track = column.force, Track(column.scale, y, 12)
    score = one.scores[force]
    draw_interval(canvas, track, (score.low, score.high), force)
    if is_last:
        draw_mark(canvas, track, score.value, force, 7)
    else:
        canvas.shape(MARKS[force](track.scale.at(score.value), y, 5.5), fill="paper", stroke=force, width=2)
    figure, weight = format_score(score.value, one.bar), 600 if is_last else 400
    canvas.words(column.right, y + 5, figure, size=15, weight=weight, fill=force, anchor="end")


def _alt(rounds: tuple[Measured, ...], forces: list[Force]) -> str:
    """Say from where to where each force went between the last two rounds that show it."""
    return " ".join(_way(rounds, force) for force in forces)


def _way(rounds: tuple[Measured, ...], force: Force) -> str:
    showing = [one for one in rounds if force in one.scores]
    first, last = showing[0], showing[-1]
    return _("%(force)s: from %(then)s in %(start)s to %(now)s in %(end)s.") % {
        "force": force.capitalize(),
        "then": format_score(first.scores[force].value, first.bar),
        "now": format_score(last.scores[force].value, last.bar),
        "start": first.label,
        "end": last.label,
    }


def _table(rounds: tuple[Measured, ...], forces: list[Force]) -> Table:
    columns = (_("Force"), *(one.label for one in rounds))
    rows = tuple((force, *(_cell(one, force) for one in rounds)) for force in forces)
    return Table(_("The forces in each round, from 0 to 100, with their 95% interval"), columns, rows)


def _cell(one: Measured, force: Force) -> str:
    score = one.scores.get(force)
    if score is None:
        return "–"
    value = format_score(score.value, one.bar)
    if score.low is None or score.high is None:
        return value
    return f"{value} ({interval_words(score.low, score.high, one.bar)})"

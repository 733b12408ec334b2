"""The rounds of a partnership beside one another: per force the interval of each, the last one in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownScore
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import score_words
from assessments.vocabulary.forces import FORCES, Force

from .axis import Scale, Track, draw_grid, draw_margin, draw_mark
from .canvas import Canvas
from .ends import arrow_note, end_of, number_of
from .fonts import SERIF, wrapped
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
    """One round: when it closed and what it showed."""

    closed_at: datetime
    scores: Mapping[Force, ShownScore]

    @property
    def label(self) -> str:
        """The month in short, for beside a row, such as "Nov 2026"."""
        return date_format(self.closed_at, "M Y")

    @property
    def month(self) -> str:
        """The month in full, for inside a sentence, such as "november 2026" in Dutch."""
        return date_format(self.closed_at, "F Y")


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
    earlier = (Measured(one.closed_at, one.scores) for one in result.comparable)
    return (*earlier, Measured(result.facts.closed_at, result.disclosed.scores))


def _note(rounds: tuple[Measured, ...], forces: list[Force], width: float) -> tuple[str, ...]:
    ends = (end_of(one.scores[force]) for one in rounds for force in forces if force in one.scores)
    return wrapped(arrow_note(ends), width, 13)


def _draw_note(canvas: Canvas, note: tuple[str, ...], y: float) -> None:
    canvas.lines(0, y, note, 18, size=13, fill="ink-soft")


def _height(note: tuple[str, ...]) -> float:
    return 18.0 * len(note) + (8 if note else 0)


def _wide(rounds: tuple[Measured, ...], forces: list[Force]) -> Canvas:
    """Draw a column per force and a row per round."""
    bottom = HEAD + PITCH * len(rounds)
    note = _note(rounds, forces, 720)
    canvas = Canvas(720, bottom + 22 + _height(note))
    _draw_note(canvas, note, bottom + 42)
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
    bottom, note = len(forces) * (block + GAP) - GAP, _note(rounds, forces, 296)
    canvas, scale = Canvas(296, bottom + 22 + _height(note)), Scale(84, 160)
    _draw_note(canvas, note, bottom + 42)
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
    draw_margin(canvas, track, score, force)
    draw_mark(canvas, track, score, force, 7 if is_last else 5.5, hollow=not is_last)
    weight = 600 if is_last else 400
    canvas.words(column.right, y + 5, number_of(score), size=15, weight=weight, fill=force, anchor="end")


def _alt(rounds: tuple[Measured, ...], forces: list[Force]) -> str:
    """Say from where to where each force went between the last two rounds that show it."""
    return " ".join(_way(rounds, force) for force in forces)


def _way(rounds: tuple[Measured, ...], force: Force) -> str:
    showing = [one for one in rounds if force in one.scores]
    first, last = showing[0], showing[-1]
    return _("%(force)s: from %(then)s in %(start)s to %(now)s in %(end)s.") % {
        "force": force.capitalize(),
        "then": score_words(first.scores[force]),
        "now": score_words(last.scores[force]),
        "start": first.month,
        "end": last.month,
    }


def _table(rounds: tuple[Measured, ...], forces: list[Force]) -> Table:
    columns = (_("Force"), *(one.label for one in rounds))
    rows = tuple((force, *(_cell(one, force) for one in rounds)) for force in forces)
    return Table(_("The forces in each round, from 0 to 100, with their 95% interval"), columns, rows)


def _cell(one: Measured, force: Force) -> str:
    score = one.scores.get(force)
    if score is None:
        return "–"
    if score.low is None or score.high is None:
        return score_words(score)
    return f"{score_words(score)} ({interval_words(score.low, score.high)})"

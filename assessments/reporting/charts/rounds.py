"""The rounds of a partnership beside one another: a line per force, with what changed at its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import ceil

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownScore
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import score_words
from assessments.vocabulary.forces import FORCES, Force

from .axis import MARKS, Ends, ends_of
from .canvas import Canvas
from .ends import arrow_note, end_of, number_of
from .fonts import text_width, wrapped
from .forces import interval_words
from .shapes import polygon
from .style import EDGE, SHEETS, STRONG, Sheet
from .values import Chart, Layout, Medium, Table

LEAST = 3
"""Widths of a mark between the strips of two forces in one round."""

LABEL = 50.0
"""The room that a score takes before the first round, pixels."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One round: when it closed and what it showed."""

    closed_at: datetime
    scores: Mapping[Force, ShownScore]

    @property
    def label(self) -> str:
        """The month in short, such as "Nov 2026"; in Dutch without a capital."""
        return date_format(self.closed_at, "M Y" if active_language() == "en" else "b Y")

    @property
    def month(self) -> str:
        """The month in full, for inside a sentence, such as "november 2026" in Dutch."""
        return date_format(self.closed_at, "F Y")


def rounds_compared(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw each force as a line from round to round, with its change named; None when none can be compared.

    A force that this round does not show is left out, and so is a round that did not show it.
    """
    rounds = _rounds(result)
    shown = [force for force in FORCES if force in result.disclosed.scores]
    forces = [force for force in shown if sum(force in one.scores for one in rounds) > 1]
    if not forces or not result.comparable:
        return None
    told = {force: _told(result, force) for force in forces}
    canvas = _Plan(SHEETS[layout], rounds, told, ends_of(result)).draw()
    return Chart("rounds", canvas.svg(medium), _alt(rounds, forces), _table(rounds, forces), canvas, areas=canvas.areas)


def _rounds(result: FrozenResult) -> tuple[Measured, ...]:
    earlier = (Measured(one.closed_at, one.scores) for one in result.comparable)
    return (*earlier, Measured(result.facts.closed_at, result.disclosed.scores))


def _told(result: FrozenResult, force: Force) -> str:
    """Return the change since the round before: how far, and whether it is more than chance.

    How far is left out where a score is "or higher" or "or lower": what lies between two such numbers is not known.
    """
    now, before = result.disclosed.scores[force], result.comparable[-1].scores.get(force)
    if before is None:
        return ""
    found, difference = result.change.get(force), now.value - before.value
    is_open = end_of(now) or end_of(before)
    if difference == 0:
        return "" if is_open else _("the same")
    way = (_("higher") if difference > 0 else _("lower")) if is_open else f"{difference:+d}".replace("-", "−")
    if found is None:
        return way
    text = _("%(change)s, more than chance") if found.is_more_than_noise else _("%(change)s, may be chance")
    return text % {"change": way}


@dataclass(frozen=True, slots=True)
class _Label:
    """Words at the end of a line, in one or two lines."""

    force: Force
    y: float
    """Where the line ends."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything is: scores upwards, rounds from left to right."""

    sheet: Sheet
    rounds: tuple[Measured, ...]
    told: Mapping[Force, str]
    """The change of each force in words."""
    ends: Ends
    """The answers that 0 and 100 stand for."""

    @property
    def top(self) -> float:
        return self.sheet.small

    @property
    def bottom(self) -> float:
        return self.top + (170 if self.sheet.is_wide else 260)

    @property
    def left(self) -> float:
        """Where the first round is."""
        return 178.0 if self.sheet.is_wide else 72.0

    @property
    def right(self) -> float:
        """Where the last round is."""
        return 500.0 if self.sheet.is_wide else 272.0

    def x(self, place: int) -> float:
        return self.left + (self.right - self.left) * place / (len(self.rounds) - 1)

    def y(self, score: float) -> float:
        return self.bottom - (self.bottom - self.top) * score / 100

    def draw(self) -> Canvas:
        sheet, notes = self.sheet, wrapped(self._note(), self.sheet.width, self.sheet.small)
        changes = [] if sheet.is_wide else self._changes()
        under = self.bottom + (2 if sheet.is_wide else 2 + len(self.ends)) * sheet.leading + 10
        below = under + sheet.leading * len(changes)
        canvas = Canvas(sheet.width, below + sheet.leading * len(notes))
        self._draw_scale(canvas)
        for force in self.told:
            self._draw_line(canvas, force)
        for force in self.told:
            self._draw_marks(canvas, force)
        self._draw_labels(canvas, 0)
        self._draw_labels(canvas, len(self.rounds) - 1)
        for place, span in enumerate(pairwise(self._edges())):
            canvas.area(span, 0, self.bottom + sheet.leading + 8, None, (place + 1,))
        for index, (force, line) in enumerate(changes):
            y = under + sheet.leading * index
            canvas.words(0, y, line, size=sheet.text, weight=600, fill=force)
        canvas.lines(0, below + 4, notes, sheet.leading, size=sheet.small, fill="ink-soft")
        return canvas

    def _edges(self) -> list[float]:
        """Return where one round passes into the next, with the labels before the first and behind the last."""
        places = [self.x(place) for place in range(len(self.rounds))]
        return [self.left - LABEL, *((one + other) / 2 for one, other in pairwise(places)), self.sheet.width]

    def _draw_scale(self, canvas: Canvas) -> None:
        sheet, soft = self.sheet, {"size": self.sheet.small, "fill": "ink-soft"}
        right, half = self.right + 14, sheet.small * 0.35
        for score in (0, 50, 100):
            canvas.line(self.left - 14, self.y(score), right, self.y(score), stroke="line-soft")
        words = [f"100 {self.ends[1]}", "50", f"0 {self.ends[0]}"] if sheet.is_wide else ["100", "50", "0"]
        for score, text in zip((100, 50, 0), words, strict=True):
            canvas.words(0, self.y(score) + half, text, **soft)
        foot = self.bottom + sheet.leading + 2
        step = max(1, ceil(1.2 * text_width("sep 2026", sheet.small) / (self.x(1) - self.x(0))))
        for place, one in enumerate(self.rounds):
            is_last = place == len(self.rounds) - 1
            if is_last or (len(self.rounds) - 1 - place) % step == 0:
                style = {"weight": 600} if is_last else {"fill": "ink-soft"}
                canvas.words(self.x(place), foot, one.label, size=sheet.small, anchor="middle", **style)
        if not sheet.is_wide:
            for index, text in enumerate((f"100: {self.ends[1]}", f"0: {self.ends[0]}"), 1):
                canvas.words(0, foot + sheet.leading * index, text, **soft)

    def _points(self, force: Force) -> list[tuple[int, ShownScore]]:
        return [(place, one.scores[force]) for place, one in enumerate(self.rounds) if force in one.scores]

    def _aside(self, force: Force) -> float:
        """Return how far aside a force stands, so that its strip is not under that of another."""
        return LEAST * 3.0 * (FORCES.index(force) - 1)

    def _draw_line(self, canvas: Canvas, force: Force) -> None:
        """Draw the margins of a force, and the line from score to score over them."""
        points, aside = self._points(force), self._aside(force)
        for place, score in points:
            if score.low is not None and score.high is not None:
                x, top, foot = self.x(place) + aside, self.y(score.high), self.y(score.low)
                strip = ((x - LEAST, top), (x + LEAST, top), (x + LEAST, foot), (x - LEAST, foot))
                canvas.shape(polygon(strip), fill=f"{force}-soft")
        for (place, score), (following, later) in pairwise(points):
            start = (self.x(place) + aside, self.y(score.value))
            canvas.line(*start, self.x(following) + aside, self.y(later.value), stroke=force, width=STRONG)

    def _draw_marks(self, canvas: Canvas, force: Force) -> None:
        """Draw each score with the mark of its force: filled in the last round, hollow before; an end with an arrow."""
        for place, score in self._points(force):
            x, y, is_last = self.x(place) + self._aside(force), self.y(score.value), place == len(self.rounds) - 1
            paint = {"fill": force, "stroke": "paper"} if is_last else {"fill": "paper", "stroke": force}
            canvas.shape(MARKS[force](x, y, 6), width=STRONG if not is_last else EDGE, **paint)
            if end := end_of(score):
                turn = -1 if end == "high" else 1
                foot = y + turn * 9
                canvas.shape(polygon(((x - 4, foot), (x, foot + turn * 6), (x + 4, foot))), fill=force)

    def _draw_labels(self, canvas: Canvas, place: int) -> None:
        """Write the scores of the first or the last round beside their marks, moved apart where they are close."""
        sheet, is_last = self.sheet, place > 0
        found = [
            _Label(force, self.y(self.rounds[place].scores[force].value), self._words(force, is_last=is_last))
            for force in self.told
            if force in self.rounds[place].scores
        ]
        pitch = sheet.leading - 1
        heights = [pitch * len(label.lines) + 3 for label in found]
        for label, top in zip(found, _apart([label.y for label in found], heights, (0, self.bottom + 6)), strict=True):
            x = self.right + 28 if is_last else self.left - 22
            y = top + sheet.small
            style = {"fill": label.force, "anchor": "start" if is_last else "end", "weight": 600}
            canvas.words(x, y, label.lines[0], size=sheet.strong, **style)
            canvas.lines(x, y + pitch, label.lines[1:], pitch, size=sheet.small, fill="ink", anchor=style["anchor"])

    def _words(self, force: Force, *, is_last: bool) -> tuple[str, ...]:
        score = self.rounds[-1 if is_last else 0].scores[force]
        if not is_last or not self.sheet.is_wide:
            return (number_of(score),)
        told = (self.told[force],) if self.told[force] else ()
        return (f"{force} {score_words(score)}", *told)

    def _changes(self) -> list[tuple[Force, str]]:
        """Return the words of each line, where there is no room for them at its end."""
        width, size = self.sheet.width, self.sheet.text
        found = [(force, f"{force}: {text}" if text else str(force)) for force, text in self.told.items()]
        return [(force, line) for force, text in found for line in wrapped(text, width, size, 600)]

    def _note(self) -> str:
        """Return since when the named changes are, and what an arrow means."""
        ends = (end_of(one.scores[force]) for one in self.rounds for force in self.told if force in one.scores)
        since = _("Next to each line: the change since %(month)s.") % {"month": self.rounds[-2].month}
        if not self.sheet.is_wide:
            since = _("Behind each force: the change since %(month)s.") % {"month": self.rounds[-2].month}
        is_told = any(self.told.values())
        return " ".join(note for note in (since if is_told else "", arrow_note(ends)) if note)


def _apart(middles: list[float], heights: list[float], span: tuple[float, float]) -> list[float]:
    """Return the tops of labels as near as can be to these middles, none over another and all within a span."""
    order = sorted(range(len(middles)), key=lambda index: middles[index])
    tops: dict[int, float] = {}
    end = span[0]
    for index in order:
        tops[index] = max(end, middles[index] - heights[index] / 2)
        end = tops[index] + heights[index]
    limit = span[1]
    for index in reversed(order):
        tops[index] = min(tops[index], limit - heights[index])
        limit = tops[index]
    return [tops[index] for index in range(len(middles))]


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

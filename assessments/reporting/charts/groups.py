"""The groups that may be shown, each with its score per force, and its margin from ten people."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownGroup, ShownScore
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, role_name
from assessments.reporting.numbers import bar_words, group_words, score_words
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.roles import ROLES

from .axis import Scale, Span, Track, bar_label, draw_bar, draw_grid, draw_margin, draw_mark
from .canvas import Canvas
from .ends import arrow_note, end_of, number_of
from .fonts import SERIF, balanced
from .forces import interval_words
from .values import Chart, Layout, Medium, Table

WHOLE = ""
"""Stands for the partnership as a whole."""
WIDE_TOP = 52.0
PITCH = 20.0
"""Between the forces of one group, on a phone."""


def group_bars(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw every shown group's score per force, below those of the whole; None when no group is shown."""
    names = _in_order(result)
    if not names:
        return None
    canvas = _wide(result, names) if layout == "wide" else _narrow(result, names)
    return Chart("groups", canvas.svg(medium), _alt(result, names), _table(result, names), canvas.png)


def _in_order(result: FrozenResult) -> list[str]:
    shown = result.disclosed
    shown_names = [name for name, forces in shown.groups.items() if forces]
    if shown.split == "role":
        return [*(role for role in ROLES if role in shown_names), *(name for name in shown_names if name not in ROLES)]
    return sorted(shown_names, key=str.casefold)


def _label(result: FrozenResult, name: str) -> str:
    if name == WHOLE:
        return _("the whole partnership")
    return role_name(name) if result.disclosed.split == "role" else name


def _score(result: FrozenResult, name: str, force: Force) -> ShownScore | ShownGroup | None:
    """Return what is shown of a group, or of the whole."""
    if name == WHOLE:
        return result.disclosed.scores.get(force)
    return result.disclosed.groups[name].get(force)


def _words(shown: ShownScore | ShownGroup | None) -> str:
    if shown is None:
        return "–"
    return score_words(shown) if isinstance(shown, ShownScore) else group_words(shown)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One group's score on one force, with its place."""

    shown: ShownScore | ShownGroup | None
    force: Force
    track: Track


def _draw(canvas: Canvas, result: FrozenResult, cells: list[_Cell], bars: list[tuple[Force, Scale, Span]]) -> None:
    """Draw margins, the bars over them, and the marks on top."""
    for cell in cells:
        if cell.shown:
            draw_margin(canvas, cell.track, cell.shown, cell.force)
    for force, scale, span in bars:
        bar = result.bar_of(force)
        if bar is not None:
            draw_bar(canvas, scale, bar, (span,), None)
    for cell in cells:
        if cell.shown:
            draw_mark(canvas, cell.track, cell.shown, cell.force, 5.5)


def _notes(result: FrozenResult, names: list[str], width: float) -> tuple[str, ...]:
    """Return what the picture does not say by itself, in lines."""
    found = [shown for name in (WHOLE, *names) for force in FORCES if (shown := _score(result, name, force))]
    has_bare = any(isinstance(shown, ShownGroup) and shown.margin is None for shown in found)
    bare = _("A mark without a strip: too few people for a margin.") if has_bare else ""
    notes = " ".join(note for note in (bare, arrow_note(end_of(shown) for shown in found)) if note)
    return balanced(notes, width, 13)


def _number(shown: ShownScore | ShownGroup | None) -> str:
    return "–" if shown is None else number_of(shown)


def _wide(result: FrozenResult, names: list[str]) -> Canvas:
    """Draw a column per force and a row per group."""
    rows = [WHOLE, *names]
    labels = [balanced(_label(result, name), 172, 14.5, _weight(name)) for name in rows]
    ends = list(accumulate((16.0 + 17 * len(lines) for lines in labels), initial=WIDE_TOP))
    notes = _notes(result, names, 720)
    canvas = Canvas(720, ends[-1] + 22 + _height(notes))
    scales = {force: Scale(186 + 182 * index, 132) for index, force in enumerate(FORCES)}
    _headings(canvas, result, scales, ends[-1])
    cells = []
    for name, lines, (top, bottom) in zip(rows, labels, pairwise(ends), strict=True):
        y = (top + bottom) / 2
        canvas.line(0, top, 720, top, stroke="line-soft")
        canvas.lines(0, y + 5 - 8.5 * (len(lines) - 1), lines, 17, size=14.5, weight=_weight(name))
        for force, scale in scales.items():
            cells.append(_Cell(_score(result, name, force), force, Track(scale, y, 12)))
            number = _number(cells[-1].shown)
            canvas.words(scale.right + 36, y + 5, number, size=15, weight=600, fill=force, anchor="end")
    _draw(canvas, result, cells, [(force, scale, (WIDE_TOP, ends[-1])) for force, scale in scales.items()])
    canvas.lines(0, ends[-1] + 42, notes, 18, size=13, fill="ink-soft")
    return canvas


def _height(notes: tuple[str, ...]) -> float:
    return 18.0 * len(notes) + (8 if notes else 0)


def _weight(name: str) -> int:
    return 600 if name == WHOLE else 400


def _headings(canvas: Canvas, result: FrozenResult, scales: Mapping[Force, Scale], bottom: float) -> None:
    for force, scale in scales.items():
        canvas.words(scale.left, 18, force, size=18, weight=600, family=SERIF, fill=force)
        draw_grid(canvas, scale, ((WIDE_TOP, bottom),))
        bar = result.bar_of(force)
        if bar is not None:
            draw_bar(canvas, scale, bar, (), WIDE_TOP - 8)


def _narrow(result: FrozenResult, names: list[str]) -> Canvas:
    """Draw a block per group with its three forces under one another."""
    rows = [WHOLE, *names]
    labels = [balanced(_label(result, name), 296, 14, 600) for name in rows]
    bars_words = balanced(_bars_words(result), 296, 13, 600)
    heights = (18.0 * len(lines) + 3 * PITCH + 20 for lines in labels)
    starts = list(accumulate(heights, initial=4 + 20.0 * len(bars_words)))
    notes = _notes(result, names, 296)
    canvas, scale = Canvas(296, starts[-1] + 14 + _height(notes)), Scale(92, 160)
    canvas.lines(0, 14, bars_words, 18, size=13, weight=600)
    cells, bars = [], []
    for name, lines, start in zip(rows, labels, starts, strict=False):
        first = start + 18 * len(lines) + 4
        canvas.lines(0, start + 14, lines, 18, size=14, weight=600)
        for index, force in enumerate(FORCES):
            y = first + PITCH * (index + 0.5)
            bars.append((force, scale, (y - PITCH / 2, y + PITCH / 2)))
            cells.append(_Cell(_score(result, name, force), force, Track(scale, y, 10)))
            canvas.words(0, y + 5, force, size=13.5, fill=force)
            canvas.words(296, y + 5, _number(cells[-1].shown), size=14, weight=600, fill=force, anchor="end")
    draw_grid(canvas, scale, [span for _force, _scale, span in bars])
    _draw(canvas, result, cells, bars)
    canvas.lines(0, starts[-1] + 34, notes, 18, size=13, fill="ink-soft")
    return canvas


def _bars_words(result: FrozenResult) -> str:
    """Return the bars in words, for above a picture in which they are many short lines; empty without one."""
    shown = result.disclosed
    if shown.bar is None:
        return ""
    if shown.bar_intentie is None or shown.bar_intentie == shown.bar:
        return bar_label(shown.bar)
    return _("the bar: %(threshold)s for intentie, %(bar)s for actie and verbinding") % {
        "threshold": bar_words(shown.bar_intentie),
        "bar": bar_words(shown.bar),
    }


def _alt(result: FrozenResult, names: list[str]) -> str:
    """Say which two groups differ most; for a single group, give its scores."""
    found = max((_apart(result, names, force) for force in FORCES), key=lambda spread: spread[0])
    difference, force, low, high = found
    if difference <= 0:
        return _("The scores of %(groups)s on intentie, actie and verbinding.") % {
            "groups": listed(_label(result, name) for name in names[:5])
        }
    return _(
        "The groups differ most on %(force)s: highest are %(high)s with %(highest)s, lowest %(low)s with %(lowest)s."
    ) % {
        "force": force,
        "high": _label(result, high),
        "highest": _words(_score(result, high, force)),
        "low": _label(result, low),
        "lowest": _words(_score(result, low, force)),
    }


def _apart(result: FrozenResult, names: list[str], force: Force) -> tuple[int, Force, str, str]:
    """Return how far apart the extreme groups of a force are, with the force and the lowest and highest group."""
    groups = result.disclosed.groups
    scores = {name: groups[name][force].score for name in names if force in groups[name]}
    if not scores:
        return 0, force, "", ""
    low, high = min(scores, key=scores.__getitem__), max(scores, key=scores.__getitem__)
    return scores[high] - scores[low], force, low, high


def _table(result: FrozenResult, names: list[str]) -> Table:
    rows = []
    for name in (WHOLE, *names):
        cells = [_label(result, name)]
        for force in FORCES:
            shown = _score(result, name, force)
            cells += [_words(shown), _margin_words(shown)]
        rows.append(tuple(cells))
    heading = _("Role") if result.disclosed.split == "role" else _("Organisation")
    columns = [heading]
    for force in FORCES:
        columns += [force, _("%(force)s, margin") % {"force": force}]
    return Table(_("Scores per group, from 0 to 100"), tuple(columns), tuple(rows))


def _margin_words(shown: ShownScore | ShownGroup | None) -> str:
    """Return the margin around a score: from where to where for the whole, how far up and down for a group."""
    if isinstance(shown, ShownScore):
        return interval_words(shown.low, shown.high)
    return "–" if shown is None or shown.margin is None else f"± {shown.margin}"

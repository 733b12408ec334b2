"""The groups that may be shown, each with its interval per force."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from django.utils.translation import gettext as _

from assessments.reporting.names import listed, role_name
from assessments.reporting.numbers import format_score
from assessments.scoring.values import Disclosed
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.roles import ROLES

from .axis import Scale, Span, Track, draw_bar, draw_grid, draw_interval, draw_mark
from .canvas import Canvas
from .fonts import SERIF, balanced
from .forces import interval_words
from .values import Chart, Layout, Medium, Table

WHOLE = ""
"""Stands for the partnership as a whole."""
WIDE_TOP = 52.0
PITCH = 20.0
"""Between the forces of one group, on a phone."""


def group_bars(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw every shown group's interval per force, below those of the whole; None when no group is shown."""
    names = _in_order(disclosed)
    if not names:
        return None
    canvas = _wide(disclosed, names) if layout == "wide" else _narrow(disclosed, names)
    return Chart("groups", canvas.svg(medium), _alt(disclosed, names), _table(disclosed, names), canvas.png)


def _in_order(disclosed: Disclosed) -> list[str]:
    shown_names = [name for name, forces in disclosed.groups.items() if forces]
    if disclosed.split == "role":
        return [*(role for role in ROLES if role in shown_names), *(name for name in shown_names if name not in ROLES)]
    return sorted(shown_names, key=str.casefold)


def _label(disclosed: Disclosed, name: str) -> str:
    if name == WHOLE:
        return _("the whole partnership")
    return role_name(name) if disclosed.split == "role" else name


def _interval(disclosed: Disclosed, name: str, force: Force) -> tuple[float, float | None, float | None] | None:
    """Return mean, low and high of a group, or of the whole."""
    if name == WHOLE:
        whole = disclosed.scores.get(force)
        return (whole.value, whole.low, whole.high) if whole else None
    found = disclosed.groups[name].get(force)
    return (found.mean, found.low, found.high) if found else None


@dataclass(frozen=True, slots=True)
class _Cell:
    """One group's score on one force, with its place."""

    name: str
    force: Force
    track: Track


def _draw(canvas: Canvas, disclosed: Disclosed, cells: list[_Cell], bars: list[tuple[Scale, Span]]) -> None:
    """Draw intervals, the bar over them, and the marks on top."""
    for cell in cells:
        found = _interval(disclosed, cell.name, cell.force)
        if found:
            draw_interval(canvas, cell.track, found[1:], cell.force)
    for scale, span in bars:
        if disclosed.bar is not None:
            draw_bar(canvas, scale, disclosed.bar, (span,), None)
    for cell in cells:
        found = _interval(disclosed, cell.name, cell.force)
        if found:
            draw_mark(canvas, cell.track, found[0], cell.force, 5.5)


def _figure(disclosed: Disclosed, name: str, force: Force) -> str:
    found = _interval(disclosed, name, force)
    return format_score(found[0], disclosed.bar) if found else "–"


def _wide(disclosed: Disclosed, names: list[str]) -> Canvas:
    """Draw a column per force and a row per group."""
    rows = [WHOLE, *names]
    labels = [balanced(_label(disclosed, name), 172, 14.5, _weight(name)) for name in rows]
    ends = list(accumulate((16.0 + 17 * len(lines) for lines in labels), initial=WIDE_TOP))
    canvas = Canvas(720, ends[-1] + 22)
    scales = {force: Scale(186 + 182 * index, 128) for index, force in enumerate(FORCES)}
    _headings(canvas, disclosed, scales, ends[-1])
    cells = []
    for name, lines, (top, bottom) in zip(rows, labels, pairwise(ends), strict=True):
        y = (top + bottom) / 2
        canvas.line(0, top, 720, top, stroke="line-soft")
        canvas.lines(0, y + 5 - 8.5 * (len(lines) - 1), lines, 17, size=14.5, weight=_weight(name))
        for force, scale in scales.items():
            cells.append(_Cell(name, force, Track(scale, y, 12)))
            figure = _figure(disclosed, name, force)
            canvas.words(scale.right + 38, y + 5, figure, size=15, weight=600, fill=force, anchor="end")
    _draw(canvas, disclosed, cells, [(scale, (WIDE_TOP, ends[-1])) for scale in scales.values()])
    return canvas


def _weight(name: str) -> int:
    return 600 if name == WHOLE else 400


def _headings(canvas: Canvas, disclosed: Disclosed, scales: Mapping[Force, Scale], bottom: float) -> None:
    for force, scale in scales.items():
        canvas.words(scale.left, 18, force, size=18, weight=600, family=SERIF, fill=force)
        draw_grid(canvas, scale, ((WIDE_TOP, bottom),))
        if disclosed.bar is not None:
            draw_bar(canvas, scale, disclosed.bar, (), WIDE_TOP - 8)


def _narrow(disclosed: Disclosed, names: list[str]) -> Canvas:
    """Draw a block per group with its three forces under one another."""
    rows = [WHOLE, *names]
    labels = [balanced(_label(disclosed, name), 296, 14, 600) for name in rows]
    starts = list(accumulate((18.0 * len(lines) + 3 * PITCH + 20 for lines in labels), initial=22.0))
    canvas, scale = Canvas(296, starts[-1] + 14), Scale(88, 160)
    cells, bars = [], []
    for name, lines, start in zip(rows, labels, starts, strict=False):
        first = start + 18 * len(lines) + 4
        bars.append((scale, (first, first + 3 * PITCH)))
        canvas.lines(0, start + 14, lines, 18, size=14, weight=600)
        for index, force in enumerate(FORCES):
            y = first + PITCH * (index + 0.5)
            cells.append(_Cell(name, force, Track(scale, y, 10)))
            canvas.words(0, y + 5, force, size=13.5, fill=force)
            figure = _figure(disclosed, name, force)
            canvas.words(296, y + 5, figure, size=14, weight=600, fill=force, anchor="end")
    draw_grid(canvas, scale, [span for _scale, span in bars])
    if disclosed.bar is not None:
        draw_bar(canvas, scale, disclosed.bar, (), 14)
    _draw(canvas, disclosed, cells, bars)
    return canvas


def _alt(disclosed: Disclosed, names: list[str]) -> str:
    """Say which two groups differ most; for a single group, give its scores."""
    found = max((_apart(disclosed, names, force) for force in FORCES), key=lambda spread: spread[0])
    difference, force, low, high = found
    if difference <= 0:
        return _("The scores of %(groups)s on intentie, actie and verbinding, each with its margin.") % {
            "groups": listed(_label(disclosed, name) for name in names[:5])
        }
    return _(
        "The groups differ most on %(force)s: highest are %(high)s with %(highest)s, lowest %(low)s with %(lowest)s."
    ) % {
        "force": force,
        "high": _label(disclosed, high),
        "highest": _figure(disclosed, high, force),
        "low": _label(disclosed, low),
        "lowest": _figure(disclosed, low, force),
    }


def _apart(disclosed: Disclosed, names: list[str], force: Force) -> tuple[float, Force, str, str]:
    """Return how far apart the extreme groups of a force are, with the force and the lowest and highest group."""
    means = {name: disclosed.groups[name][force].mean for name in names if force in disclosed.groups[name]}
    if not means:
        return 0.0, force, "", ""
    low, high = min(means, key=means.__getitem__), max(means, key=means.__getitem__)
    return means[high] - means[low], force, low, high


def _table(disclosed: Disclosed, names: list[str]) -> Table:
    rows = []
    for name in (WHOLE, *names):
        cells = [_label(disclosed, name)]
        for force in FORCES:
            found = _interval(disclosed, name, force)
            cells += [_figure(disclosed, name, force)]
            cells += [interval_words(found[1], found[2], disclosed.bar) if found else "–"]
        rows.append(tuple(cells))
    heading = _("Role") if disclosed.split == "role" else _("Organisation")
    columns = [heading]
    for force in FORCES:
        columns += [force, _("%(force)s, 95%% interval") % {"force": force}]
    return Table(_("Scores per group, from 0 to 100"), tuple(columns), tuple(rows))

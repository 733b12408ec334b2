"""The groups that may be shown, each with its score per force, and its margin from ten people."""

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import inf

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownGroup, ShownScore
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, role_name
from assessments.reporting.numbers import group_words, score_words
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.roles import ROLES

from .axis import Axis, Scale, Track, draw_bar, draw_margin, draw_mark, ends_of
from .canvas import Canvas
from .ends import arrow_note, end_of, end_words, number_of
from .fonts import SERIF, balanced, text_width, wrapped
from .forces import interval_words
from .pages import Block, chart_of, in_equal_parts, page_of
from .style import SHEETS, Sheet
from .values import Chart, Layout, Medium, Table

MANY = 12
"""The most groups that stand wide apart."""
WHOLE = ""
"""Stands for the partnership as a whole."""


def group_bars(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw per force every shown group's score on one scale, lowest first, below that of the whole.

    None when no group is shown. On paper many groups go on over several pictures.
    """
    names = _in_order(result)
    if not names:
        return None
    words = _alt(result, names), _table(result, names)
    return chart_of(
        "groups", _blocks(result, names, SHEETS[layout], page_of(medium, SHEETS[layout])), SHEETS[layout], medium, words
    )


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
class _Row:
    """One group on the scale of a force."""

    label: tuple[str, ...]
    shown: ShownScore | ShownGroup | None
    is_whole: bool
    is_dense: bool
    """Whether there are so many that they stand close together."""
    sheet: Sheet
    place: int
    """Its row in the table."""

    @property
    def height(self) -> float:
        lines = self.sheet.leading * len(self.label)
        if not self.sheet.is_wide:
            return lines + 34
        return lines + 2 if self.is_dense else max(20.0, lines + 3)


@dataclass(frozen=True, slots=True)
class _Panel:
    """Groups on the scale of one force, with its name above and the words of the scale below."""

    force: Force
    rows: tuple[_Row, ...]
    axis: Axis
    bar: float | None

    @property
    def sheet(self) -> Sheet:
        return self.axis.sheet

    @property
    def head(self) -> float:
        return self.sheet.name + (11 if self.sheet.is_wide else 40)

    @property
    def height(self) -> float:
        return self.head + sum(row.height for row in self.rows) + self.axis.height + 4

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draw margins, the bar over them, and the marks on top."""
        sheet, first = self.sheet, top + self.head
        tops = list(accumulate((row.height for row in self.rows), initial=first))
        tracks = [
            Track(self.axis.scale, (start + end) / 2 if sheet.is_wide else end - 17, 12)
            for start, end in pairwise(tops)
        ]
        spans = [(first, tops[-1])] if sheet.is_wide else [(track.y - 12, track.y + 12) for track in tracks]
        canvas.words(0, top + sheet.name, self.force, size=sheet.name, weight=600, family=SERIF, fill=self.force)
        self.axis.draw(canvas, spans)
        columns = _columns_of(self.force)
        for row, track, start in zip(self.rows, tracks, tops, strict=False):
            canvas.area((0, canvas.width), start, start + row.height, row.place, columns)
            _draw_words(canvas, row, self.force, track.y, start)
            if row.shown:
                draw_margin(canvas, track, row.shown, self.force)
        if self.bar is not None:
            draw_bar(canvas, self.axis.scale, self.bar, spans, first - 8, sheet.small + 1)
        for row, track in zip(self.rows, tracks, strict=True):
            if row.shown:
                draw_mark(canvas, track, row.shown, self.force, 6)


def _blocks(result: FrozenResult, names: list[str], sheet: Sheet, page: float) -> list[Block]:
    axis = Axis(Scale(262, 300) if sheet.is_wide else Scale(8, 318), sheet, ends_of(result))
    blocks = []
    for force in FORCES:
        rows = _rows(result, names, force, sheet)
        whole = _Panel(force, tuple(rows), axis, result.bar_of(force))
        room = page - (whole.height - sum(row.height for row in rows))
        panels = (replace(whole, rows=whole.rows[part]) for part in in_equal_parts([row.height for row in rows], room))
        blocks += [Block(panel.height, panel.draw) for panel in panels]
    notes = wrapped(_notes(result, names), sheet.width, sheet.small)
    if not notes:
        return blocks
    last, under = blocks[-1], sheet.leading * len(notes) + 4

    def draw_last(canvas: Canvas, top: float) -> None:
        last.draw(canvas, top)
        y = top + last.height + sheet.small
        canvas.lines(0, y, notes, sheet.leading, size=sheet.small, fill="ink-soft")

    return [*blocks[:-1], Block(last.height + under, draw_last)]


def _rows(result: FrozenResult, names: list[str], force: Force, sheet: Sheet) -> list[_Row]:
    """Return the whole partnership and then the groups, lowest score first; those without one last."""

    def score(name: str) -> float:
        found = result.disclosed.groups[name].get(force)
        return inf if found is None else found.score

    room = 246.0 if sheet.is_wide else sheet.width - 104
    return [
        _Row(
            balanced(_label(result, name), room, sheet.text, 600 if name == WHOLE else 400),
            _score(result, name, force),
            name == WHOLE,
            len(names) > MANY,
            sheet,
            0 if name == WHOLE else 1 + names.index(name),
        )
        for name in (WHOLE, *sorted(names, key=score))
    ]


def _draw_words(canvas: Canvas, row: _Row, force: Force, y: float, top: float) -> None:
    """Write the name of a group and its score, beside its track or above it."""
    sheet, weight = row.sheet, 600 if row.is_whole else 400
    lines = sheet.leading * (len(row.label) - 1)
    first = y + 5 - lines / 2 if sheet.is_wide else top + sheet.small + 2
    canvas.lines(0, first, row.label, sheet.leading, size=sheet.text, weight=weight)
    number, beside = "–" if row.shown is None else number_of(row.shown), _beside(row.shown)
    if sheet.is_wide:
        canvas.words(584, y + 5, number, size=sheet.strong, weight=600, fill=force, anchor="end")
        canvas.words(589, y + 5, beside, size=sheet.small, fill="ink-soft")
        return
    room = text_width(beside, sheet.small) + 6 if beside else 0
    canvas.words(canvas.width - room, first, number, size=sheet.strong, weight=600, fill=force, anchor="end")
    canvas.words(canvas.width, first, beside, size=sheet.small, fill="ink-soft", anchor="end")


def _beside(shown: ShownScore | ShownGroup | None) -> str:
    """Return what stands behind a score: that it is an end, or else its margin."""
    if shown is None:
        return ""
    if end := end_words(end_of(shown)):
        return end
    return "" if _margin_words(shown) == "–" else _margin_words(shown)


def _notes(result: FrozenResult, names: list[str]) -> str:
    """Return what the picture does not say by itself."""
    found = [shown for name in (WHOLE, *names) for force in FORCES if (shown := _score(result, name, force))]
    has_bare = any(isinstance(shown, ShownGroup) and shown.margin is None for shown in found)
    bare = _("A mark without a strip: too few people for a margin.") if has_bare else ""
    return " ".join(note for note in (bare, arrow_note(end_of(shown) for shown in found)) if note)


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


def _columns_of(force: Force) -> tuple[int, int]:
    """Return the columns of the table with the score of a force and its margin."""
    first = 1 + 2 * FORCES.index(force)
    return first, first + 1


def _margin_words(shown: ShownScore | ShownGroup | None) -> str:
    """Return the margin around a score: from where to where for the whole, how far up and down for a group."""
    if isinstance(shown, ShownScore):
        return interval_words(shown.low, shown.high)
    return "–" if shown is None or shown.margin is None else f"± {shown.margin}"

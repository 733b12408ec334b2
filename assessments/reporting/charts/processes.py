"""The five processes in their order, with who goes first in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownStatement
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, process_name, role_name
from assessments.reporting.numbers import statement_words
from assessments.vocabulary.limits import MIDDLE, reaches

from .axis import Axis, Ends, Scale, Track, draw_bar, draw_statement, ends_of
from .canvas import Canvas
from .ends import dashes_note, end_of, end_words, number_of
from .fonts import wrapped
from .style import PHONE, SHEETS, Sheet
from .values import Chart, Layout, Medium, Table

Leads = dict[str, tuple[str, ...]]
Shown = Mapping[str, ShownStatement]


def process_bars(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the five processes against the bar of intentie, which is theirs too; None when none is shown.

    A process that is not shown keeps its row without a bar; a withheld bar is not drawn.
    """
    leads = {question.process: question.leads for question in result.questionnaire.questions() if question.process}
    shown = result.processes
    if not shown:
        return None
    ends = ends_of(result, next(iter(result.questionnaire.instrument.processes)))
    canvas = _draw_rows(shown, result.bar_of("intentie"), leads, SHEETS[layout], ends)
    return Chart("processes", canvas.svg(medium), _alt(shown), _table(shown, leads), canvas, areas=canvas.areas)


def _first_to_move(roles: tuple[str, ...]) -> str:
    return _("takes the lead: %(roles)s") % {"roles": listed(map(role_name, roles))} if roles else ""


@dataclass(frozen=True, slots=True)
class _Words:
    """The name of a process and who goes first, in lines."""

    name: tuple[str, ...]
    first: tuple[str, ...]

    def height(self, sheet: Sheet) -> float:
        return sheet.leading * (len(self.name) + len(self.first))


def _words(number: int, process: str, leads: tuple[str, ...], sheet: Sheet) -> _Words:
    room = 282.0 if sheet.is_wide else sheet.width - 90
    name = wrapped(f"{number}. {process_name(process)}", room, sheet.strong, 600)
    return _Words(name, wrapped(_first_to_move(leads), room - 18, sheet.small))


def _draw_rows(shown: Shown, bar: float | None, leads: Leads, sheet: Sheet, ends: Ends) -> Canvas:
    words = [_words(number, name, roles, sheet) for number, (name, roles) in enumerate(leads.items(), 1)]
    axis = Axis(Scale(300, 350) if sheet.is_wide else Scale(8, 318), sheet, ends)
    top = sheet.small + 11
    heights = [max(42.0, one.height(sheet) + 6) if sheet.is_wide else one.height(sheet) + 50 for one in words]
    tops = list(accumulate(heights, initial=top))
    tracks = [Track(axis.scale, (start + end) / 2 if sheet.is_wide else end - 26, 16) for start, end in pairwise(tops)]
    spans = [(top, tops[-1])] if sheet.is_wide else [(track.y - 12, track.y + 12) for track in tracks]
    notes = wrapped(dashes_note(map(end_of, shown.values())), sheet.width, sheet.small)
    below = spans[-1][1] + axis.height
    canvas = Canvas(sheet.width, below + (8 if notes else 0) + sheet.leading * len(notes))
    axis.draw(canvas, spans)
    for row, (start, end) in enumerate(pairwise(tops)):
        canvas.area((0, canvas.width), start, end, row)
    for process, one, start, track in zip(leads, words, tops, tracks, strict=False):
        y = track.y - one.height(sheet) / 2 if sheet.is_wide else start + 6
        canvas.lines(0, y + sheet.small, one.name, sheet.leading, size=sheet.strong, weight=600)
        y += sheet.leading * len(one.name)
        canvas.lines(18, y + sheet.small, one.first, sheet.leading, size=sheet.small, fill="ink-soft")
        _row(canvas, shown.get(process), bar, track, start + 6 + sheet.small)
    if bar is not None:
        draw_bar(canvas, axis.scale, bar, spans, top - 8, sheet.small + 1)
    canvas.lines(0, below + sheet.leading, notes, sheet.leading, size=sheet.small, fill="ink-soft")
    return canvas


def _row(canvas: Canvas, shown: ShownStatement | None, bar: float | None, track: Track, head: float) -> None:
    """Draw the score of a process: solid if it reaches the bar, hatched if not; with its figure beside it or above."""
    is_wide = canvas.width > PHONE
    y, style = track.y + 7 if is_wide else head, {"weight": 600, "anchor": "end"}
    if shown is None:
        canvas.words(canvas.width, y, "–", size=20, **style)
        return
    draw_statement(canvas, track, shown, "plain", solid=bar is None or reaches(shown.value, bar))
    end = end_words(end_of(shown))
    canvas.words(canvas.width, y - (7 if end and is_wide else 0), number_of(shown), size=20, **style)
    canvas.words(canvas.width, y + (9 if is_wide else 22), end, size=13 if is_wide else 18, **style)


def _alt(shown: Shown) -> str:
    """Say which process goes best and which least well; equal ones in the order of the processes."""
    weakest = min(shown, key=lambda process: shown[process].value)
    strongest = max(shown, key=lambda process: shown[process].value)
    values = {
        "weakest": process_name(weakest),
        "lowest": statement_words(shown[weakest]),
        "strongest": process_name(strongest),
        "highest": statement_words(shown[strongest]),
    }
    if len(shown) == 1:
        text = _("Of the processes only “%(strongest)s” may be shown; it scores %(highest)s.")
    elif shown[weakest] == shown[strongest]:
        text = _("The processes score about the same: %(highest)s.")
    elif shown[strongest].value < MIDDLE:
        text = _("All processes are hard going, from “%(strongest)s” (%(highest)s) to “%(weakest)s” (%(lowest)s).")
    else:
        text = _(
            "Of the processes, “%(strongest)s” goes best, with %(highest)s, and “%(weakest)s” goes least well, with "
            "%(lowest)s."
        )
    return text % values


def _table(shown: Shown, leads: Leads) -> Table:
    rows = tuple(
        (
            process_name(process),
            statement_words(shown[process]) if process in shown else "–",
            listed(map(role_name, roles)) if roles else "–",
        )
        for process, roles in leads.items()
    )
    return Table(_("The processes, from 0 to 100"), (_("Process"), _("Score"), _("Takes the lead")), rows)

"""The five processes in their order, with who goes first in each."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownStatement
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed, process_name, role_name
from assessments.reporting.numbers import statement_words
from assessments.vocabulary.limits import MIDDLE, reaches

from .axis import Scale, Span, Track, draw_bar, draw_grid, draw_statement
from .canvas import Canvas
from .ends import dashes_note, end_of, end_words, number_of
from .fonts import wrapped
from .values import Chart, Layout, Medium, Table

TOP = 24.0
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
    canvas = _draw_rows(shown, result.bar_of("intentie"), leads, layout)
    return Chart("processes", canvas.svg(medium), _alt(shown), _table(shown, leads), canvas.png)


def _first_to_move(roles: tuple[str, ...]) -> str:
    return _("goes first: %(roles)s") % {"roles": listed(map(role_name, roles))} if roles else ""


def _draw_rows(shown: Shown, bar: float | None, leads: Leads, layout: Layout) -> Canvas:
    is_wide = layout == "wide"
    pitch = 48.0 if is_wide else 72.0
    scale = Scale(300, 350) if is_wide else Scale(8, 246)
    tracks = {
        process: Track(scale, TOP + pitch * index + (pitch / 2 if is_wide else 56), 16)
        for index, process in enumerate(leads)
    }
    bottom = TOP + pitch * len(leads)
    spans: list[Span] = [(TOP, bottom)] if is_wide else [(track.y - 12, track.y + 12) for track in tracks.values()]
    notes = wrapped(dashes_note(map(end_of, shown.values())), 720 if is_wide else 296, 13)
    canvas = Canvas(720 if is_wide else 296, bottom + 22 + (8 if notes else 0) + 18 * len(notes))
    draw_grid(canvas, scale, spans)
    for number, (process, track) in enumerate(tracks.items(), 1):
        lines = (f"{number}. {process_name(process)}", _first_to_move(leads[process]))
        _words(canvas, lines, track.y - (0 if is_wide else 32))
        _row(canvas, shown.get(process), bar, track)
    if bar is not None:
        draw_bar(canvas, scale, bar, spans, TOP - 8)
    canvas.lines(0, bottom + 42, notes, 18, size=13, fill="ink-soft")
    return canvas


def _words(canvas: Canvas, lines: tuple[str, str], y: float) -> None:
    canvas.words(0, y - 3, lines[0], size=15.5, weight=600)
    canvas.words(18, y + 15, lines[1], size=13.5, fill="ink-soft")


def _row(canvas: Canvas, shown: ShownStatement | None, bar: float | None, track: Track) -> None:
    """Draw the score of a process with its figure: solid if it reaches the bar, hatched if not."""
    if shown is None:
        canvas.words(canvas.width, track.y + 7, "–", size=20, weight=600, anchor="end")
        return
    draw_statement(canvas, track, shown, "plain", solid=bar is None or reaches(shown.value, bar))
    end = end_words(end_of(shown))
    canvas.words(canvas.width, track.y + (0 if end else 7), number_of(shown), size=20, weight=600, anchor="end")
    canvas.words(canvas.width, track.y + 16, end, size=13, weight=600, anchor="end")


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
            "Of the processes “%(strongest)s” goes best with %(highest)s, "
            "and “%(weakest)s” goes least well with %(lowest)s."
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
    return Table(_("The processes, from 0 to 100"), (_("Process"), _("Score"), _("Goes first")), rows)

"""The five processes in their order, with who leads each."""

from django.utils.translation import gettext as _

from assessments.catalogue.entries import Questionnaire
from assessments.reporting.names import listed, process_name, role_name
from assessments.reporting.numbers import format_score
from assessments.scoring.values import Disclosed
from assessments.vocabulary.limits import reaches

from .axis import Scale, Span, Track, draw_bar, draw_filled, draw_grid
from .canvas import Canvas
from .values import Chart, Layout, Medium, Table

TOP = 24.0


def process_bars(
    disclosed: Disclosed, questionnaire: Questionnaire, *, medium: Medium, layout: Layout = "wide"
) -> Chart | None:
    """Draw the five processes against the bar; None when none is shown.

    A process that is not shown keeps its row without a bar; a withheld bar is not drawn.
    """
    leads = {question.process: question.leads for question in questionnaire.questions() if question.process}
    if not any(process in disclosed.processes for process in leads):
        return None
    canvas = _draw_rows(disclosed, leads, layout)
    return Chart("processes", canvas.svg(medium), _alt(disclosed), _table(disclosed, leads), canvas.png)


Leads = dict[str, tuple[str, ...]]


def _led_by(roles: tuple[str, ...]) -> str:
    return _("led by: %(roles)s") % {"roles": listed(map(role_name, roles))} if roles else ""


def _figure(disclosed: Disclosed, process: str) -> str:
    score = disclosed.processes.get(process)
    return "–" if score is None else format_score(score, disclosed.bar)


def _draw_rows(disclosed: Disclosed, leads: Leads, layout: Layout) -> Canvas:
    is_wide = layout == "wide"
    pitch = 48.0 if is_wide else 72.0
    scale = Scale(282, 380) if is_wide else Scale(8, 246)
    tracks = {
        process: Track(scale, TOP + pitch * index + (pitch / 2 if is_wide else 56), 16)
        for index, process in enumerate(leads)
    }
    bottom = TOP + pitch * len(leads)
    spans: list[Span] = [(TOP, bottom)] if is_wide else [(track.y - 12, track.y + 12) for track in tracks.values()]
    canvas = Canvas(720 if is_wide else 296, bottom + 22)
    draw_grid(canvas, scale, spans)
    for number, (process, track) in enumerate(tracks.items(), 1):
        _row(canvas, disclosed, process, track)
        _words(
            canvas, (f"{number}. {process_name(process)}", _led_by(leads[process])), track.y - (0 if is_wide else 32)
        )
        canvas.words(canvas.width, track.y + 7, _figure(disclosed, process), size=20, weight=600, anchor="end")
    if disclosed.bar is not None:
        draw_bar(canvas, scale, disclosed.bar, spans, TOP - 8)
    return canvas


def _words(canvas: Canvas, lines: tuple[str, str], y: float) -> None:
    canvas.words(0, y - 3, lines[0], size=15.5, weight=600)
    canvas.words(18, y + 15, lines[1], size=13.5, fill="ink-soft")


def _row(canvas: Canvas, disclosed: Disclosed, process: str, track: Track) -> None:
    score = disclosed.processes.get(process)
    if score is not None:
        is_enough = disclosed.bar is None or reaches(score, disclosed.bar)
        draw_filled(canvas, track, (0, score), "plain", solid=is_enough)


def _alt(disclosed: Disclosed) -> str:
    ranked = sorted(disclosed.processes, key=lambda process: disclosed.processes[process])
    values = {
        "weakest": process_name(ranked[0]),
        "lowest": _figure(disclosed, ranked[0]),
        "strongest": process_name(ranked[-1]),
        "highest": _figure(disclosed, ranked[-1]),
    }
    if len(ranked) == 1:
        return _("Of the processes only “%(strongest)s” may be shown; it scores %(highest)s.") % values
    return (
        _(
            "Of the processes “%(strongest)s” goes best with %(highest)s, "
            "and “%(weakest)s” goes least well with %(lowest)s."
        )
        % values
    )


def _table(disclosed: Disclosed, leads: Leads) -> Table:
    rows = tuple(
        (process_name(process), _figure(disclosed, process), listed(map(role_name, roles)) if roles else "–")
        for process, roles in leads.items()
    )
    return Table(_("The processes, from 0 to 100"), (_("Process"), _("Score"), _("Led by")), rows)

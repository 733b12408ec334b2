"""How interests clash and what is arranged: the statements on it, and what they do to the bar."""

from functools import partial

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownStatement
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import statement_words

from .axis import Track, draw_statement, ends_of
from .canvas import Canvas
from .chain_links import brake_of
from .ends import dashes_note, end_of
from .rows import COLOUR, Row, draw_rows
from .style import SHEETS
from .values import Chart, Layout, Medium, Table


def tension_statements(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the statements on clashing interests and those on what is arranged; None when none is shown.

    Tension and arrangement as scores are not shown; under the bars stands what they do to the bar, if that is known.
    """
    instrument = result.questionnaire.instrument
    rows = [
        *_rows(result, instrument.tension, _("How interests clash"), solid=False),
        *_rows(result, instrument.arranged, _("What is arranged"), solid=True),
    ]
    if not rows:
        return None
    brake = brake_of(result)
    words = brake.words if brake else ""
    shown = (result.statement(code) for code in (*instrument.tension, *instrument.arranged))
    canvas = draw_rows(rows, SHEETS[layout], words, dashes_note(end_of(one) for one in shown if one))
    told = [
        _("The score on “%(question)s” is %(score)s.") % {"question": row.text, "score": row.figure} for row in rows
    ]
    alt = " ".join([*told, *([f"{words}."] if words else [])])
    table = Table(
        _("Clashing interests and what has been arranged, from 0 to 100"),
        (_("Question"), _("Score")),
        tuple((row.text, row.figure) for row in rows),
    )
    return Chart("tension", canvas.svg(medium), alt, table, canvas, areas=canvas.areas)


def _rows(result: FrozenResult, codes: tuple[str, ...], heading: str, *, solid: bool) -> list[Row]:
    rows: list[Row] = []
    for code in codes:
        shown = result.statement(code)
        if shown is None:
            continue

        text = result.questionnaire.question(code).text.in_language(active_language())
        draw = partial(_draw, shown, solid=solid)
        rows.append(Row(text, statement_words(shown), draw, "" if rows else heading, ends_of(result, code)))
    return rows


def _draw(shown: ShownStatement, canvas: Canvas, track: Track, *, solid: bool) -> None:
    draw_statement(canvas, track, shown, COLOUR, solid=solid)

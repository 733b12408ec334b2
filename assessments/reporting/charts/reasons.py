"""Why organisations take part, and how far clashing interests are arranged."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.catalogue.entries import Questionnaire
from assessments.languages import active_language
from assessments.reporting.numbers import format_score, percent
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.values import Disclosed

from .axis import Scale, Track, draw_filled
from .canvas import Canvas
from .chain_links import brake_of
from .fonts import wrapped
from .shapes import polygon
from .values import Chart, Layout, Medium, Table

COLOUR = "belangen"
HEADING = 34.0
"""Height of the heading above a row, pixels."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One bar with its words."""

    text: str
    value: float
    """0-100."""
    figure: str
    is_solid: bool
    heading: str = ""
    """Stands above the row."""
    of: float | None = None
    """The whole of which this is a part, drawn as an outline."""


def reasons_bars(
    disclosed: Disclosed, questionnaire: Questionnaire, *, medium: Medium, layout: Layout = "wide"
) -> Chart | None:
    """Draw the shared reason against the own reasons; None when none is shown."""
    rows = _reason_rows(disclosed, questionnaire)
    if not rows:
        return None
    canvas = _draw_rows(rows, layout)
    return Chart("reasons", canvas.svg(medium), _reasons_alt(rows), _reasons_table(rows), canvas.png)


def _reason_rows(disclosed: Disclosed, questionnaire: Questionnaire) -> list[_Row]:
    """Return the shared reason first, then the own reasons, most chosen first."""
    instrument = questionnaire.instrument
    question = questionnaire.question(instrument.reasons)
    language = active_language()
    texts = {
        code: text.in_language(language) for code, text in zip(question.option_codes, question.options, strict=True)
    }
    shared = instrument.reason_options[0]
    codes = [code for code in instrument.reason_options if code in disclosed.reasons]
    codes.sort(key=lambda code: (code != shared, -disclosed.reasons[code]))
    rows: list[_Row] = []
    for code in codes:
        is_first_own = code != shared and not any(not row.is_solid for row in rows)
        heading = _("Shared interest") if code == shared else _("Own interests") if is_first_own else ""
        share = disclosed.reasons[code]
        rows.append(_Row(_without_blank(texts[code]), 100 * share, percent(share), code == shared, heading))
    return rows


def _without_blank(text: str) -> str:
    """Return an option without the blank to fill in that it may end with: "other" of "other, namely…"."""
    return text.rpartition(",")[0] if text.endswith("…") else text


def _draw_rows(rows: list[_Row], layout: Layout, foot: tuple[str, ...] = ()) -> Canvas:
    """Draw bars under one another, with their words beside them or, on a phone, above them."""
    is_wide = layout == "wide"
    scale = Scale(300, 350) if is_wide else Scale(0, 240)
    texts = [wrapped(row.text, 284 if is_wide else 296, 14.5 if is_wide else 14) for row in rows]
    heights = [_height(row, len(lines), is_wide=is_wide) for row, lines in zip(rows, texts, strict=True)]
    canvas = Canvas(720 if is_wide else 296, sum(heights) + 8 + (4 + 19 * len(foot) if foot else 0))
    top = 0.0
    for row, lines, height in zip(rows, texts, heights, strict=True):
        canvas.words(0, top + 22, row.heading, size=15, weight=600, fill=COLOUR)
        first = top + (HEADING if row.heading else 0)
        top += height
        middle = (first + top) / 2 if is_wide else top - 18
        words = middle + 5 - 9 * (len(lines) - 1) if is_wide else first + 15
        canvas.lines(0, words, lines, 18, size=14.5 if is_wide else 14)
        _bar(canvas, row, Track(scale, middle, 16))
    canvas.lines(0, top + 20, foot, 19, size=15, weight=600, fill=COLOUR)
    return canvas


def _height(row: _Row, n_lines: int, *, is_wide: bool) -> float:
    heading = HEADING if row.heading else 0.0
    return heading + (max(30.0, 18.0 * n_lines + 8) if is_wide else 18.0 * n_lines + 34)


def _bar(canvas: Canvas, row: _Row, track: Track) -> None:
    draw_filled(canvas, track, (0, row.value), COLOUR, solid=row.is_solid)
    if row.of is not None and row.of > row.value:
        canvas.shape(polygon(track.box(row.value, row.of)), stroke=COLOUR, width=1.4, dash=(3, 3))
    canvas.line(track.scale.left, track.y - 11, track.scale.left, track.y + 11, stroke="ink", width=1.4)
    end = track.scale.at(max(row.value, row.of or 0))
    canvas.words(end + 8, track.y + 5.5, row.figure, size=16, weight=600)


def _reasons_alt(rows: list[_Row]) -> str:
    shared = [row for row in rows if row.is_solid]
    own = [row for row in rows if not row.is_solid]
    values = {"shared": shared[0].text if shared else "", "share": shared[0].figure if shared else ""}
    values |= {"own": own[0].text if own else "", "part": own[0].figure if own else ""}
    if not own:
        return _("The shared reason to take part, “%(shared)s”, was chosen by %(share)s of the people.") % values
    if not shared:
        return _("The reason to take part that was chosen most is “%(own)s”: by %(part)s of the people.") % values
    return (
        _(
            "The shared reason to take part, “%(shared)s”, was chosen by %(share)s of the people; "
            "of the own reasons “%(own)s” was chosen most, by %(part)s."
        )
        % values
    )


def _reasons_table(rows: list[_Row]) -> Table:
    kinds = {True: _("shared"), False: _("own")}
    columns = (_("Reason to take part"), _("Kind of interest"), _("Chosen by"))
    return Table(
        _("Reasons to take part; each person chose at most three"),
        columns,
        tuple((row.text, kinds[row.is_solid], row.figure) for row in rows),
    )


def tension_arranged(
    disclosed: Disclosed, profile: ScoringProfile, *, medium: Medium, layout: Layout = "wide"
) -> Chart | None:
    """Draw clashing interests against what is arranged, and the brake that remains; None when one is missing.

    The third bar is what tension leaves after the arranged part is taken off: tension x (1 - arranged / 100).
    """
    tension, arranged = disclosed.scores.get("spanning"), disclosed.scores.get("regeling")
    brake = brake_of(disclosed, profile)
    if tension is None or arranged is None or brake is None:
        return None
    left = tension.value * (1 - arranged.value / 100)
    rows = [
        _Row(_("How strongly interests clash"), tension.value, format_score(tension.value), is_solid=False),
        _Row(_("How well that is arranged"), arranged.value, format_score(arranged.value), is_solid=False),
        _Row(_("What remains, and brakes"), left, format_score(left), is_solid=True, of=tension.value),
    ]
    canvas = _draw_rows(rows, layout, wrapped(brake.words, 720 if layout == "wide" else 296, 15, 600))
    values = {"tension": rows[0].figure, "arranged": rows[1].figure, "points": brake.points}
    if brake.lift > 0:
        alt = _(
            "Interests clash with a score of %(tension)s and that is arranged with a score of %(arranged)s; "
            "what remains raises the bar by %(points)s."
        )
    else:
        alt = _(
            "Interests clash with a score of %(tension)s and that is arranged with a score of %(arranged)s; "
            "the bar is not raised."
        )
    table = tuple((row.text, row.figure) for row in rows)
    columns = (_("Interests"), _("Score"))
    caption = _("Interests that clash and what is arranged, from 0 to 100")
    return Chart("tension", canvas.svg(medium), alt % values, Table(caption, columns, table), canvas.png)

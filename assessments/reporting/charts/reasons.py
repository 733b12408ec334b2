"""Why people say that their organisations take part."""

from django.utils.translation import gettext as _

from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import without_blank
from assessments.reporting.numbers import half_words, quarter_in_percents, quarter_words

from .axis import Track, draw_filled, draw_possible
from .canvas import Canvas
from .rows import COLOUR, Row, draw_rows
from .style import SHEETS
from .values import Chart, Layout, Medium, Table


def reasons_bars(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the shared reason against the own reasons, in quarters or halves; None when none is shown."""
    shared = result.questionnaire.instrument.reason_options[0]
    codes = _in_order(result, shared)
    if not codes:
        return None
    rows = [_row(result, code, shared, codes) for code in codes]
    note = _("The share lies somewhere in the dashed part.")
    canvas = draw_rows(rows, SHEETS[layout], note=note)
    own = [row for row, code in zip(rows, codes, strict=True) if code != shared]
    alt = _alt(rows[0] if codes[0] == shared else None, own)
    return Chart("reasons", canvas.svg(medium), alt, _table(result, codes, rows), canvas, areas=canvas.areas)


def _in_order(result: FrozenResult, shared: str) -> list[str]:
    """Return the shown reasons: the shared one first, then the own reasons, most chosen first."""
    shown = result.disclosed.reasons
    codes = [code for code in result.questionnaire.instrument.reason_options if code in shown]
    return sorted(codes, key=lambda code: (code != shared, -shown[code]))


def _row(result: FrozenResult, code: str, shared: str, codes: list[str]) -> Row:
    instrument, part = result.questionnaire.instrument, result.disclosed.reasons[code]
    question = result.questionnaire.question(instrument.reasons)
    text = dict(zip(question.option_codes, question.options, strict=True))[code].in_language(active_language())
    in_halves = result.disclosed.reasons_in == "halves"
    size = 50 if in_halves else 25
    is_first_own = code != shared and code == next(one for one in codes if one != shared)

    def draw(canvas: Canvas, track: Track) -> None:
        """Draw the share that is certain filled, and with dashes the part in which it ends."""
        draw_filled(canvas, track, (0, part * size), COLOUR, solid=code == shared)
        draw_possible(canvas, track, (part * size, (part + 1) * size), COLOUR)

    return Row(
        text=without_blank(text),
        figure=half_words(part) if in_halves else quarter_words(part),
        draw=draw,
        heading=_("Shared interest") if code == shared else _("Own interests") if is_first_own else "",
    )


def _alt(shared: Row | None, own: list[Row]) -> str:
    values = {"shared": shared.text, "share": shared.figure} if shared else {}
    values |= {"own": own[0].text, "part": own[0].figure} if own else {}
    if not own:
        return _("The shared reason to take part, “%(shared)s”, was chosen by %(share)s of the people.") % values
    if not shared:
        return _("The reason to take part that was chosen most is “%(own)s”: by %(part)s of the people.") % values
    return (
        _(
            "The shared reason to take part, “%(shared)s”, was chosen by %(share)s of the people; of the "
            "organisations’ own reasons, “%(own)s” was chosen most, by %(part)s."
        )
        % values
    )


def _table(result: FrozenResult, codes: list[str], rows: list[Row]) -> Table:
    shown, shared = result.disclosed, result.questionnaire.instrument.reason_options[0]
    columns = (_("Reason to take part"), _("Kind of interest"), _("Chosen by"))
    words = half_words if shown.reasons_in == "halves" else quarter_in_percents
    cells = tuple(
        (row.text, _("shared") if code == shared else _("own"), words(shown.reasons[code]))
        for row, code in zip(rows, codes, strict=True)
    )
    return Table(_("Reasons to take part; each person chose at most three"), columns, cells)

"""The statements of one force, lowest score first."""

from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.disclosure.shown import ShownStatement
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import quarter_in_percents, statement_words
from assessments.vocabulary.forces import Force

from .axis import MARKS, Scale
from .canvas import Canvas
from .ends import draw_open_end, end_of, end_words, number_of
from .fonts import balanced, wrapped
from .shapes import circle
from .values import Chart, Layout, Medium, Table

BIGGEST = 17.0
"""Radius of the circle of an answer that everybody gave, pixels."""
PLACES = (12.5, 50.0, 87.5)
"""Where low (1-2), middle (3) and high (4-5) answers stand on the scale."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One statement with what may be shown of it."""

    text: str
    shown: ShownStatement
    is_divided: bool | None
    """None below ten answers."""
    quarters: tuple[int, int, int] | None
    """Shares of low, middle and high answers, each 0 to 3; None below ten answers."""


def item_dots(result: FrozenResult, force: Force, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the statements of one force, lowest score first; None when none is shown.

    From ten answers three circles show how many answered low, in the middle and high.
    """
    items = _items(result, force)
    if not items:
        return None
    first = result.questionnaire.question(result.questionnaire.instrument.forces[force][0])
    answers = [option.in_language(active_language()) for option in first.options]
    canvas = _draw_rows(force, items, (answers[0], answers[-1]), layout)
    return Chart(f"items-{force}", canvas.svg(medium), _alt(force, items), _table(force, items, answers), canvas.png)


def _items(result: FrozenResult, force: Force) -> list[_Item]:
    """Return the shown statements, lowest score first; equal ones in the order of the questionnaire."""
    shown = result.disclosed
    codes = [code for code in result.questionnaire.instrument.forces[force] if code in shown.statements]
    codes.sort(key=lambda code: shown.statements[code].value)
    return [
        _Item(
            text=result.questionnaire.question(code).text.in_language(active_language()),
            shown=shown.statements[code],
            is_divided=shown.divided.get(code),
            quarters=shown.distributions.get(code),
        )
        for code in codes
    ]


def _draw_rows(force: Force, items: list[_Item], ends: tuple[str, str], layout: Layout) -> Canvas:
    is_wide = layout == "wide"
    scale = Scale(330, 300) if is_wide else Scale(18, 216)
    texts = [wrapped(item.text, 296, 14.5 if is_wide else 14) for item in items]
    heights = [
        _wide_height(item, len(text)) if is_wide else 18.0 * len(text) + 58
        for item, text in zip(items, texts, strict=True)
    ]
    legend = balanced(_legend(items), 706 if is_wide else 296, 13)
    top = 26.0
    canvas = Canvas(720 if is_wide else 296, top + sum(heights) + 12 + 18 * len(legend))
    _ends(canvas, scale, ends)
    y = top
    for item, text, height in zip(items, texts, heights, strict=True):
        middle = y + height / 2 if is_wide else y + height - 27
        canvas.line(0, y, canvas.width, y, stroke="line-soft")
        first = middle + 5 - 9 * (len(text) - 1) if is_wide else y + 19
        canvas.lines(0, first, text, 18, size=14.5 if is_wide else 14)
        _answers(canvas, item, force, scale, middle)
        _figure(canvas, item, force, middle)
        y += height
    canvas.lines(0, y + 22, legend, 18, size=13, fill="ink-soft")
    return canvas


def _wide_height(item: _Item, n_lines: int) -> float:
    """Return the height of a row beside whose text the circles stand, with the lines under its score."""
    n_below = bool(end_of(item.shown)) + bool(item.is_divided)
    return max(2 * BIGGEST + 3, 18.0 * n_lines + 6, 26.0 + 16 * n_below)


def _ends(canvas: Canvas, scale: Scale, ends: tuple[str, str]) -> None:
    canvas.words(scale.left - 16, 16, ends[0], size=13, fill="ink-soft")
    canvas.words(scale.right + 16, 16, ends[1], size=13, fill="ink-soft", anchor="end")


def _answers(canvas: Canvas, item: _Item, force: Force, scale: Scale, y: float) -> None:
    """Draw the circles, and the average over them; with an arrow where it is that or more, or that or less."""
    canvas.line(scale.left, y, scale.right, y, stroke="line-soft")
    for place, quarter in zip(PLACES, item.quarters or (), strict=False):
        spot = circle(scale.at(place), y, BIGGEST * sqrt((quarter + 0.5) / 4))
        if quarter:
            canvas.shape(spot, fill=f"{force}-soft", stroke=force, width=1)
        else:
            canvas.shape(spot, stroke=force, width=1, dash=(1.5, 2))
    x = scale.at(item.shown.value)
    if end := end_of(item.shown):
        beside = x + (8 if end == "high" else -8)
        draw_open_end(canvas, (beside, y), scale.right if end == "high" else scale.left, force)
    canvas.shape(MARKS[force](x, y, 6), fill=force, stroke="paper", width=1.5)


def _figure(canvas: Canvas, item: _Item, force: Force, y: float) -> None:
    """Write the score, and under it what stands behind it at an end and whether opinions are divided."""
    divided = _("divided") if item.is_divided else ""
    below = [(words, fill) for words, fill in ((end_words(end_of(item.shown)), force), (divided, "ink")) if words]
    top = y + 7 - 8 * len(below)
    canvas.words(canvas.width, top, number_of(item.shown), size=19, weight=600, fill=force, anchor="end")
    for line, (words, fill) in enumerate(below, 1):
        canvas.words(canvas.width, top + 16 * line, words, size=13, weight=600, fill=fill, anchor="end")


def _legend(items: list[_Item]) -> str:
    average = _("The solid mark is the average.")
    if not any(item.quarters for item in items):
        return average
    circles = _("The larger the circle, the more people gave that answer; a dotted one is less than a quarter.")
    return f"{circles} {average}"


def _alt(force: Force, items: list[_Item]) -> str:
    lowest, highest = items[0], items[-1]
    values: dict[str, str] = {"force": force, "lowest": lowest.text.rstrip("."), "highest": highest.text.rstrip(".")}
    values |= {"low": statement_words(lowest.shown), "high": statement_words(highest.shown)}
    if len(items) == 1:
        text = _("Of the statements about %(force)s only one may be shown: “%(lowest)s”, with %(low)s.")
    elif lowest.shown == highest.shown:
        text = _("All statements about %(force)s that may be shown score the same: %(low)s.")
    else:
        text = _(
            "Of the statements about %(force)s the lowest is “%(lowest)s” with %(low)s, and the highest “%(highest)s” "
            "with %(high)s."
        )
    n_divided = sum(item.is_divided is True for item in items)
    if not n_divided:
        return text % values
    divided = ngettext(
        "On %(count)s statement opinions are divided.", "On %(count)s statements opinions are divided.", n_divided
    )
    return f"{text % values} {divided % {'count': n_divided}}"


def _table(force: Force, items: list[_Item], answers: list[str]) -> Table:
    has_divided = any(item.is_divided for item in items)
    has_quarters = any(item.quarters for item in items)
    columns = [_("Statement"), _("Score")]
    columns += [_("Opinions divided")] if has_divided else []
    columns += _answer_headings(answers) if has_quarters else []
    rows = []
    for item in items:
        row = [item.text, statement_words(item.shown)]
        row += [_divided_words(item.is_divided)] if has_divided else []
        if has_quarters:
            row += [quarter_in_percents(quarter) for quarter in item.quarters] if item.quarters else ["–"] * 3
        rows.append(tuple(row))
    caption = _("The statements about %(force)s, lowest score first") % {"force": force}
    return Table(caption, tuple(columns), tuple(rows))


def _divided_words(is_divided: bool | None) -> str:
    if is_divided is None:
        return "–"
    return _("yes") if is_divided else _("no")


def _answer_headings(answers: list[str]) -> list[str]:
    either = _("“%(first)s” or “%(second)s”")
    return [
        either % {"first": answers[0], "second": answers[1]},
        _("“%(answer)s”") % {"answer": answers[2]},
        either % {"first": answers[3], "second": answers[4]},
    ]

"""The items of one force, most divided first."""

from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _

from assessments.catalogue.entries import Question, Questionnaire
from assessments.languages import active_language
from assessments.reporting.numbers import deviation_shown, format_score, percent
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.values import Disclosed
from assessments.vocabulary.forces import Force
from assessments.vocabulary.limits import reaches

from .axis import MARKS, Scale
from .canvas import Canvas
from .fonts import balanced, wrapped
from .shapes import circle
from .values import Chart, Layout, Medium, Table

BIGGEST = 17.0
"""Radius of the circle of an answer that everybody gave, pixels."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One item with what may be shown of it."""

    text: str
    score: float
    deviation: float | None
    """Average deviation, in answer steps."""
    deviation_shown: str
    shares: tuple[int, ...] | None
    """Percentages of the answers 1-5."""
    is_divided: bool


def item_dots(
    disclosed: Disclosed,
    profile: ScoringProfile,
    questionnaire: Questionnaire,
    force: Force,
    *,
    medium: Medium,
    layout: Layout = "wide",
) -> Chart | None:
    """Draw the items of one force with their spread, most divided first; None when no item is shown.

    From ten answers a circle per answer shows how many gave it; below that a line as long as the average deviation.
    """
    codes = [code for code in questionnaire.instrument.forces[force] if code in disclosed.items]
    if not codes:
        return None
    codes.sort(key=lambda code: -disclosed.divided.get(code, -1))
    questions = [questionnaire.question(code) for code in codes]
    items = [_item(disclosed, profile, question) for question in questions]
    answers = [option.in_language(active_language()) for option in questions[0].options]
    canvas = _draw_rows(force, items, (answers[0], answers[-1]), layout)
    return Chart(f"items-{force}", canvas.svg(medium), _alt(force, items), _table(force, items, answers), canvas.png)


def _item(disclosed: Disclosed, profile: ScoringProfile, question: Question) -> _Item:
    deviation = disclosed.divided.get(question.code)
    return _Item(
        text=question.text.in_language(active_language()),
        score=disclosed.items[question.code],
        deviation=deviation,
        deviation_shown=_deviation_words(deviation, profile.disagreement),
        shares=disclosed.distributions.get(question.code),
        is_divided=deviation is not None and reaches(deviation, profile.disagreement),
    )


def _deviation_words(deviation: float | None, limit: float) -> str:
    return "–" if deviation is None else deviation_shown(deviation, limit)


def _draw_rows(force: Force, items: list[_Item], ends: tuple[str, str], layout: Layout) -> Canvas:
    is_wide = layout == "wide"
    scale = Scale(330, 300) if is_wide else Scale(18, 216)
    texts = [wrapped(item.text, 296, 14.5 if is_wide else 14) for item in items]
    heights = [max(48.0, 18.0 * len(text) + 14) if is_wide else 18.0 * len(text) + 58 for text in texts]
    legend = balanced(_legend(items), 720 if is_wide else 296, 13)
    top = 26.0
    canvas = Canvas(720 if is_wide else 296, top + sum(heights) + 12 + 18 * len(legend))
    _ends(canvas, scale, ends)
    y = top
    for item, text, height in zip(items, texts, heights, strict=True):
        middle = y + height / 2 if is_wide else y + height - 27
        canvas.line(0, y, canvas.width, y, stroke="line-soft")
        first = middle + 5 - 9 * (len(text) - 1) if is_wide else y + 19
        canvas.lines(0, first, text, 18, size=14.5 if is_wide else 14)
        _spread(canvas, item, force, scale, middle)
        _figure(canvas, item, force, middle)
        y += height
    canvas.lines(0, y + 22, legend, 18, size=13, fill="ink-soft")
    return canvas


def _ends(canvas: Canvas, scale: Scale, ends: tuple[str, str]) -> None:
    canvas.words(scale.left - 16, 16, ends[0], size=13, fill="ink-soft")
    canvas.words(scale.right + 16, 16, ends[1], size=13, fill="ink-soft", anchor="end")


def _spread(canvas: Canvas, item: _Item, force: Force, scale: Scale, y: float) -> None:
    canvas.line(scale.left, y, scale.right, y, stroke="line-soft")
    if item.shares:
        for step, share in enumerate(item.shares):
            if share:
                spot = circle(scale.at(25 * step), y, BIGGEST * sqrt(share / 100))
                canvas.shape(spot, fill=f"{force}-soft", stroke=force, width=1)
    elif item.deviation is not None:
        low, high = max(item.score - 25 * item.deviation, 0), min(item.score + 25 * item.deviation, 100)
        canvas.line(scale.at(low), y, scale.at(high), y, stroke=force, width=3)
    canvas.shape(MARKS[force](scale.at(item.score), y, 6), fill=force, stroke="paper", width=1.5)


def _figure(canvas: Canvas, item: _Item, force: Force, y: float) -> None:
    lift = 8 if item.is_divided else 0
    canvas.words(canvas.width, y + 7 - lift, format_score(item.score), size=19, weight=600, fill=force, anchor="end")
    if item.is_divided:
        canvas.words(canvas.width, y + 15, _("divided"), size=13, weight=600, anchor="end")


def _legend(items: list[_Item]) -> str:
    if any(item.shares for item in items):
        return _("The larger a circle, the more people gave that answer. The solid mark is the average.")
    if all(item.deviation is None for item in items):
        return _("The solid mark is the average.")
    return _("The solid mark is the average; the longer the line, the more the answers differ.")


def _alt(force: Force, items: list[_Item]) -> str:
    divided = [item for item in items if item.is_divided]
    values = {"force": force, "text": items[0].text, "score": format_score(items[0].score)}
    if items[0].deviation is None:
        return _("The scores of the statements about %(force)s.") % values
    if divided:
        return (
            _("About %(force)s opinions differ most on “%(text)s” (score %(score)s), and are divided there.") % values
        )
    return _("About %(force)s opinions differ most on “%(text)s” (score %(score)s), but not by much.") % values


def _table(force: Force, items: list[_Item], answers: list[str]) -> Table:
    has_shares = any(item.shares for item in items)
    columns = (_("Statement"), _("Score"), _("Average deviation in answer steps"))
    rows = []
    for item in items:
        shares = tuple(percent(share / 100) for share in item.shares) if item.shares else ("–",) * len(answers)
        rows.append((item.text, format_score(item.score), item.deviation_shown, *(shares if has_shares else ())))
    caption = _("The statements about %(force)s, most divided first") % {"force": force}
    return Table(caption, (*columns, *(answers if has_shares else ())), tuple(rows))

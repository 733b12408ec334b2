"""The chain picture: intentie, actie and verbinding measured against the bar, with the link that breaks."""

from dataclasses import replace

from django.utils.translation import gettext as _

from assessments.reporting.numbers import format_score
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.values import Disclosed

from .canvas import Canvas
from .chain_drawing import Plan, draw_chain
from .chain_links import Brake, Chain, Link, chain_of
from .fonts import SERIF, balanced, text_width
from .shapes import hatching, polygon
from .values import Chart, Layout, Medium, Table

WIDE = Plan(left=6, top=124, breadth=124, gap=92, length=222, tube=8, casing=3, depth=34, half=19, ring_up=58)
NARROW = Plan(left=0, top=158, breadth=58, gap=32, length=168, tube=6, casing=2, depth=15, half=11, ring_up=36)


def chain_picture(
    disclosed: Disclosed, profile: ScoringProfile, *, medium: Medium, layout: Layout = "wide"
) -> Chart | None:
    """Draw the three forces as the links of a chain; None without a diagnosis.

    If the bar is withheld, the chain has none; a withheld score is an empty link.
    """
    chain = chain_of(disclosed, profile)
    if chain is None:
        return None
    canvas = _wide(chain) if layout == "wide" else _narrow(chain)
    return Chart("chain", canvas.svg(medium), _alt(chain), _table(chain), canvas.png)


def _wide(chain: Chain) -> Canvas:
    canvas, plan = Canvas(720, 408), WIDE
    canvas.words(0, 26, chain.headline, size=24, weight=600, family=SERIF)
    canvas.words(0, 51, chain.note, size=14, fill="ink-soft")
    if chain.brake:
        _lift(canvas, chain.brake, plan, 720)
    draw_chain(canvas, chain, plan)
    if chain.brake:
        _wide_bar(canvas, chain.brake, plan)
    for index, link in enumerate(chain.links):
        _name_and_figure(canvas, link, plan.middle(index), plan.top - 16)
        canvas.words(plan.middle(index), plan.bottom + 25, link.words, size=15, anchor="middle")
    _wide_break(canvas, chain, plan)
    return canvas


def _name_and_figure(canvas: Canvas, link: Link, x: float, y: float) -> None:
    """Write a force's name and its score on one line, centred together."""
    style = {"weight": 600, "family": SERIF, "fill": link.force}
    name, figure = text_width(link.force, 19, 600, SERIF), text_width(link.figure, 34, 600, SERIF)
    start = x - (name + 9 + figure) / 2
    canvas.words(start, y, link.force, size=19, **style)
    canvas.words(start + name + 9, y, link.figure, size=34, **style)


def _lift(canvas: Canvas, brake: Brake, plan: Plan, width: float) -> None:
    """Draw the strip by which interests lift the bar."""
    low, high = plan.level(brake.threshold), plan.level(brake.bar)
    if low - high < 0.5:
        return
    strip = ((0.0, high), (width, high), (width, low), (0.0, low))
    canvas.shape(polygon(strip), fill="belangen-soft")
    canvas.shape(hatching(strip, 9), stroke="belangen", width=0.8)


def _wide_bar(canvas: Canvas, brake: Brake, plan: Plan) -> None:
    y, x = plan.level(brake.bar), 592
    low = max(y, plan.level(brake.threshold))
    canvas.line(0, y, 720, y, stroke="paper", width=6)
    canvas.line(0, y, 720, y, stroke="ink", width=2.4)
    canvas.words(x, y - 12, _("the bar"), size=15, weight=600)
    canvas.words(720, y - 12, format_score(brake.bar, brake.bar), size=30, weight=600, family=SERIF, anchor="end")
    words = balanced(brake.words, 720 - x, 14, 600)
    fill = "belangen" if brake.lift > 0 else "ink-soft"
    canvas.lines(x, low + 24, words, 18, size=14, weight=600, fill=fill)
    if brake.lift > 0:
        _arrow(canvas, x - 14, low + 24 + 18 * (len(words) - 1), low + 5)


def _arrow(canvas: Canvas, x: float, y1: float, y2: float) -> None:
    canvas.line(x, y1, x, y2 + 6, stroke="belangen", width=2.4)
    canvas.shape(polygon(((x - 5.5, y2 + 8), (x, y2), (x + 5.5, y2 + 8))), fill="belangen")


def _wide_break(canvas: Canvas, chain: Chain, plan: Plan) -> None:
    if not chain.has_foundation:
        canvas.words(plan.left, plan.bottom + 48, chain.break_words, size=15, weight=700)
    index = chain.broken_after
    if index is None:
        return
    lines = balanced(chain.break_words, plan.gap - 8, 15, 700)
    top = plan.bottom - plan.ring_up - plan.half - 22 - 18 * (len(lines) - 1)
    if chain.brake and top - 18 < plan.level(chain.brake.bar) < top + 18 * len(lines):
        top = plan.bottom - plan.ring_up + plan.half + 26
    canvas.lines(plan.between(index), top, lines, 18, size=15, weight=700, anchor="middle")


def _narrow(chain: Chain) -> Canvas:
    headline, note = balanced(chain.headline, 296, 20, 600, SERIF), balanced(chain.note, 296, 13)
    below = 20 + 25 * len(headline) + 17 * len(note)
    plan = replace(NARROW, top=below + 52)
    brake = balanced(chain.brake.words, 278, 13.5, 600) if chain.brake else ()
    foot = plan.bottom + (90 if chain.break_words else 62)
    canvas = Canvas(296, foot + 18 * len(brake) - 8)
    canvas.lines(0, 20, headline, 25, size=20, weight=600, family=SERIF)
    canvas.lines(0, 20 + 25 * len(headline), note, 17, size=13, fill="ink-soft")
    if chain.brake:
        _lift(canvas, chain.brake, plan, 296)
    draw_chain(canvas, chain, plan)
    for index, link in enumerate(chain.links):
        _narrow_words(canvas, link, plan, index)
    _narrow_break(canvas, chain, plan)
    if chain.brake:
        _narrow_bar(canvas, chain.brake, plan)
        _brake_words(canvas, chain.brake, brake, foot)
    return canvas


def _narrow_words(canvas: Canvas, link: Link, plan: Plan, index: int) -> None:
    x = max(plan.middle(index), text_width(link.force, 15.5, 600, SERIF) / 2)
    style = {"weight": 600, "family": SERIF, "fill": link.force, "anchor": "middle"}
    canvas.words(x, plan.top - 36, link.force, size=15.5, **style)
    canvas.words(x, plan.top - 9, link.figure, size=26, **style)
    lines = balanced(link.words, plan.breadth + 4, 13)
    canvas.lines(plan.middle(index), plan.bottom + 19, lines, 16, size=13, anchor="middle")


def _narrow_bar(canvas: Canvas, brake: Brake, plan: Plan) -> None:
    y = plan.level(brake.bar)
    canvas.line(0, y, 296, y, stroke="paper", width=5)
    canvas.line(0, y, 296, y, stroke="ink", width=2.2)
    canvas.words(296, y - 30, _("the bar"), size=13, weight=600, anchor="end")
    canvas.words(296, y - 8, format_score(brake.bar, brake.bar), size=20, weight=600, family=SERIF, anchor="end")


def _brake_words(canvas: Canvas, brake: Brake, lines: tuple[str, ...], y: float) -> None:
    lifts = brake.lift > 0
    canvas.lines(18 if lifts else 0, y, lines, 18, size=13.5, weight=600, fill="belangen" if lifts else "ink-soft")
    if lifts:
        _arrow(canvas, 6, y + 1, y - 13)


def _narrow_break(canvas: Canvas, chain: Chain, plan: Plan) -> None:
    """Write under the chain what breaks, with a line up to that place."""
    if not chain.break_words:
        return
    index = chain.broken_after
    x = plan.middle(0) if index is None else plan.between(index)
    width = text_width(chain.break_words, 14, 700)
    start = max(0.0, min(x - width / 2, 296 - width))
    if index is not None:
        canvas.line(x, plan.bottom - plan.ring_up + plan.half + 9, x, plan.bottom + 45, stroke="ink", width=1.2)
    canvas.words(start, plan.bottom + 60, chain.break_words, size=14, weight=700)


def _alt(chain: Chain) -> str:
    """Return the picture in two sentences: what the chain does, and the numbers."""
    values: dict[str, str] = {link.force: link.figure for link in chain.links}
    if chain.brake:
        values |= {"bar": format_score(chain.brake.bar, chain.brake.bar), "points": chain.brake.points}
    return f"{chain.headline}. {_numbers(chain.brake) % values}"


def _numbers(brake: Brake | None) -> str:
    if brake is None:
        return _("Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s; the bar is not shown.")
    if brake.lift > 0:
        return _(
            "Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s; "
            "the bar is at %(bar)s, %(points)s of which because interests brake."
        )
    return _("Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s; the bar is at %(bar)s.")


def _table(chain: Chain) -> Table:
    rows: list[tuple[str, str, str]] = [(link.force, link.figure, link.words or "–") for link in chain.links]
    if chain.brake:
        rows.append((_("the bar"), format_score(chain.brake.bar, chain.brake.bar), chain.brake.words))
    return Table(
        _("The chain: each force against the bar"), (_("Force"), _("Score"), _("Compared with the bar")), tuple(rows)
    )

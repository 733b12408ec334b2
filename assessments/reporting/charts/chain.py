"""The chain picture: intentie, actie and verbinding measured against their bars, with the link that is not closed."""

from dataclasses import replace

from django.utils.translation import gettext as _

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import bar_words

from .axis import scale_of_forces
from .canvas import Canvas
from .chain_areas import note_bars, note_links
from .chain_drawing import Plan, draw_chain
from .chain_links import Brake, Chain, Link, chain_of
from .fonts import SERIF, balanced, text_width, wrapped
from .shapes import hatching, polygon
from .style import EDGE, NARROW, WIDE
from .values import Chart, Layout, Medium, Table

WIDE_PLAN = Plan(left=6, top=124, breadth=124, gap=92, length=190, tube=8, casing=3, depth=34, half=19, ring_up=58)
NARROW_PLAN = Plan(left=10, top=158, breadth=64, gap=40, length=176, tube=6, casing=2, depth=17, half=12, ring_up=38)
BESIDE = 592.0
"""Where the words behind the last vessel begin, pixels."""
END = 16.0
"""Height of the line for "or higher" and "or lower", pixels."""


def chain_picture(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the three forces as the links of a chain; None without a diagnosis.

    If the bar is withheld, the chain has none; a withheld score is an empty link.
    """
    chain = chain_of(result)
    if chain is None:
        return None
    canvas = _wide(chain) if layout == "wide" else _narrow(chain)
    words = f"{_alt(chain)} {scale_of_forces(result)}", _table(chain)
    return Chart("chain", canvas.svg(medium), *words, canvas, areas=canvas.areas)


def _wide(chain: Chain) -> Canvas:
    shift = END if chain.has_ends else 0.0
    note = wrapped(chain.note, WIDE.width, 14)
    plan = replace(WIDE_PLAN, top=WIDE_PLAN.top + shift + WIDE.leading * (len(note) - 1))
    words = [balanced(link.words, plan.breadth + 20, 15) for link in chain.links]
    under = 18.0 * (max(map(len, words)) - 1) if any(words) else 0.0
    canvas = Canvas(WIDE.width, plan.bottom + under + (36 if chain.has_foundation else 60))
    canvas.words(0, 26, chain.headline, size=24, weight=600, family=SERIF)
    canvas.lines(0, 51, note, WIDE.leading, size=14, fill="ink-soft")
    if chain.brake:
        _lift(canvas, chain.brake, plan, WIDE.width)
    draw_chain(canvas, chain, plan)
    if chain.brake:
        _bars(canvas, chain.brake, plan, WIDE.width)
        _wide_bar(canvas, chain.brake, plan)
    for index, link in enumerate(chain.links):
        _name_and_figure(canvas, link, plan.middle(index), plan.top - 16 - shift)
        canvas.words(plan.middle(index), plan.top - 14, link.end, size=14, weight=600, fill=link.force, anchor="middle")
        x = max(plan.middle(index), max((text_width(line, 15) for line in words[index]), default=0) / 2)
        canvas.lines(x, plan.bottom + 25, words[index], 18, size=15, anchor="middle")
    _wide_break(canvas, chain, plan, plan.bottom + 48 + under)
    note_links(canvas, chain, plan, plan.top - 48 - shift, plan.bottom + 30 + under)
    if chain.brake:
        note_bars(canvas, chain.brake, plan, _named(chain.brake, plan))
    return canvas


def _name_and_figure(canvas: Canvas, link: Link, x: float, y: float) -> None:
    """Write a force's name and its score on one line, centred together."""
    style = {"weight": 600, "family": SERIF, "fill": link.force}
    name, figure = text_width(link.force, 19, 600, SERIF), text_width(link.number, 34, 600, SERIF)
    start = x - (name + 9 + figure) / 2
    canvas.words(start, y, link.force, size=19, **style)
    canvas.words(start + name + 9, y, link.number, size=34, **style)


def _step(plan: Plan) -> tuple[float, float]:
    """Return where the bar of intentie ends and that of actie and verbinding begins."""
    middle, room = plan.between(0), plan.gap * 0.2
    return middle - room, middle + room


def _lift(canvas: Canvas, brake: Brake, plan: Plan, width: float) -> None:
    """Draw the strip by which interests lift the bar."""
    if brake.lift <= 0:
        return
    low, high = plan.level(brake.threshold), plan.level(brake.bar)
    left = _step(plan)[1] if brake.makes_two_bars else 0.0
    strip = ((left, high), (width, high), (width, low), (left, low))
    canvas.shape(polygon(strip), fill="belangen-soft")
    canvas.shape(hatching(strip, 9), stroke="belangen", width=0.8)


def _bars(canvas: Canvas, brake: Brake, plan: Plan, width: float) -> None:
    """Draw one line over the whole chain, or two where interests lift the second."""
    if not brake.makes_two_bars:
        _line(canvas, plan.level(brake.bar), 0, width)
        return
    end, start = _step(plan)
    _line(canvas, plan.level(brake.threshold), 0, end)
    _line(canvas, plan.level(brake.bar), start, width)


def _line(canvas: Canvas, y: float, left: float, right: float) -> None:
    canvas.line(left, y, right, y, stroke="paper", width=6)
    canvas.line(left, y, right, y, stroke="ink", width=2.4)


def _brake_beside(brake: Brake) -> tuple[str, ...]:
    """Return what interests do to the bar, in lines behind the last vessel."""
    return balanced(brake.words, WIDE.width - BESIDE, 14, 600)


def _named(brake: Brake, plan: Plan) -> tuple[float, float]:
    """Return from where to where the name of the bar stands, with its number and what interests do to it."""
    low = max(plan.level(brake.bar), plan.level(brake.threshold))
    return plan.level(brake.bar) - 40, low + 12 + 18 * len(_brake_beside(brake))


def _wide_bar(canvas: Canvas, brake: Brake, plan: Plan) -> None:
    y, x = plan.level(brake.bar), BESIDE
    low = max(y, plan.level(brake.threshold))
    if brake.makes_two_bars:
        canvas.words(plan.start(0) + plan.breadth + 5, low + 18, bar_words(brake.threshold), size=15, weight=600)
    canvas.words(x, y - 12, _("the bar"), size=15, weight=600)
    canvas.words(720, y - 12, bar_words(brake.bar), size=30, weight=600, family=SERIF, anchor="end")
    words = _brake_beside(brake)
    fill = "belangen" if brake.lift > 0 else "ink-soft"
    canvas.lines(x, low + 24, words, 18, size=14, weight=600, fill=fill)
    if brake.lift > 0:
        _arrow(canvas, x - 14, low + 24 + 18 * (len(words) - 1), low + 5)


def _arrow(canvas: Canvas, x: float, y1: float, y2: float) -> None:
    canvas.line(x, y1, x, y2 + 6, stroke="belangen", width=2.4)
    canvas.shape(polygon(((x - 5.5, y2 + 8), (x, y2), (x + 5.5, y2 + 8))), fill="belangen")


def _wide_break(canvas: Canvas, chain: Chain, plan: Plan, foot: float) -> None:
    """Write where the chain is not closed, or under the first link, at the height ``foot``, that it lacks a ground."""
    if not chain.has_foundation:
        canvas.words(plan.left, foot, chain.break_words, size=15, weight=700)
    index = chain.broken_after
    if index is None:
        return
    lines = balanced(chain.break_words, plan.gap - 8, 15, 700)
    top = plan.bottom - plan.ring_up - plan.half - 22 - 18 * (len(lines) - 1)
    if any(top - 18 < y < top + 18 * len(lines) for y in _heights_of_bars(chain.brake, plan)):
        top = plan.bottom - plan.ring_up + plan.half + 26
    canvas.lines(plan.between(index), top, lines, 18, size=15, weight=700, anchor="middle")


def _heights_of_bars(brake: Brake | None, plan: Plan) -> tuple[float, ...]:
    """Return where words would lie over a bar, or over the number under the bar of intentie."""
    if brake is None:
        return ()
    if not brake.makes_two_bars:
        return (plan.level(brake.bar),)
    threshold = plan.level(brake.threshold)
    return plan.level(brake.bar), threshold, threshold + 12, threshold + 22


def _narrow(chain: Chain) -> Canvas:
    width, size, leading = NARROW.width, NARROW.text, NARROW.leading
    headline, note = balanced(chain.headline, width, 22, 600, SERIF), wrapped(chain.note, width, size)
    below = 22 + 27 * len(headline) + leading * len(note)
    plan = replace(NARROW_PLAN, top=below + 58 + (leading if chain.has_ends else 0))
    brake = balanced(chain.brake.words, width - 18, size, 600) if chain.brake else ()
    words = [balanced(link.words, plan.breadth + 30, size) for link in chain.links]
    under = plan.bottom + leading * max(map(len, words)) + 4
    foot = under + (leading + 44 if chain.break_words else 22)
    canvas = Canvas(width, foot + leading * len(brake) - 10)
    canvas.lines(0, 22, headline, 27, size=22, weight=600, family=SERIF)
    canvas.lines(0, 22 + 27 * len(headline), note, leading, size=size, fill="ink-soft")
    if chain.brake:
        _lift(canvas, chain.brake, plan, width)
    draw_chain(canvas, chain, plan)
    if chain.brake:
        _bars(canvas, chain.brake, plan, width)
    for index, link in enumerate(chain.links):
        _narrow_words(canvas, link, plan, index, plan.top - (leading if chain.has_ends else 0))
        x = max(plan.middle(index), max((text_width(line, size) for line in words[index]), default=0) / 2)
        canvas.lines(x, plan.bottom + leading, words[index], leading, size=size, anchor="middle")
    _narrow_break(canvas, chain, plan, under)
    if chain.brake:
        _narrow_bar(canvas, chain.brake, plan)
        _brake_words(canvas, chain.brake, brake, foot)
    head = plan.top - (leading if chain.has_ends else 0) - 38 - NARROW.name
    note_links(canvas, chain, plan, head, under + 2)
    if chain.brake:
        first = _first_line_of_bar(chain.brake, plan)
        note_bars(canvas, chain.brake, plan, (first - size, first + 32))
    return canvas


def _narrow_words(canvas: Canvas, link: Link, plan: Plan, index: int, head: float) -> None:
    """Write name and score above a vessel, from the height ``head`` upwards."""
    x = max(plan.middle(index), text_width(link.force, NARROW.name, 600, SERIF) / 2)
    style = {"weight": 600, "family": SERIF, "fill": link.force, "anchor": "middle"}
    canvas.words(x, head - 38, link.force, size=NARROW.name, **style)
    canvas.words(x, head - 9, link.number, size=28, **style)
    canvas.words(x, plan.top - 8, link.end, size=NARROW.small, weight=600, fill=link.force, anchor="middle")


def _first_line_of_bar(brake: Brake, plan: Plan) -> float:
    """Return the height of the name of the bar: above it, or near the top, where the names are, below it."""
    y = plan.level(brake.bar)
    return y - 32 if y > plan.top + 40 else y + 20


def _narrow_bar(canvas: Canvas, brake: Brake, plan: Plan) -> None:
    size = NARROW.small
    if brake.makes_two_bars:
        words, low = bar_words(brake.threshold), plan.level(brake.threshold)
        canvas.words(plan.between(0), low + 20, words, size=size, weight=600, anchor="middle")
    first = _first_line_of_bar(brake, plan)
    canvas.words(NARROW.width, first, _("the bar"), size=size, weight=600, anchor="end")
    canvas.words(NARROW.width, first + 24, bar_words(brake.bar), size=22, weight=600, family=SERIF, anchor="end")


def _brake_words(canvas: Canvas, brake: Brake, lines: tuple[str, ...], y: float) -> None:
    lifts, fill = brake.lift > 0, "belangen" if brake.lift > 0 else "ink-soft"
    canvas.lines(18 if lifts else 0, y, lines, NARROW.leading, size=NARROW.small, weight=600, fill=fill)
    if lifts:
        _arrow(canvas, 6, y + 1, y - 15)


def _narrow_break(canvas: Canvas, chain: Chain, plan: Plan, under: float) -> None:
    """Write under the chain, which with its words ends at ``under``, what is not closed, with a line to that place."""
    if not chain.break_words:
        return
    index, size = chain.broken_after, NARROW.small
    x = plan.middle(0) if index is None else plan.between(index)
    width = text_width(chain.break_words, size, 700)
    start = max(0.0, min(x - width / 2, NARROW.width - width))
    if index is not None:
        canvas.line(x, plan.bottom - plan.ring_up + plan.half + 9, x, under + 12, stroke="ink", width=EDGE)
    canvas.words(start, under + 30, chain.break_words, size=size, weight=700)


def _alt(chain: Chain) -> str:
    """Return the picture in a few sentences: what the chain does, the scores, and the bars."""
    values: dict[str, str] = {link.force: link.figure for link in chain.links}
    if brake := chain.brake:
        values |= {"bar": bar_words(brake.bar), "threshold": bar_words(brake.threshold), "points": brake.points}
    return f"{chain.headline}. {_numbers(brake) % values}"


def _numbers(brake: Brake | None) -> str:
    if brake is None:
        return _("Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s; the bar is not shown.")
    if brake.makes_two_bars:
        return _(
            "Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s. The bar for actie and "
            "verbinding is at %(bar)s: %(points)s higher because interests act as a brake. The bar for intentie is at "
            "%(threshold)s."
        )
    if brake.lift > 0:
        return _(
            "Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s; the bar is at %(bar)s, "
            "%(points)s of which because interests act as a brake."
        )
    return _("Intentie scores %(intentie)s, actie %(actie)s and verbinding %(verbinding)s; the bar is at %(bar)s.")


def _table(chain: Chain) -> Table:
    rows: list[tuple[str, str, str]] = [(link.force, link.figure, link.words or "–") for link in chain.links]
    if chain.brake:
        rows += _rows_of_bars(chain.brake)
    return Table(
        _("The chain: each force against the bar"), (_("Force"), _("Score"), _("Compared with the bar")), tuple(rows)
    )


def _rows_of_bars(brake: Brake) -> list[tuple[str, str, str]]:
    if not brake.makes_two_bars:
        return [(_("the bar"), bar_words(brake.bar), brake.words)]
    return [
        (_("the bar for intentie"), bar_words(brake.threshold), "–"),
        (_("the bar for actie and verbinding"), bar_words(brake.bar), brake.words),
    ]

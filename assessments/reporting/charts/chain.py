"""The chain picture: intentie, actie and verbinding measured against the bar, with the link that breaks."""

from django.utils.translation import gettext as _

from assessments.scoring.values import Disclosed, ScoringProfile

from .canvas import Canvas
from .chain_drawing import Plan, draw_chain
from .chain_links import Chain, Link, chain_of
from .fonts import SERIF, text_width, wrapped
from .shapes import Point
from .values import Chart, Layout, Medium, Table, shown


def chain_picture(
    disclosed: Disclosed, profile: ScoringProfile, *, medium: Medium, layout: Layout = "wide"
) -> Chart | None:
    """Draw the three forces as the links of a chain; None without a diagnosis."""
    chain = chain_of(disclosed, profile)
    if chain is None:
        return None
    canvas = _wide(chain) if layout == "wide" else _narrow(chain)
    return Chart("chain", canvas.svg(medium), _alt(chain), _table(chain))


WIDE_TOP, WIDE_LENGTH, WIDE_LEFT = 112.0, 244.0, 6.0


def _wide(chain: Chain) -> Canvas:
    canvas = Canvas(720, 424)
    bottom = WIDE_TOP + WIDE_LENGTH

    def place(u: float, v: float) -> Point:
        return WIDE_LEFT + u, bottom - v

    plan = Plan(place, breadth=124, gap=92, length=WIDE_LENGTH, ring_at=56)
    canvas.words(0, 26, chain.headline, size=24, weight=600, family=SERIF)
    canvas.words(0, 50, chain.note, size=14, fill="ink-soft")
    _wide_lift(canvas, chain, plan)
    draw_chain(canvas, chain, plan)
    _wide_bar(canvas, chain, plan)
    for index, link in enumerate(chain.links):
        x = WIDE_LEFT + plan.start(index) + plan.breadth / 2
        canvas.words(x, WIDE_TOP - 14, link.force, size=21, weight=600, family=SERIF, fill=link.force, anchor="middle")
        _figure(canvas, link, plan, x, bottom - 118)
        canvas.words(x, bottom + 24, link.words, size=14.5, weight=600, anchor="middle")
    _wide_break(canvas, chain, plan, bottom)
    return canvas


def _figure(canvas: Canvas, link: Link, plan: Plan, x: float, middle: float) -> None:
    size = 50 if len(link.figure) < 4 else 38
    baseline = middle + size * 0.33
    style = {"size": size, "weight": 600, "family": SERIF, "anchor": "middle"}
    if link.is_present:
        canvas.words(x, baseline, link.figure, fill="on-solid", **style)
        return
    width = text_width(link.figure, size, 600, SERIF) + 16
    canvas.box(x - width / 2, middle - size * 0.46, width, size * 0.92, fill="paper", radius=8)
    canvas.words(x, baseline, link.figure, fill=link.force, **style)


def _wide_lift(canvas: Canvas, chain: Chain, plan: Plan) -> None:
    low = plan.place(0, plan.level(chain.brake.threshold))[1]
    high = plan.place(0, plan.level(chain.brake.bar))[1]
    if low - high > 0.5:
        canvas.box(0, high, 720, low - high, fill="belangen-soft")
    canvas.line(0, low, 720, low, stroke="belangen", width=1.2, dash=(1.5, 3))


def _wide_bar(canvas: Canvas, chain: Chain, plan: Plan) -> None:
    y = plan.place(0, plan.level(chain.brake.bar))[1]
    canvas.line(0, y, 720, y, stroke="paper", width=6)
    canvas.line(0, y, 720, y, stroke="ink", width=2.4)
    x = 584
    canvas.words(x, y - 12, _("the bar"), size=15, weight=600)
    canvas.words(720, y - 12, shown(chain.brake.bar, chain.brake.bar), size=30, weight=600, family=SERIF, anchor="end")
    canvas.words(x, y + 36, chain.brake.words, size=14.5, weight=600, fill="belangen")


def _wide_break(canvas: Canvas, chain: Chain, plan: Plan, bottom: float) -> None:
    if not chain.break_words:
        return
    if not chain.has_foundation:
        return
    index = 0 if chain.joins[0] not in ("whole", "slack") else 1
    x = WIDE_LEFT + plan.start(index) + plan.breadth + plan.gap / 2
    lines = wrapped(chain.break_words, plan.gap - 10, 14, 600)
    canvas.lines(x, bottom - 98 - 8 - 17 * (len(lines) - 1), lines, 17, size=14, weight=600, anchor="middle")


def _narrow(chain: Chain) -> Canvas:
    return _wide(chain)


def _alt(chain: Chain) -> str:
    return chain.headline


def _table(chain: Chain) -> Table:
    return Table("", (), ())

"""Which parts of the chain picture tell which rows of its table: the links with their scores, and the names of bars."""

from .canvas import Canvas
from .chain_drawing import Plan
from .chain_links import Brake, Chain

ROUND = 8.0
"""How far the words of a link may stand out of its vessel, pixels."""


def note_links(canvas: Canvas, chain: Chain, plan: Plan, top: float, bottom: float) -> None:
    """Note that each vessel tells of its force, with the words above and below it."""
    for row in range(len(chain.links)):
        canvas.area(_around(plan, row), top, bottom, row)


def note_bars(canvas: Canvas, brake: Brake, plan: Plan, named: tuple[float, float]) -> None:
    """Note which places tell of the bars: the number of that of intentie, and the name of the last.

    ``named`` is from where to where the last is named, downwards.
    """
    first, second, third = (_around(plan, index) for index in range(3))
    row = 3
    if brake.makes_two_bars:
        low = plan.level(brake.threshold)
        canvas.area((first[1], second[0]), low + 2, low + 28, row)
        row += 1
    canvas.area((third[1], canvas.width), *named, row)


def _around(plan: Plan, index: int) -> tuple[float, float]:
    start = plan.start(index)
    return start - ROUND, start + plan.breadth + ROUND

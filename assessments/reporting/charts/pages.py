"""Blocks under one another as one picture, or on paper as a few where one would be too tall for a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from .canvas import Canvas
from .style import HALF_PAGE, PAGE, Sheet
from .values import Chart, Medium, Table


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a picture that stays together."""

    height: float
    draw: Callable[[Canvas, float], None]
    """Draws it with its top at a height."""


def chart_of(name: str, blocks: Sequence[Block], sheet: Sheet, medium: Medium, words: tuple[str, Table]) -> Chart:
    """Return blocks as a chart with its alternative and table, divided over pictures where it is for paper."""
    whole = drawn(blocks, sheet)
    is_one = whole.height <= PAGE or page_of(medium, sheet) == inf
    pages = [whole] if is_one else [drawn(page, sheet) for page in divided(blocks, HALF_PAGE)]
    first, *further = [page.svg(medium) for page in pages]
    return Chart(name, first, *words, whole, tuple(further), whole.areas if is_one else ())


def page_of(medium: Medium, sheet: Sheet) -> float:
    """Return the most height of one of several pictures: on a screen, and by itself, one may have any."""
    return HALF_PAGE if medium == "print" and sheet.is_wide else inf


def drawn(blocks: Sequence[Block], sheet: Sheet) -> Canvas:
    """Return blocks under one another."""
    canvas, top = Canvas(sheet.width, sum(block.height for block in blocks)), 0.0
    for block in blocks:
        block.draw(canvas, top)
        top += block.height
    return canvas


def divided(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """Return blocks by page: as many together as fit in one of this height."""
    pages: list[list[Block]] = []
    for block in blocks:
        if pages and sum(one.height for one in pages[-1]) + block.height <= room:
            pages[-1].append(block)
        else:
            pages.append([block])
    return pages


def in_equal_parts(heights: Sequence[float], room: float) -> list[slice]:
    """Return which of these heights go together: in as few parts of at most ``room`` as can be, about equally high."""
    least = len(_parts(heights, room))
    equal = sum(heights) / least
    while len(_parts(heights, equal)) > least:
        equal += 4
    return _parts(heights, equal)


def _parts(heights: Sequence[float], room: float) -> list[slice]:
    starts, filled = [0], 0.0
    for index, height in enumerate(heights):
        if filled and filled + height > room:
            starts.append(index)
            filled = 0.0
        filled += height
    return [slice(start, end) for start, end in zip(starts, [*starts[1:], len(heights)], strict=True)]

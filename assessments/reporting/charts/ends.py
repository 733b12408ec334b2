"""The ends of a grid, where a score is "or higher" or "or lower": drawn as open, so that nobody reads them as exact."""

from collections.abc import Iterable
from typing import Literal

from django.utils.translation import gettext as _

from assessments.disclosure.shown import HIGHEST_SCORE, LOWEST_SCORE, ShownGroup, ShownScore, ShownStatement

from .canvas import Canvas
from .shapes import polygon

End = Literal["low", "high"]
HEAD = 5.0
"""Half the height of an arrowhead, pixels."""


def end_of(shown: ShownScore | ShownStatement | ShownGroup | int) -> End | None:
    """Return at which end of its grid a score lies, if at any; an int is an end of the interval of a force."""
    if isinstance(shown, int):
        return "low" if shown <= LOWEST_SCORE else "high" if shown >= HIGHEST_SCORE else None
    return "low" if shown.is_lowest else "high" if shown.is_highest else None


def number_of(shown: ShownScore | ShownStatement | ShownGroup) -> str:
    """Return the number of a score without what stands behind it at an end, for a picture that says that apart."""
    return str(shown.score if isinstance(shown, ShownGroup) else shown.value)


def end_words(end: End | None) -> str:
    """Return what stands behind a number at an end; empty elsewhere."""
    if end is None:
        return ""
    return _("or lower") if end == "low" else _("or higher")


def draw_open_end(canvas: Canvas, start: tuple[float, float], to: float, colour: str) -> None:
    """Draw an arrow from a point to the height of the same point at ``to``; only its head if there is little room."""
    x, y = start
    turn = 1 if to > x else -1
    if abs(to - x) > 2 * HEAD:
        canvas.line(x, y, to - turn * HEAD, y, stroke=colour, width=2, dash=(1.5, 1.5))
    tip = x + turn * max(abs(to - x), HEAD + 1)
    canvas.shape(
        polygon(((tip - turn * (HEAD + 1), y - HEAD), (tip, y), (tip - turn * (HEAD + 1), y + HEAD))), fill=colour
    )


def arrow_note(ends: Iterable[End | None]) -> str:
    """Return what the arrows of a picture mean; empty if it has none."""
    found = set(ends)
    if {"low", "high"} <= found:
        return _("An arrow beside a score means: this score or higher, or this score or lower.")
    if "high" in found:
        return _("An arrow beside a score means: this score or higher.")
    return _("An arrow beside a score means: this score or lower.") if "low" in found else ""


def dashes_note(ends: Iterable[End | None]) -> str:
    """Return what the dashed part of a bar means; empty if there is none."""
    return _("The score lies somewhere in the dashed part.") if set(ends) - {None} else ""

"""What a chart is to the rest of the report."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

Medium = Literal["screen", "print", "file"]
"""screen: text as paths and colours that follow the device; print: text as text in the document's fonts; file: text as
paths and the colours of paper, to be used anywhere."""

Layout = Literal["wide", "narrow"]
"""wide: for paper and desktop; narrow: for a phone."""


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart, as whole words and rounded figures."""

    caption: str
    columns: tuple[str, ...]
    """Headings; the first column holds the row headings."""
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Where a drawing tells what stands in some cells of its table, in pixels."""

    x: float
    y: float
    width: float
    height: float
    row: int | None
    """Of the table; None for a column of all rows."""
    columns: tuple[int, ...] = ()
    """Of the table; empty for all of them."""


class Picture(Protocol):
    """What a chart is drawn on."""

    def svg(self, medium: Medium) -> str:
        """Draw it in lines."""

    def png(self) -> bytes:
        """Draw it in dots, fine enough for print."""

    def with_note(self, note: str) -> "Picture":
        """Return it with a sentence under it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with everything that people who do not see it need."""

    name: str
    """Short, for file names and anchors: chain, forces, groups, items, interests, processes…"""
    svg: str
    """For the PDF: text as text in our own fonts. For the screen: text as paths."""
    alt: str
    """What the picture says, in one or two sentences."""
    table: Table
    canvas: Picture = field(compare=False, repr=False)
    """The whole picture, to be drawn otherwise."""
    further: tuple[str, ...] = ()
    """Where it is too tall for a page of paper, what goes on after ``svg``, in order."""
    areas: tuple[Area, ...] = ()
    """Which part of the drawing tells which cells, in the order in which one reads it; none where it is divided."""

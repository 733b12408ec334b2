"""What a chart is to the rest of the report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart, as whole words and rounded figures."""

    caption: str
    columns: tuple[str, ...]
    """Headings; the first column holds the row headings."""
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with all that is needed by who does not see it."""

    name: str
    """Short, for file names and anchors: chain, forces, groups, items, interests, processes…"""
    svg: str
    """For the PDF: text as text in our own fonts. For the screen: text as paths."""
    alt: str
    """What the picture says, in one or two sentences."""
    table: Table

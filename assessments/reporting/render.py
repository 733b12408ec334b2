"""The report as HTML: a whole page for the PDF, or the inside of a page for the screen."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import override

from .assemble import assemble
from .assemble.report import Block, ChartName, Figure, Heading, Report, Section
from .charts import Chart, Layout, Medium, Table
from .drawing import drawn
from .frozen import FrozenResult
from .legible import with_legible_text

PDF_ROLES: tuple[str, ...] = ("professional", "manager", "bestuurder", "overheid")
"""The roles that have a report of their own."""

LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
Charts = Mapping[tuple[ChartName, Layout], Chart | None]
_LETTERS = ("'Source Sans 3'", "'Source Sans 3', 'Wide Letters'")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart where it stands: what it says, its numbers, and where its drawings are."""

    name: str
    alt: str
    table: Table
    wide: str
    """Address of the drawing for paper and wide screens."""
    narrow: str = ""
    """Address of the drawing for phones; empty on paper."""
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its charts drawn."""

    key: str
    title: str
    blocks: tuple[Block | Picture, ...]
    card_level: int
    """Level of the headings of actions: one below the last heading above them."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The result as it is on screen."""

    html: str
    """To put into a page of the site; the charts are expected in ``charts/`` below its address."""
    charts: Mapping[str, str]
    """The drawings by file name."""


def printed(result: FrozenResult, *, language: str, role: str | None = None) -> str:
    """Return the report as a whole HTML page for the PDF: everything in it, nothing to fetch but our own files.

    Parameters
    ----------
    result : FrozenResult
        The result of one round.
    language : str
        "nl" or "en".
    role : str or None
        One of ``PDF_ROLES`` for the sheet of that role; None for the whole report.
    """
    return _made(result, language=language, role=role, medium="print", layouts=("wide",)).html


def screen(result: FrozenResult, *, language: str) -> Screen:
    """Return the whole report for a page of the site, with its charts wide and narrow."""
    return _made(result, language=language, role=None, medium="screen", layouts=LAYOUTS)


def chart_file(name: str, layout: Layout) -> str:
    """Return the file name of a chart for the screen."""
    return f"{name}-{layout}.svg"


def _made(
    result: FrozenResult, *, language: str, role: str | None, medium: Medium, layouts: tuple[Layout, ...]
) -> Screen:
    legible = with_legible_text(result)
    with override(language):
        report = assemble(legible, language=language, role=role)
        charts = {
            (block.chart, layout): drawn(block.chart, legible, medium, layout)
            for section in report.sections
            for block in section.blocks
            if isinstance(block, Figure)
            for layout in layouts
        }
        parts = tuple(_part(section, charts, medium) for section in report.sections)
        files = {chart_file(chart.name, layout): chart.svg for (_, layout), chart in charts.items() if chart}
        return Screen(_html(legible, report, parts, medium), files)


def _html(result: FrozenResult, report: Report, parts: tuple[Part, ...], medium: Medium) -> str:
    page = {
        "medium": medium,
        "report": report,
        "parts": parts,
        "pictures": [block for part in parts for block in part.blocks if isinstance(block, Picture)],
        "closed_at": localtime(result.facts.closed_at).isoformat(timespec="seconds"),
    }
    return render_to_string(f"report/{medium}.html", page)


def _part(section: Section, charts: Charts, medium: Medium) -> Part:
    blocks: list[Block | Picture] = []
    for block in section.blocks:
        if not isinstance(block, Figure):
            blocks.append(block)
        elif chart := charts[block.chart, "wide"]:
            blocks.append(_picture(chart, medium))
    filled = tuple(_without_empty_headings(blocks))
    has_headings = any(isinstance(block, Heading) for block in filled)
    return Part(section.key, section.title, filled, card_level=4 if has_headings else 3)


def _without_empty_headings(blocks: list[Block | Picture]) -> Iterator[Block | Picture]:
    for block, following in zip_longest(blocks, blocks[1:]):
        if not isinstance(block, Heading) or not (following is None or isinstance(following, Heading)):
            yield block


def _picture(chart: Chart, medium: Medium) -> Picture:
    if medium == "print":
        svg = chart.svg.replace(*_LETTERS).encode()
        return Picture(chart.name, chart.alt, chart.table, f"data:image/svg+xml;base64,{b64encode(svg).decode()}")
    wide, narrow = (f"charts/{chart_file(chart.name, layout)}" for layout in LAYOUTS)
    return Picture(chart.name, chart.alt, chart.table, wide, narrow)

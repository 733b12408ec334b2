"""Prepares the parts of a report for the templates: charts drawn, headings in order, no action told twice."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from django.utils.translation import gettext as _

from assessments.reporting.charts.values import Chart, Layout, Medium, Table

from .assemble.report import ActionCard, Actions, Block, ChartName, Figure, Heading, Report, Section
from .drawing import draw_chart
from .frozen import FrozenResult

_NARROW_COLUMNS = 4
"""The most columns with which a table fits half the width of a page."""
Charts = Mapping[tuple[ChartName, Layout], Chart | None]
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Continued:
    """A further part of a picture that is too tall for one page."""

    address: str
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in its place: its text, its numbers, and the addresses of its drawings."""

    name: str
    alt: str
    table: Table
    title: str
    """Its message; empty where only the picture itself says it."""
    wide: str
    """Address of the drawing for paper and wide screens."""
    narrow: str = ""
    """Address of the drawing for phones; empty on paper."""
    wide_size: tuple[str, str] = ("", "")
    """Width and height in pixels, so that the page reserves room for a drawing that has yet to load."""
    narrow_size: tuple[str, str] = ("", "")
    further: tuple[Continued, ...] = ()
    """On paper, where it is too tall for one page."""
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An action in its place."""

    card: ActionCard
    level: int
    """Level of its heading: one below the last heading above it."""
    told_under: str = ""
    """The heading under which the printed report gives it in full; empty if that is here."""
    is_brief: bool = False
    """Whether the printed report gives only what called for it and the first step."""


@dataclass(frozen=True, slots=True)
class ActionList:
    """Actions under one heading, most urgent first."""

    actions: tuple[ShownAction, ...]
    further: tuple[ShownAction, ...]
    """On screen only, folded."""
    note: str
    """In print: that there are more."""
    kind: Literal["actions"] = "actions"


Shown = Block | Picture | ActionList


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the report, ready for the template."""

    key: str
    title: str
    """Its message, or what it is about."""
    label: str
    """What it is about, where the title says something else."""
    name: str
    """What it is about, for tables of contents and bookmarks."""
    blocks: tuple[Shown, ...]


def charts_of(report: Report, result: FrozenResult, medium: Medium, layouts: tuple[Layout, ...]) -> Charts:
    """Draw every chart that the report places, in these layouts; None where there is nothing to show."""
    return {
        (block.chart, layout): draw_chart(block.chart, result, medium, layout)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Figure)
        for layout in layouts
    }


def part(section: Section, charts: Charts, medium: Medium, *, in_full: int) -> Part:
    """Return a section with its charts and actions as shown; a heading with nothing under it is left out.

    The first ``in_full`` actions under a heading are given in full; the others in brief in print, folded on screen.
    """
    blocks: list[Block | Picture] = []
    for block in section.blocks:
        if not isinstance(block, Figure):
            blocks.append(block)
        elif chart := charts[block.chart, "wide"]:
            blocks.append(picture(chart, charts.get((block.chart, "narrow")), title=block.title))
    shown = tuple(_with_actions(_without_empty_headings(blocks), medium, in_full))
    return Part(section.key, section.title, section.label, section.name, shown)


def tables_of(parts: Iterable[Part]) -> tuple[tuple[Table, ...], ...]:
    """Return the numbers of all charts: narrow tables in pairs of about the same height, then the wide ones."""
    tables = [block.table for part_ in parts for block in part_.blocks if isinstance(block, Picture)]
    narrow = sorted(
        (table for table in tables if len(table.columns) <= _NARROW_COLUMNS), key=lambda table: len(table.rows)
    )
    pairs = (tuple(narrow[start : start + 2]) for start in range(0, len(narrow), 2))
    return (*pairs, *((table,) for table in tables if table not in narrow))


def chart_file(name: str, layout: Layout) -> str:
    """Return the file name of a chart for the screen."""
    return f"{name}-{layout}.svg"


def picture(chart: Chart, narrow: Chart | None, folder: str = "charts/", *, title: str = "") -> Picture:
    """Return where a chart's drawings are: in print one, inside the page itself; on screen in a folder."""
    return _in_page(chart, title) if narrow is None else _beside_page(chart, narrow, folder, title)


def _in_page(chart: Chart, title: str) -> Picture:
    first, *further = (
        f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}" for svg in (chart.svg, *chart.further)
    )
    return Picture(chart.name, chart.alt, chart.table, title, first, further=_continued(chart, further))


def _continued(chart: Chart, addresses: list[str]) -> tuple[Continued, ...]:
    """Return the pictures with which a chart goes on, each with its number."""
    values = {"caption": chart.table.caption, "parts": len(addresses) + 1}
    return tuple(
        Continued(
            address,
            _("%(caption)s (%(part)s of %(parts)s)") % (values | {"part": part}),
            _("Part %(part)s of %(parts)s of the picture. Its numbers are in the table “%(caption)s”.")
            % (values | {"part": part}),
        )
        for part, address in enumerate(addresses, 2)
    )


def _beside_page(wide: Chart, narrow: Chart, folder: str, title: str) -> Picture:
    addresses = folder + chart_file(wide.name, "wide"), folder + chart_file(wide.name, "narrow")
    return Picture(wide.name, wide.alt, wide.table, title, *addresses, _size(wide), _size(narrow))


def _size(chart: Chart) -> tuple[str, str]:
    """Return the width and height that a drawing declares."""
    found = _SIZE.search(chart.svg)
    return (found[1], found[2]) if found else ("", "")


def _without_empty_headings(blocks: list[Block | Picture]) -> Iterator[Block | Picture]:
    for block, following in zip_longest(blocks, blocks[1:]):
        if not isinstance(block, Heading) or not (following is None or isinstance(following, Heading)):
            yield block


def _with_actions(blocks: Iterator[Block | Picture], medium: Medium, in_full: int) -> Iterator[Shown]:
    heading, told = "", dict[ActionCard, str]()
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        if not isinstance(block, Actions):
            yield block
            continue
        level = 4 if heading else 3
        actions = tuple(ShownAction(card, level, told.get(card, "")) for card in block.cards)
        yield _on_paper(block, actions, in_full) if medium == "print" else _on_screen(block, level, in_full)
        told = dict.fromkeys(block.cards, heading) | told


def _on_paper(block: Actions, actions: tuple[ShownAction, ...], in_full: int) -> ActionList:
    brief = (replace(action, is_brief=True) for action in actions[in_full:])
    return ActionList((*actions[:in_full], *brief), (), block.further_on_screen)


def _on_screen(block: Actions, level: int, in_full: int) -> ActionList:
    actions = tuple(ShownAction(card, level) for card in (*block.cards, *block.further))
    return ActionList(actions[:in_full], actions[in_full:], "")

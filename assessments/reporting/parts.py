"""Prepares the parts of a report for the templates: charts drawn, headings in order, no action told twice."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from django.utils.translation import gettext as _

from assessments.reporting.charts.values import Area, Chart, Layout, Medium, Table

from .assemble.report import ActionCard, Actions, Block, ChartName, Figure, Heading, Quotes, Report, Section
from .drawing import draw_chart
from .frozen import FrozenResult
from .quotes import QuoteRows, in_rows

WORKED_OUT = 16
"""The most actions of a list that paper works out, the first four of each role among them; the others are titles."""
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
    wide_areas: str = ""
    """Where the drawing tells which cells of the table, as ``areas_of`` writes it."""
    narrow_areas: str = ""
    further: tuple[Continued, ...] = ()
    """On paper, where it is too tall for one page."""
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An action in its place."""

    card: ActionCard
    level: int
    """Level of its heading: one below the last heading above it."""
    reason: str
    """What called for it and why it helps; in brief one of the two, in words that the list has not said yet."""
    source: str
    """Where it comes from: in full once in a list, afterwards by its author."""
    is_brief: bool = False
    """Whether it stands here in brief: without how one notices that it works."""


@dataclass(frozen=True, slots=True)
class ActionList:
    """Actions in one list, most urgent first."""

    actions: tuple[ShownAction, ...]
    further: tuple[ShownAction, ...]
    """Those of which paper has room for the titles alone; none on screen, where each is folded."""
    kind: Literal["actions"] = "actions"


Shown = Block | Picture | QuoteRows | ActionList


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


class Reasons:
    """Gives each action of a page its reason, so that no two read the same, and its source."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, card: ActionCard, *, is_brief: bool) -> str:
        """Return why an action is here; what the outcome calls for says only why it helps, unless that was said."""
        specific = (card.why,) if card.is_called_by_outcome else (card.called_by, card.why)
        fresh = [text for text in specific if text not in self._given]
        chosen = (fresh or [card.called_by])[:1] if is_brief else self._in_full(card, specific)
        self._given |= set(chosen)
        return " ".join(chosen)

    def source_of(self, card: ActionCard) -> str:
        """Return where an action comes from, in full once; afterwards its author, who stands before a comma."""
        source = card.source.split(",")[0] if card.source in self._given else card.source
        self._given.add(card.source)
        return source

    def _in_full(self, card: ActionCard, specific: tuple[str, ...]) -> tuple[str, ...]:
        return specific if any(text not in self._given for text in specific) else (card.called_by, card.why)


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

    In print the first ``in_full`` actions of a list are given in full and the others in brief.
    """
    blocks: list[Block | Picture | QuoteRows] = []
    for block in section.blocks:
        if isinstance(block, Quotes):
            blocks.append(in_rows(block))
        elif not isinstance(block, Figure):
            blocks.append(block)
        elif chart := charts[block.chart, "wide"]:
            blocks.append(picture(chart, charts.get((block.chart, "narrow")), title=block.title))
    shown = tuple(_with_actions(_without_empty_headings(blocks), medium, in_full))
    return Part(section.key, section.title, section.label, section.name, shown)


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
    sizes = _size(wide), _size(narrow)
    return Picture(
        wide.name, wide.alt, wide.table, title, *addresses, *sizes, areas_of(wide.areas), areas_of(narrow.areas)
    )


def areas_of(areas: Iterable[Area]) -> str:
    """Return areas for the page: left, top, width and height in pixels, row and columns from 0; "*" stands for all."""
    return ";".join(_written(area) for area in areas)


def _written(area: Area) -> str:
    box = (f"{round(side, 1):g}" for side in (area.x, area.y, area.width, area.height))
    row = "*" if area.row is None else str(area.row)
    return " ".join((*box, row, ",".join(map(str, area.columns)) or "*"))


def _size(chart: Chart) -> tuple[str, str]:
    """Return the width and height that a drawing declares."""
    found = _SIZE.search(chart.svg)
    return (found[1], found[2]) if found else ("", "")


def _without_empty_headings(
    blocks: list[Block | Picture | QuoteRows],
) -> Iterator[Block | Picture | QuoteRows]:
    for block, following in zip_longest(blocks, blocks[1:]):
        if not isinstance(block, Heading) or not (following is None or isinstance(following, Heading)):
            yield block


def _with_actions(blocks: Iterator[Block | Picture | QuoteRows], medium: Medium, in_full: int) -> Iterator[Shown]:
    heading, reasons = "", Reasons()
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        if isinstance(block, Actions):
            yield _action_list(block, medium, 4 if heading else 3, in_full, reasons)
        else:
            yield block


def _action_list(block: Actions, medium: Medium, level: int, in_full: int, reasons: Reasons) -> ActionList:
    cards = (*block.cards, *block.further)
    n_worked_out = min(len(block.cards), WORKED_OUT) if medium == "print" else len(cards)
    shown = tuple(
        shown_action(card, level, reasons, is_brief=medium == "print" and in_full <= place < n_worked_out)
        for place, card in enumerate(cards)
    )
    return ActionList(shown[:n_worked_out], shown[n_worked_out:])


def shown_action(card: ActionCard, level: int, reasons: Reasons, *, is_brief: bool = False) -> ShownAction:
    """Return an action in its place, with the reasons that were not given before."""
    return ShownAction(card, level, reasons.of(card, is_brief=is_brief), reasons.source_of(card), is_brief)

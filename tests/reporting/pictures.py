"""Draws every chart of a disclosed result, and reads back what a picture says and where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as ET

from django.utils.translation import override

from assessments.catalogue.questionnaire import questionnaire
from assessments.reporting.charts.chain import chain_picture
from assessments.reporting.charts.fonts import text_width
from assessments.reporting.charts.forces import force_bars, path_steps
from assessments.reporting.charts.groups import group_bars
from assessments.reporting.charts.interests import interests_map
from assessments.reporting.charts.items import item_dots
from assessments.reporting.charts.processes import process_bars
from assessments.reporting.charts.reasons import reasons_bars, tension_arranged
from assessments.reporting.charts.stability import stability_strip
from assessments.reporting.charts.values import Chart, Layout, Medium
from assessments.scoring.values import Disclosed
from assessments.vocabulary.forces import FORCES

from . import disclosed

QUESTIONNAIRE = questionnaire("1")
SVG = "{http://www.w3.org/2000/svg}"
Draw = Callable[[Disclosed, Medium, Layout], Chart | None]


def _items(force) -> Draw:
    return lambda result, medium, layout: item_dots(
        result, disclosed.PROFILE, QUESTIONNAIRE, force, medium=medium, layout=layout
    )


CHARTS: dict[str, Draw] = {
    "chain": lambda result, medium, layout: chain_picture(result, disclosed.PROFILE, medium=medium, layout=layout),
    "forces": lambda result, medium, layout: force_bars(result, medium=medium, layout=layout),
    "groups": lambda result, medium, layout: group_bars(result, medium=medium, layout=layout),
    "path": lambda result, medium, layout: path_steps(result, medium=medium, layout=layout),
    "interests": lambda result, medium, layout: interests_map(result, medium=medium, layout=layout),
    "reasons": lambda result, medium, layout: reasons_bars(result, QUESTIONNAIRE, medium=medium, layout=layout),
    "tension": lambda result, medium, layout: tension_arranged(result, disclosed.PROFILE, medium=medium, layout=layout),
    "processes": lambda result, medium, layout: process_bars(result, QUESTIONNAIRE, medium=medium, layout=layout),
    "stability": lambda result, medium, layout: stability_strip(result, medium=medium, layout=layout),
    **{f"items-{force}": _items(force) for force in FORCES},
}

OUTCOMES: dict[str, Callable[[], Disclosed]] = {
    "schijnsamenwerking": disclosed.schijnsamenwerking,
    "eilandsamenwerking": disclosed.eilandsamenwerking,
    "gezond": disclosed.gezond,
    "stevig": disclosed.stevig,
    "fundament_ontbreekt": disclosed.fundament_ontbreekt,
    "rem_onbekend": disclosed.rem_onbekend,
    "startfase": disclosed.startfase,
    "bar_withheld": disclosed.bar_withheld,
    "with_holes": disclosed.with_holes,
    "large": disclosed.large,
    "all_0": disclosed.all_0,
    "all_100": disclosed.all_100,
}


@cache
def picture(
    outcome: str, chart: str, medium: Medium = "print", layout: Layout = "wide", language: str = "nl"
) -> Chart | None:
    """Return a chart of one of the outcomes; drawn once."""
    with override(language):
        return CHARTS[chart](OUTCOMES[outcome](), medium, layout)


def pictures(medium: Medium = "print", layout: Layout = "wide", language: str = "nl") -> Iterator[tuple[str, Chart]]:
    """Yield every chart that there is of every outcome, with a name for messages; in English of a few outcomes."""
    for outcome in OUTCOMES if language == "nl" else ("schijnsamenwerking", "fundament_ontbreekt", "with_holes"):
        for chart in CHARTS:
            drawn = picture(outcome, chart, medium, layout, language)
            if drawn is not None:
                yield f"{outcome} {chart} {layout} {language}", drawn


@dataclass(frozen=True)
class Line:
    """One line of text in a picture, with the box it takes."""

    text: str
    x: float
    y: float
    size: float
    left: float
    right: float

    @property
    def top(self) -> float:
        return self.y - 0.7 * self.size

    @property
    def bottom(self) -> float:
        return self.y + 0.2 * self.size

    def overlaps(self, other: "Line") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not apart and self.top < other.bottom and other.top < self.bottom


def tree(chart: Chart) -> ET.Element:
    return ET.fromstring(chart.svg)  # noqa: S314 (our own drawing)


def lines(chart: Chart) -> list[Line]:
    """Return the lines of text of a picture for print."""
    return [_line(element) for element in tree(chart).iter(f"{SVG}text")]


def _line(element: ET.Element) -> Line:
    text = element.text or ""
    x, y, size = (float(element.get(name, "0")) for name in ("x", "y", "font-size"))
    family = element.get("font-family", "").strip("'")
    width = text_width(text, size, int(element.get("font-weight", "400")), family)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
    return Line(text, x, y, size, left, left + width)


def words(chart: Chart) -> str:
    """Return everything a chart says: picture, alternative and table."""
    cells = [chart.table.caption, *chart.table.columns, *(cell for row in chart.table.rows for cell in row)]
    return "\n".join([*(line.text for line in lines(chart)), chart.alt, *cells])

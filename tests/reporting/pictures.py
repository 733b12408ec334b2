"""Draws every chart of a shown result, and reads back what a picture says and where."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from django.utils.translation import override

from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.shown import Disclosed, ShownScore
from assessments.reporting.assemble.report import ChartName
from assessments.reporting.charts.fonts import text_width
from assessments.reporting.charts.values import Chart, Layout, Medium
from assessments.reporting.drawing import draw_chart
from assessments.reporting.frozen import EarlierRound, FrozenResult, RoundFacts
from assessments.vocabulary.forces import Force
from tests.lots import drawn

from . import disclosed

SVG = "{http://www.w3.org/2000/svg}"
Draw = Callable[[Disclosed, Medium, Layout], Chart | None]
CLOSED_AT = datetime(2026, 10, 25, 12, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


def result_of(shown: Disclosed) -> FrozenResult:
    """Return a result without actions or earlier rounds around what is shown, of the version that it is of."""
    model = "1" if any(entry.why == "version_1" for entry in shown.withheld) else "2"
    facts = RoundFacts("Jeugdketen", "", "Meting", None, None, CLOSED_AT, True, (), None, "", 24)
    versions = {"questionnaire": model, "model": model, "product": "0"}
    return FrozenResult(shown, facts, questionnaire(model), disclosed.PROFILE, 1, (), (), versions)


def result_after(shown: Disclosed, *earlier: Mapping[Force, ShownScore], **changes: Any) -> FrozenResult:
    """Return a result with rounds of the same outcome in the years before it, which showed these scores."""
    result = result_of(shown)
    first = CLOSED_AT.year - len(earlier)
    rounds = (
        EarlierRound(
            title=f"Meting {year}",
            closed_at=CLOSED_AT.replace(year=year),
            questionnaire_version="2",
            profile_version=1,
            model_version="2",
            diagnosis=shown.diagnosis,
            level=shown.level,
            certainty=shown.certainty,
            bar=shown.bar,
            bar_intentie=shown.bar_intentie,
            scores=scores,
            processes={},
            split="role",
            groups={},
        )
        for year, scores in enumerate(earlier, first)
    )
    return replace(result, earlier=tuple(replace(one, **changes) for one in rounds))


def _draw(chart: ChartName) -> Draw:
    return lambda shown, medium, layout: draw_chart(chart, result_of(shown), medium, layout)


CHARTS: dict[str, Draw] = {
    "chain": _draw("chain"),
    "forces": _draw("forces"),
    "groups": _draw("groups"),
    "path": _draw("path"),
    "interests": _draw("interests"),
    "reasons": _draw("reasons"),
    "tension": _draw("tension"),
    "processes": _draw("processes"),
    "stability": _draw("stability"),
    "items-intentie": _draw("items-intentie"),
    "items-actie": _draw("items-actie"),
    "items-verbinding": _draw("items-verbinding"),
}
"""All that are drawn from one round."""

OUTCOMES: dict[str, Callable[[], Disclosed]] = {
    make.__name__: make
    for make in (
        disclosed.schijnsamenwerking,
        disclosed.eilandsamenwerking,
        disclosed.nipt,
        disclosed.gezond,
        disclosed.stevig,
        disclosed.kern_en_rand,
        disclosed.fundament_ontbreekt,
        disclosed.intentie_rond_de_lat,
        disclosed.rem_onbekend,
        disclosed.opbouwfase,
        disclosed.stalled,
        disclosed.capped,
        disclosed.below_ten,
        disclosed.statements_withheld,
        disclosed.of_version_1,
        disclosed.bar_withheld,
        disclosed.with_holes,
        disclosed.large,
        disclosed.all_0,
        disclosed.all_100,
    )
}
MOST_IN_THEM = ("schijnsamenwerking", "fundament_ontbreekt", "stevig", "bar_withheld", "with_holes", "large")
DRAWN_OUTCOMES = drawn(OUTCOMES, 4, always=MOST_IN_THEM)
"""Those of which a run draws all pictures: the ones with the most in them, and four by lot."""


@cache
def picture(
    outcome: str, chart: str, medium: Medium = "print", layout: Layout = "wide", language: str = "nl"
) -> Chart | None:
    """Return a chart of one of the outcomes; drawn once."""
    with override(language):
        return CHARTS[chart](OUTCOMES[outcome](), medium, layout)


def pictures(medium: Medium = "print", layout: Layout = "wide", language: str = "nl") -> Iterator[tuple[str, Chart]]:
    """Yield every chart of the outcomes that are drawn, with a name for messages; in English of a few outcomes."""
    for outcome in DRAWN_OUTCOMES if language == "nl" else ("schijnsamenwerking", "fundament_ontbreekt", "with_holes"):
        for chart in CHARTS:
            drawn = picture(outcome, chart, medium, layout, language)
            for number, page in enumerate(pages(drawn) if drawn else (), 1):
                yield f"{outcome} {chart} {layout} {language} {number}", page


def pages(chart: Chart) -> list[Chart]:
    """Return a chart by page, each with its own picture."""
    return [replace(chart, svg=svg, further=()) for svg in (chart.svg, *chart.further)]


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
    return "\n".join([*(line.text for page in pages(chart) for line in lines(page)), chart.alt, *cells])

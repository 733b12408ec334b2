"""Draws each chart of a result by the name under which the report places it."""

from collections.abc import Callable, Mapping
from functools import partial

from assessments.vocabulary.forces import Force

from . import charts
from .assemble.report import ChartName
from .charts import Chart, Layout, Medium
from .frozen import FrozenResult

Drawing = Callable[[FrozenResult, Medium, Layout], Chart | None]


def draw_chart(name: ChartName, result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    """Draw the chart with this name; None when there is nothing to show."""
    return _DRAWINGS[name](result, medium, layout)


def _chain(result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    return charts.chain_picture(result.disclosed, result.profile, medium=medium, layout=layout)


def _items(force: Force, result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    return charts.item_dots(result.disclosed, result.profile, result.questionnaire, force, medium=medium, layout=layout)


def _tension(result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    return charts.tension_arranged(result.disclosed, result.profile, medium=medium, layout=layout)


def _rounds(result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    return charts.rounds_compared(result, medium=medium, layout=layout)


def _from_disclosed(draw: Callable[..., Chart | None]) -> Drawing:
    def wrapper(result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
        return draw(result.disclosed, medium=medium, layout=layout)

    return wrapper


def _from_disclosed_and_asked(draw: Callable[..., Chart | None]) -> Drawing:
    def wrapper(result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
        return draw(result.disclosed, result.questionnaire, medium=medium, layout=layout)

    return wrapper


_DRAWINGS: Mapping[ChartName, Drawing] = {
    "chain": _chain,
    "stability": _from_disclosed(charts.stability_strip),
    "path": _from_disclosed(charts.path_steps),
    "forces": _from_disclosed(charts.force_bars),
    "groups": _from_disclosed(charts.group_bars),
    "items-intentie": partial(_items, "intentie"),
    "items-actie": partial(_items, "actie"),
    "items-verbinding": partial(_items, "verbinding"),
    "interests": _from_disclosed(charts.interests_map),
    "reasons": _from_disclosed_and_asked(charts.reasons_bars),
    "tension": _tension,
    "processes": _from_disclosed_and_asked(charts.process_bars),
    "rounds": _rounds,
}

"""Draws each chart of a result by the name under which the report places it."""

from collections.abc import Callable, Mapping
from functools import partial

from assessments.reporting.charts.values import Chart, Layout, Medium
from assessments.vocabulary.forces import Force

from .assemble.report import ChartName
from .charts.chain import chain_picture
from .charts.forces import force_bars, path_steps
from .charts.groups import group_bars
from .charts.interests import interests_map
from .charts.items import item_dots
from .charts.processes import process_bars
from .charts.reasons import reasons_bars, tension_arranged
from .charts.rounds import rounds_compared
from .charts.stability import stability_strip
from .frozen import FrozenResult

Drawing = Callable[[FrozenResult, Medium, Layout], Chart | None]


def draw_chart(name: ChartName, result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    """Draw the chart with this name; None when there is nothing to show."""
    return _DRAWINGS[name](result, medium, layout)


def _chain(result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    return chain_picture(result.disclosed, result.profile, medium=medium, layout=layout)


def _items(force: Force, result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    return item_dots(result.disclosed, result.profile, result.questionnaire, force, medium=medium, layout=layout)


def _tension(result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    return tension_arranged(result.disclosed, result.profile, medium=medium, layout=layout)


def _rounds(result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    return rounds_compared(result, medium=medium, layout=layout)


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
    "stability": _from_disclosed(stability_strip),
    "path": _from_disclosed(path_steps),
    "forces": _from_disclosed(force_bars),
    "groups": _from_disclosed(group_bars),
    "items-intentie": partial(_items, "intentie"),
    "items-actie": partial(_items, "actie"),
    "items-verbinding": partial(_items, "verbinding"),
    "interests": _from_disclosed(interests_map),
    "reasons": _from_disclosed_and_asked(reasons_bars),
    "tension": _tension,
    "processes": _from_disclosed_and_asked(process_bars),
    "rounds": _rounds,
}

"""Draws each chart of a result by the name under which the report places it."""

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from assessments.reporting.charts.values import Chart, Layout, Medium

from .assemble.report import ChartName
from .charts.chain import chain_picture
from .charts.forces import force_bars, path_steps
from .charts.groups import group_bars
from .charts.interests import interests_map
from .charts.items import item_dots
from .charts.processes import process_bars
from .charts.reasons import reasons_bars
from .charts.rounds import rounds_compared
from .charts.stability import chance_bars
from .charts.tension import tension_statements
from .frozen import FrozenResult


class _Drawing(Protocol):
    """Draws one chart."""

    def __call__(self, result: FrozenResult, *, medium: Medium, layout: Layout) -> Chart | None: ...


def draw_chart(name: ChartName, result: FrozenResult, medium: Medium, layout: Layout) -> Chart | None:
    """Draw the chart with this name; None when there is nothing to show."""
    return _DRAWINGS[name](result, medium=medium, layout=layout)


_DRAWINGS: Mapping[ChartName, _Drawing] = {
    "chain": chain_picture,
    "stability": chance_bars,
    "path": path_steps,
    "forces": force_bars,
    "groups": group_bars,
    "items-intentie": partial(item_dots, force="intentie"),
    "items-actie": partial(item_dots, force="actie"),
    "items-verbinding": partial(item_dots, force="verbinding"),
    "interests": interests_map,
    "reasons": reasons_bars,
    "tension": tension_statements,
    "processes": process_bars,
    "rounds": rounds_compared,
}

"""The charts: one function each, giving SVG, text alternative and table. matplotlib loads when one is drawn."""

from .chain import chain_picture
from .forces import force_bars, path_steps
from .groups import group_bars
from .interests import interests_map
from .items import item_dots
from .processes import process_bars
from .reasons import reasons_bars, tension_arranged
from .rounds import rounds_compared
from .stability import stability_strip
from .values import Chart, Layout, Medium, Table

__all__ = [
    "Chart",
    "Layout",
    "Medium",
    "Table",
    "chain_picture",
    "force_bars",
    "group_bars",
    "interests_map",
    "item_dots",
    "path_steps",
    "process_bars",
    "reasons_bars",
    "rounds_compared",
    "stability_strip",
    "tension_arranged",
]

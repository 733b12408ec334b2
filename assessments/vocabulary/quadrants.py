"""The four kinds of organisations on the map of interests."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry

DRAGER = "drager"
KNELPUNT = "knelpunt"
MEELIFTER = "meelifter"
TOESCHOUWER = "toeschouwer"


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A kind of organisation, by how much it has at stake and how well it is served."""

    code: str
    name: str
    meaning: str


QUADRANTS = registry(
    Quadrant(DRAGER, _("carrier"), _("finds it important and gets much from it")),
    Quadrant(KNELPUNT, _("bottleneck"), _("finds it important but gets little from it")),
    Quadrant(MEELIFTER, _("passenger"), _("finds it less important and gets much from it")),
    Quadrant(TOESCHOUWER, _("onlooker"), _("finds it less important and gets little from it")),
)
"""In the order of the report."""

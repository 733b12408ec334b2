"""Where organisations stand on the map of interests: those of which the answers say it."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry

DRAGER = "drager"
KNELPUNT = "knelpunt"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map, for an organisation to which the partnership is important."""

    code: str
    name: str
    meaning: str


PLACES = registry(
    Place(DRAGER, _("carrier"), _("finds it important, and much works")),
    Place(KNELPUNT, _("bottleneck"), _("finds it important, and little works")),
)
"""In the order of the report. An organisation of which the answers say neither has no place."""

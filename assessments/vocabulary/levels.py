"""The levels of a diagnosis, and the fields in which an action works."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry

STEVIG = "stevig"
KWETSBAAR = "kwetsbaar"
DREIGEND = "dreigend"
UITGESPROKEN = "uitgesproken"
FUNDAMENT_ONTBREEKT = "fundament_ontbreekt"

AANBOD = "aanbod"
PROFESSIONEEL_TEAM = "professioneel_team"
MANAGEMENT = "management"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a diagnosis: how serious or how firm it is."""

    code: str
    label: str
    """In the lists of the administration."""
    reason: str
    """Why an action that asks for it is in a report."""


LEVELS = registry(
    Level(STEVIG, _("level: gezond, and firm"), _("The partnership is firm.")),
    Level(KWETSBAAR, _("level: gezond, but vulnerable"), _("The partnership is vulnerable.")),
    Level(DREIGEND, _("level: stagnation threatens"), _("The distance to the bar is still small.")),
    Level(UITGESPROKEN, _("level: pronounced"), _("The distance to the bar is still large.")),
    Level(FUNDAMENT_ONTBREEKT, _("level: the foundation is missing"), _("The foundation is missing.")),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a partnership in which an action works."""

    code: str
    label: str


FIELDS = registry(
    Field(AANBOD, _("what you offer")),
    Field(PROFESSIONEEL_TEAM, _("professional team")),
    Field(MANAGEMENT, _("management")),
    Field("belangen", _("interests")),
    Field("pioniersteam", _("pioneer team")),
    Field("proces", _("process")),
    Field("houding", _("attitude")),
)

"""The two stagnations of the model and where each is broken: what of that this result proposes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.catalogue.entries import ActionEntry
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.levels import AANBOD, FIELDS, MANAGEMENT, PROFESSIONEEL_TEAM
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, SCHIJNSAMENWERKING

WHERE = (AANBOD, PROFESSIONEEL_TEAM, MANAGEMENT)
"""The fields in which a stagnation is broken, in the order of the model."""
STAGNATIONS = (SCHIJNSAMENWERKING, EILANDSAMENWERKING)


@dataclass(frozen=True, slots=True)
class Breakthrough:
    """One action in its field; its whole card stands elsewhere."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Stagnation:
    """One row: a stagnation with its breakthroughs per field, in the order of ``WHERE``."""

    name: str
    step: str
    """The step that lacks in it."""
    fields: tuple[tuple[Breakthrough, ...], ...]

    @property
    def is_proposed(self) -> bool:
        """Whether this result proposes any of its breakthroughs."""
        return any(self.fields)


@dataclass(frozen=True, slots=True)
class Grid:
    """The two times three of the model."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Stagnation, ...]
    instead: str
    """What stands in a row of which nothing is proposed."""


def breakthroughs(result: FrozenResult) -> Grid | None:
    """Return the breakthroughs that this result proposes, in their place in the model; None if it proposes none.

    Entries for several roles with the same title are one.
    """
    proposed = [
        chosen.entry
        for advice in result.actions
        for chosen in (*advice.main, *advice.tendency)
        if chosen.entry.is_breakthrough
    ]
    if not proposed:
        return None
    steps = {
        SCHIJNSAMENWERKING: _("the step from wanting to doing"),
        EILANDSAMENWERKING: _("the step from doing to supporting each other"),
    }
    return Grid(
        caption=_("Where the stagnation is broken"),
        columns=tuple(_(FIELDS[field].label) for field in WHERE),
        rows=tuple(Stagnation(name, steps[name], _row(proposed, name)) for name in STAGNATIONS),
        instead=_("Not with this outcome"),
    )


def _row(proposed: Iterable[ActionEntry], diagnosis: str) -> tuple[tuple[Breakthrough, ...], ...]:
    entries = [entry for entry in proposed if entry.diagnosis == diagnosis]
    return tuple(_cell(entry for entry in entries if entry.level == field) for field in WHERE)


def _cell(entries: Iterable[ActionEntry]) -> tuple[Breakthrough, ...]:
    by_title: dict[str, Breakthrough] = {}
    for entry in entries:
        title = entry.text(active_language()).title
        by_title.setdefault(title, Breakthrough(entry.code, title))
    return tuple(by_title.values())

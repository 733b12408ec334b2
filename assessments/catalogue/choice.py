"""Chooses the actions that a result calls for, using only what may be shown, so that advice gives nothing away."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.scoring.values import Disclosed
from assessments.vocabulary.flags import INTENTIE_ZWAK
from assessments.vocabulary.forces import Force
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.roles import ROLES

from .entries import ActionEntry, ChosenAction, Condition, RoleActions

PDF_LIMIT = 7
"""Actions per role in the PDF; the rest are on screen only."""

_WEAK_INTENTIE = Condition("flag", INTENTIE_ZWAK)


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition checked against a result."""

    condition: Condition
    holds: bool
    value: float | None = None
    """The number it looks at; None for flags and levels, and for a number that may not be shown."""
    limit: float | None = None

    @property
    def shortage(self) -> float:
        """The limit minus the number; 0 for flags and levels."""
        return 0.0 if self.value is None or self.limit is None else self.limit - self.value


def choose_actions(disclosed: Disclosed, entries: Iterable[ActionEntry]) -> tuple[RoleActions, ...]:
    """Return the advice for every role, most urgent first.

    Parameters
    ----------
    disclosed : Disclosed
        What may be shown; a missing number calls for nothing.
    entries : iterable of ActionEntry
        The active catalogue, in any order.

    Notes
    -----
    With fundament_ontbreekt what strengthens the intentie comes first; then what is bound to the diagnosis;
    then the largest shortage; then the order of the catalogue. A role without actions of its own gets
    those of another.
    """
    ordered = sorted(entries, key=lambda entry: (entry.order, entry.code))
    chosen = [found for entry in ordered if (found := _choose(disclosed, entry)) is not None]
    return tuple(_for_role(disclosed, chosen, role) for role in ROLES)


def n_in_pdf(advice: RoleActions, limit: int = PDF_LIMIT) -> tuple[int, int]:
    """Return how many actions of a role are printed: of the main ones, and of those for the tendency."""
    n_main = min(len(advice.main), limit - 1 if advice.tendency else limit)
    return n_main, min(len(advice.tendency), limit - n_main)


def _for_role(disclosed: Disclosed, chosen: list[ChosenAction], role: str) -> RoleActions:
    own = [found for found in chosen if ROLES[role].advised_as in found.entry.roles]
    main = [found for found in own if found.entry.diagnosis in {disclosed.diagnosis, None}]
    later = [found for found in own if disclosed.tendency and found.entry.diagnosis == disclosed.tendency]
    return RoleActions(role, _sort_by_urgency(disclosed, main), _sort_by_urgency(disclosed, later))


def _sort_by_urgency(disclosed: Disclosed, found: list[ChosenAction]) -> tuple[ChosenAction, ...]:
    """Sort by urgency, most urgent first; equals keep the order of the catalogue."""
    lacks_foundation = disclosed.level == FUNDAMENT_ONTBREEKT

    def urgency(chosen: ChosenAction) -> tuple[bool, bool, float]:
        is_foundation = lacks_foundation and _WEAK_INTENTIE in chosen.entry.conditions
        return not is_foundation, chosen.entry.diagnosis is None, -chosen.shortage

    return tuple(sorted(found, key=urgency))


def _choose(disclosed: Disclosed, entry: ActionEntry) -> ChosenAction | None:
    """Return the entry with its shortage; None if a condition does not hold."""
    judged = [judge(disclosed, condition) for condition in entry.conditions]
    if not all(one.holds for one in judged):
        return None
    return ChosenAction(entry, entry.conditions, max((one.shortage for one in judged), default=0.0))


def judge(disclosed: Disclosed, condition: Condition) -> Judged:
    """Return whether a condition holds for a result, with the numbers that decide; hidden ones never hold."""
    if condition.kind == "flag":
        return Judged(condition, condition.subject in disclosed.flags)
    if condition.kind == "level":
        return Judged(condition, condition.subject == disclosed.level)
    value = _value(disclosed, condition)
    limit = disclosed.bar if condition.limit == "bar" else condition.limit
    if value is None or limit is None:
        return Judged(condition, False, value, limit)
    holds = not (reaches(value, limit) if condition.comparison == "below" else reaches(limit, value))
    return Judged(condition, holds, value, limit)


def _value(disclosed: Disclosed, condition: Condition) -> float | None:
    if condition.kind == "force":
        force: Force = condition.subject  # type: ignore[assignment]
        return disclosed.scores[force].value if force in disclosed.scores else None
    numbers = disclosed.processes if condition.kind == "process" else disclosed.items
    return numbers.get(condition.subject)

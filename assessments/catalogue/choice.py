"""Chooses the actions that a result calls for, using only what may be shown, so that advice gives nothing away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.disclosure.shown import Disclosed, ShownScore, ShownStatement
from assessments.vocabulary.flags import INTENTIE_ZWAK
from assessments.vocabulary.forces import Force
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT
from assessments.vocabulary.outcomes import GEZOND
from assessments.vocabulary.roles import ROLES

from .comparison import bar_of, is_so
from .entries import ActionEntry, ChosenAction, Condition, RoleActions
from .subjects import codes_of_process

PDF_LIMIT = 7
"""The most actions of a role that the PDF works out; of the rest it names the titles."""
PDF_LIMIT_BY_SHORTAGE = 4
"""Of these, how many that a low number alone calls for: neither the diagnosis nor a flag."""

_WEAK_INTENTIE = Condition("flag", INTENTIE_ZWAK)


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition checked against a result."""

    condition: Condition
    holds: bool
    shown: ShownScore | ShownStatement | None = None
    """What it looks at; None for flags and levels, and for a number that may not be shown."""
    limit: float | None = None

    @property
    def value(self) -> int | None:
        """The number it looks at."""
        return None if self.shown is None else self.shown.value

    @property
    def shortage(self) -> float:
        """The limit minus the number for ``below``; 0 for everything else."""
        if self.condition.comparison != "below" or self.value is None or self.limit is None:
            return 0.0
        return self.limit - self.value


def choose_actions(disclosed: Disclosed, entries: Iterable[ActionEntry]) -> tuple[RoleActions, ...]:
    """Return the advice for every role, most urgent first.

    Parameters
    ----------
    disclosed : Disclosed
        What may be shown; a number that is not shown calls for nothing. "20 or lower" counts as 20.
    entries : iterable of ActionEntry
        The active catalogue, in any order.

    Notes
    -----
    With fundament_ontbreekt what strengthens the intentie comes first; then what is bound to the diagnosis; then what
    a flag calls for; then the largest shortage; then the order of the catalogue. With fundament_ontbreekt nothing of
    a healthy partnership is advised, and a tendency to gezond calls for nothing. A role without actions of its own
    gets those of another.
    """
    ordered = sorted(entries, key=lambda entry: (entry.order, entry.code))
    chosen = [found for entry in ordered if (found := _choose(disclosed, entry)) is not None]
    return tuple(_for_role(disclosed, chosen, role) for role in ROLES)


def n_in_pdf(advice: RoleActions, limit: int = PDF_LIMIT) -> tuple[int, int]:
    """Return how many actions of a role are printed: of the main ones, and of those for the tendency.

    Those that a low number alone calls for come last, so what is printed is always the beginning.
    """
    n_called = sum(chosen.entry.diagnosis is not None or chosen.is_called_by_flag for chosen in advice.main)
    n_wanted = min(len(advice.main), n_called + PDF_LIMIT_BY_SHORTAGE)
    n_main = min(n_wanted, limit - 1 if advice.tendency else limit)
    return n_main, min(len(advice.tendency), limit - n_main)


def _for_role(disclosed: Disclosed, chosen: Sequence[ChosenAction], role: str) -> RoleActions:
    own = [found for found in chosen if ROLES[role].advised_as in found.entry.roles]
    main = [found for found in own if found.entry.diagnosis in {disclosed.diagnosis, None}]
    if disclosed.level == FUNDAMENT_ONTBREEKT:
        main = [found for found in main if found.entry.diagnosis != GEZOND]
    tendency = None if disclosed.tendency == GEZOND else disclosed.tendency
    later = [found for found in own if tendency and found.entry.diagnosis == tendency]
    return RoleActions(role, _sort_by_urgency(disclosed, main), _sort_by_urgency(disclosed, later))


def _sort_by_urgency(disclosed: Disclosed, found: list[ChosenAction]) -> tuple[ChosenAction, ...]:
    """Sort by urgency, most urgent first; equals keep the order of the catalogue."""
    lacks_foundation = disclosed.level == FUNDAMENT_ONTBREEKT

    def urgency(chosen: ChosenAction) -> tuple[bool, bool, bool, float]:
        is_foundation = lacks_foundation and _WEAK_INTENTIE in chosen.entry.conditions
        return not is_foundation, chosen.entry.diagnosis is None, not chosen.is_called_by_flag, -chosen.shortage

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
    shown, limit = _shown(disclosed, condition), _limit(disclosed, condition)
    if shown is None or limit is None or condition.comparison is None:
        return Judged(condition, False, shown, limit)
    return Judged(condition, is_so(shown.value, condition.comparison, limit), shown, limit)


def _shown(disclosed: Disclosed, condition: Condition) -> ShownScore | ShownStatement | None:
    if condition.kind == "force":
        force: Force = condition.subject  # type: ignore[assignment]
        return disclosed.scores.get(force)
    codes = codes_of_process(condition.subject) if condition.kind == "process" else (condition.subject,)
    return next((disclosed.statements[code] for code in codes if code in disclosed.statements), None)


def _limit(disclosed: Disclosed, condition: Condition) -> float | None:
    if condition.limit != "bar":
        return condition.limit
    bar = bar_of(condition.kind, condition.subject)
    return None if bar is None else {"bar": disclosed.bar, "bar_intentie": disclosed.bar_intentie}[bar]

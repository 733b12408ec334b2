"""The steps to take first: what stands at the top of each role's actions, without repeats."""

from dataclasses import dataclass

from assessments.catalogue.entries import ChosenAction
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.roles import ADVISED

from .actions import in_order, merged

MOST_STEPS = 3
"""The number of points that a partnership can realistically work on."""


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One action to take first, in the active language."""

    title: str
    begin: str
    """How to begin."""
    roles: tuple[str, ...]
    """The codes of the roles that have it among their actions."""


def first_steps(result: FrozenResult) -> tuple[FirstStep, ...]:
    """Return the first actions of the one list, three in all and no title twice."""
    language = active_language()
    listed = merged(result, [_of_role(result, role) for role in ADVISED])
    by_title = {chosen.entry.text(language).title: chosen.entry for chosen in reversed(listed)}
    titles = tuple(dict.fromkeys(chosen.entry.text(language).title for chosen in listed))[:MOST_STEPS]
    return tuple(
        FirstStep(
            title=title,
            begin=by_title[title].text(language).first_step,
            roles=tuple(
                role
                for role in ADVISED
                if title in {chosen.entry.text(language).title for chosen in _of_role(result, role)}
            ),
        )
        for title in titles
    )


def first_of_role(result: FrozenResult, role: str) -> str:
    """Return the title of the action that a role is advised first; empty if there is none."""
    return next((chosen.entry.text(active_language()).title for chosen in _of_role(result, role)), "")


def _of_role(result: FrozenResult, role: str) -> tuple[ChosenAction, ...]:
    """Return the actions of a role in the order in which the report gives them: what was done before stands last."""
    return in_order(result, next((advice.main for advice in result.actions if advice.role == role), ()))

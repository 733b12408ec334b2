"""Which groups' scores may be shown, and what may be said of roles that see things differently."""

from collections.abc import Mapping

from assessments.vocabulary.forces import FORCES

from .disclosure_context import DisclosureContext
from .residue import shown_by_force
from .values import Interval, PerceptionView

Groups = dict[str, dict[str, Interval]]


def disclosed_groups(context: DisclosureContext) -> Groups:
    """Return the groups of the shown split that may be shown, per force; the others are recorded as withheld."""
    found = context.diagnosis.groups.get(context.terms.split)
    if found is None:
        return {}
    weights_by = (context.survey.weighting, context.survey.profile.cap)
    allowed: dict[str, tuple[str, ...]] = {
        force: shown_by_force(context.persons, force, context.groups(), weights_by, context.min_group)
        for force in FORCES
    }
    shown: Groups = {}
    for name, forces in found.items():
        own = {force: interval for force, interval in forces.items() if name in allowed[force]}
        if own:
            shown[name] = own
    _withhold_groups(context, shown)
    return shown


def _withhold_groups(context: DisclosureContext, shown: Mapping[str, Mapping[str, Interval]]) -> None:
    sizes = dict.fromkeys(context.groups()[1], 0)
    for respondent in context.persons.respondents:
        sizes[respondent.role if context.terms.split == "role" else respondent.organisation] += 1
    for name, size in sizes.items():
        why = "too_few" if size < context.min_group else "remainder"
        if size and name not in shown:
            context.withhold(f"group:{name}", why)
        for force in FORCES:
            if name in shown and force not in shown[name]:
                context.withhold(f"group:{name}:{force}", why)
    if not shown:
        context.withhold("groups", "no_split_shown")


def disclosed_perception(context: DisclosureContext, shown: Groups) -> tuple[PerceptionView, ...]:
    """Return which shown roles see a force lower or higher than the rest, without the number."""
    gaps = context.diagnosis.perception
    if context.terms.split != "role":
        if gaps:
            context.withhold("perception", "other_split")
        return ()
    return tuple(
        PerceptionView(gap.role, gap.force, "lower" if gap.difference < 0 else "higher")
        for gap in gaps
        if gap.force in shown.get(gap.role, {})
    )

"""Which groups' scores may be shown, and what may be said of roles that see things otherwise."""

from collections.abc import Mapping

from assessments.vocabulary.forces import FORCES

from .residue import shown_by_force
from .values import Interval, PerceptionView
from .withholding import Matter

Groups = dict[str, dict[str, Interval]]


def disclosed_groups(matter: Matter) -> Groups:
    """Return the shown groups of the one split shown, per force; those held back are written down."""
    found = matter.diagnosis.groups.get(matter.terms.split)
    if found is None:
        return {}
    weights_by = (matter.survey.weighting, matter.survey.profile.cap)
    may: dict[str, tuple[str, ...]] = {
        force: shown_by_force(matter.persons, force, matter.groups(), weights_by, matter.min_group) for force in FORCES
    }
    shown: Groups = {}
    for name, forces in found.items():
        own = {force: interval for force, interval in forces.items() if name in may[force]}
        if own:
            shown[name] = own
    _hold(matter, shown)
    return shown


def _hold(matter: Matter, shown: Mapping[str, Mapping[str, Interval]]) -> None:
    sizes = dict.fromkeys(matter.groups()[1], 0)
    for respondent in matter.persons.respondents:
        sizes[respondent.role if matter.terms.split == "role" else respondent.organisation] += 1
    for name, size in sizes.items():
        why = "too_few" if size < matter.min_group else "remainder"
        if size and name not in shown:
            matter.hold(f"group:{name}", why)
        for force in FORCES:
            if name in shown and force not in shown[name]:
                matter.hold(f"group:{name}:{force}", why)
    if not shown:
        matter.hold("groups", "no_split_shown")


def disclosed_perception(matter: Matter, shown: Groups) -> tuple[PerceptionView, ...]:
    """Return which shown roles see a force lower or higher than the rest, and no number."""
    gaps = matter.diagnosis.perception
    if matter.terms.split != "role":
        if gaps:
            matter.hold("perception", "other_split")
        return ()
    return tuple(
        PerceptionView(gap.role, gap.force, "lower" if gap.difference < 0 else "higher")
        for gap in gaps
        if gap.force in shown.get(gap.role, {})
    )

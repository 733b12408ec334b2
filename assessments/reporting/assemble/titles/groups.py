"""The title of the picture of the groups: who sees a force otherwise, or where they are furthest apart."""

from django.utils.translation import gettext as _

from assessments.disclosure.shown import ShownGroup
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import role_words
from assessments.reporting.numbers import group_words
from assessments.vocabulary.forces import FORCES, Force

ALIKE = 10
"""Points below which groups are not called different: each is rounded to a five."""


def of_the_groups(result: FrozenResult) -> str:
    """Return on which force the shown groups are furthest apart; roles are named, organisations are not."""
    spread = {force: _apart(result, force) for force in FORCES}
    force = max(FORCES, key=lambda one: spread[one][0])
    points, low, high = spread[force]
    if not low or low == high:
        return ""
    is_by_role = result.disclosed.split == "role"
    if points < ALIKE and not result.disclosed.perception:
        return (
            _("The roles see each force about the same")
            if is_by_role
            else _("The organisations see each force about the same")
        )
    values = {"force": force, "least": _score(result, low, force), "most": _score(result, high, force)}
    if not is_by_role:
        return _("The organisations are furthest apart on %(force)s: from %(least)s to %(most)s") % values
    return _("The roles are furthest apart on %(force)s: from %(least)s (%(low)s) to %(most)s (%(high)s)") % (
        values | {"low": role_words(low), "high": role_words(high)}
    )


def _apart(result: FrozenResult, force: Force) -> tuple[int, str, str]:
    """Return how far apart the extreme groups of a force are, with the lowest and the highest of them."""
    shown: dict[str, ShownGroup] = {
        name: scores[force] for name, scores in result.disclosed.groups.items() if force in scores
    }
    if not shown:
        return 0, "", ""
    low = min(shown, key=lambda name: shown[name].score)
    high = max(shown, key=lambda name: shown[name].score)
    return shown[high].score - shown[low].score, low, high


def _score(result: FrozenResult, name: str, force: Force) -> str:
    return group_words(result.disclosed.groups[name][force])

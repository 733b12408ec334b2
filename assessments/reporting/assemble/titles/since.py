"""The titles about what changed since the round before: only what is more than chance is called a change."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.reporting.assemble.outcome import has_diagnosis
from assessments.reporting.assemble.standing import fired
from assessments.reporting.assemble.wording import capitalised
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.reporting.numbers import score_words
from assessments.vocabulary.forces import FORCES, Force


def of_what_changed(result: FrozenResult) -> str:
    """Return which forces rose or fell by more than chance; that the scores cannot be compared, if so."""
    if not has_diagnosis(result):
        return _("This round got too few answers to compare")
    if not result.comparable or result.comparable[-1] is not result.earlier[-1]:
        return _("The scores cannot be compared with those of the previous round")
    risen, fallen = _moved(result, 1), _moved(result, -1)
    stalled = fired(result)
    if result.is_stalled and stalled is not None:
        return _("%(force)s has not noticeably risen") % {"force": capitalised(stalled)}
    if not (risen or fallen):
        return _("No force has noticeably changed") if result.change else ""
    return capitalised("; ".join(filter(None, (_have(risen, 1), _have(fallen, -1)))))


def _moved(result: FrozenResult, way: int) -> tuple[Force, ...]:
    """Return the forces that changed this way by more than chance."""
    found = result.change
    return tuple(
        force
        for force in FORCES
        if force in found and found[force].is_more_than_noise and found[force].difference * way > 0
    )


def _have(forces: tuple[Force, ...], way: int) -> str:
    if not forces:
        return ""
    if way > 0:
        text = ngettext("%(forces)s has noticeably risen", "%(forces)s have noticeably risen", len(forces))
    else:
        text = ngettext("%(forces)s has noticeably fallen", "%(forces)s have noticeably fallen", len(forces))
    return text % {"forces": listed(forces)}


def of_the_rounds(result: FrozenResult) -> str:
    """Return the largest change that is more than chance, from and to; empty where nothing is compared."""
    if not result.comparable or not result.change:
        return ""
    moved = (*_moved(result, 1), *_moved(result, -1))
    if not moved:
        return _("No change is more than chance")
    force = max(moved, key=lambda one: abs(result.change[one].difference))
    values = {
        "force": capitalised(force),
        "then": score_words(result.comparable[-1].scores[force]),
        "now": score_words(result.disclosed.scores[force]),
    }
    if result.change[force].difference > 0:
        return _("%(force)s rose from %(then)s to %(now)s") % values
    return _("%(force)s fell from %(then)s to %(now)s") % values

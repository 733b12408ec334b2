"""The titles about the three forces: which one is short, and what is lacking most there."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.reporting.assemble.standing import (
    distance,
    fired,
    forces_with_bar,
    has_flag,
    is_ample,
    is_below,
    is_near,
    is_reached,
)
from assessments.reporting.assemble.wording import (
    amount_of,
    capitalised,
    forces_shown,
    lacks_foundation,
    lowest_first,
    professionals_fall_short,
    quoted,
)
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.reporting.numbers import score_words, whole_points_words
from assessments.vocabulary.flags import INTENTIE_ROND_DE_LAT, KERN_EN_RAND
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.shortfalls import SHORTFALLS


def of_the_forces(result: FrozenResult) -> str:
    """Return the message of the part on the forces; empty where too little is shown for one."""
    force = force_in_question(result)
    if force in {None, "intentie"} and has_flag(result, INTENTIE_ROND_DE_LAT):
        return _lags_behind(result, "intentie")
    if force is not None:
        return _lags_behind(result, force)
    return _all_reach(result) if forces_with_bar(result) == FORCES else of_the_scores(result)


def _all_reach(result: FrozenResult) -> str:
    if has_flag(result, KERN_EN_RAND):
        return _("On average all three forces reach the bar, but the rim is not on board yet")
    if professionals_fall_short(result):
        return _("All three forces reach the bar, but according to the professionals not enough is happening yet")
    if is_ample(result):
        return _("All three forces are well above the bar")
    return _("All three forces reach the bar, but not all three comfortably")


def force_in_question(result: FrozenResult) -> Force | None:
    """Return the force on which the outcome turns, if it is shown below its bar; else the first that is."""
    first: Force | None = "intentie" if lacks_foundation(result) else fired(result)
    return next((force for force in (first, *FORCES) if force is not None and is_below(result, force)), None)


def _lags_behind(result: FrozenResult, force: Force) -> str:
    if force == "intentie" and has_flag(result, INTENTIE_ROND_DE_LAT):
        said = _("%(force)s lies around the bar") % {"force": capitalised(force)}
    elif is_near(result, force):
        said = _("%(force)s is just below the bar") % {"force": capitalised(force)}
    else:
        said = _("%(force)s lags behind") % {"force": capitalised(force)}
    lacking = what_lacks(result, force)
    return _("%(message)s: %(reason)s") % {"message": said, "reason": lacking} if lacking else said


def what_lacks(result: FrozenResult, force: Force) -> str:
    """Return what the lowest statement of a force says is lacking; empty where it scores high, or none is shown."""
    codes = lowest_first(result, result.questionnaire.instrument.forces[force])
    if not codes:
        return ""
    amount = amount_of(result.disclosed.statements[codes[0]].value)
    if amount == "much":
        return ""
    words = SHORTFALLS.get(codes[0])
    if words is None or int(result.questionnaire.version) < words.since:
        return _("lowest is “%(statement)s”") % {"statement": quoted(result, codes[0])}
    text = words.little if amount == "little" else words.partly
    return _(text)


def of_the_scores(result: FrozenResult) -> str:
    """Return the message of the picture of the scores: which reach their bar, and which do not."""
    known = forces_with_bar(result)
    reached = [force for force in known if is_reached(result, force)]
    missed = [force for force in known if force not in reached]
    if not known:
        return _lowest_score(result)
    if not missed and len(known) == len(FORCES):
        return least_to_spare(result)
    if not missed:
        return capitalised(_reach(known))
    second = ngettext("%(forces)s does not reach the bar", "%(forces)s do not reach the bar", len(missed))
    if not reached:
        all_missed = len(missed) == len(FORCES)
        said = _("not one of the three forces reaches the bar") if all_missed else second % {"forces": listed(missed)}
        return capitalised(said)
    return capitalised(
        _("%(reached)s; %(missed)s")
        % {
            "reached": _reach(reached),
            "missed": ngettext("%(forces)s does not", "%(forces)s do not", len(missed)) % {"forces": listed(missed)},
        }
    )


def _reach(forces: Sequence[Force]) -> str:
    text = ngettext("%(forces)s reaches the bar", "%(forces)s reach the bar", len(forces))
    return text % {"forces": listed(forces)}


def least_to_spare(result: FrozenResult) -> str:
    """Return which force is nearest to its bar; only valid where all three are shown to reach it."""
    known = forces_with_bar(result)
    spare = {force: distance(result, force) or 0 for force in known}
    lowest = [force for force in known if spare[force] == min(spare.values())]
    if len(lowest) == len(FORCES):
        return _("All three forces reach the bar")
    if len(lowest) > 1:
        text = _("%(forces)s have the least to spare")
        return capitalised(text % {"forces": listed(lowest)})
    return _("%(force)s has the least to spare: %(points)s") % {
        "force": capitalised(lowest[0]),
        "points": whole_points_words(result.disclosed.scores[lowest[0]], result.bar_of(lowest[0]) or 0),
    }


def _lowest_score(result: FrozenResult) -> str:
    """Return which force scores lowest, where no bar is shown; empty where that is none in particular."""
    scores = result.disclosed.scores
    values = {force: scores[force].value for force in forces_shown(result)}
    lowest = [force for force in values if values[force] == min(values.values())]
    if len(values) < 2 or len(lowest) > 1:
        return ""
    return _("%(force)s scores lowest: %(score)s") % {
        "force": capitalised(lowest[0]),
        "score": score_words(scores[lowest[0]]),
    }


def of_the_statements(result: FrozenResult, force: Force) -> str:
    """Return the message of the picture of the statements about a force; empty where none is shown."""
    codes = lowest_first(result, result.questionnaire.instrument.forces[force])
    if not codes:
        return ""
    if lacking := what_lacks(result, force):
        return capitalised(lacking)
    values = {"force": force, "score": result.disclosed.statements[codes[0]].value}
    if len(codes) < len(result.questionnaire.instrument.forces[force]):
        return _("All statements about %(force)s that are shown score %(score)s or higher") % values
    return _("All statements about %(force)s score %(score)s or higher") % values

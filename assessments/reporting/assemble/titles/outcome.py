"""The titles about the outcome: how sure it is, what decided it, and what must rise."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.disclosure.shown import ShownStep
from assessments.reporting.assemble.outcome import ABOUT_EQUAL, likeliest
from assessments.reporting.assemble.standing import fired, has_chance, has_flag, interests_decide, is_near, is_reached
from assessments.reporting.assemble.wording import capitalised, lacks_foundation
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import chance_words, whole_points_words
from assessments.vocabulary.certainties import DUIDELIJK, NIPT, WAARSCHIJNLIJK
from assessments.vocabulary.flags import INTENTIE_ROND_DE_LAT, KERN_EN_RAND
from assessments.vocabulary.forces import Force
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, GEZOND

_SURE: dict[str, StrPromise] = {
    DUIDELIJK: gettext_lazy("The outcome is clear: %(diagnosis)s"),
    WAARSCHIJNLIJK: gettext_lazy("The outcome is likely: %(diagnosis)s"),
    NIPT: gettext_lazy("The outcome is %(diagnosis)s, and it is a close call"),
}
_FOUNDATION_SURE: dict[str, StrPromise] = {
    DUIDELIJK: gettext_lazy("It is clear that the foundation is missing"),
    WAARSCHIJNLIJK: gettext_lazy("It is likely that the foundation is missing"),
}


def of_the_outcome(result: FrozenResult) -> str:
    """Return the outcome with how sure it is; empty where that is not known."""
    disclosed = result.disclosed
    values = {"diagnosis": disclosed.diagnosis}
    if lacks_foundation(result):
        foundation = disclosed.foundation
        return str(_FOUNDATION_SURE.get(foundation.certainty, "")) if foundation is not None else ""
    if has_flag(result, INTENTIE_ROND_DE_LAT):
        return _("Actie and verbinding point to %(diagnosis)s, and the foundation is uncertain") % values
    if disclosed.certainty is None:
        return ""
    if disclosed.certainty == NIPT and (found := likeliest(result)):
        return _("The outcome is a close call: %(first)s or %(second)s") % {"first": found[0], "second": found[1]}
    if disclosed.diagnosis == GEZOND and has_flag(result, KERN_EN_RAND):
        return _("On average the outcome is %(diagnosis)s, but not for the rim") % values
    return str(_SURE[disclosed.certainty]) % values


def of_the_chances(result: FrozenResult) -> str:
    """Return which outcome is likeliest, and how likely; empty where no chance is shown."""
    disclosed, found = result.disclosed, likeliest(result)
    if found is None or not has_chance(result, disclosed.diagnosis):
        return ""
    first, second = found
    if disclosed.shares[first] - disclosed.shares[second] < ABOUT_EQUAL:
        text = _("%(first)s and %(second)s are about equally likely")
        return capitalised(text % {"first": first, "second": second})
    return _("The chance of %(diagnosis)s is greatest: %(share)s") % {
        "diagnosis": first,
        "share": chance_words(disclosed, first, certain=result.profile.certain),
    }


def of_the_reasons_why(result: FrozenResult) -> str:
    """Return what decided the outcome; empty where the shown numbers, rounded once more, do not say it too."""
    force = fired(result)
    if lacks_foundation(result):
        return (
            ""
            if is_reached(result, "intentie")
            else _("Intentie does not reach the bar, and everything else rests on it")
        )
    if force is None:
        return _of_gezond(result)
    if is_reached(result, force):
        return ""
    return _of_stagnation(result, force)


def _of_gezond(result: FrozenResult) -> str:
    if has_flag(result, KERN_EN_RAND):
        return _("On average both actie and verbinding reach the bar")
    return _("Both actie and verbinding reach the bar")


def _of_stagnation(result: FrozenResult, force: Force) -> str:
    if result.disclosed.diagnosis == EILANDSAMENWERKING:
        said = (
            _("Actie reaches the bar, verbinding falls just short")
            if is_near(result, force)
            else _("Actie reaches the bar, verbinding does not")
        )
    else:
        said = _("Actie falls just short of the bar") if is_near(result, force) else _("Actie does not reach the bar")
    if interests_decide(result, force):
        return _("%(message)s, because interests clash") % {"message": said}
    return said


def of_the_path(result: FrozenResult) -> str:
    """Return what must rise, first things first; empty where nothing must, or it is not shown."""
    path = result.disclosed.path
    if not path:
        return ""
    if len(path) == 1:
        return _("%(force)s must rise by %(points)s") % _values(path[0])
    return _("Start with %(force)s: it must rise by %(points)s") % (_values(path[0]) | {"force": path[0].force})


def _values(step: ShownStep) -> dict[str, str]:
    return {"force": capitalised(step.force), "points": whole_points_words(step.start, step.goal)}

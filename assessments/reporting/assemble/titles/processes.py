"""The titles about the processes: which asks most, and how many go well enough."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.reporting.assemble.wording import capitalised, quoted_list
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import process_name
from assessments.reporting.numbers import in_letters
from assessments.vocabulary.limits import reaches

MOST_NAMED = 2
"""The most processes that a title names."""


def of_the_processes(result: FrozenResult) -> str:
    """Return which process needs most work; empty where none is shown, or none in particular needs it."""
    scores = result.processes
    if len(scores) < 2:
        return ""
    lowest = min(score.value for score in scores.values())
    found = tuple(process_name(process) for process, score in scores.items() if score.value == lowest)
    if reaches(lowest, result.profile.threshold):
        return _all_go(result, _("All %(count)s processes go well enough"))
    if len(found) == len(scores):
        return _all_go(result, _("All %(count)s processes need work"))
    if len(found) > MOST_NAMED:
        return capitalised(_("%(count)s processes need most work") % {"count": in_letters(len(found))})
    text = ngettext("%(processes)s needs most work", "%(processes)s need most work", len(found))
    return text % {"processes": quoted_list(found)}


def _all_go(result: FrozenResult, text: str) -> str:
    n_shown = len(result.processes)
    if n_shown < len(result.questionnaire.instrument.processes):
        return ""
    return text % {"count": in_letters(n_shown)}


def of_the_bars(result: FrozenResult) -> str:
    """Return how many processes reach the bar that they have; empty where no two are shown."""
    scores = [score.value for score in result.processes.values()]
    if len(scores) < 2:
        return ""
    n_well = sum(reaches(value, result.profile.threshold) for value in scores)
    values = {"count": in_letters(n_well), "all": in_letters(len(scores))}
    if len(scores) < len(result.questionnaire.instrument.processes):
        values["all"] = _("the %(count)s processes that are shown") % {"count": values["all"]}
    else:
        values["all"] = _("the %(count)s processes") % {"count": values["all"]}
    if n_well == 0:
        return _("Not one of %(all)s reaches the bar") % values
    if n_well == len(scores):
        return capitalised(_("%(all)s reach the bar") % values)
    if n_well == 1:
        return _("One of %(all)s reaches the bar") % values
    return capitalised(_("%(count)s of %(all)s reach the bar") % values)

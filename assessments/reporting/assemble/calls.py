"""Why an action is in the report: the score, signal or diagnosis that called for it, in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.catalogue.choice import judge
from assessments.catalogue.entries import ChosenAction, Condition
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import process_name
from assessments.reporting.numbers import score_words, statement_words
from assessments.vocabulary.flags import INTENTIE_ZWAK
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT, LEVELS
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.outcomes import DIAGNOSES

from .signals import signal
from .standing import NEAR
from .wording import capitalised, number, quoted

_TO_THE_BAR: dict[tuple[str, str], StrPromise] = {
    ("force", "below"): gettext_lazy("%(subject)s scores %(score)s, below the bar of %(limit)s."),
    ("force", "just below"): gettext_lazy("%(subject)s scores %(score)s, just below the bar."),
    ("force", "above"): gettext_lazy("%(subject)s scores %(score)s, above the bar of %(limit)s."),
    ("process", "below"): gettext_lazy("The process “%(subject)s” scores %(score)s, below the bar of %(limit)s."),
    ("process", "just below"): gettext_lazy("The process “%(subject)s” scores %(score)s, just below the bar."),
    ("process", "above"): gettext_lazy("The process “%(subject)s” scores %(score)s, above the bar of %(limit)s."),
    ("item", "below"): gettext_lazy("“%(subject)s” scores %(score)s, below the bar of %(limit)s."),
    ("item", "just below"): gettext_lazy("“%(subject)s” scores %(score)s, just below the bar."),
    ("item", "above"): gettext_lazy("“%(subject)s” scores %(score)s, above the bar of %(limit)s."),
}
_TO_A_NUMBER: dict[tuple[str, str], StrPromise] = {
    ("force", "below"): gettext_lazy("%(subject)s scores %(score)s, below %(limit)s."),
    ("force", "just below"): gettext_lazy("%(subject)s scores %(score)s, just below %(limit)s."),
    ("force", "above"): gettext_lazy("%(subject)s scores %(score)s, above %(limit)s."),
    ("process", "below"): gettext_lazy("The process “%(subject)s” scores %(score)s, below %(limit)s."),
    ("process", "just below"): gettext_lazy("The process “%(subject)s” scores %(score)s, just below %(limit)s."),
    ("process", "above"): gettext_lazy("The process “%(subject)s” scores %(score)s, above %(limit)s."),
    ("item", "below"): gettext_lazy("“%(subject)s” scores %(score)s, below %(limit)s."),
    ("item", "just below"): gettext_lazy("“%(subject)s” scores %(score)s, just below %(limit)s."),
    ("item", "above"): gettext_lazy("“%(subject)s” scores %(score)s, above %(limit)s."),
}


def called_by(result: FrozenResult, chosen: ChosenAction) -> str:
    """Return in whole sentences what called for an action.

    A condition ``from`` a limit says only when an action fits, so it calls for nothing.
    """
    if is_called_by_conditions(result, chosen):
        return " ".join(dict.fromkeys(_told(result, chosen.called_by)))
    if chosen.entry.diagnosis is None:
        return _("This helps every partnership, whatever the outcome.")
    if chosen.entry.diagnosis == result.disclosed.diagnosis:
        return _(DIAGNOSES[chosen.entry.diagnosis].helps)
    return _("The partnership leans towards %(diagnosis)s, and this belongs to it.") % {
        "diagnosis": chosen.entry.diagnosis
    }


def is_called_by_conditions(result: FrozenResult, chosen: ChosenAction) -> bool:
    """Whether a score, a level or a flag called for an action, not the outcome alone."""
    return next(_told(result, chosen.called_by), None) is not None


def _told(result: FrozenResult, conditions: tuple[Condition, ...]) -> Iterator[str]:
    """Yield the sentences; that intentie is weak is left out beside that the foundation is missing."""
    is_of_foundation = Condition("level", FUNDAMENT_ONTBREEKT) in conditions
    for condition in conditions:
        if condition.kind == "level":
            yield _(LEVELS[condition.subject].reason)
        elif condition.kind == "flag":
            if not (is_of_foundation and condition.subject == INTENTIE_ZWAK):
                yield signal(result, condition.subject).title
        elif condition.comparison != "from":
            yield from _comparison(result, condition)


def _comparison(result: FrozenResult, condition: Condition) -> Iterator[str]:
    """Yield the sentence on a number, if it is shown."""
    judged, score = judge(result.disclosed, condition), _score(result, condition)
    if judged.value is None or judged.limit is None or not score:
        return
    is_just_below = condition.comparison == "below" and reaches(judged.value, judged.limit - NEAR)
    how = "just below" if is_just_below else condition.comparison or "below"
    table = _TO_THE_BAR if condition.limit == "bar" else _TO_A_NUMBER
    values = {"subject": _subject(result, condition), "score": score, "limit": number(judged.limit)}
    yield table[condition.kind, how] % values


def _score(result: FrozenResult, condition: Condition) -> str:
    """Return the number that a condition looks at as shown; empty if it is not."""
    if condition.kind == "force":
        scores = {str(force): score for force, score in result.disclosed.scores.items()}
        return score_words(scores[condition.subject]) if condition.subject in scores else ""
    if condition.kind == "process":
        statement = result.processes.get(condition.subject)
    else:
        statement = result.statement(condition.subject)
    return "" if statement is None else statement_words(statement)


def _subject(result: FrozenResult, condition: Condition) -> str:
    if condition.kind == "force":
        return capitalised(condition.subject)
    return process_name(condition.subject) if condition.kind == "process" else quoted(result, condition.subject)

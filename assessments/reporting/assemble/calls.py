"""Why an action is in the report: the score, signal or diagnosis that called for it, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from assessments.catalogue.entries import ChosenAction, Condition
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import process_name
from assessments.reporting.numbers import format_score
from assessments.vocabulary.levels import LEVELS
from assessments.vocabulary.outcomes import DIAGNOSES

from .signals import signal
from .wording import bar_words, capitalised, number, quoted

_TO_THE_BAR: dict[tuple[str, str], StrPromise] = {
    ("force", "below"): gettext_lazy("%(subject)s scores %(score)s, below the bar of %(limit)s."),
    ("force", "above"): gettext_lazy("%(subject)s scores %(score)s, above the bar of %(limit)s."),
    ("process", "below"): gettext_lazy("The process “%(subject)s” scores %(score)s, below the bar of %(limit)s."),
    ("process", "above"): gettext_lazy("The process “%(subject)s” scores %(score)s, above the bar of %(limit)s."),
    ("item", "below"): gettext_lazy("“%(subject)s” scores %(score)s, below the bar of %(limit)s."),
    ("item", "above"): gettext_lazy("“%(subject)s” scores %(score)s, above the bar of %(limit)s."),
}
_TO_A_NUMBER: dict[tuple[str, str], StrPromise] = {
    ("force", "below"): gettext_lazy("%(subject)s scores %(score)s, below %(limit)s."),
    ("force", "above"): gettext_lazy("%(subject)s scores %(score)s, above %(limit)s."),
    ("process", "below"): gettext_lazy("The process “%(subject)s” scores %(score)s, below %(limit)s."),
    ("process", "above"): gettext_lazy("The process “%(subject)s” scores %(score)s, above %(limit)s."),
    ("item", "below"): gettext_lazy("“%(subject)s” scores %(score)s, below %(limit)s."),
    ("item", "above"): gettext_lazy("“%(subject)s” scores %(score)s, above %(limit)s."),
}


def called_by(result: FrozenResult, chosen: ChosenAction) -> str:
    """Return in whole sentences what called for an action."""
    if chosen.called_by:
        return " ".join(dict.fromkeys(_sentence(result, condition) for condition in chosen.called_by))
    if chosen.entry.diagnosis is None:
        return _("This helps every partnership, whatever the outcome.")
    if chosen.entry.diagnosis == result.disclosed.diagnosis:
        return _(DIAGNOSES[chosen.entry.diagnosis].helps)
    return _("The partnership leans towards %(diagnosis)s, and this belongs to it.") % {
        "diagnosis": chosen.entry.diagnosis
    }


def _sentence(result: FrozenResult, condition: Condition) -> str:
    if condition.kind == "flag":
        return signal(result, condition.subject).title
    if condition.kind == "level":
        level = LEVELS[condition.subject]
        return _(level.reason)
    return _comparison(result, condition)


def _comparison(result: FrozenResult, condition: Condition) -> str:
    disclosed, comparison = result.disclosed, condition.comparison or "below"
    values: Mapping[str, float] = {
        "force": {scale: score.value for scale, score in disclosed.scores.items()},
        "process": disclosed.processes,
        "item": disclosed.items,
    }[condition.kind]
    is_bar = condition.limit == "bar"
    found = {
        "subject": _subject(result, condition),
        "score": format_score(values[condition.subject], disclosed.bar),
        "limit": bar_words(result) if is_bar else number(float(condition.limit or 0)),
    }
    if found["score"] == found["limit"]:
        return _just_past(condition) % found
    return (_TO_THE_BAR if is_bar else _TO_A_NUMBER)[condition.kind, comparison] % found


def _subject(result: FrozenResult, condition: Condition) -> str:
    if condition.kind == "force":
        return capitalised(condition.subject)
    return process_name(condition.subject) if condition.kind == "process" else quoted(result, condition.subject)


def _just_past(condition: Condition) -> str:
    """Return the sentence about a score that equals the limit only after rounding."""
    if condition.kind == "force":
        return _("%(subject)s scores %(score)s: just past the limit from which this helps.")
    return _("“%(subject)s” scores %(score)s: just past the limit from which this helps.")

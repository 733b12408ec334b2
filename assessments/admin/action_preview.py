"""Previews an action as it will look in a report, on a made-up result that calls for it."""

from datetime import UTC, datetime

from django.utils import translation

from assessments.catalogue.entries import ActionEntry, ChosenAction, ConditionKind
from assessments.catalogue.examples import made_up
from assessments.catalogue.questionnaire import questionnaire
from assessments.catalogue.subjects import newest_version_for
from assessments.reporting.assemble.actions import card
from assessments.reporting.frozen import FrozenResult, RoundFacts
from assessments.reporting.parts import ShownAction
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.values import Estimate
from assessments.vocabulary.certainties import DUIDELIJK
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.levels import DREIGEND
from assessments.vocabulary.outcomes import SCHIJNSAMENWERKING

HEADING = 3
"""Level of the headings over actions."""
BAR = 65.0
DISTANCE = 12.0
"""How far the made-up numbers are from the limits."""


def preview(entry: ActionEntry) -> list[tuple[str, ShownAction]]:
    """Return an action as in the report on a new round, in every language.

    An action that looks at what is no longer asked is shown as in the last rounds that could use it; for one that no
    round can use, nothing is returned.
    """
    version = newest_version_for(entry.conditions)
    if version is None:
        return []
    result = _example(entry, version)
    chosen = ChosenAction(entry, entry.conditions, 0.0)
    cards = []
    for language in LANGUAGES:
        with translation.override(language):
            cards.append((language, ShownAction(card(result, chosen), HEADING)))
    return cards


def _numbers(entry: ActionEntry, kind: ConditionKind) -> dict[str, float]:
    """Return for each subject of this kind a number for which the action's conditions hold."""
    compared = [condition for condition in entry.conditions if condition.kind == kind and condition.comparison]
    numbers = {}
    for subject in {condition.subject for condition in compared}:
        limits = [
            (condition.comparison, BAR if condition.limit == "bar" else float(condition.limit or 0))
            for condition in compared
            if condition.subject == subject
        ]
        low = max((limit for comparison, limit in limits if comparison == "above"), default=None)
        high = min((limit for comparison, limit in limits if comparison == "below"), default=None)
        numbers[subject] = _between(low, high)
    return numbers


def _between(low: float | None, high: float | None) -> float:
    if low is not None and high is not None:
        return (low + high) / 2
    return min(low + DISTANCE, 100.0) if low is not None else max((high or 0.0) - DISTANCE, 0.0)


def _example(entry: ActionEntry, version: str) -> FrozenResult:
    levels = [condition.subject for condition in entry.conditions if condition.kind == "level"]
    disclosed = made_up(
        diagnosis=entry.diagnosis or SCHIJNSAMENWERKING,
        level=levels[-1] if levels else DREIGEND,
        certainty=DUIDELIJK,
        bar=BAR,
        scores={force: Estimate(value, None, None, None) for force, value in _numbers(entry, "force").items()},
        flags=tuple(condition.subject for condition in entry.conditions if condition.kind == "flag"),
        items=_numbers(entry, "item"),
        processes=_numbers(entry, "process"),
    )
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    facts = RoundFacts("", "", "", None, moment, moment, True, (), None, "", 24)
    return FrozenResult(disclosed, facts, questionnaire(version), ScoringProfile(), 1, (), (), {})

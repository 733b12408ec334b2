"""Previews an action as it will look in a report, on a made-up result that calls for it."""

from datetime import UTC, datetime

from django.utils import translation

from assessments.catalogue.comparison import bar_of, is_so
from assessments.catalogue.entries import ActionEntry, ChosenAction, Condition, ConditionKind
from assessments.catalogue.examples import made_up
from assessments.catalogue.questionnaire import questionnaire
from assessments.catalogue.subjects import newest_version_for
from assessments.disclosure.shown import ShownScore, ShownStatement, Step
from assessments.reporting.assemble.actions import card
from assessments.reporting.frozen import FrozenResult, RoundFacts
from assessments.reporting.parts import Reasons, ShownAction, shown_action
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.certainties import DUIDELIJK
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.levels import DREIGEND
from assessments.vocabulary.outcomes import SCHIJNSAMENWERKING

HEADING = 3
"""Level of the headings over actions."""
BAR, THRESHOLD = 65.5, 62.5
STEP: Step = 5
SHOWN = range(2 * STEP, 100 - 2 * STEP + 1, STEP)
"""The made-up numbers, which forces and statements can have."""


def preview(entry: ActionEntry) -> list[tuple[str, ShownAction]]:
    """Return an action as in the report on a new round, in every language.

    An action that looks at what is no longer asked is shown as in the last rounds that could use it; for one that no
    round can use, nothing is returned.
    """
    version = newest_version_for(entry.conditions)
    if version is None:
        return []
    result = example(entry, version)
    chosen = ChosenAction(entry, entry.conditions, 0.0)
    cards = []
    for language in LANGUAGES:
        with translation.override(language):
            cards.append((language, shown_action(card(result, chosen), HEADING, Reasons())))
    return cards


def _value(entry: ActionEntry, kind: ConditionKind, subject: str) -> int:
    """Return a number that may be shown, for which the conditions of the action on this subject hold."""
    conditions = [condition for condition in entry.conditions if (condition.kind, condition.subject) == (kind, subject)]
    values = [value for value in SHOWN if all(_holds(value, condition) for condition in conditions)]
    return values[len(values) // 2] if values else SHOWN[0]


def _holds(value: int, condition: Condition) -> bool:
    if condition.comparison is None or condition.limit is None:
        return True
    bar = THRESHOLD if bar_of(condition.kind, condition.subject) == "bar_intentie" else BAR
    return is_so(value, condition.comparison, bar if condition.limit == "bar" else condition.limit)


def _values(entry: ActionEntry, kind: ConditionKind) -> dict[str, int]:
    subjects = [condition.subject for condition in entry.conditions if condition.kind == kind]
    return {subject: _value(entry, kind, subject) for subject in subjects}


def example(entry: ActionEntry, version: str) -> FrozenResult:
    """Return a made-up result of a round with this questionnaire that calls for the action."""
    levels = [condition.subject for condition in entry.conditions if condition.kind == "level"]
    asked = questionnaire(version)
    code_of = {process: code for code, process in asked.instrument.processes.items()}
    statements = _values(entry, "item") | {code_of[name]: value for name, value in _values(entry, "process").items()}
    disclosed = made_up(
        diagnosis=entry.diagnosis or SCHIJNSAMENWERKING,
        level=levels[-1] if levels else DREIGEND,
        certainty=DUIDELIJK,
        bar=BAR,
        bar_intentie=THRESHOLD,
        scores={force: ShownScore(value, None, None, None) for force, value in _values(entry, "force").items()},
        flags=tuple(condition.subject for condition in entry.conditions if condition.kind == "flag"),
        statements={code: ShownStatement(value, STEP) for code, value in statements.items()},
    )
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    facts = RoundFacts("", "", "", None, moment, moment, True, (), None, "", 24)
    return FrozenResult(disclosed, facts, asked, ScoringProfile(), 1, (), (), {})

"""Frozen results around shown ones, with the advice that the shipped catalogue gives, and the rounds before them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import choose_actions
from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.shown import Disclosed
from assessments.reporting.earlier import earlier_round
from assessments.reporting.frozen import AgreedAction, EarlierRound, FrozenResult, RoundFacts
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.certainties import DUIDELIJK
from assessments.vocabulary.forces import Force
from assessments.vocabulary.levels import UITGESPROKEN
from assessments.vocabulary.outcomes import SCHIJNSAMENWERKING

from .outcomes import ORGANISATIONS, PROFILE
from .shown import THRESHOLD, scores_of

ZONE = ZoneInfo("Europe/Amsterdam")
FACTS = RoundFacts(
    partnership="Jeugdketen Vechtdal",
    theme="Jeugdhulp en veiligheid",
    title="Meting 2026",
    years_running=3.25,
    opened_at=datetime(2026, 10, 1, 9, 0, tzinfo=ZONE),
    closed_at=datetime(2026, 10, 25, 12, 30, tzinfo=ZONE),
    interests_named=True,
    organisations=tuple(ORGANISATIONS),
    n_invited="20-49",
    contact="Anna de Wit, anna@voorbeeld.test",
    retention_months=24,
)
FIRST = {"questionnaire": "1", "model": "1", "product": "0.1.0"}
NOW = {"questionnaire": "2", "model": "2", "product": "0.3.0"}
DONE_THEN = (
    AgreedAction("Eén plan per gezin", "Gemeente Vechtdal", "2026-05-01", "done"),
    AgreedAction("Samen op huisbezoek", "Jeugdzorg De Linde", "2026-06-01", "busy"),
    AgreedAction("Eén telefoonnummer", "", None, "planned"),
    AgreedAction("Een nieuw logo", "", None, "dropped"),
)


def frozen(
    disclosed: Disclosed,
    *,
    versions: Mapping[str, str] = NOW,
    profile: ScoringProfile = PROFILE,
    **facts: Any,
) -> FrozenResult:
    """Return a frozen result around this shown one; anything of the round may be changed by name."""
    told = {"organisations": tuple(disclosed.organisations) or FACTS.organisations} | facts
    return FrozenResult(
        disclosed=disclosed,
        facts=replace(FACTS, **told),
        questionnaire=questionnaire(versions["questionnaire"]),
        profile=profile,
        profile_version=1,
        actions=choose_actions(disclosed, shipped_actions()),
        catalogue=shipped_actions(),
        versions=dict(versions),
    )


def after(result: FrozenResult, *then: dict[str, Any], agreed: tuple[AgreedAction, ...] = DONE_THEN) -> FrozenResult:
    """Return a result with rounds before it, the most recent last; of each what differed from this one by name."""
    earlier = tuple(
        replace(_earlier(result, result.facts.closed_at.year - back), **changes)
        for back, changes in zip(range(len(then), 0, -1), then, strict=True)
    )
    return replace(result, earlier=earlier, agreed=agreed)


def _earlier(result: FrozenResult, year: int) -> EarlierRound:
    then = replace(result.facts, title=f"Meting {year}", closed_at=result.facts.closed_at.replace(year=year))
    return earlier_round(replace(result, facts=then), result.disclosed)


def scored_then(
    intentie: int, actie: int, verbinding: int, diagnosis: str = SCHIJNSAMENWERKING, bar: float = THRESHOLD
) -> dict[str, Any]:
    """Return what a round before showed: these scores, and the outcome that they gave."""
    scores: Mapping[Force, Any] = scores_of(intentie, actie, verbinding)
    return {"scores": scores, "diagnosis": diagnosis, "level": UITGESPROKEN, "certainty": DUIDELIJK, "bar": bar}

"""What all partnerships of an overview come to: how many of each outcome, what asks for attention, scores per force."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from assessments.models import Partnership
from assessments.vocabulary.forces import FORCES, Force

from .attention import CLOSING, NO_PLAN, OLD, OVERDUE, closing_with_too_few, overdue_actions, with_attention


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over partnerships; the scores are those that each of them shows."""

    n: int
    """How many partnerships."""
    outcomes: Mapping[str, int]
    """How many have this last outcome, as ``with_outcome`` says it; those without a result are not among them."""
    attention: Mapping[str, int]
    """How many ask for attention in each way."""
    scores: Mapping[Force, Mapping[int, int]]
    """Per force, how many partnerships show this score in their last result, lowest first."""

    @property
    def n_without_result(self) -> int:
        """How many have no result yet."""
        return self.n - sum(self.outcomes.values())


def totals_of(partnerships: QuerySet[Partnership], now: datetime) -> Totals:
    """Return the totals of these partnerships, added up by the database: as many queries for thousands as for one."""
    outcomes, attention = Counter[str](), Counter[str]()
    scores: dict[Force, Counter[int]] = {force: Counter() for force in FORCES}
    n = 0
    for row in _groups(partnerships, now):
        number = row["n"]
        n += number
        if row["outcome"] is None:
            continue
        outcomes[row["outcome"]] += number
        attention[OLD] += number * bool(row["is_old"])
        attention[NO_PLAN] += number * bool(row["lacks_plan"])
        for force in FORCES:
            if (score := row[f"last_excerpt__{force}"]) is not None:
                scores[force][score] += number
    attention[OVERDUE] = overdue_actions(partnerships, now).aggregate(n=Count("partnership", distinct=True))["n"]
    attention[CLOSING] = len(closing_with_too_few(partnerships, now))
    return Totals(
        n=n,
        outcomes=outcomes,
        attention=attention,
        scores={force: dict(sorted(found.items())) for force, found in scores.items()},
    )


def _groups(partnerships: QuerySet[Partnership], now: datetime) -> QuerySet[Any]:
    """Return how many partnerships are alike in everything that is counted."""
    alike = ("outcome", "is_old", "lacks_plan", *(f"last_excerpt__{force}" for force in FORCES))
    grouped: QuerySet[Any] = with_attention(partnerships, now).values(*alike).annotate(n=Count("pk"))
    return grouped

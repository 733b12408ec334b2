"""Which of many partnerships ask for attention, and why: by numbers that may be shown, and looked up all at once."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from assessments.models import PlannedAction, Round
from assessments.models.choices import State
from assessments.models.plans import Progress
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS

from .counting import with_too_few
from .overview import coming, with_last_at, with_outcome

CLOSING = "closing"
"""It closes soon, and has too few answers for a diagnosis by the number that is shown."""
OVERDUE = "overdue"
"""Something in its plan should have been done."""
NO_PLAN = "no_plan"
"""Its last result has no plan: nothing was planned since, and nothing from before is still to be done."""
OLD = "old"
"""Its last result is more than a year old, and no other round is coming."""
ATTENTION = (CLOSING, OVERDUE, NO_PLAN, OLD)
"""The most urgent first."""

SOON = timedelta(days=7)
YEAR = timedelta(days=365)

_TO_DO = (Progress.PLANNED, Progress.BUSY)


def with_attention(partnerships: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """Return the partnerships with their last ``outcome``, and whether it ``is_old`` or ``lacks_plan``."""
    of_same = Round.objects.filter(partnership=OuterRef("pk"))
    opened = of_same.filter(state=State.OPEN, opens_at__lte=now, closes_at__gt=now)
    plan = PlannedAction.objects.filter(partnership=OuterRef("pk"))
    has_plan = Exists(plan.filter(Q(created_at__gte=OuterRef("last_at")) | Q(progress__in=_TO_DO)))
    found = with_last_at(with_outcome(partnerships.order_by()))
    told: QuerySet[Any] = found.annotate(
        is_old=_only_if(Q(outcome__isnull=False, last_at__lt=now - YEAR), ~Exists(coming(of_same, now))),
        lacks_plan=_only_if(~Q(outcome=ONVOLDOENDE_GEGEVENS) & Q(outcome__isnull=False), ~has_plan & ~Exists(opened)),
    )
    return told


def _only_if(condition: Q, then: Any) -> Case:
    """Return whether both hold; the database looks the second up only where the first does."""
    return Case(When(condition, then=then), default=Value(value=False), output_field=BooleanField())


def overdue_actions(partnerships: QuerySet[Any], now: datetime) -> QuerySet[PlannedAction]:
    """Return what should have been done by today, in the plans of these partnerships."""
    own = partnerships.order_by().values("pk")
    return PlannedAction.objects.filter(
        partnership__in=own, due_on__lt=timezone.localdate(now), progress__in=_TO_DO
    ).order_by()


def closing_with_too_few(partnerships: QuerySet[Any], now: datetime) -> set[int]:
    """Return the ids of those with a round that closes soon and has too few answers, by the numbers shown."""
    has_begun = Q(opens_at__isnull=True) | Q(opens_at__lte=now)
    soon = Round.objects.filter(
        has_begun,
        partnership__in=partnerships.order_by().values("pk"),
        state=State.OPEN,
        closes_at__gt=now,
        closes_at__lte=now + SOON,
    )
    return set(with_too_few(soon.order_by()).values())


def asking(kind: str, partnerships: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """Return those of the partnerships that ask for attention in this way."""
    return _ASKING[kind](partnerships, now)


def _closing(partnerships: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    return partnerships.filter(pk__in=closing_with_too_few(partnerships, now))


def _overdue(partnerships: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    return partnerships.filter(pk__in=overdue_actions(partnerships, now).values("partnership"))


def _without_plan(partnerships: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    return with_attention(partnerships, now).filter(lacks_plan=True)


def _old(partnerships: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    return with_attention(partnerships, now).filter(is_old=True)


_ASKING: Mapping[str, Callable[[QuerySet[Any], datetime], QuerySet[Any]]] = {
    CLOSING: _closing,
    OVERDUE: _overdue,
    NO_PLAN: _without_plan,
    OLD: _old,
}

"""The status of many partnerships at once, with as many queries for a hundred as for one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from assessments.disclosure.change import Change
from assessments.models import Partnership, Round
from assessments.models.choices import State
from assessments.vocabulary.forces import Force
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT

from .counting import WholeCount, whole_counts
from .findings import Finding, clear_changes, finding_of

_SAID = (
    *("title", "state", "opens_at", "closes_at", "closed_at", "has_open_link", "questionnaire_version"),
    *("has_personal_links", "has_shown_links", "counted_on", "day_count"),
)
"""The fields of a round that an overview needs; loading the others would only cost time."""
AT_ONCE = 10_000
"""Partnerships whose rounds are asked for in one query: SQLite takes 32,766 values, and each has up to three rounds."""


@dataclass(frozen=True, slots=True)
class PartnershipStatus:
    """The status of one partnership."""

    partnership: Any
    """With ``access``, and with ``next_at``, the moment of the next event."""
    last: Round | None
    """Its last closed round."""
    finding: Finding | None
    changes: Mapping[Force, Change] | None
    """Changes since the round before, as far as they are more than noise; None if the two cannot be compared."""
    coming: Round | None
    """The round that is open or will open first."""
    count: WholeCount | None
    """Of the coming round."""


def with_dates(partnerships: QuerySet[Partnership], now: datetime) -> QuerySet[Any]:
    """Return the partnerships with their last, last but one and coming round, and the moment of the next event.

    The database looks all of these up for every partnership that it sorts: ask it for a page of them, not for all.
    """
    closed, coming = closed_of_each(), _coming_of_each(now)
    return partnerships.annotate(
        last_id=Subquery(closed.values("pk")[:1]),
        before_id=Subquery(closed.values("pk")[1:2]),
        coming_id=Subquery(coming.values("pk")[:1]),
        next_at=Subquery(coming.values("happens_at")[:1]),
    )


def with_last_at(partnerships: QuerySet[Partnership]) -> QuerySet[Any]:
    """Return the partnerships with ``last_at``, the moment of their last result."""
    return partnerships.annotate(last_at=F("last_excerpt__ended_at"))


def with_next_at(partnerships: QuerySet[Partnership], now: datetime) -> QuerySet[Any]:
    """Return the partnerships with ``next_at``, the moment of the next event."""
    return partnerships.annotate(next_at=Subquery(_coming_of_each(now).values("happens_at")[:1]))


def with_outcome(partnerships: QuerySet[Partnership]) -> QuerySet[Any]:
    """Return the partnerships with their last ``outcome``: a diagnosis, or FUNDAMENT_ONTBREEKT.

    Without a foundation the report first names what is missing, so here that takes the place of the diagnosis.
    """
    return partnerships.annotate(outcome=outcome_in("last_excerpt__"))


def outcome_in(excerpt: str) -> Case:
    """Return the outcome in an excerpt, to which this path leads: a diagnosis, FUNDAMENT_ONTBREEKT, or nothing."""
    level, diagnosis = F(f"{excerpt}level"), F(f"{excerpt}diagnosis")
    return Case(When(**{f"{excerpt}level": FUNDAMENT_ONTBREEKT}, then=level), default=NullIf(diagnosis, Value("")))


def closed_of_each() -> QuerySet[Any]:
    """Return the closed rounds of the partnership of the query around it, the last first."""
    own = Round.objects.filter(partnership=OuterRef("pk")).with_result()
    return own.annotate(ended_at=Coalesce("closed_at", "closes_at")).order_by("-ended_at", "-pk")


def _coming_of_each(now: datetime) -> QuerySet[Any]:
    return coming(Round.objects.filter(partnership=OuterRef("pk")), now)


def coming(rounds: QuerySet[Round], now: datetime) -> QuerySet[Any]:
    """Return rounds that are open or will open, ordered by the moment at which that changes."""
    opens = Q(opens_at__gt=now)
    kept = rounds.filter(Q(state=State.OPEN, closes_at__gt=now) | Q(opens, state=State.DRAFT))
    happens_at = Case(When(opens, then=F("opens_at")), default=F("closes_at"))
    ordered: QuerySet[Any] = kept.annotate(happens_at=happens_at).order_by("happens_at", "pk")
    return ordered


def with_open_round(partnerships: QuerySet[Partnership], now: datetime) -> QuerySet[Any]:
    """Return those with a round that accepts answers now."""
    has_begun = Q(opens_at__isnull=True) | Q(opens_at__lte=now)
    open_now = Round.objects.filter(has_begun, partnership=OuterRef("pk"), state=State.OPEN, closes_at__gt=now)
    return partnerships.filter(Exists(open_now))


def partnership_statuses(
    numbers: Sequence[int], partnerships: QuerySet[Partnership], now: datetime
) -> Iterator[PartnershipStatus]:
    """Yield the status of the partnerships with these ids, in this order; all of them are in ``partnerships``."""
    for start in range(0, len(numbers), AT_ONCE):
        wanted = numbers[start : start + AT_ONCE]
        fetched = with_dates(partnerships.filter(pk__in=wanted), now).order_by().in_bulk()
        yield from _statuses([fetched[number] for number in wanted if number in fetched])


def _statuses(partnerships: Collection[Any]) -> list[PartnershipStatus]:
    ids = {number for one in partnerships for number in (one.last_id, one.before_id, one.coming_id)}
    rounds = Round.objects.filter(pk__in=ids - {None}).only(*_SAID).with_finding().in_bulk()
    counts = whole_counts([rounds[one.coming_id] for one in partnerships if one.coming_id in rounds])
    return [_status(one, rounds, counts) for one in partnerships]


def _status(partnership: Any, rounds: Mapping[int, Round], counts: Mapping[int, WholeCount]) -> PartnershipStatus:
    last, before = rounds.get(partnership.last_id), rounds.get(partnership.before_id)
    finding = finding_of(last)
    return PartnershipStatus(
        partnership=partnership,
        last=last,
        finding=finding,
        changes=clear_changes(finding_of(before), finding),
        coming=rounds.get(partnership.coming_id),
        count=counts.get(partnership.coming_id),
    )

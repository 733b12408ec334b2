"""The end of names and addresses of people: some months after the last round of their partnership."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from assessments.models import Participant, Partnership, PlannedAction, Round
from assessments.models.audit import AuditAction
from assessments.models.choices import State

from .audit_trail import record
from .erasure import ask_to_erase
from .kept_reports import delete_reports_of, plan_subject
from .locks import lock_partnership
from .retention import kept_until

log = logging.getLogger(__name__)

WARNED_AHEAD = timedelta(days=30)
LEAST_NOTICE = timedelta(days=28)
"""Nothing ends sooner than this after the owners were warned, not even when no worker ran to warn them in time."""
_TO_COME = (State.DRAFT, State.OPEN)


@dataclass(frozen=True, slots=True)
class PeopleEnd:
    """When the first names and addresses of a partnership end."""

    at: datetime
    is_of_all: bool
    """Whether no others end on a later day."""
    is_told: bool
    """Whether the owners were warned of it."""

    def is_soon(self, now: datetime) -> bool:
        """Whether owners must have been warned by now."""
        return now >= self.at - WARNED_AHEAD


def people_end(partnership: Partnership, now: datetime) -> PeopleEnd | None:
    """Return when the first names and addresses of a partnership end; None if there are none, or a round is to come.

    Whoever was listed after the last round stays as long as after a round, and so does who is named in the plan.
    """
    if partnership.rounds.filter(state__in=_TO_COME).exists():
        return None
    moments = _listed_at(partnership) | _named_at(partnership)
    if not moments:
        return None
    last_closed = _last_closed(partnership)
    ends = {_end(partnership, since, last_closed) for since in moments}
    at, is_of_all = min(ends), len({end.date() for end in ends}) == 1
    warned_at = partnership.people_warned_at
    if warned_at is not None and warned_at >= at - WARNED_AHEAD:
        return PeopleEnd(max(at, warned_at + LEAST_NOTICE), is_of_all, is_told=True)
    return PeopleEnd(at if now < at - WARNED_AHEAD else max(at, now + LEAST_NOTICE), is_of_all, is_told=False)


def with_people() -> QuerySet[Partnership]:
    """Return the partnerships with names and addresses and no round to come, also those in the archive."""
    people = Participant.objects.filter(organisation__partnership=OuterRef("pk"))
    named = _about_persons().filter(partnership=OuterRef("pk"))
    to_come = Round.objects.filter(partnership=OuterRef("pk"), state__in=_TO_COME)
    return Partnership.objects.filter(Exists(people) | Exists(named)).exclude(Exists(to_come))


def erase_people(*, now: datetime) -> int:
    """Erase the names and addresses whose time has come, and return of how many partnerships."""
    return sum(_erase_people_of(number, now) for number in with_people().values_list("pk", flat=True))


def _erase_people_of(partnership_id: int, now: datetime) -> bool:
    with transaction.atomic():
        partnership = lock_partnership(partnership_id)
        end = people_end(partnership, now)
        if end is None or not end.is_told or now < end.at:
            return False
        last_closed = _last_closed(partnership)
        people, named = _people(partnership), _about_persons().filter(partnership=partnership)
        # Invitations stay, of nobody: they are needed for counting.
        people.filter(listed_at__in=_past(partnership, _listed_at(partnership), last_closed, now)).delete()
        past = named.filter(created_at__in=_past(partnership, _named_at(partnership), last_closed, now))
        past.update(person="", email="", reminds=False)
        ask_to_erase(Participant, PlannedAction, now=now)
        record(AuditAction.PEOPLE_ERASED, partnership, by=None, now=now)
    delete_reports_of(plan_subject(partnership_id))
    log.info("Erased the names and addresses of partnership %s.", partnership_id)
    return True


def _past(
    partnership: Partnership, moments: Iterable[datetime], last_closed: datetime | None, now: datetime
) -> list[datetime]:
    return [since for since in moments if _end(partnership, since, last_closed) <= now]


def _end(partnership: Partnership, since: datetime, last_closed: datetime | None) -> datetime:
    return kept_until(max(since, last_closed) if last_closed else since, partnership.retention_months)


def _last_closed(partnership: Partnership) -> datetime | None:
    found: datetime | None = partnership.rounds.aggregate(last=Max(Coalesce("closed_at", "closes_at")))["last"]
    return found


def _people(partnership: Partnership) -> QuerySet[Participant]:
    return Participant.objects.filter(organisation__partnership=partnership)


def _about_persons() -> QuerySet[PlannedAction]:
    return PlannedAction.objects.exclude(person="", email="")


def _listed_at(partnership: Partnership) -> set[datetime]:
    return set(_people(partnership).order_by().values_list("listed_at", flat=True).distinct())


def _named_at(partnership: Partnership) -> set[datetime]:
    named = _about_persons().filter(partnership=partnership)
    return set(named.order_by().values_list("created_at", flat=True))

"""Requests for pages and files of results: put in when somebody asks for what is not made, worked off by workers.

Nothing is made in a web process: making takes seconds of a processor, and visitors who want something else would wait.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from assessments.models import Partnership, ReportRequest, Result
from assessments.models.report_requests import Failure
from assessments.results.stored_results import DamagedResultError

from .kept_reports import find, own_place
from .plan_paper import plan_paper
from .reports import Wanted
from .shelves.values import Files

MOST_AWAITED = 40
"""How many things of one result or plan wait at the same time; whoever asks for more is told to wait for those."""
LEASE = timedelta(seconds=90)
"""How long a process has a request; whoever looks after the process renews it while it lives."""
MOST_TRIES = 3
PAUSE = timedelta(seconds=5)
"""Between two tries, times the number of tries."""
AGAIN_AFTER = timedelta(minutes=10)
"""What failed is tried once more when somebody asks this long after."""
SLOW_AFTER = timedelta(minutes=1)
"""When nobody has begun by then, there may be nobody to do it."""
KEPT = timedelta(days=2)
"""A request that nobody has looked at for this long is forgotten; whoever asks puts it in again."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is made of: a result, the example, or a plan."""

    name: str
    result_id: int | None = None
    partnership_id: int | None = None


class NotMadeError(Exception):
    """What was asked for is not there yet; a worker makes it, unless the request says why it could not."""

    def __init__(self, request: ReportRequest, wanted: Wanted) -> None:
        super().__init__(wanted.what)
        self.request = request
        self.wanted = wanted


def get_or_ask(result: Result, wanted: Wanted, *, now: datetime) -> Files:
    """Return what was made of a result. Raises NotMadeError, after putting in a request, when it was not yet.

    Raises DamagedResultError when it cannot be made because the result is not the one that was frozen.
    """
    found = find(result.checksum, wanted.what)
    if found is not None:
        return found
    request = _ask(Subject(result.checksum, result_id=result.pk), wanted, now)
    if request.failure == Failure.DAMAGED:
        raise DamagedResultError(result.round_id)
    raise NotMadeError(request, wanted)


def get_plan_or_ask(partnership: Partnership, *, language: str, now: datetime) -> Files:
    """Return the plan on paper, as it is now. Raises NotMadeError, after putting in a request, when it was not made."""
    paper = plan_paper(partnership, language=language, now=now)
    found = find(paper.subject, paper.wanted.what)
    if found is None:
        raise NotMadeError(_ask(Subject(paper.subject, partnership_id=partnership.pk), paper.wanted, now), paper.wanted)
    return found


def ask_again(request: ReportRequest, *, now: datetime) -> None:
    """Let what failed be tried once more, because somebody asks for that."""
    _failed(request).update(**_AS_NEW, asked_at=now)


def ask_ahead(subject: Subject, things: list[Wanted], *, now: datetime) -> None:
    """Put in requests for what people will come for, in the order in which they will; nobody waits for it yet."""
    ReportRequest.objects.bulk_create(
        [_new_request(subject, wanted, rank, now) for rank, wanted in enumerate(things)], ignore_conflicts=True
    )


def claim(worker: str, *, now: datetime) -> ReportRequest | None:
    """Take what is to be made next, under a lease; None if there is nothing.

    First what somebody waits for, of each result in turn, so that nobody who asks for much at once holds up others.
    """
    while (found := _free(now).order_by("-is_awaited", "rank", "asked_at", "pk").first()) is not None:
        mine = _free(now).filter(pk=found.pk)
        if found.n_tries >= MOST_TRIES:  # whoever had it ended each time without a word
            mine.update(failed_at=now, failure=Failure.ENDED, lease_until=None)
        elif mine.update(lease_until=now + LEASE, leased_by=worker, leased_at=now, n_tries=F("n_tries") + 1):
            return ReportRequest.objects.filter(pk=found.pk, leased_by=worker).first()
    return None


def finish(request: ReportRequest) -> None:
    """Forget a request whose thing is there, or cannot be wanted any more."""
    _leased(request).delete()


def fail(request: ReportRequest, failure: Failure, *, now: datetime) -> None:
    """Record that it could not be made: it is tried again after a pause, except where that can change nothing."""
    is_last = request.n_tries >= MOST_TRIES or failure == Failure.DAMAGED
    _leased(request).update(
        lease_until=None,
        leased_by="",
        failure=failure,
        failed_at=now if is_last else None,
        not_before=now + PAUSE * request.n_tries,
    )


def renew_leases(worker: str, *, now: datetime) -> None:
    """Keep for a living process what it is making."""
    ReportRequest.objects.filter(leased_by=worker).update(lease_until=now + LEASE)


def longest_at_work(worker: str, *, now: datetime) -> timedelta:
    """Return how long a process has been making the same thing."""
    since = ReportRequest.objects.filter(leased_by=worker).values_list("leased_at", flat=True).first()
    return now - since if since else timedelta(0)


def release(worker: str, *, is_its_fault: bool) -> None:
    """Leave to others what a process had that ended; without fault of its own it counts as not tried."""
    held = ReportRequest.objects.filter(leased_by=worker)
    if not is_its_fault:
        held.filter(n_tries__gt=0).update(n_tries=F("n_tries") - 1)
    held.update(lease_until=None, leased_by="")


def is_slow(request: ReportRequest, *, now: datetime) -> bool:
    """Whether somebody has waited long for it while nobody makes it."""
    is_leased = request.lease_until is not None and request.lease_until > now
    return not is_leased and now - request.asked_at > SLOW_AFTER


def forget_old_requests(*, now: datetime) -> int:
    """Forget requests that nobody has looked at for days, such as those of an edition that is gone."""
    return ReportRequest.objects.filter(asked_at__lt=now - KEPT).delete()[0]


_AS_NEW = {"failed_at": None, "failure": "", "n_tries": 0, "not_before": None, "lease_until": None, "leased_by": ""}


def _ask(subject: Subject, wanted: Wanted, now: datetime) -> ReportRequest:
    """Return the request for this, put in if it was not; one that was not stored when too many wait."""
    key = {"subject": subject.name, "what": wanted.what, "edition": own_place()}
    found = ReportRequest.objects.filter(**key).first()
    if found is not None and found.is_awaited:
        return _tried_again(found, now)
    rank = ReportRequest.objects.filter(subject=subject.name, is_awaited=True, failed_at=None).count()
    new = _new_request(subject, wanted, rank, now, is_awaited=True)
    if rank >= MOST_AWAITED:
        return new
    if found is None:
        return ReportRequest.objects.get_or_create(**key, defaults=_details(new))[0]
    ReportRequest.objects.filter(pk=found.pk).update(is_awaited=True, rank=rank, asked_at=now)
    found.is_awaited, found.asked_at = True, now
    return _tried_again(found, now)


def _tried_again(request: ReportRequest, now: datetime) -> ReportRequest:
    """Return a request, as new if it failed so long ago that it may go well now."""
    if request.failed_at is not None and now - request.failed_at > AGAIN_AFTER:
        ask_again(request, now=now)
        request.refresh_from_db()
    return request


def _new_request(
    subject: Subject, wanted: Wanted, rank: int, now: datetime, *, is_awaited: bool = False
) -> ReportRequest:
    return ReportRequest(
        subject=subject.name,
        what=wanted.what,
        edition=own_place(),
        result_id=subject.result_id,
        partnership_id=subject.partnership_id,
        is_awaited=is_awaited,
        rank=rank,
        asked_at=now,
    )


def _details(request: ReportRequest) -> dict[str, object]:
    names = ("result_id", "partnership_id", "is_awaited", "rank", "asked_at")
    return {name: getattr(request, name) for name in names}


def _free(now: datetime) -> QuerySet[ReportRequest]:
    """Return what may be made now, of this edition."""
    is_unleased = Q(lease_until=None) | Q(lease_until__lt=now)
    has_paused = Q(not_before=None) | Q(not_before__lte=now)
    return ReportRequest.objects.filter(is_unleased, has_paused, edition=own_place(), failed_at=None)


def _leased(request: ReportRequest) -> QuerySet[ReportRequest]:
    return ReportRequest.objects.filter(pk=request.pk, leased_by=request.leased_by)


def _failed(request: ReportRequest) -> QuerySet[ReportRequest]:
    return ReportRequest.objects.filter(pk=request.pk, failed_at__isnull=False)

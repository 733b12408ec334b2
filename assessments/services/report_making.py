"""Makes what was asked for: pages and files of results, and plans on paper."""

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread

from django.db import DatabaseError, connection
from django.utils.translation import override

from assessments.models import Partnership, ReportRequest, Result
from assessments.models.report_requests import Failure
from assessments.results.example import example_results
from assessments.results.stored_results import DamagedResultError

from .plan_paper import KIND as PLAN
from .plan_paper import print_plan
from .report_requests import LEASE, claim, fail, finish, release, renew_leases
from .reports import OtherLetterheadError, Wanted, make, wanted_from

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}

BETWEEN_RENEWALS = LEASE.total_seconds() / 3

log = logging.getLogger(__name__)


def make_all(worker: str, *, now: Callable[[], datetime]) -> int:
    """Make all that was asked for, in a process that no worker looks after; return how much that was."""
    n_made = 0
    try:
        with _renewing_leases(worker, now):
            while make_next(worker, now=now):
                n_made += 1
    finally:
        release(worker, is_its_fault=False)
    return n_made


def make_next(worker: str, *, now: Callable[[], datetime]) -> int:
    """Make one thing that was asked for; return 1, or 0 if there is nothing to make now.

    A thing that cannot be made stands in its request, and does not hold up others. Raises DatabaseError if the database
    does not work.
    """
    request = claim(worker, now=now())
    if request is None:
        return 0
    try:
        _make(request, wanted_from(request.what), now())
    except DamagedResultError as error:
        log.error("%s", error)
        fail(request, Failure.DAMAGED, now=now())
    except OtherLetterheadError:
        finish(request)  # whoever comes back asks for it with the new one
    except DatabaseError:
        raise
    except Exception as error:
        log.exception("A report (%s) could not be made.", request.what)
        is_full = isinstance(error, OSError) and error.errno in _NO_ROOM
        fail(request, Failure.NO_ROOM if is_full else Failure.ERROR, now=now())
    else:
        finish(request)
    return 1


@contextmanager
def _renewing_leases(worker: str, now: Callable[[], datetime]) -> Iterator[None]:
    """Keep for this process what it is making, however long that takes."""
    is_done = Event()

    def renew() -> None:
        while not is_done.wait(BETWEEN_RENEWALS):
            try:
                renew_leases(worker, now=now())
            except DatabaseError as error:
                log.warning("What is being made could not be kept for this process: %s", error)
            finally:
                connection.close()

    thread = Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_done.set()
        thread.join()


def _make(request: ReportRequest, wanted: Wanted, now: datetime) -> None:
    """Make it, unless the result or the plan is not there any more as it was when somebody asked."""
    with override(wanted.language):
        if wanted.kind == PLAN:
            if partnership := _partnership_of(request):
                print_plan(partnership, language=wanted.language, now=now)
        elif result := _result_of(request):
            make(result, wanted)


def _partnership_of(request: ReportRequest) -> Partnership | None:
    number = request.partnership_id
    return None if number is None else Partnership.objects.filter(pk=number).first()


def _result_of(request: ReportRequest) -> Result | None:
    if request.result_id is None:
        return next((one for one in example_results() if one.checksum == request.subject), None)
    return Result.objects.select_related("round").filter(pk=request.result_id, checksum=request.subject).first()

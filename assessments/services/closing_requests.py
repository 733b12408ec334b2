"""Rounds that were closed by hand: they take no answers from then on, and the worker makes their result.

A request makes no long reckoning of its own, nor loads what that needs: whoever closed the round reads how far it is.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from assessments.models import ClosingRequest, Round, User
from assessments.models.audit import AuditAction

from .audit_trail import record
from .locks import lock_round
from .rounds import check_distance

WAITED_LONG = timedelta(seconds=15)
"""When nobody has begun by then, there may be no worker, and whoever comes closes the round."""
LONGEST_COUNT = timedelta(minutes=2)
"""Who began longer ago than this has been killed."""

WAITING, COUNTING, FAILED = "waiting", "counting", "failed"


def ask_to_close(round_id: int, *, by: User | None, now: datetime) -> None:
    """Let a round take no more answers, and have its result made; what failed is tried again.

    Nothing happens to a round that takes no answers. Raises ValidationError when it would close too soon before or
    after another one.
    """
    with transaction.atomic():
        round_ = lock_round(round_id)
        is_asked = _of(round_id).exists()  # also by somebody whose clock was ahead, while this one waited for the lock
        if not is_asked and round_.is_open(now):
            check_distance(round_, now)
            round_.closes_at = now
            round_.save(update_fields=["closes_at"])
            ClosingRequest.objects.create(round=round_, asked_at=now)
            record(AuditAction.CLOSED, round_.partnership, by=by, now=now, round_=round_)
        else:
            failed = _of(round_id).exclude(failed_at=None)
            failed.update(asked_at=now, begun_at=None, failed_at=None)


def closing_stage(round_: Round, *, now: datetime) -> str:
    """Return how far the closing of a round is that was asked for; empty if none was, or its result is there."""
    request = _of(round_.pk).first() if round_.is_due(now) else None
    if request is None:
        return ""
    if request.failed_at is not None:
        return FAILED
    return COUNTING if request.begun_at is not None else WAITING


def is_left_to_worker(round_: Round, now: datetime) -> bool:
    """Whether the worker is closing this round, or will within moments, so that nobody else should."""
    request = _of(round_.pk).first()
    if request is None:
        return False
    if request.failed_at is not None:
        return True
    since, longest = (request.begun_at, LONGEST_COUNT) if request.begun_at else (request.asked_at, WAITED_LONG)
    return now - since < longest


def begin(round_id: int, *, now: datetime) -> bool:
    """Note that the caller counts the answers of a round; False if another process is doing so.

    Only of rounds that were closed by hand it is noted: any number of processes may begin with another one.
    """
    is_free = Q(begun_at=None) | Q(begun_at__lte=now - LONGEST_COUNT) | Q(failed_at__isnull=False)
    return bool(_of(round_id).filter(is_free).update(begun_at=now, failed_at=None)) or not _of(round_id).exists()


def note_failed(round_id: int, *, now: datetime) -> None:
    """Note that a round could not be closed, if it was closed by hand."""
    _of(round_id).update(failed_at=now)


def _of(round_id: int) -> QuerySet[ClosingRequest]:
    return ClosingRequest.objects.filter(round_id=round_id)

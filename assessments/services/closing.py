"""Closes rounds: answers become a frozen result, and what links them to persons is destroyed."""

import logging
import random
import secrets
import time
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from assessments.models import ClosingRequest, Mail, Result, Round, User
from assessments.models.answers import Response
from assessments.models.audit import AuditAction
from assessments.models.choices import State
from assessments.models.mails import MailKind
from assessments.reporting.frozen import to_document
from assessments.results.freezing import ClosedRound, freeze
from assessments.results.sent_answers import sent_answers
from assessments.results.stored_results import checksum, in_stored_order
from assessments.scoring.suppression import band

from .audit_trail import record
from .catalogue import active_entries
from .closing_requests import begin, closing_stage, is_left_to_worker, note_failed
from .erasure import ask_to_erase
from .locks import lock_round, make_way
from .mail.notices import tell_owners
from .mail.queue import forget_mails
from .round_extension import extend_itself
from .rounds import check_distance

log = logging.getLogger(__name__)


class ClosingError(Exception):
    """Some rounds could not be closed; the log says which and why."""


def close_round(round_id: int, *, by: User | None, now: datetime) -> Result | None:
    """Close a round for good and freeze its result; a round that was closed before keeps the one it has.

    Only sent answers count. In the same transaction every answer is deleted, sent or not, and the seed with them: the
    rounded numbers of the result are all that is left. The worker erases them from the disk within seconds.
    Returns None for a round that never opened. Raises ValidationError when it would close too soon after another.
    """
    with transaction.atomic():
        round_ = lock_round(round_id)
        if round_.state == State.OPEN:
            _close(round_, by=by, now=now)
    return _result_of(round_)


def close_if_due(round_: Round, *, now: datetime) -> Result | None:
    """Return the result of a round that is closed or whose time has come; None while it accepts answers.

    A round with too few answers accepts them for another week, once; ``round_`` then gets its new closing date. One
    that was closed by hand just now is left to the worker, and has no result until that is done.
    """
    if not round_.is_due(now) or is_left_to_worker(round_, now):
        return _result_of(round_)
    _close_noting(round_.pk, now)
    round_.refresh_from_db(fields=["state", "closes_at", "closed_at", "extended_from", "has_extended_itself"])
    return _result_of(round_)


def is_over(round_: Round, *, now: datetime) -> bool:
    """Return whether a round takes no answers any more, and close it if its time has come.

    One that was closed by hand is over before its result is there, also when that result cannot be made.
    """
    close_if_due(round_, now=now)
    return round_.has_result or round_.is_due(now)


def close_if_nobody_does(round_: Round, *, now: datetime) -> Result | None:
    """Do as ``close_if_due``, for whoever looks how far the closing is: what goes wrong is logged and noted there."""
    try:
        return close_if_due(round_, now=now)
    except Exception:
        if not closing_stage(round_, now=now):
            raise
        log.exception("Round %s could not be closed.", round_.pk)
        return None


def close_due_rounds(*, now: datetime) -> int:
    """Close every round whose time has come, or extend it, and return how many were closed.

    A round that cannot be closed does not hold up the others; ClosingError is raised after them. Between two of them
    whoever waits to save gets a turn.
    """
    return _close_each(Round.objects.due(now), now)


def close_asked_rounds(*, now: datetime) -> int:
    """Close the rounds that somebody closed by hand, and return how many were closed.

    Those that could not be closed are left to ``close_due_rounds``, which tries them ever less often.
    """
    return _close_each(
        Round.objects.due(now).filter(closing_request__isnull=False, closing_request__failed_at=None), now
    )


def _close_each(rounds: QuerySet[Round], now: datetime) -> int:
    n_closed = n_failed = 0
    began = time.monotonic()
    for round_id in rounds.order_by("closes_at", "pk").values_list("pk", flat=True):
        by_now = now + timedelta(seconds=time.monotonic() - began)  # or others take us for a process that was killed
        try:
            n_closed += _close_noting(round_id, by_now)
        except Exception:
            log.exception("Round %s could not be closed.", round_id)
            n_failed += 1
        make_way()
    if n_failed:
        message = f"{n_failed} of the rounds that are due could not be closed."
        raise ClosingError(message)
    return n_closed


def _close_noting(round_id: int, now: datetime) -> bool:
    """Close a round that is due, or extend it, and say meanwhile how far it is; return whether it was closed."""
    if not begin(round_id, now=now):
        return False
    try:
        return _close_or_extend(round_id, now)
    except Exception:
        note_failed(round_id, now=now)
        raise


def _close_or_extend(round_id: int, now: datetime) -> bool:
    """Close a round that is due, or extend it if it has too few answers; return whether it was closed just now.

    Whoever closed a round by hand wanted it closed, and knows that it is.
    """
    with transaction.atomic():
        round_ = lock_round(round_id)
        extend_itself(round_, now)
        if not round_.is_due(now):  # extended just now, or extended or closed by a process that held the lock before us
            return False
        was_asked = ClosingRequest.objects.filter(round=round_).exists()
        _close(round_, by=None, now=now)
        if not was_asked:
            tell_owners(round_, MailKind.CLOSED, "once", now=now)
        return True


def _close(round_: Round, *, by: User | None, now: datetime) -> None:
    """Close an open round that the caller has locked."""
    closed_at = min(round_.closes_at, now)
    if now < round_.closes_at:
        check_distance(round_, closed_at)
    answers = sent_answers(round_)
    document = _frozen(ClosedRound(round_, closed_at, answers, active_entries(round_.questionnaire_version)))
    Response.objects.filter(round=round_).delete()
    ask_to_erase(Response, Round, Mail, now=now)
    round_.state, round_.closed_at, round_.seed = State.CLOSED, closed_at, None
    round_.save(update_fields=["state", "closed_at", "seed"])
    Result.objects.create(round=round_, document=document, checksum=checksum(document), created_at=now)
    forget_mails(round_)
    n_asked, _per_table = ClosingRequest.objects.filter(round=round_).delete()
    if not n_asked:  # else it was recorded with who closed it by hand
        record(AuditAction.CLOSED, round_.partnership, by=by, now=now, round_=round_)
    # The log must not say that a round closed when the transaction was rolled back.
    transaction.on_commit(lambda: log.info("Closed round %s with %s answers.", round_.pk, band(len(answers))))


def _result_of(round_: Round) -> Result | None:
    return Result.objects.filter(round=round_).first() if round_.has_result else None


def _frozen(closed: ClosedRound) -> dict[str, Any]:
    # Shuffles the open answers: a seeded generator would let anyone with the seed restore their order.
    chance: random.Random = secrets.SystemRandom()
    return in_stored_order(to_document(freeze(closed, chance)))

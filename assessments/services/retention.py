"""Retention: raw answers are deleted some months after their round closed; results, which hold nobody, stay."""

import calendar
import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from assessments.models import Round
from assessments.models.answers import ClosedResponse

from .erasure import erase_deleted

log = logging.getLogger(__name__)


def kept_until(closed_at: datetime, months: int) -> datetime:
    """Return the moment ``months`` calendar months later; in a shorter month, its last day."""
    local = timezone.localtime(closed_at)
    years, month = divmod(local.month - 1 + months, 12)
    year, month = local.year + years, month + 1
    return local.replace(year=year, month=month, day=min(local.day, calendar.monthrange(year, month)[1]))


def purge(*, now: datetime) -> int:
    """Delete the answers of every round past its retention, and return the number of answers.

    Also erases what an earlier deletion left in the database file.
    """
    has_answers = Exists(ClosedResponse.objects.filter(round=OuterRef("pk")))
    n_deleted = 0
    for round_ in Round.objects.with_result().filter(has_answers).select_related("partnership"):
        closed_at = round_.closed_at or round_.closes_at
        if kept_until(closed_at, round_.partnership.retention_months) <= now:
            n_deleted += _delete_answers(round_)
    erase_deleted()
    return n_deleted


def _delete_answers(round_: Round) -> int:
    with transaction.atomic():
        n_deleted, _per_model = ClosedResponse.objects.filter(round=round_).delete()
    log.info("Deleted the %s answers of round %s; its result stays.", n_deleted, round_.pk)
    return n_deleted

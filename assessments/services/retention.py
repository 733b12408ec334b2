"""Retention: what people wrote in their own words is erased some months after their round closed; the rest stays."""

import calendar
import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.models import Result, Round
from assessments.models.rounds import RoundQuerySet
from assessments.results.stored_results import without_own_words

from .erasure import ask_to_erase
from .kept_reports import delete_unused_reports

log = logging.getLogger(__name__)


def kept_until(closed_at: datetime, months: int) -> datetime:
    """Return the moment ``months`` calendar months later; in a shorter month, its last day."""
    local = timezone.localtime(closed_at)
    years, month = divmod(local.month - 1 + months, 12)
    year, month = local.year + years, month + 1
    return local.replace(year=year, month=month, day=min(local.day, calendar.monthrange(year, month)[1]))


def with_own_words() -> RoundQuerySet:
    """Return the closed rounds whose result holds what people wrote in their own words."""
    rounds = Round.objects.with_result().filter(result__document__disclosed__has_key="open_answers")
    return rounds.exclude(result__document__disclosed__open_answers=[]).select_related("partnership")


def purge(*, now: datetime) -> int:
    """Erase people's own words from every result past its retention, with its report files; return how many results."""
    n_erased = 0
    for round_ in with_own_words():
        closed_at = round_.closed_at or round_.closes_at
        if kept_until(closed_at, round_.partnership.retention_months) <= now:
            n_erased += _erase_own_words(round_, now)
    if n_erased:
        delete_unused_reports(now=now)
    return n_erased


def _erase_own_words(round_: Round, now: datetime) -> bool:
    with transaction.atomic():
        stored = Result.objects.select_for_update().get(round=round_)
        stored.document, stored.checksum = without_own_words(stored)
        stored.save(update_fields=["document", "checksum"])
        ask_to_erase(Result, now=now)
    log.info("Erased the open answers of round %s; the rest of its result stays.", round_.pk)
    return True

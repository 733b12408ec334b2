"""Retention: what is about persons ends, each kind at its moment; the rest of a result stays.

``docs/privacy/retention.md`` has all of it in a table. ``people_retention`` ends the names and addresses of people.
"""

import calendar
import logging
from datetime import datetime, timedelta

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from assessments.models import (
    AuditEntry,
    CoordinatorInvitation,
    Excerpt,
    Mail,
    MailText,
    ProgressNote,
    Result,
    Round,
    ShareLink,
)
from assessments.models.partnerships import INVITATION_DAYS
from assessments.models.rounds import RoundQuerySet
from assessments.results.stored_results import without_contact, without_own_words

from .erasure import ask_to_erase
from .kept_reports import delete_reports_of
from .submissions import forget_submissions

log = logging.getLogger(__name__)

TRAIL_MONTHS = 24
"""How long it is kept who did what: two yearly rounds can be looked back on, and nobody asks later than that."""
DONE = timedelta(days=30)
"""How long what has served its purpose is kept: mails of a closed round, invitations that nobody accepted,
links for others that ended."""
_CONTACT = {"contact_name": "", "contact_email": "", "sender_name": "", "foreword": ""}


def kept_until(closed_at: datetime, months: int) -> datetime:
    """Return the moment ``months`` calendar months later; in a shorter month, its last day."""
    local = timezone.localtime(closed_at)
    years, month = divmod(local.month - 1 + months, 12)
    year, month = local.year + years, month + 1
    return local.replace(year=year, month=month, day=min(local.day, calendar.monthrange(year, month)[1]))


def round_kept_until(round_: Round) -> datetime:
    """Return when what people wrote in a closed round ends, and whom they could ask."""
    return kept_until(round_.closed_at or round_.closes_at, round_.partnership.retention_months)


def with_own_words() -> RoundQuerySet:
    """Return the closed rounds whose result holds what people wrote in their own words."""
    return Round.objects.with_result().filter(result__excerpt__has_own_words=True).select_related("partnership")


def erase_own_words(*, now: datetime) -> int:
    """Erase people's own words from every result past its retention, and its report files; return how many results."""
    ended = [round_.pk for round_ in with_own_words() if round_kept_until(round_) <= now]
    for round_id in ended:
        _erase_own_words(round_id, now)
    return len(ended)


def _erase_own_words(round_id: int, now: datetime) -> None:
    with transaction.atomic():
        stored = Result.objects.select_for_update().get(round=round_id)
        checksum_before = stored.checksum
        stored.document, stored.checksum = without_own_words(stored)
        stored.save(update_fields=["document", "checksum"])
        ask_to_erase(Result, now=now)
    delete_reports_of(checksum_before)
    log.info("Erased the open answers of round %s; the rest of its result stays.", round_id)


def erase_contacts(*, now: datetime) -> int:
    """Erase whom people could ask, and the words of mails, of rounds past their retention; return how many rounds."""
    closed = Round.objects.with_result().select_related("partnership")
    has_contact = Q(mail_texts__isnull=False) | ~Q(**_CONTACT) | Q(result__excerpt__has_contact=True)
    ended = [round_.pk for round_ in closed.filter(has_contact).distinct() if round_kept_until(round_) <= now]
    for round_id in ended:
        _erase_contact(round_id, now)
    return len(ended)


def _erase_contact(round_id: int, now: datetime) -> None:
    with transaction.atomic():
        outdated = list(Result.objects.filter(round=round_id).values_list("checksum", flat=True))
        Round.objects.filter(pk=round_id).update(**_CONTACT)
        MailText.objects.filter(round=round_id).delete()
        # A result that was found damaged may have no such part.
        for stored in Result.objects.select_for_update().filter(round=round_id, document__facts__has_key="contact"):
            stored.document, stored.checksum = without_contact(stored)
            stored.save(update_fields=["document", "checksum"])
        Excerpt.objects.filter(result__round=round_id).update(has_contact=False)  # of a damaged one too: none is left
        ask_to_erase(Round, MailText, Result, now=now)
    for checksum in outdated:
        delete_reports_of(checksum)


def erase_what_is_done(*, now: datetime) -> int:
    """Delete mails that were sent, invitations and links for others that are over, and the trail past its age.

    Return how many rows.
    """
    since = kept_until(now, -TRAIL_MONTHS)
    # A result may be shared long after closing: its mails are as old as that.
    of_round = Q(round__closed_at__lt=now - DONE, created_at__lt=now - DONE)
    mails = Mail.objects.filter(of_round | Q(round=None, created_at__lt=now - DONE * 2))
    invitations = CoordinatorInvitation.objects.filter(created_at__lt=now - DONE - timedelta(days=INVITATION_DAYS))
    links = ShareLink.objects.filter(Q(ends_at__lt=now - DONE) | Q(revoked_at__lt=now - DONE))
    notes = ProgressNote.objects.filter(at__lt=since).exclude(who="")
    ended = {
        Mail: mails,
        CoordinatorInvitation: invitations,
        ShareLink: links,
        AuditEntry: AuditEntry.objects.filter(at__lt=since),
        LogEntry: LogEntry.objects.filter(action_time__lt=since),
    }
    n_ended = 0
    with transaction.atomic():
        for model, rows in ended.items():
            n_deleted, _per_model = rows.delete()
            n_ended += n_deleted
            if n_deleted:
                ask_to_erase(model, now=now)
        if n_notes := notes.update(who="", user=None):
            ask_to_erase(ProgressNote, now=now)
    return n_ended + n_notes


def delete_ended_sessions(*, now: datetime) -> int:
    """Delete sessions, counts of attempts with their addresses, and keys of forms, that have ended; return how many."""
    n_deleted, _per_model = Session.objects.filter(expire_date__lt=now).delete()
    return n_deleted + _delete_expired_attempts(now) + forget_submissions(now=now)


def _delete_expired_attempts(now: datetime) -> int:
    # Django deletes what has expired only when it is read again, or when the table is full.
    cache = caches["default"]
    name = cache._table if isinstance(cache, DatabaseCache) else ""  # type: ignore[attr-defined]  # noqa: SLF001
    if name not in connection.introspection.table_names():
        return 0
    table = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        ended = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [ended])  # noqa: S608 – ours, and quoted
        return int(cursor.rowcount)

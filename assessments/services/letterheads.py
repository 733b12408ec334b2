"""What a partnership puts above its reports: read for who makes one, and changed by its owners."""

from datetime import datetime
from functools import partial

from django.db import transaction

from assessments.models import Result, Round, User
from assessments.models.audit import AuditAction
from assessments.reporting.letterhead import Letterhead

from .audit_trail import record
from .erasure import ask_to_erase
from .kept_reports import delete_reports_of
from .locks import lock_round
from .shown_rows import Shown, refuse_if_changed


def letterhead_of(round_: Round) -> Letterhead:
    """Return what stands above the reports of a round."""
    return Letterhead(round_.foreword)


def change_foreword(
    round_: Round, foreword: str, *, by: User | None, now: datetime, shown: Shown | None = None
) -> None:
    """Put other words above the reports of a round; an empty text takes them away. Reports with the old ones go.

    Raises ChangedMeanwhileError if they are no longer as ``shown``.
    """
    with transaction.atomic():
        current = lock_round(round_.pk)
        refuse_if_changed(current, shown, AuditAction.FOREWORD)
        if foreword == current.foreword:
            return
        current.foreword = foreword
        current.save(update_fields=["foreword"])
        ask_to_erase(Round, now=now)
        record(AuditAction.FOREWORD, current.partnership, by=by, now=now, round_=current, about=current)
        for checksum in Result.objects.filter(round=current).values_list("checksum", flat=True):
            transaction.on_commit(partial(delete_reports_of, checksum))

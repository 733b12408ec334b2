"""What a partnership puts above its reports: read for who makes one, and changed by its owners."""

from datetime import datetime
from functools import partial

from django.db import transaction

from assessments.models import Logo, Partnership, Result, Round, User
from assessments.models.audit import AuditAction
from assessments.reporting.letterhead import Letterhead
from assessments.reporting.logos import Drawn

from .audit_trail import record
from .erasure import ask_to_erase
from .kept_reports import delete_reports_of
from .locks import lock_partnership, lock_round
from .shown_rows import Shown, refuse_if_changed


def letterhead_of(round_: Round) -> Letterhead:
    """Return what stands above the reports of a round."""
    logo = Logo.objects.filter(partnership=round_.partnership_id).first()
    if logo is None:
        return Letterhead(round_.foreword, round_.language)
    return Letterhead(round_.foreword, round_.language, bytes(logo.image), logo.alternative)


def change_logo(partnership: Partnership, drawn: Drawn, alternative: str, *, by: User | None, now: datetime) -> None:
    """Give a partnership this logo. Reports with another one go."""
    picture = {"image": drawn.image, "width": drawn.width, "height": drawn.height}
    with transaction.atomic():
        current = lock_partnership(partnership.pk)
        defaults = {**picture, "alternative": alternative, "changed_at": now}
        Logo.objects.update_or_create(partnership=current, defaults=defaults)
        _tell_of_logo(current, by, now)


def remove_logo(partnership: Partnership, *, by: User | None, now: datetime) -> None:
    """Take the logo of a partnership away, and the reports with it."""
    with transaction.atomic():
        current = lock_partnership(partnership.pk)
        if Logo.objects.filter(partnership=current).delete()[0]:
            _tell_of_logo(current, by, now)


def _tell_of_logo(partnership: Partnership, by: User | None, now: datetime) -> None:
    record(AuditAction.LOGO, partnership, by=by, now=now)
    for checksum in Result.objects.filter(round__partnership=partnership).values_list("checksum", flat=True):
        transaction.on_commit(partial(delete_reports_of, checksum))


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

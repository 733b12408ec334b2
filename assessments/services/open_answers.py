"""Strikes open answers out of a result, one by one and for good."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Result, Round, User
from assessments.models.audit import AuditAction
from assessments.results.open_answers import was_struck, without_answer
from assessments.results.stored_results import read_stored

from .audit_trail import record
from .erasure import ask_to_erase
from .kept_reports import delete_reports_of
from .locks import lock_partnership


def strike_open_answer(round_: Round, key: str, *, by: User | None, now: datetime) -> None:
    """Erase the open answer with this key from the result of a round, and from every file made of it.

    What was made of the result before is deleted at once; whatever is asked for from then on is made without it. The
    text itself is recorded nowhere. Raises ValidationError if it was struck out before, or if there is no such answer;
    DamagedResultError if the result was altered, since nobody can say what of it is true.
    """
    with transaction.atomic():
        partnership = lock_partnership(round_.partnership_id)
        stored = Result.objects.select_for_update().get(round=round_)
        read_stored(stored)
        checksum_before = stored.checksum
        stored.document, stored.checksum = _strike(stored, key)
        stored.save(update_fields=["document", "checksum"])
        record(AuditAction.STRUCK, partnership, by=by, now=now, round_=round_)
        ask_to_erase(Result, now=now)
    delete_reports_of(checksum_before)


def _strike(stored: Result, key: str) -> tuple[dict[str, object], str]:
    if was_struck(stored, key):
        raise ValidationError(_("This answer had already been left out. Nothing changed."), code="struck")
    try:
        return without_answer(stored, key)
    except LookupError as error:
        raise ValidationError(
            _("This answer is no longer in the result. Nothing was left out: look at the page again."), code="unknown"
        ) from error

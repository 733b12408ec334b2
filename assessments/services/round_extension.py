"""Extends rounds: by their coordinator, or once by themselves if there are too few answers."""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import ClosingRequest, Round, User
from assessments.models.audit import AuditAction
from assessments.models.mails import MailKind
from assessments.moments import short_moment
from assessments.results.counting import has_enough

from .audit_trail import record
from .locks import lock_round
from .mail.mailings import plan_mailing, reschedule_mailings
from .mail.notices import tell_owners
from .rounds import check_distance
from .shown_rows import Shown, refuse_if_changed

log = logging.getLogger(__name__)

AT_LEAST = timedelta(days=1)
"""A coordinator cannot extend by less: partners must have time to read that the round goes on."""
BY_ITSELF = timedelta(days=7)


def extend_round(
    round_id: int, *, closes_at: datetime, by: User | None, now: datetime, shown: Shown | None = None
) -> Round:
    """Let a round close later, and tell its participants. Raises ValidationError with the reason if it cannot.

    Raises ChangedMeanwhileError if it no longer closes when ``shown`` says.
    """
    with transaction.atomic():
        round_ = lock_round(round_id)
        if not round_.is_open(now):
            raise ValidationError(
                _("This round is not accepting answers now, so it cannot be extended."), code="closed"
            )
        refuse_if_changed(round_, shown, AuditAction.EXTENDED)
        if closes_at < _later(round_.closes_at, AT_LEAST):
            message = _("Choose a moment at least one day after %(moment)s, which is when the round closes now.")
            raise ValidationError({"closes_at": message % {"moment": short_moment(round_.closes_at)}})
        check_distance(round_, closes_at)
        _extend(round_, closes_at, by=by, now=now)
        return round_


def extend_itself_if_due(round_: Round, *, now: datetime) -> bool:
    """Extend a round whose time has come with too few answers, and return whether it accepts answers now.

    Called by whoever comes first after the closing minute; ``round_`` gets its new closing date. A round that must
    close is left unchanged here.
    """
    if not round_.is_due(now) or round_.has_extended_itself:
        return round_.is_open(now)
    with transaction.atomic():
        extend_itself(lock_round(round_.pk), now)
    round_.refresh_from_db(fields=["state", "closes_at", "closed_at", "extended_from", "has_extended_itself"])
    return round_.is_open(now)


def extend_itself(round_: Round, now: datetime) -> bool:
    """Extend a locked round whose time has come, once, and return whether that was done.

    Not if it has enough answers or was closed by hand, nor if it would then close too soon before or after another
    round. If nobody comes until more than a week later, the extra week is over already and nobody is told of it.
    """
    closes_at = a_week_later(round_.closes_at)
    if not round_.is_due(now) or round_.has_extended_itself or has_enough(round_):
        return False
    if ClosingRequest.objects.filter(round=round_).exists():
        return False
    try:
        check_distance(round_, closes_at)
    except ValidationError:
        return False
    round_.has_extended_itself = True
    _extend(round_, closes_at, by=None, now=now)
    if round_.is_open(now):
        tell_owners(round_, MailKind.EXTENDED_ITSELF, "once", now=now, expires_at=closes_at)
    log.info("Round %s had too few answers and has extended itself.", round_.pk)
    return True


def a_week_later(moment: datetime) -> datetime:
    """Return the moment proposed to a coordinator who extends a round, and to which a round extends itself."""
    return _later(moment, BY_ITSELF)


def _later(moment: datetime, days: timedelta) -> datetime:
    """Add days in local time, so that daylight saving does not change the time of day."""
    return timezone.localtime(moment) + days


def _extend(round_: Round, closes_at: datetime, *, by: User | None, now: datetime) -> None:
    round_.extended_from, round_.closes_at, round_.warned_at = round_.closes_at, closes_at, None
    round_.save(update_fields=["extended_from", "closes_at", "warned_at", "has_extended_itself"])
    record(AuditAction.EXTENDED, round_.partnership, by=by, now=now, round_=round_, about=round_)
    if not round_.is_open(now):
        return
    reschedule_mailings(round_, now=now)
    if round_.sends_invitations and round_.has_personal_links:
        plan_mailing(round_, MailKind.EXTENDED, due_at=now)

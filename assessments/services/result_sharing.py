"""Shares a result with the participants, and withdraws it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Mail, Mailing, Round, User
from assessments.models.audit import AuditAction
from assessments.models.choices import Published, State
from assessments.models.mails import MailKind, MailState

from .audit_trail import record
from .locks import lock_round
from .mail.mailings import plan_mailing


def publish_result(
    round_: Round, what: Published, *, by: User | None, now: datetime, mails_again: bool = False
) -> Round:
    """Let the links of a closed round show its result, and mail everyone with a link.

    Sharing more than the summary that was shared before mails them only if ``mails_again``; sharing less mails nobody.
    Raises ValidationError if the round has no result.
    """
    with transaction.atomic():
        current = _lock_with_result(round_.pk)
        is_new = current.state != State.PUBLISHED
        if not is_new and current.published_what == what:
            return current
        is_more = current.published_what == Published.SUMMARY and what == Published.WHOLE
        if is_new:
            current.state, current.published_at = State.PUBLISHED, now
        current.published_what = what
        current.save(update_fields=["state", "published_at", "published_what"])
        is_waiting = current.mailings.filter(kind=MailKind.RESULT, started_at=None).exists()
        is_told = is_new or (mails_again and is_more and not is_waiting)
        if is_told and current.invitations.filter(participant__isnull=False).exists():
            plan_mailing(current, MailKind.RESULT, due_at=now)
        record(AuditAction.PUBLISHED, current.partnership, by=by, now=now, round_=current)
    return current


def withdraw_result(round_: Round, *, by: User | None, now: datetime) -> Round:
    """Stop showing the result behind the links, and drop mails about it that have not gone out.

    Raises ValidationError if the round has no result.
    """
    with transaction.atomic():
        current = _lock_with_result(round_.pk)
        if current.state != State.PUBLISHED:
            return current
        current.state, current.published_at, current.published_what = State.CLOSED, None, ""
        current.save(update_fields=["state", "published_at", "published_what"])
        Mail.objects.filter(round=current, kind=MailKind.RESULT, state=MailState.WAITING).delete()
        Mailing.objects.filter(round=current, kind=MailKind.RESULT, started_at=None).delete()
        record(AuditAction.WITHDRAWN, current.partnership, by=by, now=now, round_=current)
    return current


def _lock_with_result(round_id: int) -> Round:
    current = lock_round(round_id)
    if not current.has_result:
        raise ValidationError(_("This round has no result yet."), code="no_result")
    return current

"""The action plan of a partnership: planning, changing with a note on progress, removing, reminding."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.models import PlannedAction, ProgressNote, User
from assessments.models.audit import AuditAction
from assessments.models.mails import MailKind
from assessments.models.plans import Progress

from .audit_trail import record
from .erasure import ask_to_erase
from .locks import lock_partnership
from .mail.queue import NewMail, enqueue

REMIND_BEFORE = timedelta(days=7)


def save_planned_action(action: PlannedAction, *, by: User, now: datetime, note: str = "") -> None:
    """Store a new or changed action; if its progress changed, add a note with who did it, when, and what they wrote."""
    with transaction.atomic():
        partnership = lock_partnership(action.partnership_id)
        before = PlannedAction.objects.filter(pk=action.pk).first() if action.pk else None
        if before is not None and before.due_on != action.due_on:
            action.reminded_at = None
        action.save()
        ask_to_erase(PlannedAction, now=now)
        is_new = before is None and action.progress != Progress.PLANNED
        has_moved = before is not None and before.progress != action.progress
        if is_new or has_moved or note:
            ProgressNote.objects.create(
                planned_action=action, progress=action.progress, note=note, user=by, who=str(by)[:254], at=now
            )
        record(AuditAction.PLANNED, partnership, by=by, now=now)


def remove_planned_action(action: PlannedAction, *, by: User | None, now: datetime) -> None:
    """Remove an action from the plan, with its notes; reports that mention it stay as they are."""
    with transaction.atomic():
        partnership = lock_partnership(action.partnership_id)
        action.delete()
        ask_to_erase(PlannedAction, ProgressNote, now=now)
        record(AuditAction.PLANNED, partnership, by=by, now=now)


def remind_of_planned_actions(*, now: datetime) -> int:
    """Queue a reminder, once, for every action that is due within a week and asks for one; return how many."""
    today = timezone.localtime(now).date()
    due = PlannedAction.objects.filter(
        reminds=True,
        reminded_at=None,
        due_on__range=(today, today + REMIND_BEFORE),
        progress__in=[Progress.PLANNED, Progress.BUSY],
        partnership__archived_at=None,
    ).exclude(email="")
    return sum(_remind(action, now) for action in due)


def _remind(action: PlannedAction, now: datetime) -> bool:
    with transaction.atomic():
        is_first = PlannedAction.objects.filter(pk=action.pk, reminded_at=None).update(reminded_at=now)
        if is_first:
            key = f"{MailKind.PLANNED_ACTION}:{action.pk}:{action.due_on}"
            enqueue([NewMail(MailKind.PLANNED_ACTION, key, planned_action=action)], now=now)
        return bool(is_first)

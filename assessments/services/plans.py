"""The action plan of a partnership: planning, changing with a note on progress, removing, reminding."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.models import PlannedAction, ProgressNote, User
from assessments.models.audit import AuditAction
from assessments.models.mails import MailKind
from assessments.models.plans import Progress

from .audit_trail import record
from .locks import lock_partnership
from .mail.queue import NewMail, enqueue

REMIND_BEFORE = timedelta(days=7)


def save_planned_action(action: PlannedAction, *, by: User, now: datetime, said: str = "") -> None:
    """Store a new or changed action; what its progress became is noted with who did it, when and what was said."""
    with transaction.atomic():
        partnership = lock_partnership(action.partnership_id)
        before = PlannedAction.objects.filter(pk=action.pk).first() if action.pk else None
        if before is not None and before.due_on != action.due_on:
            action.reminded_at = None
        action.save()
        is_new = before is None and action.progress != Progress.PLANNED
        has_moved = before is not None and before.progress != action.progress
        if is_new or has_moved or said:
            ProgressNote.objects.create(
                planned_action=action, progress=action.progress, note=said, user=by, who=str(by)[:254], at=now
            )
        record(AuditAction.PLANNED, partnership, by=by, now=now)


def remove_planned_action(action: PlannedAction, *, by: User | None, now: datetime) -> None:
    """Take an action out of the plan, with its notes; reports that tell of it keep what they tell."""
    with transaction.atomic():
        partnership = lock_partnership(action.partnership_id)
        action.delete()
        record(AuditAction.PLANNED, partnership, by=by, now=now)


def remind_of_planned_actions(*, now: datetime) -> int:
    """Queue a reminder for every action that is due within a week and asks for one; return how many, each once."""
    today = timezone.localtime(now).date()
    due = PlannedAction.objects.filter(
        reminds=True,
        reminded_at=None,
        due_on__range=(today, today + REMIND_BEFORE),
        progress__in=[Progress.PLANNED, Progress.BUSY],
        partnership__archived_at=None,
    ).exclude(email="")
    return sum(_reminded(action, now) for action in due)


def _reminded(action: PlannedAction, now: datetime) -> bool:
    with transaction.atomic():
        is_first = PlannedAction.objects.filter(pk=action.pk, reminded_at=None).update(reminded_at=now)
        if is_first:
            key = f"{MailKind.PLANNED_ACTION}:{action.pk}:{action.due_on}"
            enqueue([NewMail(MailKind.PLANNED_ACTION, key, planned_action=action)], now=now)
        return bool(is_first)

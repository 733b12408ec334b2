"""The action plan of a partnership: planning, changing with a note on progress, removing, reminding."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.folding import fold
from assessments.models import Mail, Participant, PlannedAction, ProgressNote, User
from assessments.models.audit import AuditAction
from assessments.models.mails import MailKind, MailState
from assessments.models.plans import Progress
from assessments.vocabulary.limits import MOST_NOTES, MOST_PLANNED_ACTIONS

from .audit_trail import record
from .erasure import ask_to_erase
from .kept_reports import delete_reports_of, plan_subject
from .locks import lock_partnership
from .mail.queue import NewMail, enqueue
from .shown_rows import Shown, refuse_if_changed

REMIND_BEFORE = timedelta(days=7)
REMIND_LATE = timedelta(days=14)
"""How long after its day an action is still reminded of, when no worker ran in time; the mail says that it passed."""


def save_planned_action(
    action: PlannedAction, *, by: User, now: datetime, note: str = "", shown: Shown | None = None
) -> None:
    """Store a new or changed action; if its progress changed, add a note with who did it, when, and what they wrote.

    Raises ValidationError if it does not fit or is gone, ChangedMeanwhileError if it is not as it was ``shown``.
    """
    with transaction.atomic():
        partnership = lock_partnership(action.partnership_id)
        before = _before(action, shown)
        _check_room(action, note)
        if before is not None and before.due_on != action.due_on:
            action.reminded_at = now if _has_passed(action, now) else None  # whoever plans it then knows
            PlannedAction.objects.filter(pk=action.pk).update(reminded_at=action.reminded_at)
        action.save(update_fields=None if before is None or shown is None else list(shown))
        ask_to_erase(PlannedAction, now=now)
        is_new = before is None and action.progress != Progress.PLANNED
        has_moved = before is not None and before.progress != action.progress
        if is_new or has_moved or note:
            ProgressNote.objects.create(
                planned_action=action, progress=action.progress, note=note, user=by, who=str(by)[:254], at=now
            )
        record(AuditAction.PLANNED, partnership, by=by, now=now, about=action)
    delete_reports_of(plan_subject(partnership.pk))


def _before(action: PlannedAction, shown: Shown | None) -> PlannedAction | None:
    """Return the action as it is stored; None for a new one. Refuses to bring back or to overwrite."""
    if not action.pk:
        return None
    before = PlannedAction.objects.filter(pk=action.pk).first()
    if before is None:
        raise ValidationError(_("This action has been taken out of the plan in the meantime."), code="gone")
    refuse_if_changed(before, shown, AuditAction.PLANNED)
    return before


def _check_room(action: PlannedAction, note: str) -> None:
    """Refuse what no longer fits in a plan that people can read, and a printer can print."""
    n_actions = PlannedAction.objects.filter(partnership_id=action.partnership_id).count()
    if not action.pk and n_actions >= MOST_PLANNED_ACTIONS:
        raise ValidationError(
            _("A plan has room for %(most)s actions. Take one out of the plan first.") % {"most": MOST_PLANNED_ACTIONS},
            code="full",
        )
    if note and ProgressNote.objects.filter(planned_action_id=action.pk).count() >= MOST_NOTES:
        raise ValidationError(
            {"said": _("This action already has %(most)s notes: there is no room for more.") % {"most": MOST_NOTES}},
            code="full",
        )


def remove_planned_action(action: PlannedAction, *, by: User | None, now: datetime) -> None:
    """Remove an action from the plan, with its notes; reports that mention it stay as they are."""
    with transaction.atomic():
        partnership = lock_partnership(action.partnership_id)
        action.delete()
        ask_to_erase(PlannedAction, ProgressNote, now=now)
        record(AuditAction.PLANNED, partnership, by=by, now=now)
    delete_reports_of(plan_subject(partnership.pk))


def planned_for(person: Participant) -> list[PlannedAction]:
    """Return the actions in the plan that stand in the name or at the address of a participant.

    A name that another participant has too says nothing: then the address alone counts.
    """
    partnership_id = person.organisation.partnership_id
    others = Participant.objects.filter(partnership_id=partnership_id).exclude(pk=person.pk)
    name, address = fold(person.name), person.email.casefold()
    is_alone = name not in map(fold, others.values_list("name", flat=True))
    return [
        action
        for action in PlannedAction.objects.filter(partnership_id=partnership_id)
        if (address and action.email.casefold() == address) or (is_alone and fold(action.person) == name)
    ]


def take_out_of_plan(person: Participant, *, by: User | None, now: datetime) -> None:
    """Take the name and address of a participant out of the plan, whose partnership is locked; the actions stay."""
    actions = PlannedAction.objects.filter(pk__in=[action.pk for action in planned_for(person)])
    with transaction.atomic():
        if not actions.update(person="", email="", reminds=False):
            return
        Mail.objects.filter(planned_action__in=actions, state=MailState.WAITING).delete()
        ask_to_erase(PlannedAction, Mail, now=now)
        record(AuditAction.PLANNED, person.organisation.partnership, by=by, now=now)
        subject = plan_subject(person.organisation.partnership_id)
        transaction.on_commit(lambda: delete_reports_of(subject))


def remind_of_planned_actions(*, now: datetime) -> int:
    """Queue a reminder, once, for every action that is due within a week and asks for one; return how many.

    Also for those whose day passed without one, unless it had passed when they were planned.
    """
    today = timezone.localtime(now).date()
    due = PlannedAction.objects.filter(
        reminds=True,
        reminded_at=None,
        due_on__range=(today - REMIND_LATE, today + REMIND_BEFORE),
        progress__in=[Progress.PLANNED, Progress.BUSY],
        partnership__archived_at=None,
    ).exclude(email="")
    due = due.filter(Q(due_on__gte=today) | Q(created_at__date__lt=F("due_on")))
    return sum(_remind(action, now) for action in due)


def _has_passed(action: PlannedAction, now: datetime) -> bool:
    return action.due_on is not None and action.due_on < timezone.localtime(now).date()


def _remind(action: PlannedAction, now: datetime) -> bool:
    with transaction.atomic():
        is_first = PlannedAction.objects.filter(pk=action.pk, reminded_at=None).update(reminded_at=now)
        if is_first:
            key = f"{MailKind.PLANNED_ACTION}:{action.pk}:{action.due_on}"
            enqueue([NewMail(MailKind.PLANNED_ACTION, key, planned_action=action)], now=now)
        return bool(is_first)

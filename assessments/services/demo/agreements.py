"""Adds what the partners of a story agreed after a round."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from assessments.models import Organisation, PlannedAction, ProgressNote, Round, User
from assessments.models.plans import Progress

from .story import Agreed

TWO_WEEKS = timedelta(days=14)


def agree(agreed: Sequence[Agreed], round_: Round, closed_at: datetime, coordinator: User) -> None:
    """Add what was agreed to the action plan, with a note on what became of it."""
    organisations = {one.name: one for one in Organisation.objects.filter(partnership_id=round_.partnership_id)}
    for one in agreed:
        due_at = closed_at + timedelta(days=one.due_in_days)
        action = PlannedAction.objects.create(
            partnership_id=round_.partnership_id,
            round=round_,
            action_code=one.code,
            title=one.title,
            organisation=organisations[one.organisation],
            person=one.person,
            due_on=due_at.date(),
            progress=one.progress,
        )
        if one.progress != Progress.PLANNED:
            ProgressNote.objects.create(
                planned_action=action,
                progress=one.progress,
                note=one.note,
                user=coordinator,
                who=str(coordinator),
                at=due_at - TWO_WEEKS,
            )

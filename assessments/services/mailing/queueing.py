"""Puts mails in the queue; who is told twice of the same thing is mailed once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assessments.models import CoordinatorInvitation, Invitation, Mail, Mailing, PlannedAction, Round, User
from assessments.models.mails import MailKind


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to be queued: what it is about and whom it is for. Its words are made when it is sent."""

    kind: MailKind
    key: str
    """What makes it this mail and no other, for example ``reminder:12:2:341``; queued once per key."""
    round: Round | None = None
    mailing: Mailing | None = None
    invitation: Invitation | None = None
    user: User | None = None
    coordinator_invitation: CoordinatorInvitation | None = None
    planned_action: PlannedAction | None = None
    expires_at: datetime | None = None
    """When there is no use in sending it any more."""


def enqueue(letters: Iterable[Letter], *, now: datetime) -> None:
    """Put these mails in the queue, to be sent at once; one whose key is or was there is left as it is."""
    Mail.objects.bulk_create(
        [
            Mail(
                kind=letter.kind,
                key=letter.key,
                round=letter.round,
                mailing=letter.mailing,
                invitation=letter.invitation,
                user=letter.user,
                coordinator_invitation=letter.coordinator_invitation,
                planned_action=letter.planned_action,
                expires_at=letter.expires_at,
                created_at=now,
                next_try_at=now,
            )
            for letter in letters
        ],
        ignore_conflicts=True,
    )

"""The trail of who did what in a partnership, kept by the services that do it."""

from datetime import datetime

from assessments.models import AuditEntry, Partnership, Round, User
from assessments.models.audit import AuditAction

THE_SITE = "Driekracht"
"""Stands for whoever did what happened by itself."""


def record(
    action: AuditAction, partnership: Partnership, *, by: User | None, now: datetime, round_: Round | None = None
) -> None:
    """Record that a user did something, or that it happened by itself (None).

    Only services call this, within the transaction of the action itself, so that both are stored or neither is. That
    transaction has locked the partnership first; ``locks`` says why. The name stays when the account is deleted.
    """
    who = THE_SITE if by is None else str(by)[:254]
    AuditEntry.objects.create(partnership=partnership, round=round_, user=by, who=who, action=action, at=now)

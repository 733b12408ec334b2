"""The trail of who did what: one line for each deed of a user."""

from datetime import datetime

from assessments.models import AuditEntry, Partnership, Round, User
from assessments.models.audit import Deed


def record(user: User, deed: Deed, partnership: Partnership, *, now: datetime, round_: Round | None = None) -> None:
    """Note that a user did something; who had signed in is kept by name, also when the account goes."""
    AuditEntry.objects.create(partnership=partnership, round=round_, user=user, who=str(user)[:254], deed=deed, at=now)

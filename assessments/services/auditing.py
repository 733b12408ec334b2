"""The trail of who did what: one line for each deed of a user, or of the site itself."""

from datetime import datetime

from assessments.models import AuditEntry, Partnership, Round, User
from assessments.models.audit import Deed

THE_SITE = "Driekracht"
"""Who did what happened by itself."""


def record(
    user: User | None, deed: Deed, partnership: Partnership, *, now: datetime, round_: Round | None = None
) -> None:
    """Note that a user, or nobody (None), did something; a name is kept, also when the account goes."""
    who = THE_SITE if user is None else str(user)[:254]
    AuditEntry.objects.create(partnership=partnership, round=round_, user=user, who=who, deed=deed, at=now)

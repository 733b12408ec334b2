"""Mails about a round to the owners of its partnership."""

from datetime import datetime

from assessments.models import Round, User
from assessments.models.choices import Access
from assessments.models.mails import MailKind

from .queueing import Letter, enqueue


def tell_owners(
    round_: Round, kind: MailKind, about: object, *, now: datetime, expires_at: datetime | None = None
) -> None:
    """Tell every owner once about this: ``about`` is what makes it another piece of news than the last of its kind."""
    owners = User.objects.filter(
        coordinatorships__partnership=round_.partnership_id, coordinatorships__access=Access.OWNER, is_active=True
    )
    enqueue(
        [
            Letter(kind, f"{kind}:{round_.pk}:{about}:{owner.pk}", round=round_, user=owner, expires_at=expires_at)
            for owner in owners
        ],
        now=now,
    )

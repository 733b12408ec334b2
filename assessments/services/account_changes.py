"""What an admin changes about how somebody signs in stands in the trail of every partnership of that person."""

from datetime import datetime

from django.db import transaction

from assessments.models import User
from assessments.models.audit import AuditAction

from .audit_trail import record
from .coordinators import end_links_known_to
from .locks import lock_partnership


def record_account_change(user: User, *, by: User, now: datetime, is_shut_out: bool = False) -> None:
    """Record that an admin changed the address, password, second step or rights of a user, or removed the account.

    Whoever is shut out does not come back through an invitation that they made or saw.
    """
    with transaction.atomic():
        for coordinatorship in user.coordinatorships.order_by("partnership_id"):
            partnership = lock_partnership(coordinatorship.partnership_id)
            if is_shut_out:
                end_links_known_to(coordinatorship, now=now)
            record(AuditAction.SIGN_IN, partnership, by=by, about=user, now=now)

"""What is to be mailed when, to the participants of a round."""

from collections.abc import Iterable
from datetime import datetime

from assessments.models import Invitation
from assessments.models.mails import MailKind

from .queueing import Letter, enqueue


def invite_by_mail(invitations: Iterable[Invitation], *, now: datetime) -> None:
    """Queue the invitation of people who were invited after their round opened; where the round invites by mail."""
    letters = [
        Letter(
            MailKind.INVITATION,
            f"{MailKind.INVITATION}:{one.pk}",
            round=one.round,
            invitation=one,
            expires_at=one.round.closes_at,
        )
        for one in invitations
        if one.round.sends_invitations
    ]
    enqueue(letters, now=now)

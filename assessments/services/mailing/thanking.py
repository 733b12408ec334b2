"""Thanks by mail for answers that were sent in through a personal link."""

from datetime import datetime

from assessments.models import Round
from assessments.models.answers import Response
from assessments.models.mails import MailKind

from .kinds import can_mail
from .queueing import Letter, enqueue
from .recipients import reachable


def thank(round_: Round, invitation_id: int | None, *, now: datetime) -> None:
    """Put thanks in the queue for a first sending-in; who sent in before, on another device too, has had them."""
    if invitation_id is None or not round_.sends_thanks or not can_mail():
        return
    if Response.objects.filter(invitation=invitation_id, sent_at__isnull=False).exists():
        return
    found = reachable(round_).filter(pk=invitation_id).first()
    if found is not None:
        enqueue([Letter(MailKind.THANKS, f"thanks:{invitation_id}", round=round_, invitation=found)], now=now)

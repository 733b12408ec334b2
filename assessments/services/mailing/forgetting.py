"""What goes when a round closes: what would still tell who had sent in, and what came too late."""

from django.db.models import Q

from assessments.models import Mail, Mailing, Round
from assessments.models.mails import MailState

from .kinds import TRACELESS, WHILE_OPEN


def forget_mails(round_: Round) -> None:
    """Delete mails of a round that closes, in the transaction that closes it.

    Thanks that were still waiting go too: they tell who sent in, and the page has said thanks already.
    """
    of_round = Mail.objects.filter(round=round_)
    too_late = Q(kind__in=WHILE_OPEN, state__in=[MailState.WAITING, MailState.SENDING])
    of_round.filter(Q(kind__in=TRACELESS) | too_late).delete()
    Mailing.objects.filter(round=round_, kind__in=WHILE_OPEN, started_at=None).delete()

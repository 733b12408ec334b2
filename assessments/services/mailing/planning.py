"""Plans mailings: what goes out to the participants of a round, and when."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from assessments.models import Mailing, Round
from assessments.models.mails import MailKind


def plan_mailing(round_: Round, kind: MailKind, *, due_at: datetime) -> Mailing:
    """Plan one mail to all participants with a link; the worker puts it in the queue when its time has come."""
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        last = round_.mailings.filter(kind=kind).aggregate(last=Max("number"))["last"]
        return Mailing.objects.create(round=round_, kind=kind, number=(last or 0) + 1, due_at=due_at)

"""Who is mailed: with a personal link, still taking part, with an address that works and wanting mail."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from assessments.models import Invitation, Mailing, Round
from assessments.models.answers import Response
from assessments.models.mails import MailKind


def reachable(round_: Round) -> QuerySet[Invitation]:
    """Return the invitations of a round that can be mailed."""
    return (
        Invitation.objects.filter(round=round_, participant__wants_mail=True, bounced_at=None)
        .exclude(participant__email="")
        .order_by("pk")
    )


def recipients(mailing: Mailing) -> QuerySet[Invitation]:
    """Return to whom a mailing goes: everyone, or who has not sent in, or of those who began."""
    everyone = reachable(mailing.round)
    if mailing.kind == MailKind.REMINDER:
        return everyone.exclude(Exists(_sent()))
    if mailing.kind == MailKind.UNSENT:
        drafts = Response.objects.filter(invitation=OuterRef("pk"), sent_at=None)
        return everyone.exclude(Exists(_sent())).filter(Exists(drafts))
    return everyone


def sent_in(invitation_ids: Iterable[int]) -> set[int]:
    """Return those of these invitations through which answers were sent in by now."""
    sent = Response.objects.filter(invitation__in=list(invitation_ids), sent_at__isnull=False)
    return {invitation_id for invitation_id in sent.values_list("invitation", flat=True) if invitation_id is not None}


def _sent() -> QuerySet[Response]:
    return Response.objects.filter(invitation=OuterRef("pk"), sent_at__isnull=False)

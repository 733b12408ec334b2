"""Who can be mailed: participants with a personal link and a working address, who have not opted out."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from assessments.models import Invitation, Mailing, Participant, Round, User
from assessments.models.answers import Response
from assessments.models.audit import AuditAction
from assessments.models.mails import MailKind
from assessments.services.audit_trail import record
from assessments.services.locks import lock_partnership


def reachable(round_: Round) -> QuerySet[Invitation]:
    """Return the invitations of a round that can be mailed."""
    return (
        Invitation.objects.filter(round=round_, participant__wants_mail=True, bounced_at=None)
        .exclude(participant__email="")
        .order_by("pk")
    )


def recipients(mailing: Mailing) -> QuerySet[Invitation]:
    """Return whom a mailing is for: everyone, those who have not sent answers, or those who only began."""
    everyone = reachable(mailing.round)
    if mailing.kind == MailKind.REMINDER:
        return remindable(everyone).exclude(Exists(_sent_responses()))
    if mailing.kind == MailKind.UNSENT:
        drafts = Response.objects.filter(invitation=OuterRef("pk"), sent_at=None)
        return remindable(everyone).exclude(Exists(_sent_responses())).filter(Exists(drafts))
    return everyone


def remindable(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Return those of these invitations to which a mail may go that only people without sent answers get.

    Not to an address that a coordinator chose while the round was open: whoever reads it would learn who has answered.
    """
    return invitations.filter(is_reminded=True)


def with_sent_answers(invitation_ids: Iterable[int]) -> set[int]:
    """Return those of these invitations through which answers were sent that count by now."""
    sent = Response.objects.counting().filter(invitation__in=list(invitation_ids))
    return {invitation_id for invitation_id in sent.values_list("invitation", flat=True) if invitation_id is not None}


def set_wants_mail(participant: Participant, *, wants_mail: bool) -> None:
    """Stop all mail to someone at this address, or resume it; nothing if they have got another one meanwhile."""
    asked = Participant.objects.filter(pk=participant.pk, email=participant.email)
    asked.update(wants_mail=wants_mail)
    participant.wants_mail = wants_mail


def note_bounced(invitation: Invitation, *, by: User | None, now: datetime) -> None:
    """Note that a mail came back, so that no other goes to that address."""
    _set_bounced_at(invitation, now, by=by, now=now)


def note_arrived(invitation: Invitation, *, by: User | None, now: datetime) -> None:
    """Undo the note that a mail came back."""
    _set_bounced_at(invitation, None, by=by, now=now)


def _set_bounced_at(invitation: Invitation, moment: datetime | None, *, by: User | None, now: datetime) -> None:
    with transaction.atomic():
        round_ = invitation.round
        partnership = lock_partnership(round_.partnership_id)
        Invitation.objects.filter(pk=invitation.pk).update(bounced_at=moment)
        record(AuditAction.BOUNCED, partnership, by=by, now=now, round_=round_)


def _sent_responses() -> QuerySet[Response]:
    return Response.objects.counting().filter(invitation=OuterRef("pk"))

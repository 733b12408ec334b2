"""Which answers sent through one personal link count, and taking all of them back: by whoever proves whose they are.

The proof is the code of the answers that count, or a link from a mail to the person invited. Whoever only has the
personal link can do none of this: a coordinator may have it too.
"""

import hmac
from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessments.models import Invitation, Round
from assessments.models.answers import Response

from .erasure import ask_to_erase
from .mail.notices import tell_replaced, tell_withdrawn, thank
from .own_response import Key, resume_digest
from .response_locks import Outcome, lock_invitation, lock_response, retry_after_self_extension, share_open_round


@retry_after_self_extension
def replace_with_code(key: Key, code: str, *, now: datetime) -> Outcome:
    """Let the answers of this key take the place of those that count, which have this code.

    NOTHING for any other code, also where nothing else was sent: the caller cannot tell why.
    """
    with transaction.atomic():
        round_ = share_open_round(key.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        lock_invitation(key.invitation_id)
        response = lock_response(key)
        earlier = _counting(key.invitation_id)
        if response is None or earlier is None or not response.is_aside or response.invitation_id is None:
            return Outcome.NOTHING
        if not hmac.compare_digest(earlier.resume_code, resume_digest(key.round_id, code)):
            return Outcome.NOTHING
        _let_count(response, earlier, round_, now)
        return Outcome.SAVED


@retry_after_self_extension
def replace_by_mail(invitation: Invitation, response_id: UUID, *, now: datetime) -> Outcome:
    """Let these answers count instead of the others sent through the link, for whoever has the mail about them.

    Also if those were taken back meanwhile, and nothing counts any more.
    """
    with transaction.atomic():
        round_ = share_open_round(invitation.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        lock_invitation(invitation.pk)
        aside = Response.objects.aside().filter(pk=response_id, invitation=invitation)
        response = aside.select_for_update().first()
        if response is None:
            return Outcome.NOTHING
        _let_count(response, _counting(invitation.pk), round_, now)
        return Outcome.SAVED


@retry_after_self_extension
def withdraw_by_mail(invitation: Invitation, *, now: datetime) -> Outcome:
    """Delete everything that was given through this personal link, sent or not, for whoever has the mail about it."""
    with transaction.atomic():
        round_ = share_open_round(invitation.round_id, now)
        if round_ is None:
            return Outcome.CLOSED
        lock_invitation(invitation.pk)
        given = Response.objects.filter(invitation=invitation)
        was_sent = given.filter(sent_at__isnull=False).exists()
        if not given.delete()[0]:
            return Outcome.NOTHING
        ask_to_erase(Response, now=now)
        if was_sent:
            tell_withdrawn(round_, invitation.pk, now=now)
        return Outcome.SAVED


def _counting(invitation_id: int | None) -> Response | None:
    """Return the answers that count of those sent through a locked personal link; None if none do."""
    return Response.objects.counting().filter(invitation=invitation_id).first() if invitation_id is not None else None


def _let_count(response: Response, earlier: Response | None, round_: Round, now: datetime) -> None:
    """Let answers count that waited aside, and delete those that did, in this order: only one set may count."""
    if earlier is not None:
        Response.objects.filter(pk=earlier.pk).delete()
        ask_to_erase(Response, now=now)
    response.is_aside = False
    response.save(update_fields=["is_aside"])
    if earlier is not None:
        tell_replaced(round_, response.invitation_id or 0, now=now)
    else:
        thank(round_, response.invitation_id, now=now)

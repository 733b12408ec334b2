"""What another e-mail address of a participant does to their links: in an open round the old ones end."""

from datetime import datetime

from django.db.models import F

from assessments.models import Invitation, Participant, Round
from assessments.models.choices import State

from .locks import lock_round
from .mail.mailings import invite_by_mail
from .mail.notices import tell_old_address
from .rounds import end_link


def is_same_address(one: str, other: str) -> bool:
    """Whether two addresses differ in capitals or outer spaces at most.

    Not by ``casefold``, which takes ß for ss: those are two domains.
    """
    return one.strip().lower() == other.strip().lower()


def end_links_of(person: Participant, *, old_address: str, is_told: bool, now: datetime) -> None:
    """End the links of a participant whose new address has just been stored, in every round that has not closed.

    A round that is open already is handled by ``_invite_anew``. In one that has yet to open nothing was sent through
    the link, so it only needs to be another one if somebody has seen it. The caller has locked the partnership.
    ``is_told`` says whether the old address may be mailed.
    """
    asked = Invitation.objects.filter(participant=person, round__state=State.OPEN).order_by("round")
    for invitation in asked:
        round_ = lock_round(invitation.round_id)
        if round_.state == State.OPEN and (round_.opens_at is None or round_.opens_at <= now):
            _invite_anew(invitation, person, round_, now)
            if is_told:
                tell_old_address(invitation, old_address, now=now)
        elif round_.state == State.OPEN and invitation.is_shown:
            end_link(invitation)


def _invite_anew(old: Invitation, person: Participant, round_: Round, now: datetime) -> None:
    """Give a participant another invitation to an open round, and leave the old one to the answers sent through it.

    Whoever sends through the new link so adds exactly one answer, whether or not some had been sent through the old
    one, and learns nothing of that. They are not reminded: a reminder would go to who has not sent through the new
    link, and somebody who had answered through the old one would be asked again.
    """
    old.participant, old.is_superseded, old.is_shown, old.bounced_at = None, True, False, None
    old.save(update_fields=["participant", "is_superseded", "is_shown", "bounced_at"])
    Invitation.objects.filter(pk=old.pk).update(generation=F("generation") + 1)
    old.refresh_from_db(fields=["generation"])
    new = Invitation.objects.create(
        round=round_, participant=person, organisation_id=old.organisation_id, role=old.role, is_reminded=False
    )
    # the new link goes to an address of a coordinator's choice, or is handed out
    Round.objects.filter(pk=round_.pk).update(has_shown_links=True)
    invite_by_mail([new], now=now)

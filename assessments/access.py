"""The only way for a view to get an object: whether this visitor may have it is decided here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.http import Http404

from .links import (
    id_in_token,
    is_coordinator_token_of,
    is_replace_token_of,
    is_share_token_of,
    is_token_of,
    is_unsubscribe_token_of,
    is_withdraw_token_of,
)
from .models import (
    CoordinatorInvitation,
    Coordinatorship,
    Invitation,
    Participant,
    Partnership,
    PlannedAction,
    Result,
    Round,
    ShareLink,
    User,
)
from .models.choices import Access

Visitor = User | AnonymousUser

LARGEST_ID = 2**63 - 1
"""The largest id that SQLite accepts in a look-up by foreign key, where a URL may hold a larger one.

For a primary key Django checks this itself.
"""


def coordinatorship_for(user: Visitor, partnership_id: int) -> Coordinatorship:
    """Return the user's coordinatorship of this partnership; Http404 when there is none."""
    if not user.is_authenticated or partnership_id > LARGEST_ID:
        raise Http404
    found = (
        Coordinatorship.objects.select_related("partnership").filter(user=user, partnership_id=partnership_id).first()
    )
    if found is None:
        raise Http404
    return found


def partnerships_for(user: Visitor) -> QuerySet[Any]:
    """Return the partnerships that this user coordinates, each with what they may do there as ``access``."""
    if not user.is_authenticated:
        return Partnership.objects.none()
    own = Partnership.objects.filter(coordinatorships__user=user)
    return own.annotate(access=F("coordinatorships__access"))


def partnership_for(user: Visitor, partnership_id: int, *, to_change: bool = False) -> Partnership:
    """Return a partnership that this user coordinates; ``to_change`` asks for an owner. Http404 otherwise."""
    coordinatorship = coordinatorship_for(user, partnership_id)
    if to_change and coordinatorship.access != Access.OWNER:
        raise Http404
    return coordinatorship.partnership


def round_for(user: Visitor, round_id: int, *, to_change: bool = False) -> Round:
    """Return a round of a partnership that this user coordinates; Http404 otherwise."""
    found = Round.objects.select_related("partnership", "profile").filter(pk=round_id).first()
    if found is None:
        raise Http404
    found.partnership = partnership_for(user, found.partnership_id, to_change=to_change)
    return found


def result_for(user: Visitor, round_id: int, *, is_kept: bool = False) -> Result:
    """Return the frozen result of a round of a partnership that this user coordinates; Http404 without one.

    With ``is_kept`` its document, which is long, is fetched only where nothing was made of it yet.
    """
    round_ = round_for(user, round_id)
    results = Result.objects.defer("document") if is_kept else Result.objects.all()
    found = results.filter(round=round_).first()
    if found is None:
        raise Http404
    found.round = round_
    return found


def planned_action_for(user: Visitor, planned_action_id: int) -> PlannedAction:
    """Return an action of the plan of a partnership that this user owns; Http404 otherwise."""
    found = PlannedAction.objects.select_related("organisation").filter(pk=planned_action_id).first()
    if found is None:
        raise Http404
    found.partnership = partnership_for(user, found.partnership_id, to_change=True)
    return found


def participant_for(user: Visitor, participant_id: int) -> Participant:
    """Return a participant of a partnership that this user owns; Http404 otherwise."""
    people = Participant.objects.select_related("organisation__partnership")
    found = people.filter(pk=participant_id).first()
    if found is None:
        raise Http404
    partnership_for(user, found.organisation.partnership_id, to_change=True)
    return found


def invitation_for(token: str) -> Invitation:
    """Return the invitation with this personal link, and its round; Http404 if it is wrong, replaced or superseded."""
    found = _invitation_claimed(token)
    if found.is_superseded or not is_token_of(token, found.pk, found.generation):
        raise Http404
    return found


def invitation_to_withdraw(token: str) -> Invitation:
    """Return the invitation of which this link, from a mail, takes back everything; Http404 for any other link."""
    found = _invitation_claimed(token)
    if not is_withdraw_token_of(token, found.pk, found.generation, is_superseded=found.is_superseded):
        raise Http404
    return found


def invitation_to_replace(token: str, response_id: UUID) -> Invitation:
    """Return the invitation of which this link, from a mail, lets these answers count; Http404 for any other link."""
    found = _invitation_claimed(token)
    if not is_replace_token_of(token, found.pk, found.generation, response_id):
        raise Http404
    return found


def _invitation_claimed(token: str) -> Invitation:
    """Return the invitation that a token claims to be of, yet to be checked; Http404 if there is none."""
    invitation_id = id_in_token(token)
    found = (
        Invitation.objects.select_related("round__partnership").filter(pk=invitation_id).first()
        if invitation_id is not None
        else None
    )
    if found is None:
        raise Http404
    return found


def coordinator_invitation_for(token: str, *, now: datetime) -> CoordinatorInvitation:
    """Return the open invitation to coordinate with this link; Http404 for a wrong, used, replaced or expired link."""
    invitation_id = id_in_token(token)
    found = (
        CoordinatorInvitation.objects.select_related("partnership", "invited_by").filter(pk=invitation_id).first()
        if invitation_id is not None
        else None
    )
    is_theirs = found is not None and is_coordinator_token_of(token, found.pk, found.generation)
    if found is None or not is_theirs or now >= found.expires_at:
        raise Http404
    return found


def round_with_code(code: str) -> Round:
    """Return the round with this open link; Http404 when there is none or its open link is off."""
    found = Round.objects.select_related("partnership").filter(join_code=code, has_open_link=True).first()
    if found is None:
        raise Http404
    return found


def participant_unsubscribing(token: str) -> Participant:
    """Return the participant with this unsubscribe link; Http404 for any other, and for that of an earlier address."""
    participant_id = id_in_token(token)
    found = (
        Participant.objects.select_related("organisation__partnership").filter(pk=participant_id).first()
        if participant_id is not None
        else None
    )
    if found is None or not is_unsubscribe_token_of(token, found.pk, found.email):
        raise Http404
    return found


def round_through_link(
    round_id: int, invitation_id: int | None, generation: int | None
) -> tuple[Round, Invitation | None]:
    """Return a round, and whom the link invited, to someone who once opened this link to it; Http404 when it has died.

    Without an invitation it was the open link. The link of a removed participant is dead.
    """
    if invitation_id is None or generation is None:
        return _round_with_open_link(round_id), None
    live = Invitation.objects.select_related("round__partnership__logo").defer("round__partnership__logo__image")
    live = live.filter(participant__isnull=False)
    invited = live.filter(pk=invitation_id, round=round_id, generation=generation).first()
    if invited is None:
        raise Http404
    return invited.round, invited


def _round_with_open_link(round_id: int) -> Round:
    rounds = Round.objects.select_related("partnership__logo").defer("partnership__logo__image")
    found = rounds.filter(pk=round_id, has_open_link=True).first()
    if found is None:
        raise Http404
    return found


def share_link_for(token: str) -> ShareLink:
    """Return the link for others with this token, also one that has ended; Http404 for anything else."""
    link_id = id_in_token(token)
    found = share_link_opened(link_id) if link_id is not None else None
    if found is None or not is_share_token_of(token, found.pk, found.made_at):
        raise Http404
    return found


def share_link_opened(link_id: int) -> ShareLink | None:
    """Return the link for others that a device has opened, also one that has ended; None if it is gone."""
    links = ShareLink.objects.select_related("round__partnership__logo").defer("round__partnership__logo__image")
    return links.filter(pk=link_id).first()

"""Who coordinates a partnership: inviting, accepting, changing access and leaving; there is always an owner."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from assessments.models import CoordinatorInvitation, Coordinatorship, Partnership, User
from assessments.models.audit import Deed
from assessments.models.choices import Access
from assessments.models.mails import MailKind

from .auditing import record
from .mail.queue import NewMail, enqueue

MOST_OPEN = 20
"""Open invitations of one partnership: more are no invitations but a mailing."""


class LastOwnerError(Exception):
    """A partnership without owner could be changed by nobody."""


class CannotInviteError(Exception):
    """Why an address is not invited: ``coordinates``, ``invited`` or ``too_many``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class InvitationGoneError(Exception):
    """The invitation was accepted, replaced or taken back meanwhile."""


def invite_coordinator(
    partnership: Partnership, *, email: str, access: str, invited_by: User, now: datetime
) -> CoordinatorInvitation:
    """Invite someone to coordinate, by mail where there is mail; CannotInviteError when that makes no sense."""
    email = email.strip().lower()
    with transaction.atomic():
        _lock(partnership)
        opened = CoordinatorInvitation.objects.filter(partnership=partnership)
        if Coordinatorship.objects.filter(partnership=partnership, user__email__iexact=email).exists():
            raise CannotInviteError("coordinates")
        if opened.filter(email=email).exists():
            raise CannotInviteError("invited")
        if opened.count() >= MOST_OPEN:
            raise CannotInviteError("too_many")
        invitation = opened.create(
            partnership=partnership, email=email, access=access, invited_by=invited_by, created_at=now
        )
        _mail(invitation, now)
    return invitation


def renew_invitation(invitation: CoordinatorInvitation, *, now: datetime) -> None:
    """Send an invitation again, with a new link; the old one stops working. InvitationGoneError when it is gone."""
    with transaction.atomic():
        _lock(invitation.partnership)
        current = _current(invitation)
        current.generation += 1
        current.created_at = now
        current.save(update_fields=["generation", "created_at"])
        _mail(current, now)


def take_back_invitation(invitation: CoordinatorInvitation) -> None:
    """Make an invitation worthless. InvitationGoneError when it was accepted meanwhile."""
    with transaction.atomic():
        _lock(invitation.partnership)
        _current(invitation).delete()


def accept_invitation(invitation: CoordinatorInvitation, user: User, *, now: datetime) -> None:
    """Let this user coordinate as the invitation says; an owner stays one. InvitationGoneError when it is gone."""
    with transaction.atomic():
        _lock(invitation.partnership)
        current = _current(invitation)
        theirs, is_new = Coordinatorship.objects.get_or_create(
            user=user, partnership_id=current.partnership_id, defaults={"access": current.access}
        )
        if not is_new and current.access == Access.OWNER:
            Coordinatorship.objects.filter(pk=theirs.pk).update(access=Access.OWNER)
        current.delete()
        record(user, Deed.COORDINATORS, invitation.partnership, now=now)


def join_with_new_account(invitation: CoordinatorInvitation, *, name: str, password: str | None, now: datetime) -> User:
    """Make an account for whom the invitation is for, and accept it.

    A link that came by mail proves the address; one that a colleague passed on does not.
    """
    with transaction.atomic():
        user = User.objects.create_user(invitation.email, password, name=name)
        proven = {"primary": True, "verified": bool(settings.EMAIL_HOST)}
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=proven)
        accept_invitation(invitation, user, now=now)
    return user


def has_invitation(email: str, *, now: datetime) -> bool:
    """Whether an invitation to coordinate waits for this address."""
    return bool(_waiting_for(email, now))


def accept_all_invitations(user: User, *, now: datetime) -> None:
    """Accept every invitation for the address of this user, who has shown that it is theirs."""
    for invitation in _waiting_for(user.email, now):
        accept_invitation(invitation, user, now=now)


def _waiting_for(email: str, now: datetime) -> list[CoordinatorInvitation]:
    found = CoordinatorInvitation.objects.filter(email__iexact=email).select_related("partnership")
    return [invitation for invitation in found if now < invitation.expires_at]


def change_access(coordinatorship: Coordinatorship, access: str) -> None:
    """Make a coordinator owner or reader; LastOwnerError when no owner would be left."""
    with transaction.atomic():
        _lock(coordinatorship.partnership)
        if access != Access.OWNER:
            _check_other_owner(coordinatorship)
        Coordinatorship.objects.filter(pk=coordinatorship.pk).update(access=access)


def remove_coordinator(coordinatorship: Coordinatorship) -> None:
    """Let someone coordinate no longer, on their own wish or another's; LastOwnerError when no owner would be left."""
    with transaction.atomic():
        _lock(coordinatorship.partnership)
        _check_other_owner(coordinatorship)
        Coordinatorship.objects.filter(pk=coordinatorship.pk).delete()


def _check_other_owner(coordinatorship: Coordinatorship) -> None:
    owners = Coordinatorship.objects.filter(partnership_id=coordinatorship.partnership_id, access=Access.OWNER)
    left = list(owners.values_list("pk", flat=True))
    if left == [coordinatorship.pk]:
        raise LastOwnerError


def _lock(partnership: Partnership) -> None:
    """Let one change who coordinates at a time: two owners who leave at once would leave none."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)


def _current(invitation: CoordinatorInvitation) -> CoordinatorInvitation:
    found = CoordinatorInvitation.objects.filter(pk=invitation.pk, generation=invitation.generation).first()
    if found is None:
        raise InvitationGoneError
    return found


def _mail(invitation: CoordinatorInvitation, now: datetime) -> None:
    if not settings.EMAIL_HOST:
        return
    key = f"coordinator:{invitation.pk}:{invitation.generation}"
    letter = NewMail(MailKind.COORDINATOR, key, coordinator_invitation=invitation, expires_at=invitation.expires_at)
    enqueue([letter], now=now)

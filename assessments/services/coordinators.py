"""The coordinators of a partnership: inviting, accepting, changing access and leaving. There is always an owner."""

from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import F

from assessments.log import Event, note
from assessments.models import CoordinatorInvitation, Coordinatorship, Partnership, User
from assessments.models.audit import AuditAction
from assessments.models.choices import Access
from assessments.models.mails import MailKind

from .audit_trail import record
from .erasure import ask_to_erase
from .locks import lock_partnership
from .mail.queue import NewMail, enqueue

MOST_OPEN = 20
"""Open invitations per partnership; more would be a mailing, not invitations."""


class LastOwnerError(Exception):
    """Refused, because nobody could change a partnership without an owner."""


class CannotInviteError(Exception):
    """An address cannot be invited, for the ``reason`` ``coordinates``, ``invited`` or ``too_many``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CoordinatorGoneError(Exception):
    """Somebody no longer coordinates the partnership, so that what they may do in it cannot be changed."""


class InvitationGoneError(Exception):
    """The invitation has been accepted, replaced or taken back in the meantime."""


def invite_coordinator(
    partnership: Partnership, *, email: str, access: str, by: User, now: datetime
) -> CoordinatorInvitation:
    """Invite someone to coordinate, by mail if there is a mail server. Raises CannotInviteError if it is pointless."""
    email = email.strip().lower()
    with transaction.atomic():
        lock_partnership(partnership.pk)
        opened = CoordinatorInvitation.objects.filter(partnership=partnership)
        if Coordinatorship.objects.filter(partnership=partnership, user__email__iexact=email).exists():
            raise CannotInviteError("coordinates")
        if opened.filter(email=email).exists():
            raise CannotInviteError("invited")
        if opened.count() >= MOST_OPEN:
            raise CannotInviteError("too_many")
        invitation = opened.create(partnership=partnership, email=email, access=access, invited_by=by, created_at=now)
        _enqueue_mail(invitation, now)
        record(AuditAction.COORDINATORS, partnership, by=by, now=now)
    return invitation


def renew_invitation(invitation: CoordinatorInvitation, *, by: User | None, now: datetime) -> None:
    """Send an invitation again with a new link; the old one stops working. Raises InvitationGoneError if it is gone."""
    with transaction.atomic():
        partnership = lock_partnership(invitation.partnership_id)
        current = _refetch(invitation)
        current.generation += 1
        current.created_at = now
        current.save(update_fields=["generation", "created_at"])
        _enqueue_mail(current, now)
        record(AuditAction.COORDINATORS, partnership, by=by, now=now)


def take_back_invitation(invitation: CoordinatorInvitation, *, by: User | None, now: datetime) -> None:
    """Withdraw an invitation. Raises InvitationGoneError if it has been accepted in the meantime."""
    with transaction.atomic():
        partnership = lock_partnership(invitation.partnership_id)
        _refetch(invitation).delete()
        ask_to_erase(CoordinatorInvitation, now=now)
        record(AuditAction.COORDINATORS, partnership, by=by, now=now)


def accept_invitation(invitation: CoordinatorInvitation, *, by: User, now: datetime) -> None:
    """Make whoever accepts a coordinator; an owner stays one. Raises InvitationGoneError if the invitation is gone."""
    with transaction.atomic():
        partnership = lock_partnership(invitation.partnership_id)
        current = _refetch(invitation)
        theirs, is_new = Coordinatorship.objects.get_or_create(
            user=by, partnership=partnership, defaults={"access": current.access}
        )
        if not is_new and current.access == Access.OWNER:
            Coordinatorship.objects.filter(pk=theirs.pk).update(access=Access.OWNER)
        current.delete()
        ask_to_erase(CoordinatorInvitation, now=now)
        record(AuditAction.COORDINATORS, partnership, by=by, now=now)


def join_with_new_account(invitation: CoordinatorInvitation, *, name: str, password: str | None, now: datetime) -> User:
    """Create an account for the address that is invited, and accept the invitation.

    A link that came by mail proves the address; one that a colleague passed on does not.
    """
    with transaction.atomic():
        user = User.objects.create_user(invitation.email, password, name=name)
        proven = {"primary": True, "verified": bool(settings.EMAIL_HOST)}
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=proven)
        accept_invitation(invitation, by=user, now=now)
        transaction.on_commit(partial(note, Event.REGISTERED, about=user.pk))
    return user


def has_invitation(email: str, *, now: datetime) -> bool:
    """Whether an invitation to coordinate is waiting for this address."""
    return bool(_waiting_for(email, now))


def accept_all_invitations(user: User, *, now: datetime) -> None:
    """Accept every invitation for the address of this user, who has proven that it is theirs."""
    for invitation in _waiting_for(user.email, now):
        accept_invitation(invitation, by=user, now=now)


def _waiting_for(email: str, now: datetime) -> list[CoordinatorInvitation]:
    found = CoordinatorInvitation.objects.filter(email__iexact=email).select_related("partnership")
    return [invitation for invitation in found if now < invitation.expires_at]


def change_access(coordinatorship: Coordinatorship, access: str, *, by: User | None, now: datetime) -> None:
    """Make a coordinator owner or reader. Raises LastOwnerError if no owner would be left, or CoordinatorGoneError.

    Who becomes a reader could be an owner again through an invitation that they made or saw, so those links end.
    """
    with transaction.atomic():
        partnership = lock_partnership(coordinatorship.partnership_id)
        if access != Access.OWNER:
            _require_other_owner(coordinatorship)
            end_links_known_to(coordinatorship, now=now)
        if not Coordinatorship.objects.filter(pk=coordinatorship.pk).update(access=access):
            raise CoordinatorGoneError
        record(AuditAction.COORDINATORS, partnership, by=by, now=now)


def remove_coordinator(coordinatorship: Coordinatorship, *, by: User | None, now: datetime) -> None:
    """Remove a coordinator, at their own wish or another's. Raises LastOwnerError if no owner would be left.

    The links of invitations that they made or saw end, or they could come back through one of them.
    """
    with transaction.atomic():
        partnership = lock_partnership(coordinatorship.partnership_id)
        _require_other_owner(coordinatorship)
        n_deleted, _per_model = Coordinatorship.objects.filter(pk=coordinatorship.pk).delete()
        if n_deleted:
            end_links_known_to(coordinatorship, now=now)
            is_own_wish = by is not None and by.pk == coordinatorship.user_id
            action = AuditAction.LEFT if is_own_wish else AuditAction.COORDINATORS
            record(action, partnership, by=by, now=now)


def end_links_known_to(coordinatorship: Coordinatorship, *, now: datetime) -> None:
    """Take back the invitations that a coordinator made, and give those that they saw the links of a new one.

    An owner sees the links of all invitations where no mail brings them. Needs the lock on the partnership.
    """
    invitations = CoordinatorInvitation.objects.filter(partnership=coordinatorship.partnership_id)
    if invitations.filter(invited_by=coordinatorship.user_id).delete()[0]:
        ask_to_erase(CoordinatorInvitation, now=now)
    if coordinatorship.access == Access.OWNER and not settings.EMAIL_HOST:
        invitations.update(generation=F("generation") + 1)


def _require_other_owner(coordinatorship: Coordinatorship) -> None:
    """Refuse to leave no owner. Needs the lock on the partnership: two owners leaving at once would leave none."""
    owners = Coordinatorship.objects.filter(partnership_id=coordinatorship.partnership_id, access=Access.OWNER)
    left = list(owners.values_list("pk", flat=True))
    if left == [coordinatorship.pk]:
        raise LastOwnerError


def _refetch(invitation: CoordinatorInvitation) -> CoordinatorInvitation:
    found = CoordinatorInvitation.objects.filter(pk=invitation.pk, generation=invitation.generation).first()
    if found is None:
        raise InvitationGoneError
    return found


def _enqueue_mail(invitation: CoordinatorInvitation, now: datetime) -> None:
    if not settings.EMAIL_HOST:
        return
    key = f"coordinator:{invitation.pk}:{invitation.generation}"
    kind = MailKind.READER if invitation.access == Access.READER else MailKind.COORDINATOR
    new = NewMail(kind, key, coordinator_invitation=invitation, expires_at=invitation.expires_at)
    enqueue([new], now=now)

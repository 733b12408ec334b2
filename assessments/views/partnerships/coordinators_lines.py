"""Who coordinates a partnership and who is invited to, as lines of a list."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import CoordinatorInvitation, Coordinatorship, Partnership
from assessments.models.choices import Access
from assessments.moments import day
from assessments.services.mail.letters import coordinator_invitation_url


@dataclass(frozen=True, slots=True)
class CoordinatorLine:
    """A coordinator as a line of the list."""

    pk: int
    name: str
    email: str
    """Empty for who may only read."""
    is_owner: bool
    is_self: bool
    is_only_owner: bool


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An open invitation as a line of the list."""

    pk: int
    email: str
    is_owner: bool
    until: str
    is_over: bool
    url: str
    """To copy; empty where there is mail."""


def coordinator_lines(mine: Coordinatorship) -> list[CoordinatorLine]:
    """Return who coordinates, owners first; addresses for an owner alone."""
    everyone = list(Coordinatorship.objects.filter(partnership_id=mine.partnership_id).select_related("user"))
    n_owners = sum(one.access == Access.OWNER for one in everyone)
    may_see = mine.access == Access.OWNER
    lines = [
        CoordinatorLine(
            one.pk,
            one.user.name or (one.user.email if may_see or one == mine else _("someone without a name")),
            one.user.email if may_see and one.user.name else "",
            one.access == Access.OWNER,
            one == mine,
            one.access == Access.OWNER and n_owners == 1,
        )
        for one in everyone
    ]
    return sorted(lines, key=lambda line: (not line.is_owner, line.name.casefold()))


def invitation_lines(partnership: Partnership) -> list[InvitationLine]:
    """Return the invitations that nobody accepted yet, with their links where there is no mail."""
    now = timezone.now()
    found = CoordinatorInvitation.objects.filter(partnership=partnership).order_by("email")
    return [
        InvitationLine(
            one.pk,
            one.email,
            one.access == Access.OWNER,
            day(one.expires_at),
            now >= one.expires_at,
            "" if settings.EMAIL_HOST or now >= one.expires_at else coordinator_invitation_url(one),
        )
        for one in found
    ]

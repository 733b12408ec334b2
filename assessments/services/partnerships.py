"""What an owner does with a partnership: make it, change it, say which organisations and people take part."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import F, ProtectedError, RestrictedError

from assessments.models import Coordinatorship, Invitation, Organisation, Participant, Partnership, User
from assessments.models.choices import Access, State


class PartnershipFacts(TypedDict, total=False):
    """What may be said of a partnership besides its name."""

    theme: str
    started_on: date | None
    retention_months: int


def create_partnership(
    owner: User, *, name: str, organisations: Iterable[str] = (), **facts: Unpack[PartnershipFacts]
) -> Partnership:
    """Make a partnership of this owner with its organisations."""
    with transaction.atomic():
        partnership = Partnership.objects.create(name=name, **facts)
        Coordinatorship.objects.create(user=owner, partnership=partnership, access=Access.OWNER)
        Organisation.objects.bulk_create(
            Organisation(partnership=partnership, name=organisation) for organisation in organisations
        )
        return partnership


class OrganisationInUseError(Exception):
    """An organisation with answers or invitations cannot be removed."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(organisation.name)
        self.organisation = organisation


def save_organisations(
    partnership: Partnership, *, kept: Iterable[Organisation], removed: Iterable[Organisation]
) -> None:
    """Store changed and new organisations and remove others; all, or nothing and OrganisationInUseError."""
    with transaction.atomic():
        for organisation in removed:
            try:
                organisation.delete()
            except (RestrictedError, ProtectedError) as error:
                raise OrganisationInUseError(organisation) from error
        for organisation in kept:
            organisation.partnership = partnership
            organisation.save()


def save_participants(*, kept: Iterable[Participant], removed: Iterable[Participant]) -> None:
    """Store changed and new participants and remove others.

    The link of who is removed dies; what they sent in stays, as was promised to them. An invitation keeps its role and
    organisation, and removing leaves it in the count: otherwise the counts would tell who has answered.
    """
    with transaction.atomic():
        for participant in removed:
            asked = Invitation.objects.filter(participant=participant, round__state=State.OPEN)
            asked.update(generation=F("generation") + 1)
            participant.delete()
        for participant in kept:
            participant.save()

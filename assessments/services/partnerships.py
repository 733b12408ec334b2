"""What an owner does with a partnership: create it, change it, and list its organisations."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, Required, TypedDict, Unpack

from django.db import transaction
from django.db.models import CharField, ProtectedError, QuerySet, RestrictedError, Value
from django.db.models.functions import Cast, Concat

from assessments.models import Coordinatorship, Organisation, Participant, Partnership, Round, User
from assessments.models.audit import AuditAction
from assessments.models.choices import Access, State

from .audit_trail import record
from .erasure import ask_to_erase
from .locks import lock_partnership


class PartnershipFacts(TypedDict, total=False):
    """The facts about a partnership; those left out keep the model's default."""

    name: Required[str]
    theme: str
    started_on: date | None
    retention_months: int


def create_partnership(
    owner: User,
    *,
    organisations: Iterable[str] = (),
    by: User | None,
    now: datetime,
    **facts: Unpack[PartnershipFacts],
) -> Partnership:
    """Create a partnership of this owner, with its organisations."""
    with transaction.atomic():
        partnership = Partnership.objects.create(**facts)
        Coordinatorship.objects.create(user=owner, partnership=partnership, access=Access.OWNER)
        Organisation.objects.bulk_create(
            Organisation(partnership=partnership, name=organisation) for organisation in organisations
        )
        record(AuditAction.MADE, partnership, by=by, now=now)
        return partnership


def change_partnership(partnership: Partnership, *, by: User | None, now: datetime) -> None:
    """Store the changed facts of a partnership."""
    with transaction.atomic():
        lock_partnership(partnership.pk)
        partnership.save(update_fields=list(PartnershipFacts.__annotations__))
        record(AuditAction.CHANGED, partnership, by=by, now=now)


class OrganisationInUseError(Exception):
    """An organisation with answers or invitations cannot be removed."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(organisation.name)
        self.organisation = organisation


class ChangedElsewhereError(Exception):
    """The list has changed since the form was opened: in another window, or by the same form sent twice."""


def save_organisations(
    partnership: Partnership,
    *,
    kept: Collection[Organisation],
    removed: Iterable[Organisation],
    n_known: int,
    by: User | None,
    now: datetime,
) -> None:
    """Store changed and new organisations and remove others, in a list that had ``n_known`` of them.

    All or nothing. Raises OrganisationInUseError or ChangedElsewhereError.
    """
    with transaction.atomic():
        lock_partnership(partnership.pk)  # so that one window saves at a time
        _check_unchanged(Organisation.objects.filter(partnership=partnership), n_known)
        asked_all = _has_asked_all(partnership)
        for organisation in removed:
            if asked_all:
                raise OrganisationInUseError(organisation)
            try:
                organisation.delete()
            except (RestrictedError, ProtectedError) as error:
                raise OrganisationInUseError(organisation) from error
            ask_to_erase(Organisation, Participant, now=now)
        _free_names(kept)
        for organisation in kept:
            organisation.partnership = partnership
            organisation.save()
        record(AuditAction.ORGANISATIONS, partnership, by=by, now=now)


def _has_asked_all(partnership: Partnership) -> bool:
    """Whether an open link asks everyone: could only those be removed that did not answer yet, it would tell."""
    return Round.objects.filter(partnership=partnership, has_open_link=True, state=State.OPEN).exists()


def _check_unchanged(rows: QuerySet[Any], n_known: int) -> None:
    """Refuse to save from a window that does not know what another window saved."""
    if rows.count() != n_known:
        raise ChangedElsewhereError


def _free_names(organisations: Iterable[Organisation]) -> None:
    """Give organisations temporary names, so that they can swap names although names are unique at every moment."""
    changing = Organisation.objects.filter(pk__in=[one.pk for one in organisations if one.pk])
    changing.update(name=Concat(Value("\n"), Cast("pk", CharField())))

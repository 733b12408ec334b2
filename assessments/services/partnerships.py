"""What an owner does with a partnership: make it, change it, say which organisations and people take part."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, Required, TypedDict, Unpack

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, ProtectedError, Q, QuerySet, RestrictedError, Value
from django.db.models.functions import Cast, Concat

from assessments.models import Coordinatorship, Organisation, Partnership, Round, User
from assessments.models.answers import ClosedResponse
from assessments.models.audit import AuditAction
from assessments.models.choices import Access, State

from .audit_trail import record
from .locks import lock_partnership


class PartnershipFacts(TypedDict, total=False):
    """What is said of a partnership; what is left out keeps the model's default."""

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
    """Make a partnership of this owner with its organisations."""
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
    """The list that was changed is not the list as it is now: another window, or the same form sent twice."""


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

    All, or nothing and OrganisationInUseError or ChangedElsewhereError.
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
        _set_names_free(kept)
        for organisation in kept:
            organisation.partnership = partnership
            organisation.save()
        record(AuditAction.ORGANISATIONS, partnership, by=by, now=now)


def _has_asked_all(partnership: Partnership) -> bool:
    """Whether an open link asked every organisation: if only those that answered stayed, removing would tell which."""
    rounds = Round.objects.filter(partnership=partnership, has_open_link=True).exclude(state=State.DRAFT)
    has_answers = Exists(ClosedResponse.objects.filter(round=OuterRef("pk")))
    return rounds.filter(Q(state=State.OPEN) | has_answers).exists()


def _check_unchanged(rows: QuerySet[Any], n_known: int) -> None:
    """Refuse a window that did not know what another had saved."""
    if rows.count() != n_known:
        raise ChangedElsewhereError


def _set_names_free(organisations: Iterable[Organisation]) -> None:
    """Let organisations swap names: a name is there once at every moment."""
    changing = Organisation.objects.filter(pk__in=[one.pk for one in organisations if one.pk])
    changing.update(name=Concat(Value("\n"), Cast("pk", CharField())))

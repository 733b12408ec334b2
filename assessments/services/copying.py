"""Copies a partnership: its facts and organisations, people and coordinators if asked, never answers or results."""

from collections.abc import Mapping
from datetime import datetime
from typing import Required, TypedDict, Unpack

from django.db import transaction

from assessments.models import Coordinatorship, Organisation, Participant, Partnership, Programme, User
from assessments.models.audit import AuditAction
from assessments.models.choices import Access

from .audit_trail import record
from .locks import lock_partnership


class CopyChoices(TypedDict, total=False):
    """What the copy is called, and who comes along."""

    name: Required[str]
    with_people: bool
    with_coordinators: bool


def copy_partnership(
    partnership: Partnership,
    owner: User,
    *,
    by: User | None,
    now: datetime,
    **choices: Unpack[CopyChoices],
) -> Partnership:
    """Return a new partnership of this owner with the facts, programmes and organisations of another.

    People come along when asked, with whether they want mail, and so do the other coordinators, with their access.
    Nothing of rounds, results, plans or the trail does: nobody answered anything in the copy.
    """
    with transaction.atomic():
        source = lock_partnership(partnership.pk)
        facts = {"theme": source.theme, "started_on": source.started_on, "retention_months": source.retention_months}
        copy = Partnership.objects.create(name=choices["name"], **facts)
        Coordinatorship.objects.create(user=owner, partnership=copy, access=Access.OWNER)
        Programme.objects.bulk_create(Programme(partnership=copy, name=one.name) for one in source.programmes.all())
        organisations = _copy_organisations(source, copy)
        if choices.get("with_people"):
            _copy_people(source, copy, organisations)
        if choices.get("with_coordinators"):
            _copy_coordinators(source, copy, owner)
        record(AuditAction.MADE, copy, by=by, now=now)
        return copy


def _copy_organisations(source: Partnership, copy: Partnership) -> Mapping[int, Organisation]:
    """Return the new organisations, by the id of the one each is a copy of."""
    known = list(source.organisations.order_by("pk"))
    made = Organisation.objects.bulk_create(Organisation(partnership=copy, name=one.name) for one in known)
    return {old.pk: new for old, new in zip(known, made, strict=True)}


def _copy_people(source: Partnership, copy: Partnership, organisations: Mapping[int, Organisation]) -> None:
    people = Participant.objects.filter(organisation__partnership=source).order_by("pk")
    Participant.objects.bulk_create(
        Participant(
            organisation=organisations[one.organisation_id],
            partnership=copy,
            name=one.name,
            email=one.email,
            role=one.role,
            wants_mail=one.wants_mail,
            shares_address=one.shares_address,
        )
        for one in people
    )


def _copy_coordinators(source: Partnership, copy: Partnership, owner: User) -> None:
    others = source.coordinatorships.exclude(user=owner).filter(user__is_active=True)
    Coordinatorship.objects.bulk_create(
        Coordinatorship(user_id=one.user_id, partnership=copy, access=one.access) for one in others
    )

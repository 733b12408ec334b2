"""What an owner does with a partnership: create it, change it, and list its organisations."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, ProtectedError, RestrictedError, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from assessments.models import Coordinatorship, Organisation, Participant, Partnership, Round, User
from assessments.models.audit import AuditAction
from assessments.models.choices import Access, State
from assessments.vocabulary.limits import MOST_ORGANISATIONS

from .audit_trail import last_editor, record
from .erasure import ask_to_erase
from .locks import lock_partnership
from .shown_rows import Shown, refuse_if_changed


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
    """Create a partnership of this owner, with its organisations. Raises ValidationError for too many of them."""
    organisations = list(organisations)
    check_organisations(len(organisations))
    with transaction.atomic():
        partnership = Partnership.objects.create(**facts)
        Coordinatorship.objects.create(user=owner, partnership=partnership, access=Access.OWNER)
        Organisation.objects.bulk_create(
            Organisation(partnership=partnership, name=organisation) for organisation in organisations
        )
        record(AuditAction.MADE, partnership, by=by, now=now)
        return partnership


def change_partnership(partnership: Partnership, *, by: User | None, now: datetime, shown: Shown | None = None) -> None:
    """Store the changed facts of a partnership. Raises ChangedMeanwhileError if they are no longer as ``shown``."""
    with transaction.atomic():
        refuse_if_changed(lock_partnership(partnership.pk), shown, AuditAction.CHANGED)
        partnership.save(update_fields=list(PartnershipFacts.__annotations__))
        record(AuditAction.CHANGED, partnership, by=by, now=now, about=partnership)


def check_organisations(number: int) -> None:
    """Refuse more organisations than a partnership can have. Raises ValidationError."""
    if number > MOST_ORGANISATIONS:
        raise ValidationError(too_many_organisations(number), code="too_many_organisations")


def too_many_organisations(number: int) -> str:
    """Return the sentence that says that these are too many."""
    words = {"most": MOST_ORGANISATIONS, "number": number}
    return _("A partnership has at most %(most)s organisations, and these are %(number)s.") % words


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
    shown: Mapping[int, str] | None = None,
    by: User | None,
    now: datetime,
) -> None:
    """Store changed and new organisations and remove others, in a list of which these names were ``shown``, by id.

    All or nothing. Raises OrganisationInUseError, ChangedElsewhereError, or ValidationError for too many.
    """
    with transaction.atomic():
        lock_partnership(partnership.pk)  # so that one window saves at a time
        if shown is not None and names_of(partnership) != shown:
            raise ChangedElsewhereError
        n_before, asked_all = len(names_of(partnership)), _has_asked_all(partnership)
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
        if (n_after := len(names_of(partnership))) > n_before:
            check_organisations(n_after)
        record(AuditAction.ORGANISATIONS, partnership, by=by, now=now, about=partnership)


def _has_asked_all(partnership: Partnership) -> bool:
    """Whether an open link asks everyone: could only those be removed that did not answer yet, it would tell."""
    return Round.objects.filter(partnership=partnership, has_open_link=True, state=State.OPEN).exists()


def names_of(partnership: Partnership) -> dict[int, str]:
    """Return the names of the organisations as they are now, by id."""
    return dict(Organisation.objects.filter(partnership=partnership).values_list("pk", "name"))


def last_editor_of_organisations(partnership: Partnership) -> str:
    """Return who last changed the list; empty if nobody is known to have done so."""
    return last_editor(partnership, AuditAction.ORGANISATIONS)


def _free_names(organisations: Iterable[Organisation]) -> None:
    """Give organisations temporary names, so that they can swap names although names are unique at every moment."""
    changing = Organisation.objects.filter(pk__in=[one.pk for one in organisations if one.pk])
    changing.update(name=Concat(Value("\n"), Cast("pk", CharField())))

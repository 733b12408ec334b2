"""Says to which programmes partnerships belong: for many at once, and each as often as one likes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from assessments.models import Partnership, Programme, User
from assessments.models.audit import AuditAction
from assessments.vocabulary.limits import MOST_PROGRAMMES

from .audit_trail import record
from .locks import lock_partnership


class FullError(Exception):
    """A partnership belongs to as many programmes as it can; nothing was changed."""

    def __init__(self, partnership: Partnership) -> None:
        super().__init__(partnership.name)
        self.partnership = partnership


def put_in_programme(partnerships: Iterable[Partnership], name: str, *, by: User | None, now: datetime) -> int:
    """Let partnerships belong to a programme, and return for how many that was new. All or nothing.

    Raises FullError for one that belongs to as many as it can.
    """
    with transaction.atomic():
        return sum(_put_in(one, name, by, now) for one in _in_order(partnerships))


def take_out_of_programme(partnerships: Iterable[Partnership], name: str, *, by: User | None, now: datetime) -> int:
    """Let partnerships belong to a programme no longer, and return how many did."""
    with transaction.atomic():
        return sum(_take_out(one, name, by, now) for one in _in_order(partnerships))


def _in_order(partnerships: Iterable[Partnership]) -> list[Partnership]:
    """Return partnerships in the one order in which all who lock several lock them."""
    return sorted(partnerships, key=lambda one: one.pk)


def _put_in(partnership: Partnership, name: str, by: User | None, now: datetime) -> bool:
    current = lock_partnership(partnership.pk)
    known = {one.name.lower() for one in current.programmes.all()}
    if name.lower() in known:
        return False
    if len(known) >= MOST_PROGRAMMES:
        raise FullError(current)
    Programme.objects.create(partnership=current, name=name)
    record(AuditAction.PROGRAMMES, current, by=by, now=now)
    return True


def _take_out(partnership: Partnership, name: str, by: User | None, now: datetime) -> bool:
    current = lock_partnership(partnership.pk)
    n_deleted, _per_model = Programme.objects.filter(partnership=current, name__iexact=name).delete()
    if n_deleted:
        record(AuditAction.PROGRAMMES, current, by=by, now=now)
    return bool(n_deleted)

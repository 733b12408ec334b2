"""Duties that are due now and then: the database remembers when each was done, for all workers together.

A worker that is started again and again would otherwise begin each time with all that is due once a day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from assessments.models import DutyRun

LEASE = timedelta(hours=1)
"""After which a duty that was begun and not done is begun anew: its worker has been killed."""


class Task(Protocol):
    """A service that may be called repeatedly, by several workers at once."""

    def __call__(self, *, now: datetime) -> int:
        """Do what is due and return how much was done."""


@dataclass(frozen=True, slots=True)
class OncePer:
    """A task that is done once per period, whichever worker comes first and however often workers start."""

    name: str
    period: timedelta
    task: Task
    clock: Callable[[], datetime] = timezone.now

    def __call__(self, *, now: datetime) -> int:
        """Do the task if it is due, and return how much was done. One that fails is due at once."""
        if not self._begin(now):
            return 0
        try:
            n_done = self.task(now=now)
        except Exception:
            DutyRun.objects.filter(name=self.name).delete()
            raise
        DutyRun.objects.filter(name=self.name).update(done_at=self.clock())
        return n_done

    def _begin(self, now: datetime) -> bool:
        """Note that the task is begun; return whether it is ours to do."""
        # A moment to come is of a clock that has been set right.
        was_done = Q(done_at__lte=now - self.period) | Q(done_at__gt=now + LEASE)
        was_left = Q(done_at=None) & (Q(begun_at__lte=now - LEASE) | Q(begun_at__gt=now + LEASE))
        if DutyRun.objects.filter(was_done | was_left, name=self.name).update(begun_at=now, done_at=None):
            return True
        if DutyRun.objects.filter(name=self.name).exists():
            return False
        try:
            with transaction.atomic():
                DutyRun.objects.create(name=self.name, begun_at=now)
        except IntegrityError:  # another worker was first
            return False
        return True

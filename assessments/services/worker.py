"""The worker: performs each duty in its own rhythm, and goes on after an error."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import close_old_connections, connections
from django.utils import timezone

from assessments.results.counting import count_open_rounds

from .closing import close_due_rounds
from .deadline_warnings import warn_before_closing, warn_before_deletion, warn_before_people_are_erased
from .erasure import erase_deleted
from .kept_reports import delete_unused_reports
from .mail.delivery import send_due_mails
from .mail.mailings import fill_due_mailings
from .new_reports import NewReports
from .people_retention import erase_people
from .plans import remind_of_planned_actions
from .retention import delete_ended_sessions, erase_contacts, erase_own_words, erase_what_is_done

log = logging.getLogger(__name__)

DAY = 24 * 60 * 60.0
HOUR = 60 * 60.0
BETWEEN_REPORTS = 2.0
BETWEEN_WARNINGS = 5 * 60.0
BETWEEN_MAILINGS = 5.0
BETWEEN_MAILS = 1.0
BETWEEN_ERASINGS = 3.0
LONGEST_BACK_OFF = 10 * 60.0
_NAP = 0.25
"""Seconds between two checks whether to stop."""


Clock = Callable[[], float]
"""Seconds since some moment, never going back."""


class Task(Protocol):
    """A service that may be called repeatedly, by several workers at once."""

    def __call__(self, *, now: datetime) -> int:
        """Do what is due and return how much was done."""


@dataclass(slots=True)
class Duty:
    """A task with its rhythm."""

    name: str
    every: float
    """Seconds between two runs."""
    task: Task
    next_at: float = 0.0
    """On the clock of ``work``."""
    n_failures: int = 0
    """Since the last success."""

    def perform(self, clock: Clock = time.monotonic) -> None:
        """Run the task and plan the next run; after repeated errors ever later, up to ten minutes or its own rhythm."""
        try:
            close_old_connections()
            self.task(now=timezone.now())
        except Exception:
            self.n_failures += 1
            pause = min(self.every * 2**self.n_failures, max(LONGEST_BACK_OFF, self.every))
            log.exception("The worker could not %s; it tries again in %.0f seconds.", self.name, pause)
            connections.close_all()
        else:
            self.n_failures, pause = 0, self.every
            close_old_connections()
        self.next_at = clock() + pause


def usual_duties(every: float) -> list[Duty]:
    """Return the duties of an installation's worker; ``every``: seconds between checks for due rounds."""
    return [
        Duty("close due rounds", every, close_due_rounds),
        Duty("count open rounds", BETWEEN_WARNINGS, count_open_rounds),
        Duty("warn before rounds close", BETWEEN_WARNINGS, warn_before_closing),
        Duty("plan mails", BETWEEN_MAILINGS, fill_due_mailings),
        Duty("send mails", BETWEEN_MAILS, send_due_mails),
        Duty("prepare reports", BETWEEN_REPORTS, NewReports()),
        Duty("remind of planned actions", HOUR, remind_of_planned_actions),
        Duty("warn before answers are deleted", DAY, warn_before_deletion),
        Duty("warn before names are erased", DAY, warn_before_people_are_erased),
        Duty("erase open answers", DAY, erase_own_words),
        Duty("erase whom people could ask", DAY, erase_contacts),
        Duty("erase names and addresses", DAY, erase_people),
        Duty("erase what is done", DAY, erase_what_is_done),
        Duty("erase what was deleted", BETWEEN_ERASINGS, erase_deleted),
        Duty("delete reports that are not used", HOUR, delete_unused_reports),
        Duty("delete sessions that have ended", DAY, delete_ended_sessions),
    ]


def work(
    duties: Sequence[Duty],
    is_stopping: Callable[[], bool],
    *,
    clock: Clock = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Perform each duty in its rhythm until told to stop; a running duty is finished first."""
    while not is_stopping():
        for duty in duties:
            if duty.next_at <= clock() and not is_stopping():
                duty.perform(clock)
        sleep(_NAP)

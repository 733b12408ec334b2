"""The worker: performs each duty in its own rhythm, and goes on after an error."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections, connections
from django.utils import timezone

from assessments.results.counting import count_open_rounds

from .closing import close_asked_rounds, close_due_rounds
from .deadline_warnings import warn_before_closing, warn_before_deletion, warn_before_people_are_erased
from .duties import OncePer, Task
from .erasure import erase_deleted
from .heartbeat import BETWEEN_BEATS, beat
from .kept_reports import delete_unused_reports
from .mail.delivery import send_due_mails
from .mail.mailings import fill_due_mailings
from .people_retention import erase_people
from .plans import remind_of_planned_actions
from .render_process import RenderProcess
from .retention import delete_ended_sessions, erase_contacts, erase_own_words, erase_what_is_done

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
HOUR = 60 * 60.0
BETWEEN_LOOKS_AT_RENDERING = 2.0
BETWEEN_LOOKS_AT_CLOSINGS = 1.0
"""Somebody looks at a page that tells how far it is."""
BETWEEN_WARNINGS = 5 * 60.0
BETWEEN_MAILINGS = 5.0
BETWEEN_MAILS = 1.0
BETWEEN_ERASINGS = 3.0
LONGEST_BACK_OFF = 10 * 60.0
LONGEST_UNSEEN = 10.0
"""The same for what others watch: without a sign of life a worker counts as gone, and a lease that ends is taken."""
_NAP = 0.25
"""Seconds between two checks whether to stop."""


Clock = Callable[[], float]
"""Seconds since some moment, never going back."""


@dataclass(slots=True)
class Duty:
    """A task with its rhythm."""

    name: str
    every: float
    """Seconds between two runs."""
    task: Task
    longest_pause: float = LONGEST_BACK_OFF
    """The most seconds after repeated errors, unless its own rhythm is longer."""
    next_at: float = 0.0
    """On the clock of ``work``."""
    n_failures: int = 0
    """Since the last success."""

    def perform(self, clock: Clock = time.monotonic) -> None:
        """Run the task and plan the next run: after repeated errors ever later, up to its longest pause."""
        try:
            close_old_connections()
            self.task(now=timezone.now())
        except Exception:
            self.n_failures += 1
            pause = min(self.every * 2**self.n_failures, max(self.longest_pause, self.every))
            log.exception("The worker could not %s; it tries again in %.0f seconds.", self.name, pause)
            connections.close_all()
        else:
            self.n_failures, pause = 0, self.every
            close_old_connections()
        self.next_at = clock() + pause


def usual_duties(every: float) -> list[Duty]:
    """Return the duties of an installation's worker; ``every``: seconds between checks for due rounds."""
    return [
        Duty("give a sign of life", BETWEEN_BEATS, beat, longest_pause=LONGEST_UNSEEN),
        Duty("close rounds that were closed by hand", BETWEEN_LOOKS_AT_CLOSINGS, close_asked_rounds),
        Duty("close due rounds", every, close_due_rounds),
        Duty("count open rounds", BETWEEN_WARNINGS, count_open_rounds),
        Duty("warn before rounds close", BETWEEN_WARNINGS, warn_before_closing),
        Duty("plan mails", BETWEEN_MAILINGS, fill_due_mailings),
        Duty("send mails", BETWEEN_MAILS, send_due_mails),
        Duty("remind of planned actions", HOUR, remind_of_planned_actions),
        _daily("warn before answers are deleted", warn_before_deletion),
        _daily("warn before names are erased", warn_before_people_are_erased),
        _daily("erase open answers", erase_own_words),
        _daily("erase whom people could ask", erase_contacts),
        _daily("erase names and addresses", erase_people),
        _daily("erase what is done", erase_what_is_done),
        Duty("erase what was deleted", BETWEEN_ERASINGS, erase_deleted),
        sweeping_duty(),
        _daily("delete sessions that have ended", delete_ended_sessions),
    ]


def rendering_duty(process: RenderProcess) -> Duty:
    """Return the duty of a worker that makes reports, in a process of its own."""
    return Duty("look after the making of reports", BETWEEN_LOOKS_AT_RENDERING, process, longest_pause=LONGEST_UNSEEN)


def sweeping_duty() -> Duty:
    """Return the duty of whichever worker: its machine may have a folder of reports that no other one can reach."""
    return Duty("delete reports that are not used", HOUR, delete_unused_reports)


def _daily(name: str, task: Task) -> Duty:
    """Return a duty that is looked at more often than it is due, since other workers may have done it, or left it."""
    return Duty(name, BETWEEN_WARNINGS, OncePer(name, DAY, task))


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

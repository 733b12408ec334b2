"""Whether the site can do its work: what /readyz answers."""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from assessments.services.heartbeat import seconds_since_a_beat
from assessments.services.installation.database import missing_migrations
from assessments.services.kept_reports import find

log = logging.getLogger(__name__)

LONGEST_SILENCE = 120.0
"""Seconds without a sign of life after which there is no worker; a long duty may take half of that."""
KEPT = 2.0
"""Seconds that an answer is kept: however often strangers ask, the database is asked once in that time."""

Check = Callable[[], str]
"""Looks at one thing and returns what is wrong with it in a few words without secrets; empty if all is well."""


def database() -> str:
    """Look whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    """Look whether the tables are those of this version.

    A newer database is well, since machines are upgraded one by one.
    """
    missing = missing_migrations()
    return f"{len(missing)} not applied: run manage.py migrate" if missing else ""


def storage() -> str:
    """Look whether files can be written where reports are kept."""
    probe = Path(settings.PRIVATE_DIR) / f"probe-{secrets.token_hex(8)}"
    probe.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        probe.write_bytes(bytes(4096))
    finally:
        probe.unlink(missing_ok=True)
    find("readiness", "probe")  # a bucket must answer, and need not have it
    return ""


def worker() -> str:
    """Look whether a worker gave a sign of life."""
    silence = seconds_since_a_beat(now=timezone.now())
    if silence is None:
        return "none has ever run: start manage.py work"
    return f"silent for {silence:.0f} seconds: start manage.py work" if silence > LONGEST_SILENCE else ""


CHECKS: Mapping[str, Check] = {
    "database": database,
    "migrations": migrations,
    "storage": storage,
    "worker": worker,
}
_NEED_THE_DATABASE = {"migrations", "worker"}


def look() -> dict[str, str]:
    """Return per check what is wrong; empty where all is well."""
    found: dict[str, str] = {}
    for name, check in CHECKS.items():
        if name in _NEED_THE_DATABASE and found["database"]:
            found[name] = "unknown: the database does not answer"
            continue
        try:
            found[name] = check()
        except Exception as error:
            # the kind alone: an error of a database may name its address, its user and what was asked
            found[name] = f"does not answer ({type(error).__name__})"
    return found


class Readiness:
    """What was found last, for as long as it is kept; who asks meanwhile waits for the one who looks."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._found: dict[str, str] = {}
        self._until = float("-inf")

    def now(self) -> dict[str, str]:
        """Return per check what is wrong; empty where all is well. What changes is logged once."""
        with self._lock:
            if self._clock() >= self._until:
                found = look()
                self._tell(found)
                self._found, self._until = found, self._clock() + KEPT
            return self._found

    def forget(self) -> None:
        """Look anew the next time."""
        self._until = float("-inf")

    def _tell(self, found: Mapping[str, str]) -> None:
        for name, wrong in found.items():
            before = self._found.get(name, "")
            if bool(wrong) != bool(before):
                log.log(logging.ERROR if wrong else logging.INFO, "Readiness: %s: %s", name, wrong or "well again")


READINESS = Readiness()
"""Of this process."""

"""Erases from the disk what was deleted in the database, as far as a database can, until nothing is left of it.

Both databases keep deleted rows in their files. SQLite overwrites them with zeros, but not the copies that it made when
it divided the rows of a page anew; PostgreSQL leaves them where they were. So a table of which rows were deleted is
written anew, and the log of the database after that. ``docs/decisions.md`` says what was measured.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.utils import timezone

from assessments.models import DutyRun, PendingErasure, Result

from .duties import OncePer

log = logging.getLogger(__name__)

LONG = timedelta(minutes=1)
"""Erasing takes seconds; what waits longer is told in the log."""
BETWEEN_TELLINGS = timedelta(hours=1)
SHORT_WAIT = "250ms"
"""How long erasing waits for whoever uses a table or the log, while others wait for it."""
LARGE = 256 * 1024 * 1024
"""Bytes from which a table of PostgreSQL is written anew at night: nobody can use it for some seconds."""
NIGHT = range(1, 5)
"""Hours."""
NOTICEABLE = 0.5
"""Seconds of CPU from which a table of SQLite rests before it is written anew again: nobody can save meanwhile."""
RESTS = 10
"""How many times as long as writing it anew took."""
LONGEST_HOLD = timedelta(seconds=2)
"""Of CPU. What takes SQLite longer waits for the night: who saves waits five seconds, and then is told to try again."""
THE_LOG = ""
"""Stands in a mark for the log of the database: the table has been written anew."""

_OWN_WORDS_OVERFLOW = frozenset({Result._meta.db_table})  # noqa: SLF001
"""Tables of which SQLite keeps all that is personal outside the pages that it divides: it overwrites that itself.

The first 4,061 bytes of a row can lie in such a page. A result begins with its questionnaire, which is longer.
"""

_REWRITING = "write anew "


def ask_to_erase(*models: type[Model], now: datetime) -> None:
    """Leave a mark that rows of these models were deleted or overwritten, in the transaction that did so.

    The worker then erases them from the disk within seconds, also if the process ends just after that transaction.
    """
    tables = [model._meta.db_table for model in models]  # noqa: SLF001
    PendingErasure.objects.bulk_create(PendingErasure(table=table, asked_at=now) for table in tables)


def erase_deleted(*, now: datetime) -> int:
    """Erase what marks were left for; return for how many marks that was done.

    What others hold up, and everything inside a transaction, is left for the next time: the marks stay.
    """
    marks = list(PendingErasure.objects.order_by("pk"))
    if not marks or connection.in_atomic_block:
        return 0
    try:
        done = _erase_from_sqlite(marks, now) if connection.vendor == "sqlite" else _erase_from_postgresql(marks, now)
    except OperationalError as error:
        log.debug("Erasing has to wait: %s", error)
        done = []
    PendingErasure.objects.filter(pk__in=[mark.pk for mark in done]).delete()
    _tell_if_long([mark.asked_at for mark in marks if mark not in done], now)
    return len(done)


def _tell_if_long(asked: list[datetime], now: datetime) -> None:
    """Say since when erasing waits, at most once an hour: whoever reads the log would find nothing else in it."""
    waiting = now - min(asked, default=now)

    def tell(*, now: datetime) -> int:
        log.warning(
            "What was deleted waits to be erased for %s now: for somebody who reads, or for the night.", waiting
        )
        return 1

    if waiting > LONG:
        OncePer("tell that erasing waits", BETWEEN_TELLINGS, tell, clock=lambda: now)(now=now)


def _tables(marks: list[PendingErasure]) -> list[str]:
    known = set(connection.introspection.table_names())
    return sorted({mark.table for mark in marks} & known)


def _erase_from_sqlite(marks: list[PendingErasure], now: datetime) -> list[PendingErasure]:
    """Write the tables anew and empty the log; return the marks for which that was done: none if others use the log.

    Each table has a transaction of its own, so that those who save wait for the largest and not for all.
    """
    resting = _resting_tables(now)
    taken = [mark for mark in marks if mark.table not in resting]
    if not taken:
        return []
    with _short_wait_for_sqlite() as cursor:
        if not _empty_sqlite_log(cursor):
            return []
        for table in _tables(taken):
            ours = [mark.pk for mark in taken if mark.table == table]
            began, started = timezone.now(), time.thread_time()
            # Rows are put back as they were, so no reference is broken, and checking them all would take far longer.
            with connection.constraint_checks_disabled(), transaction.atomic():
                if table not in _OWN_WORDS_OVERFLOW:
                    _write_anew(cursor, connection.ops.quote_name(table))
                # What is left to do is the log, also if somebody keeps it from being emptied now.
                PendingErasure.objects.filter(pk__in=ours).update(table=THE_LOG)
            _note_if_slow(table, began, time.thread_time() - started)
        return taken if _empty_sqlite_log(cursor) else []


def _write_anew(cursor: CursorWrapper, table: str) -> None:
    # Deleting all rows at once frees all pages of the table and of its indexes, which overwrites them with zeros.
    cursor.execute(f"CREATE TEMP TABLE erasing AS SELECT * FROM {table}")  # noqa: S608 – ours, and quoted
    cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    cursor.execute(f"INSERT INTO {table} SELECT * FROM erasing")  # noqa: S608
    cursor.execute("DROP TABLE erasing")


def _note_if_slow(table: str, began: datetime, seconds: float) -> None:
    """Note how long writing a table anew took, if those who save may have noticed."""
    noted = DutyRun.objects.filter(name=_REWRITING + table)
    if seconds >= NOTICEABLE:
        times = {"begun_at": began, "done_at": began + timedelta(seconds=seconds)}
        DutyRun.objects.update_or_create(name=_REWRITING + table, defaults=times)
    elif noted.exists():
        noted.delete()


def _resting_tables(now: datetime) -> set[str]:
    """Return the tables that cannot be written anew yet, because that held up others for long a short while ago."""
    resting = set()
    for run in DutyRun.objects.filter(name__startswith=_REWRITING).exclude(done_at=None):
        took = (run.done_at or run.begun_at) - run.begun_at
        is_of_night = took > LONGEST_HOLD and not _is_night(now)
        if is_of_night or run.begun_at <= now < run.begun_at + RESTS * took:
            resting.add(run.name.removeprefix(_REWRITING))
    return resting


@contextmanager
def _short_wait_for_sqlite() -> Iterator[CursorWrapper]:
    """Yield a cursor that does not wait long for others: writers wait as long as it does."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {SHORT_WAIT.removesuffix('ms')}")
        try:
            yield cursor
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _empty_sqlite_log(cursor: CursorWrapper) -> bool:
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    is_busy, *_pages = cursor.fetchone()
    return not is_busy


_SETTLED = """
SELECT mark.id, coalesce(pg_total_relation_size(to_regclass(quote_ident(mark."table"))), 0)
FROM assessments_pendingerasure AS mark
WHERE mark.id = ANY (%s) AND NOT EXISTS (
  SELECT FROM (
    SELECT unnest(ARRAY[backend_xmin, backend_xid]) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND (datname = current_database() OR datname IS NULL)
    UNION ALL SELECT xmin FROM pg_replication_slots
    UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
  ) AS held (xid)
  WHERE age(held.xid) >= age(mark.xmin)
)
"""
"""Marks after which every transaction that goes on began: PostgreSQL keeps what an older one may still read."""


def _erase_from_postgresql(marks: list[PendingErasure], now: datetime) -> list[PendingErasure]:
    """Write the tables anew, and then the log as far as our role may; return the marks for which that was done."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, [[mark.pk for mark in marks]])
        settled = {number for number, size in cursor.fetchall() if size < LARGE or _is_night(now)}
        done = [mark for mark in marks if mark.pk in settled]
        if not done:
            return []
        cursor.execute(f"SET lock_timeout = '{SHORT_WAIT}'")
        try:
            for table in _tables(done):
                cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")
        finally:
            cursor.execute("RESET lock_timeout")
        _end_postgresql_log(cursor)
    return done


def _is_night(now: datetime) -> bool:
    return timezone.localtime(now).hour in NIGHT


def _end_postgresql_log(cursor: CursorWrapper) -> None:
    """Let PostgreSQL begin a new file of its log and throw the earlier ones away, if an administrator permitted that.

    Otherwise they go in its own time.
    """
    cursor.execute(
        "SELECT has_function_privilege('pg_switch_wal()', 'execute') AND EXISTS ("
        "SELECT FROM pg_roles WHERE rolname IN ('pg_checkpoint', current_user)"
        " AND (rolsuper OR rolname = 'pg_checkpoint' AND pg_has_role(oid, 'usage')))"
    )
    (is_permitted,) = cursor.fetchone()
    if is_permitted:
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute("CHECKPOINT")

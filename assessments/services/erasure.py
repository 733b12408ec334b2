"""Erases deleted answers from the disk too, as far as a database can."""

import logging

from django.db import OperationalError, connection

log = logging.getLogger(__name__)


def erase_deleted() -> bool:
    """Overwrite what the database files still hold of deleted rows; return whether that succeeded.

    SQLite keeps deleted rows in free pages and in the write-ahead log, PostgreSQL keeps dead rows in its tables. When
    others are using the database, or inside a transaction, where it is impossible, it is left for the next time.
    """
    if connection.in_atomic_block:
        return False
    try:
        is_done = _vacuum_sqlite() if connection.vendor == "sqlite" else _vacuum_postgresql()
    except OperationalError as error:
        log.warning("Deleted answers could not be erased from the database file yet: %s", error)
        return False
    if not is_done:
        log.warning("Deleted answers are still in the write-ahead log; they are erased at the next purge.")
    return is_done


def _vacuum_sqlite() -> bool:
    # The ORM has no word for either statement. A checkpoint is needed too: VACUUM itself goes through the log.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_pages = cursor.fetchone()
        return not is_busy


def _vacuum_postgresql() -> bool:
    # Only the tables whose deleted rows could tell who answered what, and results, whose own texts are erased in time;
    # VACUUM of everything would take far longer.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM assessments_response, assessments_result, assessments_mail")
    return True

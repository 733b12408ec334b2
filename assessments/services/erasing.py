"""Makes deleted answers gone from the disk too, as far as a database can."""

import logging

from django.db import OperationalError, connection

log = logging.getLogger(__name__)


def erase_deleted() -> bool:
    """Rewrite what the database file still holds of deleted rows; return whether that was done.

    SQLite keeps them in free pages and in the write-ahead log, PostgreSQL in dead rows. Left for the next time when
    others are using the database, and inside a transaction, where it is not possible.
    """
    if connection.in_atomic_block:
        return False
    try:
        is_done = _vacuum_sqlite() if connection.vendor == "sqlite" else _vacuum_rows()
    except OperationalError as error:
        log.warning("Deleted answers could not be erased from the database file yet: %s", error)
        return False
    if not is_done:
        log.warning("Deleted answers are still in the write-ahead log; they are erased at the next purge.")
    return is_done


def _vacuum_sqlite() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_pages = cursor.fetchone()
        return not is_busy


def _vacuum_rows() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM assessments_response, assessments_closedresponse, assessments_mail")
    return True

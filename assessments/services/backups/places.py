"""Where a database is built from a backup: beside the one that is there, which it replaces when it is whole.

SQLite: another file. PostgreSQL: another schema of the same database.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction

from .archive import BackupError

log = logging.getLogger(__name__)

TakeOver = Callable[[], None]
_SCHEMA = "driekracht_restoring"
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database. A log of another database damages the one that it lies beside."""


@contextmanager
def new_place() -> Iterator[TakeOver]:
    """Let the connection lead to an empty place; what is yielded puts what was built there in place of the database."""
    build = _new_file if connection.vendor == "sqlite" else _new_schema
    settings, before = connection.settings_dict, dict(connection.settings_dict)
    try:
        with build() as take_over:
            yield take_over
    finally:
        connection.close()
        settings.update(before)


def leave_pool() -> None:
    """Go on with one connection of our own: a pool has more, and gives back the same after we changed the settings."""
    if connection.vendor == "postgresql":
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        options = connection.settings_dict["OPTIONS"]
        connection.settings_dict["OPTIONS"] = {name: value for name, value in options.items() if name != "pool"}


def _connect(**changes: object) -> None:
    connection.close()
    connection.settings_dict.update(changes)


@contextmanager
def _new_file() -> Iterator[TakeOver]:
    target = Path(connection.settings_dict["NAME"])
    new = target.with_name(f"{target.name}.restoring")
    _remove(new)
    _connect(NAME=str(new))

    def take_over() -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _fold_in_log(target)
        new.replace(target)

    try:
        yield take_over
    finally:
        connection.close()
        _remove(new)


def _fold_in_log(database: Path) -> None:
    """Write what lies beside a database into it, and leave nothing there: it would damage the next one in this place.

    So whoever is stopped here still has all that was there.
    """
    if database.exists():
        try:
            with closing(sqlite3.connect(database)) as old:
                old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError:
            log.warning("What lies beside %s cannot be written into it: it is damaged.", database)
    _remove_beside(database)


def _remove(database: Path) -> None:
    _remove_beside(database)
    database.unlink(missing_ok=True)


def _remove_beside(database: Path) -> None:
    for suffix in _BESIDE:
        database.with_name(database.name + suffix).unlink(missing_ok=True)


@contextmanager
def _new_schema() -> Iterator[TakeOver]:
    options = dict(connection.settings_dict["OPTIONS"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), has_database_privilege(current_database(), 'CREATE')")
        target, may_create = cursor.fetchone()
        if not may_create:
            message = (
                "The database cannot be built beside the one that is there: the role of DATABASE_URL may make no "
                "schema. Let the owner of the database run: GRANT CREATE ON DATABASE … TO …"
            )
            raise BackupError(message)
        cursor.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
        cursor.execute(f"CREATE SCHEMA {_SCHEMA}")
    at_new = f"{options.get('options', '')} -c search_path={_SCHEMA}".strip()
    _connect(OPTIONS=options | {"options": at_new})

    def take_over() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            new = connection.introspection.table_names(cursor)
            quote = connection.ops.quote_name
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [target])
            ours = {name for (name,) in cursor.fetchall() if name in new or name.startswith("assessments_")}
            for table in sorted(ours):
                cursor.execute(f"DROP TABLE {quote(target)}.{quote(table)} CASCADE")
            for table in new:
                cursor.execute(f"ALTER TABLE {_SCHEMA}.{quote(table)} SET SCHEMA {quote(target)}")
            cursor.execute(f"DROP SCHEMA {_SCHEMA}")

    try:
        yield take_over
    finally:
        _connect(OPTIONS=options)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")

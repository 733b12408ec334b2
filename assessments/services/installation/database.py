"""Whether the database can be reached, and whether its tables are those of this version."""

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, OperationalError, connection
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def name_of_database() -> str:
    """Return what people call the database: PostgreSQL with its host, or SQLite with its file."""
    settings = connection.settings_dict
    if connection.vendor != "postgresql":
        return f"The SQLite database {settings['NAME']}"
    host, port = settings["HOST"] or "this machine", f":{settings['PORT']}" if settings["PORT"] else ""
    return f"PostgreSQL at {host}{port}, database {settings['NAME']},"


def reason_unreachable() -> str:
    """Return one sentence that says why the database does not answer; empty if it does."""
    # A connection of its own: a pool would only say that it got none in time.
    probe = connection.copy(NO_DB_ALIAS)
    if probe.vendor == "postgresql":
        probe.settings_dict["OPTIONS"] = probe.settings_dict["OPTIONS"] | {"connect_timeout": 10}
    try:
        probe.ensure_connection()
    except DatabaseError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        return (
            f"{name_of_database()} is not reachable: {'; '.join(lines) or type(error).__name__}. "
            "Start it, or set DATABASE_URL to where it is."
        )
    finally:
        probe.close()
    return ""


def reason_other_version() -> str:
    """Return one sentence that says what is wrong with the tables; empty if they are those of this version."""
    unknown = unknown_migrations()
    if unknown:
        return (
            f"The database was changed by a newer version of the product ({unknown[0]}), which this one does not know. "
            "Install that version again, or restore a backup of before."
        )
    n_missing = len(missing_migrations())
    if n_missing or not _has_cache_table():
        what = f"{n_missing} changes of this version are missing" if n_missing else "the table of the cache is missing"
        return f"The database is not up to date: {what}. Run: manage.py migrate"
    return ""


def missing_migrations() -> list[str]:
    """Return the names of the migrations of this version that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _is_backwards in plan]


def unknown_migrations() -> list[str]:
    """Return the names of the migrations that the database has and this version does not know, of apps that it has."""
    loader = MigrationExecutor(connection).loader
    known = set(loader.disk_migrations or ())
    apps = {app for app, _name in known}
    replaced = {key for migration in (loader.disk_migrations or {}).values() for key in migration.replaces}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in apps and (app, name) not in known | replaced)


def _has_cache_table() -> bool:
    cache = caches["default"]
    if not isinstance(cache, DatabaseCache):
        return True
    return cache._table in connection.introspection.table_names()  # type: ignore[attr-defined]  # noqa: SLF001


def told(error: DatabaseError) -> str:
    """Return one sentence about an error of the database that stopped a command; empty if it has to be looked at."""
    reason = reason_unreachable() if isinstance(error, OperationalError) else ""
    try:
        return reason or reason_other_version()
    except DatabaseError:
        return ""

"""Which database, and how it is spoken to."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# IMMEDIATE takes the write lock at the start of a transaction: taken halfway, it fails at once if another process wrote
# meanwhile. FULL loses no answer when power fails. secure_delete overwrites deleted rows with zeros.
# What is sorted stays in memory, since a temporary file would keep it. The log shrinks to 64 MB when it has been read.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=5000;PRAGMA secure_delete=ON;"
        "PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;"
    ),
}
POOL_PATIENCE = 5.0
"""Seconds that a request waits for a connection before it is told that the database does not answer."""


def database(address: str, pool_size: int) -> dict[str, Any]:
    """Return Django's settings for the database at this address; each process gets at most so many connections.

    Raises ImproperlyConfigured if it is no address of a PostgreSQL or SQLite database.
    """
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError) as error:
        message = (
            "The environment variable DATABASE_URL cannot be read: it must look like "
            "postgres://user:password@host:5432/name or sqlite:////absolute/path."
        )
        raise ImproperlyConfigured(message) from error
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return found | {"OPTIONS": SQLITE_OPTIONS}
    if found["ENGINE"] != "django.db.backends.postgresql":
        message = "The environment variable DATABASE_URL must name a PostgreSQL or SQLite database."
        raise ImproperlyConfigured(message)
    pool = {
        "min_size": 1,
        "max_size": pool_size,
        "timeout": POOL_PATIENCE,
        # Not again and again at growing intervals, up to minutes: whoever needs a connection asks for one, at once.
        "reconnect_timeout": 0.5,
    }
    return found | {
        "ENGINE": "collab.postgresql",
        "CONN_MAX_AGE": 0,  # it goes back to the pool after each request
        "CONN_HEALTH_CHECKS": False,  # the backend does that
        "OPTIONS": {**found.get("OPTIONS", {}), "pool": pool},
    }


def sqlite_file(found: dict[str, Any]) -> Path | None:
    """Return the file of an SQLite database; None for another database."""
    return Path(found["NAME"]) if found["ENGINE"] == "django.db.backends.sqlite3" else None

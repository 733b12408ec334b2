"""Makes a backup of a site that goes on running: all rows as they are at one moment, and the keys."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from assessments.services.installation.database import reason_other_version, reason_unreachable
from assessments.services.installation.fingerprints import (
    COSTS,
    EARLIER,
    SECRET_KEY,
    is_taking_over,
    own_fingerprints,
    refuse_other_keys,
)
from assessments.version import PRODUCT_VERSION

from .archive import BackupError, Manifest, key_member, written_whole
from .rows import lines_of, tables_of

log = logging.getLogger(__name__)


def make_backup(target: Path, *, with_keys: bool, now: datetime) -> tuple[Path, Manifest]:
    """Write a backup to a file, or to a new file in a folder; return its path and what it holds.

    Raises BackupError if it cannot be made, and OtherKeysError if the keys are not those of the database.
    """
    reason = reason_unreachable() or reason_other_version()
    if reason:
        raise BackupError(reason)
    refuse_other_keys()
    path = target / f"driekracht-{now:%Y-%m-%dT%H-%M-%SZ}.zip" if target.is_dir() else target
    with _one_moment():
        manifest = Manifest(
            version=PRODUCT_VERSION,
            made_at=now.isoformat(),
            database=connection.vendor,
            migrations=sorted(MigrationRecorder(connection).applied_migrations()),
            fingerprints=own_fingerprints(),
        )
        with written_whole(path, manifest) as writer:
            for table, model in tables_of(apps).items():
                writer.add_table(table, lines_of(model))
            for name, key in _keys().items() if with_keys else ():
                writer.add(key_member(name), [key.encode()])
    log.info("A backup was made: %s", path)
    return path, manifest


def _keys() -> dict[str, str]:
    """Return the keys that the database needs: the earlier ones too as long as another secret key takes over."""
    keys = {name: settings.KEYS[name].value for name in COSTS}
    return keys | {EARLIER: "\n".join(settings.SECRET_KEY_FALLBACKS)} if is_taking_over(SECRET_KEY) else keys


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read all that follows as it is now, while others write. On SQLite without the lock of whoever writes."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")

"""Makes a database from a backup: in an empty place, or in place of what is there, whole or not at all."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from assessments.models import KeyFingerprint, Partnership, User
from assessments.services.catalogue import load_catalogue
from assessments.services.installation.database import reason_unreachable
from assessments.services.installation.fingerprints import (
    COSTS,
    EARLIER,
    LINK_KEY,
    SECRET_KEY,
    fingerprint,
    finish_taking_over,
    own_fingerprints,
)
from assessments.services.installation.usage import InUseError, data_alone
from assessments.version import PRODUCT_VERSION

from .archive import Archive, BackupError, Manifest, opened
from .places import leave_pool, new_place
from .rows import load

log = logging.getLogger(__name__)

Migrations = Iterable[tuple[str, str]]


def restore_backup(path: Path, *, replace: bool, now: datetime) -> tuple[Manifest, list[str]]:
    """Make the database from a backup, bring it up to date, and put its keys back; return what it holds, and warnings.

    ``replace``: also where there is a site already, all of which is lost. Raises BackupError, and changes nothing, if
    the backup is not whole or of a newer version, if there is a site and it may not be replaced, or if one is running.
    """
    leave_pool()
    with opened(path) as archive:
        _refuse_newer(archive.manifest)
        reason = reason_unreachable() if connection.vendor == "postgresql" else ""
        if reason:
            raise BackupError(reason)
        try:
            with data_alone():
                _refuse_site(may_be_replaced=replace)
                warnings = _build(archive, now)
        except InUseError as error:
            message = (
                "A site is running on this database or folder. Stop its web processes, its workers and whatever other "
                "command runs on it first."
            )
            raise BackupError(message) from error
    log.info("A backup was restored: %s", path)
    return archive.manifest, warnings


def _refuse_newer(manifest: Manifest) -> None:
    known = MigrationExecutor(None).loader.graph.nodes
    unknown = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if unknown:
        message = (
            f"The backup was made by version {manifest.version}, and this is version {PRODUCT_VERSION}, which does not "
            f"know {unknown[0]}. Install the version that made the backup, or a newer one."
        )
        raise BackupError(message)


def _refuse_site(*, may_be_replaced: bool) -> None:
    if not may_be_replaced and not _is_empty():
        message = "There is a site here already. To lose all of it for what is in the backup, add --replace."
        raise BackupError(message)
    connection.close()


def _is_empty() -> bool:
    """Whether there is nobody and nothing: no tables, or none of an account and a partnership."""
    try:
        tables = set(connection.introspection.table_names())
        used = [model for model in (User, Partnership) if model._meta.db_table in tables]  # noqa: SLF001
        return not any(model.objects.exists() for model in used)
    except DatabaseError:  # it is damaged, so there was something
        return False


def _build(archive: Archive, now: datetime) -> list[str]:
    """Build the database and put it in its place with its keys, which are what it is built with; return warnings."""
    keys, left = _keys_of(archive)
    with new_place() as take_over, _beside(keys) as put_keys_in_place, _used(archive):
        executor = MigrationExecutor(connection)
        leaves = _leaves(executor, archive.manifest.migrations)
        executor.migrate(leaves)
        with transaction.atomic():
            load(archive, executor.loader.project_state(leaves).apps)
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        call_command("createcachetable", verbosity=0)
        load_catalogue()
        for name, digest in archive.manifest.fingerprints.items():
            KeyFingerprint.objects.get_or_create(name=name, defaults={"digest": digest, "noted_at": now})
        if archive.manifest.fingerprints[SECRET_KEY] == own_fingerprints()[SECRET_KEY]:
            left += _finish_taking_over(now)
        take_over()
        put_keys_in_place()
    return left


def _finish_taking_over(now: datetime) -> list[str]:
    if finish_taking_over(now=now):
        return []
    warning = (
        "The backup was made while another SECRET_KEY took over, and does not have the earlier one. Set "
        "SECRET_KEY_FALLBACKS to that, and run: manage.py accept_keys SECRET_KEY"
    )
    return [warning]


def _leaves(executor: MigrationExecutor, migrations: Migrations) -> list[tuple[str, str]]:
    """Return of each app the migrations after which none comes that the backup has."""
    known, nodes = set(migrations), executor.loader.graph.node_map
    followed = {
        one for one in known if any(child.key in known and child.key[0] == one[0] for child in nodes[one].children)
    }
    return sorted(known - followed)


def _keys_of(archive: Archive) -> tuple[dict[Path, str], list[str]]:
    """Return the keys to write beside the data, where the settings do not give them, and what is left to do."""
    keys, left = {}, []
    for name in COSTS:
        kept = Path(settings.DATA_DIR) / f"{name.removesuffix('_KEY').lower()}.key"
        wanted, own, key = archive.manifest.fingerprints[name], settings.KEYS[name], archive.key(name)
        if fingerprint(name, own.value) == wanted:
            continue
        if key and own.source == str(kept):
            keys[kept] = key
        else:
            where = "the backup has it" if key else "the backup was made without keys"
            left.append(
                f"{name} ({own.source}) is not the key that the database was made with; {where}. The site starts when "
                "it is put back."
            )
    return keys, left


@contextmanager
def _beside(keys: Mapping[Path, str]) -> Iterator[Callable[[], None]]:
    """Write keys under other names; what is yielded gives them their own. Raises BackupError if that cannot be done."""
    new = {path.with_name(f"{path.name}.restoring"): path for path in keys}

    def put_in_place() -> None:
        for beside, path in new.items():
            beside.replace(path)

    try:
        for beside, path in new.items():
            _write(beside, keys[path])
        yield put_in_place
    finally:
        for beside in new:
            beside.unlink(missing_ok=True)


def _write(path: Path, key: str) -> None:
    try:
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        message = f"The keys cannot be written beside the data, to {path}: {error.strerror}."
        raise BackupError(message) from error


@contextmanager
def _used(archive: Archive) -> Iterator[None]:
    """Let what is encrypted meanwhile, and read, be so with the keys of the backup, as far as it has them."""
    before = settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS, settings.LINK_KEY
    settings.SECRET_KEY = archive.key(SECRET_KEY) or settings.SECRET_KEY
    settings.SECRET_KEY_FALLBACKS = [*archive.key(EARLIER).split(), *settings.SECRET_KEY_FALLBACKS]
    settings.LINK_KEY = archive.key(LINK_KEY) or settings.LINK_KEY
    try:
        yield
    finally:
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS, settings.LINK_KEY = before

"""The file of a backup: a ZIP with a member per table, the keys, and a manifest with the digest of each of them.

It is written under another name and gets its own when it is whole, and only its owner can read it. What a backup that
was killed left behind is removed by the next one in that folder.
"""

import fcntl
import hashlib
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

FORMAT = 1
_UNFINISHED = ".driekracht-{}.unfinished"
MANIFEST = "manifest.json"
_PRODUCT = "driekracht"
_SPEED = 3
"""Of compression: results become a tenth, and a higher level takes far longer for a little less."""


_DAMAGE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a ZIP raises when its bytes are not what they were."""


class BackupError(Exception):
    """A backup cannot be made, read or put back; the text says why and what to do."""


@dataclass(slots=True)
class Manifest:
    """What a backup says of itself."""

    version: str
    """Of the product."""
    made_at: str
    database: str
    """``sqlite`` or ``postgresql``: what it was made from."""
    migrations: list[tuple[str, str]]
    """Of the tables: app and name."""
    fingerprints: dict[str, str]
    """By which the keys are recognised that the database was made with."""
    n_rows: dict[str, int] = field(default_factory=dict)
    """Per table."""
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 per member."""


class ArchiveWriter:
    """A backup that is being written."""

    def __init__(self, packed: zipfile.ZipFile, manifest: Manifest) -> None:
        self._packed = packed
        self.manifest = manifest

    def add(self, name: str, pieces: Iterable[bytes]) -> int:
        """Add a member and return of how many pieces it was made."""
        digest, n_pieces = hashlib.sha256(), 0
        with self._packed.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                n_pieces += 1
        self.manifest.digests[name] = digest.hexdigest()
        return n_pieces

    def add_table(self, table: str, lines: Iterable[bytes]) -> None:
        """Add the rows of a table, of which the first line names the columns."""
        self.manifest.n_rows[table] = self.add(_member_of(table), lines) - 1


@contextmanager
def written_whole(path: Path, manifest: Manifest) -> Iterator[ArchiveWriter]:
    """Yield a writer; when the block ends well the backup stands at ``path``, and otherwise nothing does.

    Raises BackupError if there is a file already, or if it cannot be written.
    """
    _remove_left_behind(path.parent)
    unfinished = path.with_name(_UNFINISHED.format(secrets.token_hex(8)))
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # by which the next backup sees that somebody writes it
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_SPEED) as packed:
                yield ArchiveWriter(packed, manifest)
                packed.writestr(MANIFEST, json.dumps({"product": _PRODUCT, "format": FORMAT} | asdict(manifest)))
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)  # unlike a rename it overwrites nothing
    except FileExistsError as error:
        message = f"{path} exists already. Choose another name: a backup never overwrites another."
        raise BackupError(message) from error
    except OSError as error:
        message = f"The backup cannot be written to {path}: {error.strerror}. Nothing is left of it."
        raise BackupError(message) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _remove_left_behind(folder: Path) -> None:
    """Remove unfinished backups that nobody is writing any more: there are answers in them."""
    for path in folder.glob(_UNFINISHED.format("*")):
        try:
            with path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
        except OSError:  # somebody is writing it, or it is not ours to remove
            continue


class Archive:
    """A whole backup, of which every member is what it was when it was made."""

    def __init__(self, packed: zipfile.ZipFile, manifest: Manifest) -> None:
        self._packed = packed
        self.manifest = manifest

    def lines_of(self, table: str) -> Iterator[bytes]:
        """Yield the lines of a table, the names of its columns first."""
        with self._packed.open(_member_of(table)) as member:
            yield from member

    def key(self, name: str) -> str:
        """Return the key with this name; empty if the backup was made without keys."""
        member = key_member(name)
        return self._packed.read(member).decode() if member in self.manifest.digests else ""


def key_member(name: str) -> str:
    """Return under which name a key is kept in a backup."""
    return f"keys/{name}"


def _member_of(table: str) -> str:
    return f"rows/{table}.jsonl"


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Yield the backup in this file, after reading all of it once. Raises BackupError if anything is not as it was."""
    with ExitStack() as closing:
        with _told_of(path):
            packed = closing.enter_context(zipfile.ZipFile(path))
            manifest = _manifest_in(packed, path)
            _check(packed, manifest, path)
        yield Archive(packed, manifest)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Raise BackupError for whatever can be wrong with the file of a backup that is read."""
    try:
        yield
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise BackupError(message) from error
    except _DAMAGE as error:
        message = f"{path} is no whole backup: it was cut off, damaged, or is something else. Take another one."
        raise BackupError(message) from error


def _manifest_in(packed: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        stated = json.loads(packed.read(MANIFEST))
        if stated.pop("product") != _PRODUCT:
            raise ValueError
        number = stated.pop("format")
    except (KeyError, ValueError, AttributeError) as error:
        message = f"{path} is no backup of this product."
        raise BackupError(message) from error
    if number != FORMAT:
        raise BackupError(_unknown_form(path, number))
    try:
        stated["migrations"] = [(app, name) for app, name in stated["migrations"]]
        return Manifest(**stated)
    except (KeyError, ValueError, TypeError) as error:
        raise BackupError(_unknown_form(path, number)) from error


def _unknown_form(path: Path, number: object) -> str:
    return f"{path} has a form of backup ({number}) that this version does not know. Install a newer version."


def _check(packed: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    names = set(packed.namelist()) - {MANIFEST}
    damaged = names ^ set(manifest.digests)
    for name in names - damaged:
        digest = hashlib.sha256()
        with packed.open(name) as member:
            while piece := member.read(1 << 20):
                digest.update(piece)
        if digest.hexdigest() != manifest.digests[name]:
            damaged.add(name)
    if damaged:
        message = f"{path} is damaged: {', '.join(sorted(damaged))} is not what it was. Take another backup."
        raise BackupError(message)

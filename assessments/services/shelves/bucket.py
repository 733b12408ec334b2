"""Made reports in a bucket that speaks S3, which several machines share.

Each is one archive, so that it is there whole or not at all. Nothing is left on the disk of a machine that serves them:
what one read lately it has in memory, under names that no request asks for any more once a result changed.
"""

import io
import zipfile
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from .folder import Folder
from .values import Files

UNUSED = timedelta(days=1)
"""As in a folder: an edition that nobody used for this long is served by no process."""
BETWEEN_MARKS = timedelta(hours=1)
"""How often a process says that it uses its edition."""
MOST_REMEMBERED = 32 * 2**20
"""Bytes of what was read lately that a process keeps in memory."""
_MARK = "in-use"


class Bucket:
    """A storage of Django, with an archive for everything made, under its edition and what it was made of."""

    def __init__(self, storage: Storage, making: Folder) -> None:
        self.storage = storage
        self.making = making
        """Where on this machine something is while it is being made."""
        self.remembered = Remembered(MOST_REMEMBERED)
        self.marked_at: dict[str, datetime] = {}

    def place(self) -> str:
        """Return the one name that all machines have for it."""
        return "bucket"

    def find(self, edition: str, subject: str, name: str) -> Files | None:
        """Return what is kept under this name, from memory if it was read lately; None if it is not there."""
        place = f"{edition}/{subject}/{name}"
        found = self.remembered.get(place)
        if found is None:
            found = self._read(place)
            if found is None:
                return None
            self.remembered.put(place, found)
        self._mark(edition)
        return found

    def has(self, edition: str, subject: str, name: str) -> bool:
        """Return whether the bucket has something under this name, which fetches nothing."""
        with _as_os_errors():
            return self.storage.exists(f"{edition}/{subject}/{name}")

    def put(self, edition: str, subject: str, name: str, filled: Path) -> None:
        """Store a filled folder as one archive."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(filled.iterdir()):
                archive.write(file, file.name)
        self._mark(edition)
        self._save(f"{edition}/{subject}/{name}", packed.getvalue())

    def workplace(self, subject: str) -> Path:
        """Return a new folder on this machine."""
        return self.making.workplace(subject)

    def delete_of(self, subject: str) -> None:
        """Delete everything made of this, of every edition."""
        self.remembered.forget(subject)
        self.making.delete_of(subject)
        with _as_os_errors():
            for edition in self._folders_in(""):
                self._delete_in(f"{edition}/{subject}")

    def delete_unused(self, known: frozenset[str], own_edition: str, *, now: datetime) -> int:
        """Delete what was made of anything not known, and editions that no process said it uses for a day."""
        n_deleted = self.making.delete_unused(known, own_edition, now=now)
        with _as_os_errors():
            for edition in self._folders_in(""):
                is_unused = edition != own_edition and self._unmarked_for(edition, now) > UNUSED
                subjects = self._folders_in(edition)
                for subject in subjects if is_unused else set(subjects) - known:
                    self._delete_in(f"{edition}/{subject}")
                    n_deleted += 1
                if is_unused:
                    self.storage.delete(f"{edition}/{_MARK}")
        return n_deleted

    def _read(self, place: str) -> dict[str, bytes] | None:
        try:
            with _as_os_errors(), self.storage.open(place) as stored:
                content = stored.read()
        except FileNotFoundError:
            return None
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def _save(self, place: str, content: bytes) -> None:
        with _as_os_errors():
            self.storage.save(place, ContentFile(content))

    def _mark(self, edition: str) -> None:
        now = datetime.now(UTC)
        marked_at = self.marked_at.get(edition)
        if marked_at is None or now - marked_at > BETWEEN_MARKS:
            self._save(f"{edition}/{_MARK}", now.isoformat().encode())
            self.marked_at[edition] = now

    def _unmarked_for(self, edition: str, now: datetime) -> timedelta:
        try:
            with self.storage.open(f"{edition}/{_MARK}") as mark:
                return now - datetime.fromisoformat(mark.read().decode())
        except FileNotFoundError:  # another process deletes the edition at this moment
            return timedelta(0)

    def _folders_in(self, folder: str) -> list[str]:
        with suppress(FileNotFoundError):
            return list(self.storage.listdir(folder)[0])
        return []

    def _delete_in(self, folder: str) -> None:
        with suppress(FileNotFoundError):
            for name in self.storage.listdir(folder)[1]:
                self.storage.delete(f"{folder}/{name}")


class Remembered:
    """What a process read lately, up to a number of bytes; the threads of a web process share it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.lock = Lock()
        self.kept: OrderedDict[str, dict[str, bytes]] = OrderedDict()
        self.size = 0

    def get(self, place: str) -> dict[str, bytes] | None:
        """Return what was read there; None if it was not, or too long ago."""
        with self.lock:
            if place in self.kept:
                self.kept.move_to_end(place)
            return self.kept.get(place)

    def put(self, place: str, files: dict[str, bytes]) -> None:
        """Remember this, and forget the oldest as far as there is no room."""
        with self.lock:
            self.kept[place] = files
            self.size = sum(map(_size, self.kept.values()))
            while self.size > self.most:
                _place, oldest = self.kept.popitem(last=False)
                self.size -= _size(oldest)

    def forget(self, subject: str) -> None:
        """Forget everything that was made of this."""
        with self.lock:
            for place in [place for place in self.kept if f"/{subject}/" in place]:
                self.size -= _size(self.kept.pop(place))


def _size(files: dict[str, bytes]) -> int:
    return sum(map(len, files.values()))


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """Tell of a bucket that does not answer, or refuses, as of a disk that does."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        message = f"The bucket with files does not work: {error}"
        raise OSError(message) from error

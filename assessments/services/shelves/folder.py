"""Made reports in a folder of this machine."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from .values import Files

UNUSED = timedelta(days=1)
"""An edition that nobody used for this long is served by no process. During an upgrade, two editions are served."""
LONGEST_MAKING = timedelta(hours=1)
"""Nothing takes this long to make; what is still unfinished by then was left by a killed process."""
_UNFINISHED = "unfinished-"
_OUTDATED = "outdated-"
_PLACE = "place"


class FolderFiles(Mapping[str, bytes]):
    """The files in a folder, each read when it is asked for. One that is not there raises FileNotFoundError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def __contains__(self, name: object) -> bool:
        return name in set(self)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(file.name for file in self.folder.iterdir()))

    def __len__(self) -> int:
        return sum(1 for _file in self.folder.iterdir())


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine, with a folder of its own for everything made: readers see all of it or nothing."""

    root: Path

    def place(self) -> str:
        """Return a name drawn once for this folder, beside it: another machine's folder has another one.

        Empty where nothing can be written.
        """
        file = self.root.with_name(_PLACE)
        with suppress(OSError):
            return file.read_text(encoding="ascii")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            drawn = file.with_name(f"{_PLACE}-{uuid4()}")
            drawn.write_text(str(uuid4()), encoding="ascii")
            with suppress(FileExistsError):  # another process drew one first
                file.hardlink_to(drawn)
            drawn.unlink()
            return file.read_text(encoding="ascii")
        return ""

    def find(self, edition: str, subject: str, name: str) -> Files | None:
        """Return what is kept under this name; None if it is not there."""
        of_edition = self.root / subject / edition
        with suppress(OSError):  # it does not exist yet, or belongs to another user
            os.utime(of_edition)
        folder = of_edition / name
        return FolderFiles(folder) if folder.is_dir() else None

    def has(self, edition: str, subject: str, name: str) -> bool:
        """Return whether something is kept under this name."""
        return (self.root / subject / edition / name).is_dir()

    def put(self, edition: str, subject: str, name: str, filled: Path) -> None:
        """Move a filled folder into its place in one step."""
        folder = self.root / subject / edition / name
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.replace(filled, folder)  # noqa: PTH105 – Path.replace is the same
        except OSError:
            if not folder.is_dir():  # if it is there, another process made the same first
                raise

    def workplace(self, subject: str) -> Path:
        """Return a new folder beside what is kept, so that moving from it is one step."""
        of_subject = self.root / subject
        of_subject.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(prefix=_UNFINISHED, dir=of_subject))

    def delete_of(self, subject: str) -> None:
        """Delete everything made of this; it is moved away first, so that from one moment on none of it is served."""
        outdated = self.root / subject
        if not outdated.is_dir():
            return
        away = Path(mkdtemp(prefix=_OUTDATED, dir=self.root))
        with suppress(FileNotFoundError):  # another process deletes it too
            os.replace(outdated, away)  # noqa: PTH105 – Path.replace is the same
        shutil.rmtree(away)

    def delete_unused(self, known: frozenset[str], own_edition: str, *, now: datetime) -> int:
        """Delete what nobody needs any more; what another process may be filling or serving at this moment stays."""
        n_deleted = 0
        for of_subject in _folders(self.root):
            is_orphan = of_subject.name not in known
            for folder in _folders(of_subject):
                if _is_unused(folder, own_edition, now, is_orphan=is_orphan):
                    n_deleted += _delete(folder)
            if is_orphan:
                with suppress(OSError):  # it is not empty, or another process deleted it first
                    of_subject.rmdir()
        return n_deleted


def _folders(folder: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError):
        yield from folder.iterdir()


def _is_unused(folder: Path, own_edition: str, now: datetime, *, is_orphan: bool) -> bool:
    try:
        age = now - datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    except FileNotFoundError:
        return False
    if folder.name.startswith(_UNFINISHED):
        return age > LONGEST_MAKING
    return is_orphan or (folder.name != own_edition and age > UNUSED)


def _delete(path: Path) -> bool:
    """Delete a folder, or a file in its place; return whether it existed."""
    with suppress(FileNotFoundError):  # another process is deleting it too
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
        return True
    return False

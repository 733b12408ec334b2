"""The folder with the data: made, and kept, so that nobody but the account that runs the site can read in it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""What everybody but the owner may do."""
_PRIVATE = ("*.key", "*.sqlite3*", "demo-signins.txt", "private")
"""Files and folders of ours, whoever else keeps something in the folder."""


def make_private(folder: Path) -> None:
    """Make the folder if it does not exist, and close it to others, with what lies in it.

    What this process makes from now on only its owner can read. Raises ImproperlyConfigured, with what to do, if the
    folder cannot be made, or is open to everybody and belongs to somebody else.
    """
    os.umask(_OTHERS)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError as error:
        message = (
            f"The folder for data, {folder}, cannot be made: {error.strerror}. Make it, owned by the account that runs "
            "the site, or set DATA_DIR to another folder."
        )
        raise ImproperlyConfigured(message) from error
    if state.st_mode & stat.S_ISVTX:
        message = (
            f"DATA_DIR is {folder}, which is there for everybody. Answers and keys are kept in it, so give the site a "
            f"folder of its own, for example {folder / 'driekracht'}."
        )
        raise ImproperlyConfigured(message)
    if not _is_ours(state):
        _refuse_if_open(folder, state)
        return
    for path in (folder, *_ours_in(folder)):
        _close(path)


def _is_ours(state: os.stat_result) -> bool:
    return os.geteuid() in {0, state.st_uid}


def _refuse_if_open(folder: Path, state: os.stat_result) -> None:
    """Refuse a folder of somebody else that everybody can enter; one for a group may be how disks are shared."""
    if state.st_mode & stat.S_IRWXO:
        message = (
            f"Everybody on this machine can enter the folder for data, {folder}, and it belongs to another account. "
            f"Close it with: chmod o-rwx {folder}"
        )
        raise ImproperlyConfigured(message)


def _ours_in(folder: Path) -> Iterator[Path]:
    for pattern in _PRIVATE:
        yield from folder.glob(pattern)


def _close(path: Path) -> None:
    """Take every right from others, unless there is none to take, or the file went or is somebody else's."""
    try:
        mode = path.lstat().st_mode
        if mode & _OTHERS and not stat.S_ISLNK(mode):
            path.chmod(stat.S_IMODE(mode) & ~_OTHERS)
    except (FileNotFoundError, PermissionError):
        return

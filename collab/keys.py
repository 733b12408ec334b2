"""The secret keys: from the environment, from a file that it names, or made once and kept beside the data."""

import os
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured

from . import env


@dataclass(frozen=True, slots=True)
class Key:
    """A secret key, and where it comes from."""

    value: str = field(repr=False)
    source: str
    """The environment variable, or the file, in which it stands."""
    is_new: bool = False
    """Whether it was made for this process: it stands nowhere before ``keep``."""

    def keep(self) -> None:
        """Write a key that was made for this process to its file, readable by its owner alone.

        Raises ImproperlyConfigured if that cannot be done, or if another process has put its own there meanwhile.
        """
        if self.is_new and _kept(Path(self.source), self.value) != self.value:
            _refuse(f"Another process has just made the key in {self.source}. Run this again, to go on with that one.")


def find_key(name: str, kept: Path, database: Path | None, *, environ: Mapping[str, str] = os.environ) -> Key:
    """Return the key with this name, for example ``LINK_KEY``: from ``name``, from the file in ``name_FILE``, or kept.

    A key that is nowhere is made, and kept by whoever finds that nothing was made with another one; but not where
    there is something in ``database``, the file of an SQLite database, already: another key would make all links in
    it worthless. Raises ImproperlyConfigured, with what to do.
    """
    given = env.secret(name, environ=environ)
    if given:
        return Key(given, environ.get(f"{name}_FILE", "").strip() or name)
    if kept.exists():
        return Key(env.text_in(kept, f"The key in {kept}"), str(kept))
    if database is not None and _is_filled(database):
        _refuse(
            f"{kept} is missing, but {database} is there, and was made with it. Put the file back, or set {name}. If "
            f"the key is lost for good, begin with another one: manage.py accept_keys says what that costs."
        )
    return Key(secrets.token_urlsafe(48), str(kept), is_new=True)


def _is_filled(database: Path) -> bool:
    """Whether there is a table in a database: whatever only looks leaves an empty one, with which no key was used."""
    if not database.exists() or database.stat().st_size == 0:
        return False
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            return opened.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
    except sqlite3.Error:
        return True


def _kept(path: Path, key: str) -> str:
    """Return the key in this file, which is this one if there is no such file yet."""
    # Written under another name and then linked: of two processes that do this at once, both read one whole key.
    created = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        created.touch(mode=0o600)
        created.write_text(key)
        os.link(created, path)
    except FileExistsError:
        pass
    except OSError as error:
        _refuse(f"A key cannot be kept in {path}: {error.strerror}. The site must be able to write in DATA_DIR.")
    finally:
        created.unlink(missing_ok=True)
    return path.read_text().strip()


def _refuse(message: str) -> NoReturn:
    raise ImproperlyConfigured(message)

"""What every place for made reports can do."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

Files = Mapping[str, bytes]
"""The files of one thing that was made, by name: a page has several, a PDF is one."""


class Shelf(Protocol):
    """A place for made reports: by edition of the product, by what they were made of, by what they are."""

    def place(self) -> str:
        """Return a name of this place, the same for all processes that find here what one of them puts."""

    def find(self, edition: str, subject: str, name: str) -> Files | None:
        """Return what is kept under this name; None if it is not there. Reading a file raises OSError if it goes."""

    def has(self, edition: str, subject: str, name: str) -> bool:
        """Return whether something is kept under this name, without reading it. Raises OSError."""

    def put(self, edition: str, subject: str, name: str, filled: Path) -> None:
        """Keep what is in a folder, whole or not at all; what is there already stays. Raises OSError."""

    def workplace(self, subject: str) -> Path:
        """Return a new folder to make something of this in, which whoever asked deletes. Raises OSError."""

    def delete_of(self, subject: str) -> None:
        """Delete everything that was made of this, or is being made on this machine. Raises OSError.

        From one moment on none of it is found.
        """

    def delete_unused(self, known: frozenset[str], own_edition: str, *, now: datetime) -> int:
        """Delete what was made of anything not known, by editions that nobody uses, and by killed processes.

        Return how much that was.
        """

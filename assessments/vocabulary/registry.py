"""The registry of the vocabulary: immutable entries by code, in order, with English names to be translated."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar


class Coded(Protocol):
    """Something with a code that documents and columns store."""

    @property
    def code(self) -> str:
        """The value that is stored."""


Entry = TypeVar("Entry", bound=Coded)


def registry(*entries: Entry) -> Mapping[str, Entry]:
    """Return the entries by code, in this order. Raises ValueError for a repeated code."""
    found = {entry.code: entry for entry in entries}
    if len(found) < len(entries):
        message = f"Two entries have one code: {', '.join(entry.code for entry in entries)}."
        raise ValueError(message)
    return MappingProxyType(found)


def message(text: str) -> str:
    """Mark a text for translation and return it unchanged.

    The vocabulary does not import Django, so its names are message ids: whoever shows one calls gettext on it.
    """
    return text

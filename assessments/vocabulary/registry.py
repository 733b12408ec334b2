"""How the vocabulary is kept: entries by code, in order, that nobody can change, with names in English to translate."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar


class Coded(Protocol):
    """Something with a code by which documents and columns know it."""

    @property
    def code(self) -> str:
        """The value that is stored."""


Entry = TypeVar("Entry", bound=Coded)


def registry(*entries: Entry) -> Mapping[str, Entry]:
    """Return the entries by code, in this order. Raises ValueError when two have one code."""
    found = {entry.code: entry for entry in entries}
    if len(found) < len(entries):
        message = f"Two entries have one code: {', '.join(entry.code for entry in entries)}."
        raise ValueError(message)
    return MappingProxyType(found)


def message(text: str) -> str:
    """Mark a text for translation and return it as it is.

    The vocabulary imports no Django, so its names are messages: whoever shows one calls gettext on it.
    """
    return text

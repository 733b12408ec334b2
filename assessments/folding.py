"""Texts as they are compared and searched, whatever their case and accents.

In Python and not in the database: SQLite knows no other capitals than those of English.
"""

import unicodedata
from collections.abc import Sequence

_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | dict.fromkeys("‘’ʼ`´′", "'")
    | dict.fromkeys("‐‑‒–−", "-")
)
"""Letters that Unicode has as letters of their own, and marks: as people type them who lack them on their keyboard."""


def fold(text: str) -> str:
    """Return a text without case and accents.

    Examples
    --------
    >>> fold("Łukasz ÖZTÜRK-Şen"), fold("Weiß")
    ('lukasz ozturk-sen', 'weiss')
    """
    if text.isascii() and "`" not in text:
        return text.lower()
    plain = text.casefold().translate(_PLAIN)  # first, because NFKD makes a space with an accent of "´"
    parts = unicodedata.normalize("NFKD", plain).translate(_PLAIN)
    return "".join(part for part in parts if not unicodedata.combining(part))


def has_all(text: str, words: str) -> bool:
    """Whether each of these words stands somewhere in a text."""
    return has_each(text, fold(words).split())


def has_each(text: str, folded: Sequence[str]) -> bool:
    """Whether each of these words, folded already, stands somewhere in a text."""
    within = fold(text)
    for word in folded:  # noqa: SIM110 - all() takes twice as long, and a search asks this of thousands
        if word not in within:
            return False
    return True

"""Ids of rows as they come in as text: in a posted form, in a link."""

_MAX_DIGITS = 18
"""So many fit in every column of ids."""
TOKEN = rf"[0-9]{{1,{_MAX_DIGITS}}}-[A-Za-z0-9_-]{{24}}"
"""How the secret part of a link looks that ``links`` makes: an id and a digest."""


def id_in(text: str) -> int | None:
    """Return the id that a text is; None for anything else, and for a number that no row can have."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS else None

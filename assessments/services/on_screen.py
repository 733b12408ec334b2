"""Which rounds are on the screen in a room now: many people begin there at once, through one network."""

from django.core.cache import cache

_SECONDS = 900
"""The screen says every few seconds that it is there; people still begin while the screen shows something else."""


def note_on_screen(round_id: int) -> None:
    """Note that somebody who coordinates the round has it on a screen now; what is known is not written again."""
    cache.add(_key(round_id), 1, _SECONDS)


def is_on_screen(round_id: int) -> bool:
    """Whether the round was on a screen within the past quarter of an hour."""
    return cache.get(_key(round_id)) is not None


def _key(round_id: int) -> str:
    return f"on-screen:{round_id}"

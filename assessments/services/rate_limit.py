"""Limits attempts per hour across web processes, so that codes are not guessed and pages not overrun."""

from collections.abc import Mapping

from django.core.cache import cache

HOUR_SECONDS = 3600


def take_attempt(scope: str, limit: int) -> int | None:
    """Use up one of this hour's attempts and return its number; None when there are none left.

    Each attempt takes a slot that can be taken only once, so that guessing in parallel gains nothing.
    """
    taken = _taken_slots(scope, limit)
    for number in range(limit):
        slot = _slot(scope, number)
        if slot not in taken and cache.add(slot, 1, HOUR_SECONDS):
            return number
    return None


def has_attempts_left(scope: str, limit: int) -> bool:
    """Whether any of this hour's attempts is left; none is used up."""
    return len(_taken_slots(scope, limit)) < limit


def return_attempt(scope: str, number: int) -> None:
    """Return an attempt that does not count, for instance because the code was right."""
    cache.delete(_slot(scope, number))


def _taken_slots(scope: str, limit: int) -> Mapping[str, int]:
    found: Mapping[str, int] = cache.get_many([_slot(scope, number) for number in range(limit)])
    return found


def _slot(scope: str, number: int) -> str:
    return f"try:{scope}:{number}"

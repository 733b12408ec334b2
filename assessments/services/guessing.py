"""Keeps codes from being guessed and pages from being overrun: so many tries an hour, counted for all web processes."""

from collections.abc import Mapping

from django.core.cache import cache

HOUR_SECONDS = 3600


def take_try(scope: str, limit: int) -> int | None:
    """Use up one of the tries of this hour and return its number; None when there are none left.

    Each try takes a place that can be taken only once, so that guessing in parallel gains nothing.
    """
    taken = _taken(scope, limit)
    for number in range(limit):
        place = _place(scope, number)
        if place not in taken and cache.add(place, 1, HOUR_SECONDS):
            return number
    return None


def has_tries(scope: str, limit: int) -> bool:
    """Whether any try of this hour is left; none is used up."""
    return len(_taken(scope, limit)) < limit


def give_back(scope: str, number: int) -> None:
    """Return a try that does not count, as when the code was right."""
    cache.delete(_place(scope, number))


def _taken(scope: str, limit: int) -> Mapping[str, int]:
    found: Mapping[str, int] = cache.get_many([_place(scope, number) for number in range(limit)])
    return found


def _place(scope: str, number: int) -> str:
    return f"try:{scope}:{number}"

"""Keeps resume codes from being guessed: so many tries an hour, counted where all web processes see it."""

from django.core.cache import cache

HOUR_SECONDS = 3600


def take_try(scope: str, limit: int) -> int | None:
    """Use up one of the tries of this hour and return its number; None when there are none left.

    Each try takes a place that can be taken only once, so that guessing in parallel gains nothing.
    """
    for number in range(limit):
        if cache.add(_place(scope, number), 1, HOUR_SECONDS):
            return number
    return None


def give_back(scope: str, number: int) -> None:
    """Return a try that was right: only wrong ones count."""
    cache.delete(_place(scope, number))


def _place(scope: str, number: int) -> str:
    return f"resume-code:{scope}:{number}"

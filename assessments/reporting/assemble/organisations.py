"""Organisations by their place on the map of interests, and a few of them in words."""

from django.utils.translation import ngettext

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed

MOST_NAMED = 5
"""The most organisations that a sentence names; more are counted."""


def organisations_in(result: FrozenResult, place: str | None) -> tuple[str, ...]:
    """Return the names of the organisations at one place on the map, or of those without a place."""
    found = result.disclosed.organisations
    return tuple(sorted((name for name in found if found[name].place == place), key=str.casefold))


def some_words(names: tuple[str, ...]) -> str:
    """Return the names of organisations, or their number if naming all would make the sentence unreadable."""
    if len(names) <= MOST_NAMED:
        return listed(names)
    return ngettext("%(count)s organisation", "%(count)s organisations", len(names)) % {"count": len(names)}

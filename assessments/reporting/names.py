"""What groups, processes and kinds of organisations are called, in charts and words alike."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from assessments.vocabulary.processes import PROCESSES
from assessments.vocabulary.quadrants import QUADRANTS
from assessments.vocabulary.roles import ROLES


def role_name(role: str) -> str:
    """Return a role in the plural, for charts and tables; whatever is no role as it is."""
    return _(ROLES[role].plural) if role in ROLES else role


def role_words(role: str) -> str:
    """Return the people of a role as they stand in a sentence; whatever is no role as it is."""
    return _(ROLES[role].people) if role in ROLES else role


def made_for(role: str) -> str:
    """Return for whom something is, such as "For directors"."""
    return _(ROLES[role].heading)


def process_name(process: str) -> str:
    """Return what a process is called; an unknown one as it is."""
    return _(PROCESSES[process].name) if process in PROCESSES else process


def listed(names: Iterable[str]) -> str:
    """Return names as people sum them up: a, b and c."""
    *first, last = tuple(names)
    if not first:
        return last
    return _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last}


def quadrant_name(quadrant: str) -> str:
    """Return what a kind of organisation on the map of interests is called."""
    return _(QUADRANTS[quadrant].name)


def quadrant_meaning(quadrant: str) -> str:
    """Return what that says of an organisation."""
    return _(QUADRANTS[quadrant].meaning)

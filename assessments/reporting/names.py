"""The names of groups, processes and kinds of organisations, for charts and sentences alike."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from assessments.vocabulary.places import PLACES
from assessments.vocabulary.processes import PROCESSES
from assessments.vocabulary.roles import ROLES


def role_name(role: str) -> str:
    """Return the plural name of a role, for charts and tables; unknown values are returned unchanged."""
    return _(ROLES[role].plural) if role in ROLES else role


def role_words(role: str) -> str:
    """Return the people of a role for inside a sentence; unknown values are returned unchanged."""
    return _(ROLES[role].people) if role in ROLES else role


def made_for(role: str) -> str:
    """Return whom something is for, such as "For directors"."""
    return _(ROLES[role].heading)


def for_roles(roles: Iterable[str]) -> str:
    """Return for which roles something is, such as "For managers and directors"; empty where it is for none."""
    words = tuple(map(role_words, roles))
    return _("For %(roles)s") % {"roles": listed(words)} if words else ""


def process_name(process: str) -> str:
    """Return the name of a process; unknown values are returned unchanged."""
    return _(PROCESSES[process].name) if process in PROCESSES else process


def scale_sentence(least: str, most: str) -> str:
    """Return what the ends of the scale of a score stand for, by the answers that are its ends."""
    return _("Scores run from 0 (%(least)s) to 100 (%(most)s).") % {"least": least, "most": most}


def without_blank(text: str) -> str:
    """Return an option without the blank to fill in that it may end with: "other" of "other, namely…"."""
    return text.rpartition(",")[0] if text.endswith("…") else text


def listed(names: Iterable[str]) -> str:
    """Return names as an enumeration: a, b and c."""
    *first, last = tuple(names)
    if not first:
        return last
    return _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last}


def place_name(place: str) -> str:
    """Return the name of a place on the map of interests."""
    return _(PLACES[place].name)


def place_meaning(place: str) -> str:
    """Return what that place says about an organisation."""
    return _(PLACES[place].meaning)

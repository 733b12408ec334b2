"""What groups, processes and kinds of organisations are called, in charts and words alike."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from assessments.vocabulary.roles import ROLES

_PROCESSES: dict[str, Callable[[], str]] = {
    "doelen_bepalen": lambda: _("Setting goals"),
    "praktisch_samenwerken": lambda: _("Working together in practice"),
    "structureren": lambda: _("Making fixed agreements"),
    "verbreden_en_verdiepen": lambda: _("Broadening and deepening"),
    "lering_trekken": lambda: _("Learning from it"),
}


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
    return _PROCESSES[process]() if process in _PROCESSES else process


def listed(names: Iterable[str]) -> str:
    """Return names as people sum them up: a, b and c."""
    *first, last = tuple(names)
    if not first:
        return last
    return _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last}


_QUADRANTS: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "drager": (lambda: _("carrier"), lambda: _("finds it important and gets much from it")),
    "knelpunt": (lambda: _("bottleneck"), lambda: _("finds it important but gets little from it")),
    "meelifter": (lambda: _("passenger"), lambda: _("finds it less important and gets much from it")),
    "toeschouwer": (lambda: _("onlooker"), lambda: _("finds it less important and gets little from it")),
}


def quadrant_name(quadrant: str) -> str:
    """Return what a kind of organisation on the map of interests is called."""
    return _QUADRANTS[quadrant][0]()


def quadrant_meaning(quadrant: str) -> str:
    """Return what that says of an organisation."""
    return _QUADRANTS[quadrant][1]()

"""What groups, processes and kinds of organisations are called, in charts and words alike."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_ROLES: dict[str, Callable[[], str]] = {
    "professional": lambda: _("professionals"),
    "manager": lambda: _("managers"),
    "bestuurder": lambda: _("directors"),
    "overheid": lambda: _("government"),
    "anders": lambda: pgettext("role in a chart", "other"),
}

_PROCESSES: dict[str, Callable[[], str]] = {
    "doelen_bepalen": lambda: _("Setting goals"),
    "praktisch_samenwerken": lambda: _("Working together in practice"),
    "structureren": lambda: _("Making fixed agreements"),
    "verbreden_en_verdiepen": lambda: _("Broadening and deepening"),
    "lering_trekken": lambda: _("Learning from it"),
}


def role_name(role: str) -> str:
    """Return a role in the plural; anything that is no role as it is."""
    return _ROLES[role]() if role in _ROLES else role


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

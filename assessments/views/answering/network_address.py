"""From where a request comes, for limits on what one visitor may do."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from assessments.links import keyed_digest

_HOME_BITS = 64
"""Of an IPv6 address: the rest is for one household or office to give out as it likes."""


def visitor(request: HttpRequest) -> str:
    """Return under what a network address is counted: a digest that nobody can turn back."""
    return keyed_digest("network address", _network(_address(request))).hex()


def _address(request: HttpRequest) -> str:
    """Return from where a request came: what our own proxy says, or the other end of the line."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip()[:45] or str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        found = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(int(found) >> (128 - _HOME_BITS))

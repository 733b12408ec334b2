"""The network address of a visitor: one way to tell it, for limits, sessions and the log."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from assessments.links import keyed_digest

_HOME_BITS = 64
"""The bits of an IPv6 address that count: one household or office may choose the rest freely."""
UNKNOWN = "0.0.0.0"  # noqa: S104 (no address to listen at)
"""Told of a connection without an address, such as one through a file; all of those count as one visitor."""


def network_address(request: HttpRequest) -> str:
    """Return the address as our one proxy reports it, or else that of the connection, in its shortest form.

    Some proxies write ``address:port``, and ``[address]:port`` for IPv6. What is no address counts as the proxy's own.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    connection = str(request.META.get("REMOTE_ADDR", ""))
    return _address_in(forwarded.rpartition(",")[2].strip()) or _address_in(connection) or UNKNOWN


def _address_in(text: str) -> str:
    """Return the address in this text without its port; empty if there is none."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)


def visitor(request: HttpRequest) -> str:
    """Return the digest under which a network address is counted, which nobody can reverse."""
    return keyed_digest("network address", _network(network_address(request))).hex()


def _network(address: str) -> str:
    try:
        found = ipaddress.IPv6Address(address)
    except ValueError:
        return address
    return str(int(found) >> (128 - _HOME_BITS))

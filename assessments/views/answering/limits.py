"""Keeps one person from filling a round through its open link, with limits per round, device and network address."""

import ipaddress
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.links import keyed_digest
from assessments.services.open_limits import is_full
from assessments.services.own_response import OwnResponse
from assessments.services.rate_limit import has_attempts_left, return_attempt, take_attempt
from assessments.services.response_changes import Choice, has_answer, save_answers
from assessments.services.response_locks import Outcome

from .keys import KEY_FIELD, n_begun_on_device, page_context

MOST_PER_DEVICE = 5
"""Per round; a tablet may be passed around a table."""
MOST_PER_ADDRESS = 40
"""Per hour; a whole room may share one network address."""
_HOME_BITS = 64
"""The bits of an IPv6 address that count: one household or office may choose the rest freely."""
_NOT_TYPED = {KEY_FIELD, "go", "language"}


class Limit(StrEnum):
    """The limit that was reached."""

    ROUND = "round"
    DEVICE = "device"
    ADDRESS = "address"


def begins_openly(own: OwnResponse) -> bool:
    """Whether a first answer would begin one more response through the open link."""
    return own.key.invitation_id is None and not own.is_saved


def limit_reached(request: HttpRequest, own: OwnResponse) -> Limit | None:
    """Return the limit that keeps this person from beginning; None if they may begin, or have begun already."""
    if not begins_openly(own):
        return None
    if is_full(own.round):
        return Limit.ROUND
    if n_begun_on_device(request, own.round.pk) >= MOST_PER_DEVICE:
        return Limit.DEVICE
    return None if has_attempts_left(_scope(request), MOST_PER_ADDRESS) else Limit.ADDRESS


def save_within_limits(
    request: HttpRequest, own: OwnResponse, choices: Mapping[str, Choice], *, page: int, now: datetime
) -> Outcome | Limit:
    """Store choices, unless they would begin one response too many; an attempt that was not needed is returned."""
    if not begins_openly(own) or not has_answer(choices):
        return save_answers(own.key, choices, page=page, now=now)
    if n_begun_on_device(request, own.round.pk) >= MOST_PER_DEVICE:
        return Limit.DEVICE
    scope = _scope(request)
    place = take_attempt(scope, MOST_PER_ADDRESS)
    if place is None:
        return Limit.ADDRESS
    outcome = save_answers(own.key, choices, page=page, now=now)
    if outcome != Outcome.SAVED:
        return_attempt(scope, place)
    return Limit.ROUND if outcome == Outcome.FULL else outcome


def _scope(request: HttpRequest) -> str:
    return f"open:{visitor(request)}"


def no_more(request: HttpRequest, own: OwnResponse, limit: Limit) -> HttpResponse:
    """Say which limit was reached and whom to ask, keeping everything that was filled in, for another try."""
    is_posted = request.method == "POST"
    typed = [(name, value) for name in request.POST if name not in _NOT_TYPED for value in request.POST.getlist(name)]
    context = page_context(own) | {
        "limit": limit.value,
        "most": MOST_PER_DEVICE if limit == Limit.DEVICE else MOST_PER_ADDRESS,
        "is_posted": is_posted,
        "typed": typed,
        "go": request.POST.get("go", "next"),
    }
    refused = 422 if limit == Limit.ROUND else 429
    return render(request, "answering/no_more.html", context, status=refused if is_posted else 200)


def visitor(request: HttpRequest) -> str:
    """Return the digest under which a network address is counted, which nobody can reverse."""
    return keyed_digest("network address", _network(_address(request))).hex()


def _address(request: HttpRequest) -> str:
    """Return the network address of a request: as our own proxy reports it, or that of the connection."""
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

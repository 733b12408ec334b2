"""Keeps one person from filling a round through its open link: so many per round, device and network address."""

import ipaddress
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.links import keyed_digest
from assessments.services.answering import Standing
from assessments.services.answers import Choice, Outcome, has_answer, save_answers
from assessments.services.open_limits import is_full
from assessments.services.rate_limit import has_attempts_left, return_attempt, take_attempt

from .standing import KEY_FIELD, common, n_begun_on_device

MOST_PER_DEVICE = 5
"""For one round; a tablet may go round a table."""
MOST_PER_ADDRESS = 40
"""An hour; a whole room may share one address on the internet."""
_HOME_BITS = 64
"""Of an IPv6 address: the rest is for one household or office to give out as it likes."""
_NOT_TYPED = {KEY_FIELD, "go", "language"}


class Limit(StrEnum):
    """Which limit was reached."""

    ROUND = "round"
    DEVICE = "device"
    ADDRESS = "address"


def begins_openly(standing: Standing) -> bool:
    """Whether a first answer of this person would be one more through the open link."""
    return standing.key.invitation_id is None and not standing.is_saved


def limit_reached(request: HttpRequest, standing: Standing) -> Limit | None:
    """Return what keeps this person from beginning; None for whoever may, or has begun already."""
    if not begins_openly(standing):
        return None
    if is_full(standing.round):
        return Limit.ROUND
    if n_begun_on_device(request, standing.round.pk) >= MOST_PER_DEVICE:
        return Limit.DEVICE
    return None if has_attempts_left(_scope(request), MOST_PER_ADDRESS) else Limit.ADDRESS


def save_within_limits(
    request: HttpRequest, standing: Standing, choices: Mapping[str, Choice], *, page: int, now: datetime
) -> Outcome | Limit:
    """Store choices, unless they would begin one answer too many; a place that was not needed is given back."""
    if not begins_openly(standing) or not has_answer(choices):
        return save_answers(standing.key, choices, page=page, now=now)
    if n_begun_on_device(request, standing.round.pk) >= MOST_PER_DEVICE:
        return Limit.DEVICE
    scope = _scope(request)
    place = take_attempt(scope, MOST_PER_ADDRESS)
    if place is None:
        return Limit.ADDRESS
    outcome = save_answers(standing.key, choices, page=page, now=now)
    if outcome != Outcome.SAVED:
        return_attempt(scope, place)
    return Limit.ROUND if outcome == Outcome.FULL else outcome


def _scope(request: HttpRequest) -> str:
    return f"open:{visitor(request)}"


def no_more(request: HttpRequest, standing: Standing, limit: Limit) -> HttpResponse:
    """Say which limit was reached and whom to ask, with all that was filled in, to try it again."""
    is_posted = request.method == "POST"
    typed = [(name, value) for name in request.POST if name not in _NOT_TYPED for value in request.POST.getlist(name)]
    context = common(standing) | {
        "limit": limit.value,
        "most": MOST_PER_DEVICE if limit == Limit.DEVICE else MOST_PER_ADDRESS,
        "is_posted": is_posted,
        "typed": typed,
        "go": request.POST.get("go", "next"),
    }
    refused = 422 if limit == Limit.ROUND else 429
    return render(request, "answering/no_more.html", context, status=refused if is_posted else 200)


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

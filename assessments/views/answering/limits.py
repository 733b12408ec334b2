"""Keeps one person from filling a round through its open link, with limits per round, device and network address."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import Round
from assessments.services.on_screen import is_on_screen
from assessments.services.open_limits import is_full
from assessments.services.own_response import OwnResponse
from assessments.services.rate_limit import has_attempts_left, return_attempt, take_attempt
from assessments.services.response_changes import Choice, has_answer, save_answers
from assessments.services.response_locks import Outcome
from assessments.views.network_address import visitor

from .keys import KEY_FIELD, n_begun_on_device, page_context

MOST_PER_DEVICE = 5
"""Per round; a tablet may be passed around a table."""
MOST_PER_ADDRESS = 40
"""Per hour and round, where nothing else is known; a department may share one network address."""
MOST_IN_A_ROOM = 400
"""While the round is on the screen in a room, and where its coordinator expects so many people."""
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
    return None if has_attempts_left(_scope(request, own.round), most_per_address(own.round)) else Limit.ADDRESS


def most_per_address(round_: Round) -> int:
    """Return how many people may begin through the open link of this round from one network address in an hour.

    As many as its coordinator lets in at all, within what a room holds; without such a number, as many as fit in a
    room while the round is on the screen there.
    """
    if round_.open_limit is not None:
        return min(max(round_.open_limit, MOST_PER_ADDRESS), MOST_IN_A_ROOM)
    return MOST_IN_A_ROOM if is_on_screen(round_.pk) else MOST_PER_ADDRESS


def save_within_limits(
    request: HttpRequest, own: OwnResponse, choices: Mapping[str, Choice], *, page: int, now: datetime
) -> Outcome | Limit:
    """Store choices, unless they would begin one response too many; an attempt that was not needed is returned."""
    if not begins_openly(own) or not has_answer(choices):
        return save_answers(own.key, choices, page=page, now=now)
    if n_begun_on_device(request, own.round.pk) >= MOST_PER_DEVICE:
        return Limit.DEVICE
    scope = _scope(request, own.round)
    place = take_attempt(scope, most_per_address(own.round))
    if place is None:
        return Limit.ADDRESS
    outcome = save_answers(own.key, choices, page=page, now=now)
    if outcome != Outcome.SAVED:
        return_attempt(scope, place)
    return Limit.ROUND if outcome == Outcome.FULL else outcome


def _scope(request: HttpRequest, round_: Round) -> str:
    return f"open:{round_.pk}:{visitor(request)}"


def no_more(request: HttpRequest, own: OwnResponse, limit: Limit) -> HttpResponse:
    """Say which limit was reached and whom to ask, keeping everything that was filled in, for another try."""
    is_posted = request.method == "POST"
    typed = [(name, value) for name in request.POST if name not in _NOT_TYPED for value in request.POST.getlist(name)]
    context = page_context(own) | {
        "limit": limit.value,
        "most": MOST_PER_DEVICE if limit == Limit.DEVICE else most_per_address(own.round),
        "is_posted": is_posted,
        "typed": typed,
        "go": request.POST.get("go", "next"),
    }
    refused = 422 if limit == Limit.ROUND else 429
    return render(request, "answering/no_more.html", context, status=refused if is_posted else 200)

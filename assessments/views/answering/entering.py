"""The two entrances: a personal link and a round's open link. Opening one changes only this device's cookies."""

from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import invitation_for, round_with_code
from assessments.models import Invitation, Round
from assessments.models.choices import State
from assessments.services.own_response import Key, OwnResponse, own_response_for
from assessments.services.round_extension import extend_itself_if_due
from assessments.views import closed_doors
from assessments.views.shared_result_keys import to_shared_result

from .codes import may_try_codes, too_many_codes, wrong_code
from .keys import address, keep_on_device, key_on_device, keys_on_device, last_address, new_key, redirect_to


@require_safe
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open a personal link: continue with the answers of this device, or go to the start."""
    try:
        found = invitation_for(token)
    except Http404:
        return closed_doors.wrong_link(request)
    return _enter_round(request, found.round, found)


@require_safe
@never_cache
def open_link(request: HttpRequest, code: str) -> HttpResponse:
    """Open a round's open link; on a device that was used before, first ask whose answers those are."""
    if not may_try_codes(request):
        return too_many_codes(request)
    try:
        found = round_with_code(code)
    except Http404:
        return wrong_code(request, code)
    return _enter_round(request, found, None)


def _enter_round(request: HttpRequest, round_: Round, invited: Invitation | None) -> HttpResponse:
    now = timezone.now()
    if not round_.is_open(now) and not extend_itself_if_due(round_, now=now):
        return _refuse_or_show_result(request, round_, invited, now)
    link = new_key(round_, invited)
    held = key_on_device(request, link)
    own = own_response_for(held) if held is not None else None
    if own is not None and own.is_saved and invited is not None:
        return _continue(own)
    earlier = own if own is not None and own.is_saved else _begun_under_other_link(request, link)
    who = request.GET.get("who")
    if earlier is None:
        return _continue(own or _begin(link, round_, invited))
    if who == "me":
        return _continue(_under_link(earlier, link))
    if who == "other":
        return _continue(_begin(link, round_, invited))
    return render(request, "answering/who.html", {"round": round_, "is_sent": earlier.sent_at is not None})


def _refuse_or_show_result(
    request: HttpRequest, round_: Round, invited: Invitation | None, now: datetime
) -> HttpResponse:
    """Redirect to a shared result, unless the person no longer takes part; otherwise show the status of the round."""
    if round_.state != State.PUBLISHED:
        return closed_doors.not_open(request, round_, now)
    if invited is not None and invited.participant_id is None:
        return closed_doors.wrong_link(request)
    return to_shared_result(round_, invited)


def _begun_under_other_link(request: HttpRequest, link: Key) -> OwnResponse | None:
    """Return answers to the same round that were given on this device through the other kind of link."""
    for key in keys_on_device(request, link.round_id):
        if (key.invitation_id is None) != (link.invitation_id is None):
            found = own_response_for(key)
            if found is not None and found.is_saved:
                return found
    return None


def _under_link(earlier: OwnResponse, link: Key) -> OwnResponse:
    """Return the earlier answers under the personal link, if that is the link that was opened now."""
    if link.invitation_id is None:
        return earlier
    return replace(earlier, key=replace(link, response_id=earlier.key.response_id))


def _begin(link: Key, round_: Round, invited: Invitation | None) -> OwnResponse:
    return OwnResponse(link, round_, invited, None, "", {})


def _continue(own: OwnResponse) -> HttpResponse:
    url = last_address(own) if own.is_saved else address("answer_start", own)
    response = redirect_to(url, own)
    keep_on_device(response, own.key, own.round)
    return response

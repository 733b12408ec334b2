"""The page of a round: follow it while it is open, and go to its result after that."""

from hashlib import sha256

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.access import coordinatorship_for, round_for
from assessments.models import Round
from assessments.models.choices import Access
from assessments.moments import moment
from assessments.results.counting import response_count
from assessments.results.handing_out import has_links_to_hand_out
from assessments.services.closing import close_if_due
from assessments.services.closing_requests import closing_stage
from assessments.services.rounds import uninvited
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.invitation_words import invitations_context
from assessments.views.round_words import count_words, group_lines, status_of


@require_safe
@signed_in
def round_detail(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show the status of a round: the response while it is open, and a link to the result after that."""
    round_ = round_for(request.user, round_id)
    now = timezone.now()
    close_if_due(round_, now=now)
    if closing_stage(round_, now=now):
        return redirect("round_closing", round_.pk)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "is_owner": coordinatorship_for(request.user, round_.partnership_id).access == Access.OWNER,
        "status": status_of(round_, now),
        "opens": moment(round_.opens_at) if round_.opens_at else "",
        "closes": moment(round_.closed_at or round_.closes_at),
        "first_closing": moment(round_.extended_from) if round_.extended_from else "",
    }
    if not round_.has_result:
        context |= {"response": response_as_html(round_), "uninvited": uninvited(round_)}
        context["hands_out"] = has_links_to_hand_out(round_)
    if not round_.has_result and context["is_owner"]:
        context |= invitations_context(round_, now)
    return render(request, "rounds/round_detail.html", context)


def response_as_html(round_: Round) -> dict[str, str]:
    """Return the counts of an open round as HTML, and a short mark that changes when they do."""
    count = response_count(round_)
    told = {
        "count": count,
        "words": count_words(count),
        "groups": group_lines(count),
        "closes": moment(round_.closes_at),
    }
    html = render_to_string("rounds/_response.html", told)
    return {"html": html, "mark": sha256(html.encode()).hexdigest()[:12]}


@require_safe
@signed_in
def round_response(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Return the current counts of an open round, for a page that stays open; nothing if it shows them already.

    If the round has closed, or got another closing date, the page itself must be reloaded.
    """
    round_ = round_for(request.user, round_id)
    known_closing = request.GET.get("closes", "")
    close_if_due(round_, now=timezone.now())
    if round_.has_result or known_closing != closing_mark(round_):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    response = response_as_html(round_)
    if request.GET.get("mark") == response["mark"]:
        return HttpResponse(status=204)
    return render(request, "rounds/_response_live.html", {"round": round_, "response": response})


def closing_mark(round_: Round) -> str:
    """Return the closing time as a number for an address."""
    return str(int(round_.closes_at.timestamp()))

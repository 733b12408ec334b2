"""The page of a round: follow it while it is open, and close it."""

from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import coordinatorship_for, round_for
from assessments.models import Round
from assessments.models.choices import Access
from assessments.moments import moment
from assessments.results.counting import response_count
from assessments.results.handing_out import has_links_to_hand_out
from assessments.services.closing import close_if_due, close_round
from assessments.services.rounds import check_distance, uninvited
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.invitation_words import invitations_context
from assessments.views.posted_forms import require_safe_or_post
from assessments.views.round_words import count_words, group_lines, lacking_words, status_of


@require_safe
@signed_in
def round_detail(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show the status of a round: the response while it is open, and a link to the result after that."""
    round_ = round_for(request.user, round_id)
    now = timezone.now()
    close_if_due(round_, now=now)
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


@require_safe_or_post
@signed_in
def round_close(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Ask whether to close the round now, and close it."""
    round_ = round_for(request.user, round_id, to_change=True)
    closes_at = round_.closes_at
    if close_if_due(round_, now=timezone.now()):
        return redirect("round_result", round_.pk)
    if round_.closes_at != closes_at:
        messages.info(request, _("There were too few answers, so this round has just got another week."))
        return redirect("round_detail", round_.pk)
    if not round_.is_open(timezone.now()):
        messages.info(request, _("This round has not begun yet."))
        return redirect("round_detail", round_.pk)
    if request.method == "POST":
        return _close(request, round_)
    count = response_count(round_)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "words": count_words(count),
        "closes": moment(round_.closes_at),
        "refused": _why_not_now(round_),
        "lacking": lacking_words(count),
    }
    return render(request, "rounds/round_close.html", context)


def _close(request: AuthenticatedRequest, round_: Round) -> HttpResponse:
    try:
        close_round(round_.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("round_detail", round_.pk)
    messages.success(request, _("The round is closed. This is the result."))
    return redirect("round_result", round_.pk)


def _why_not_now(round_: Round) -> str:
    """Return why the round cannot be closed now; empty if it can."""
    try:
        check_distance(round_, timezone.now())
    except ValidationError as error:
        return error.messages[0]
    return ""

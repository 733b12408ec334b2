"""Closing a round by hand: the question whether to, and the page that tells how far it is until the result is there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import coordinatorship_for, result_for, round_for
from assessments.languages import active_language
from assessments.models import Round
from assessments.models.choices import Access
from assessments.moments import moment
from assessments.results.counting import response_count
from assessments.results.stored_results import DamagedResultError
from assessments.services.closing import close_if_due, close_if_nobody_does
from assessments.services.closing_requests import ask_to_close, closing_stage
from assessments.services.report_requests import NotMadeError, get_or_ask
from assessments.services.reports import result_page
from assessments.services.rounds import check_distance
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.being_made import SECONDS, stage_of
from assessments.views.posted_forms import require_safe_or_post
from assessments.views.round_words import count_words, lacking_words

REPORT = "report"
"""The stage after those of closing: the result is there, and its report is being made."""


@require_safe_or_post
@signed_in
def round_close(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Ask whether to close the round now, and close it."""
    round_ = round_for(request.user, round_id, to_change=True)
    if closing_stage(round_, now=timezone.now()):  # pressed twice, by somebody else too, or once more after a failure
        return _close(request, round_) if request.method == "POST" else redirect("round_closing", round_.pk)
    closes_at = round_.closes_at
    if close_if_due(round_, now=timezone.now()):
        return redirect("round_result", round_.pk)
    if round_.closes_at != closes_at:
        messages.info(request, _("There were too few answers, so this round has just got another week."))
        return redirect("round_detail", round_.pk)
    if not round_.is_open(timezone.now()):
        messages.info(request, _("This round has not started yet."))
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
        ask_to_close(round_.pk, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("round_detail", round_.pk)
    return redirect("round_closing", round_.pk)


def _why_not_now(round_: Round) -> str:
    """Return why the round cannot be closed now; empty if it can."""
    try:
        check_distance(round_, timezone.now())
    except ValidationError as error:
        return error.messages[0]
    return ""


@require_safe
@signed_in
def round_closing(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Tell how far the closing of a round is that somebody closed by hand, and lead to its result."""
    round_ = round_for(request.user, round_id)
    close_if_nobody_does(round_, now=timezone.now())
    stage = _report_stage(request, round_) if round_.has_result else closing_stage(round_, now=timezone.now())
    if round_.has_result and not stage:
        if request.method == "GET":
            messages.success(request, _("The round is closed. This is the result."))
        return redirect("round_result", round_.pk)
    if not stage:
        return redirect("round_detail", round_.pk)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "stage": stage,
        "is_owner": coordinatorship_for(request.user, round_.partnership_id).access == Access.OWNER,
        "seconds": SECONDS,
    }
    response = render(request, "rounds/round_closing.html", context, status=202)
    response["X-Stage"], response["Retry-After"] = stage, str(SECONDS)
    return response


def _report_stage(request: AuthenticatedRequest, round_: Round) -> str:
    """Return whether the report is being made; empty if it is there, or its own page says what is the matter."""
    result = result_for(request.user, round_.pk, is_kept=True)
    try:
        get_or_ask(result, result_page(language=active_language()), now=timezone.now())
    except NotMadeError as error:
        return REPORT if stage_of(error.request) == "waiting" else ""
    except (DamagedResultError, OSError):
        return ""
    return ""

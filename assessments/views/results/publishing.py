"""The page on which owners share a result with the participants, and withdraw it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import result_for, round_for
from assessments.forms.results.publishing import PublishForm
from assessments.languages import active_language
from assessments.models import Result, Round
from assessments.models.choices import Published, State
from assessments.moments import short_moment
from assessments.results.open_answers import open_answers_of
from assessments.services.closing import close_if_due
from assessments.services.report_requests import get_or_ask
from assessments.services.reports import summary_page
from assessments.services.result_sharing import publish_result, withdraw_result
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.being_made import show_progress
from assessments.views.closed_doors import show_damaged_result_page
from assessments.views.downloads import content_of
from assessments.views.posted_forms import form_page, posted, require_safe_or_post


@require_safe_or_post
@signed_in
@show_damaged_result_page
@show_progress
def round_publish(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Say who would see what; share the result, change what is shared, or withdraw it."""
    round_ = round_for(request.user, round_id, to_change=True)
    if not close_if_due(round_, now=timezone.now()):
        messages.info(request, _("There is no result yet: it is made when the round closes."))
        return redirect("round_detail", round_.pk)
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, round_)
    form = PublishForm(posted(request), initial={"what": round_.published_what or Published.SUMMARY})
    if form.is_valid():
        return _publish(request, round_, Published(form.cleaned_data["what"]))
    return _page(request, result_for(request.user, round_id), form)


def _publish(request: AuthenticatedRequest, round_: Round, what: Published) -> HttpResponse:
    publish_result(round_, what, by=request.user, now=timezone.now())
    if what == Published.WHOLE:
        messages.success(request, _("The whole report is shared. Participants can read it now through their link."))
    else:
        messages.success(request, _("The summary is shared. Participants can read it now through their link."))
    return redirect("round_publish", round_.pk)


def _withdraw(request: AuthenticatedRequest, round_: Round) -> HttpResponse:
    withdraw_result(round_, by=request.user, now=timezone.now())
    messages.success(request, _("The result is no longer shared. The links of this round do not show it any more."))
    return redirect("round_publish", round_.pk)


def _page(request: AuthenticatedRequest, result: Result, form: PublishForm) -> HttpResponse:
    round_ = result.round
    wanted = summary_page(language=active_language(), charts_at="../result/charts/")
    summary = get_or_ask(result, wanted, now=timezone.now())
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "is_owner": True,
        "is_published": round_.state == State.PUBLISHED,
        "since": short_moment(round_.published_at) if round_.published_at else "",
        "n_links": round_.invitations.filter(participant__isnull=False).count(),
        "has_mail": bool(settings.EMAIL_HOST),
        "found": open_answers_of(result),
        "summary": content_of(summary),
    }
    return form_page(request, "results/round_publish.html", form, **context)

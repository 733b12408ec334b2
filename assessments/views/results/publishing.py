"""Sharing a result with the participants, and taking it back; by owners."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import result_for, round_for
from assessments.forms.results.publishing import PublishForm
from assessments.models import Result, Round
from assessments.models.audit import Deed
from assessments.models.choices import Published, State
from assessments.moments import short_moment
from assessments.services.closing import close_if_due
from assessments.services.publishing import publish_result, withdraw_result
from assessments.services.reports import LANGUAGES, summary_page
from assessments.views.damaged_results import show_damaged_result_page
from assessments.views.deeds import note
from assessments.views.posted_forms import errors_of

from .serving import content_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@show_damaged_result_page
def round_publish(request: HttpRequest, round_id: int) -> HttpResponse:
    """Say who would see what, share that, change it or take it back."""
    round_ = round_for(request.user, round_id, to_change=True)
    if not close_if_due(round_, now=timezone.now()):
        messages.info(request, _("There is no result yet: it is made when the round closes."))
        return redirect("round_detail", round_.pk)
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdrawn(request, round_)
    form = PublishForm(
        request.POST if request.method == "POST" else None, initial={"what": round_.published_what or Published.SUMMARY}
    )
    if form.is_bound and form.is_valid():
        return _published(request, round_, Published(form.cleaned_data["what"]))
    return _page(request, result_for(request.user, round_id), form)


def _published(request: HttpRequest, round_: Round, what: Published) -> HttpResponse:
    publish_result(round_, what, now=timezone.now())
    note(request, Deed.PUBLISHED, round_.partnership, round_)
    if what == Published.WHOLE:
        messages.success(request, _("The whole report is shared: the links of this round show it now."))
    else:
        messages.success(request, _("The summary is shared: the links of this round show it now."))
    return redirect("round_publish", round_.pk)


def _withdrawn(request: HttpRequest, round_: Round) -> HttpResponse:
    withdraw_result(round_)
    note(request, Deed.WITHDRAWN, round_.partnership, round_)
    messages.success(request, _("The result is no longer shared: the links of this round do not show it any more."))
    return redirect("round_publish", round_.pk)


def _page(request: HttpRequest, result: Result, form: PublishForm) -> HttpResponse:
    round_ = result.round
    summary = summary_page(result, language=get_language() or LANGUAGES[0], charts_at="../result/charts/")
    context = {
        "form": form,
        "errors": errors_of(form),
        "round": round_,
        "partnership": round_.partnership,
        "is_owner": True,
        "is_published": round_.state == State.PUBLISHED,
        "since": short_moment(round_.published_at) if round_.published_at else "",
        "n_links": round_.invitations.filter(participant__isnull=False).count(),
        "summary": content_of(summary),
    }
    return render(request, "results/round_publish.html", context, status=422 if form.errors else 200)

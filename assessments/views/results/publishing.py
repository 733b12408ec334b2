"""The page on which owners share a result with the participants, and withdraw it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import result_for, round_for
from assessments.forms.results.publishing import PublishForm
from assessments.languages import active_language
from assessments.models import Invitation, Result, Round
from assessments.models.choices import Published, State
from assessments.models.mails import MailKind
from assessments.moments import short_moment
from assessments.results.open_answers import open_answers_of
from assessments.services.closing import close_if_due
from assessments.services.mail.smtp import can_mail
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
    initial = {"what": round_.published_what or Published.SUMMARY}
    form = PublishForm(posted(request), initial=initial, asks_about_mail=_asks_about_mail(round_))
    if form.is_valid():
        return _publish(request, round_, form)
    return _page(request, result_for(request.user, round_id), form)


def _asks_about_mail(round_: Round) -> bool:
    """Whether more can be shared than before, with people who can be mailed about it."""
    return round_.published_what == Published.SUMMARY and can_mail() and _with_link(round_).exists()


def _with_link(round_: Round) -> QuerySet[Invitation]:
    return round_.invitations.filter(participant__isnull=False)


def _publish(request: AuthenticatedRequest, round_: Round, form: PublishForm) -> HttpResponse:
    what, mails_again = Published(form.cleaned_data["what"]), form.cleaned_data.get("mails", False)
    publish_result(round_, what, by=request.user, now=timezone.now(), mails_again=mails_again)
    if what == Published.WHOLE:
        said = _("The whole report is shared. Participants can read it now through their link.")
    else:
        said = _("The summary is shared. Participants can read it now through their link.")
    if can_mail() and round_.mailings.filter(kind=MailKind.RESULT, started_at=None).exists():
        said += " " + _("Those with an email address get an email about it.")
    messages.success(request, said)
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
        "n_links": _with_link(round_).count(),
        "has_mail": can_mail(),
        "found": open_answers_of(result),
        "summary": content_of(summary),
    }
    return form_page(request, "results/round_publish.html", form, **context)

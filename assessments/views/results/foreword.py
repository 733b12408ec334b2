"""The page on which owners write a few words above a result."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import round_for
from assessments.forms.results.foreword import ForewordForm
from assessments.models import Round
from assessments.services.closing import close_if_due
from assessments.services.letterheads import change_foreword
from assessments.services.shown_rows import ChangedMeanwhileError
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post


@require_safe_or_post
@signed_in
@known_when_sent_twice
def round_foreword(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Change the foreword of a result."""
    round_ = round_for(request.user, round_id, to_change=True)
    if not close_if_due(round_, now=timezone.now()):
        messages.info(request, _("There is no result yet: it is made when the round closes."))
        return redirect("round_detail", round_.pk)
    form = ForewordForm(posted(request), instance=round_for(request.user, round_id, to_change=True))
    if form.is_valid():
        try:
            return once(request, lambda: _change(request, round_, form))
        except ChangedMeanwhileError as error:
            form.tell_changed(error)
    page = {"round": round_, "partnership": round_.partnership, "is_owner": True}
    return form_page(request, "results/round_foreword.html", form, **page)


def _change(request: AuthenticatedRequest, round_: Round, form: ForewordForm) -> str:
    foreword = form.cleaned_data["foreword"]
    change_foreword(round_, foreword, by=request.user, now=timezone.now(), shown=form.shown)
    if foreword:
        messages.success(request, _("The foreword now appears above the result."))
    else:
        messages.success(request, _("There is no foreword above the result."))
    return reverse("round_result", args=[round_.pk])

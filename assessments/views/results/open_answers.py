"""The page on which owners read the open answers of a result, and leave out what should not be shared."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from assessments.access import result_for, round_for
from assessments.models import Round
from assessments.models.choices import Published, State
from assessments.results.open_answers import open_answers_of
from assessments.services.closing import close_if_due
from assessments.services.open_answers import strike_open_answer
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.closed_doors import show_damaged_result_page
from assessments.views.posted_forms import require_safe_or_post

PER_PAGE = 100


@require_safe_or_post
@never_cache
@signed_in
@show_damaged_result_page
def round_open_answers(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show every open answer, or with ``?marked`` those that may tell who somebody is; leave one out."""
    round_ = round_for(request.user, round_id, to_change=True)
    if not close_if_due(round_, now=timezone.now()):
        messages.info(request, _("There is no result yet: it is made when the round closes."))
        return redirect("round_detail", round_.pk)
    if request.method == "POST":
        return _strike(request, round_)
    found = open_answers_of(result_for(request.user, round_id))
    is_narrowed = "marked" in request.GET
    shown = Paginator(found.marked if is_narrowed else found.answers, PER_PAGE)
    context = {
        "round": round_,
        "partnership": round_.partnership,
        "is_owner": True,
        "found": found,
        "is_narrowed": is_narrowed,
        "page": shown.get_page(request.GET.get("page")),
        "is_read_now": round_.state == State.PUBLISHED and round_.published_what == Published.WHOLE,
    }
    return render(request, "results/round_open_answers.html", context)


def _strike(request: AuthenticatedRequest, round_: Round) -> HttpResponse:
    try:
        strike_open_answer(round_, request.POST.get("strike", ""), by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("The answer is left out: nobody can read it here any more."))
    return redirect(request.get_full_path())

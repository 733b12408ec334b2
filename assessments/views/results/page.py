"""The result page of a closed round for its coordinators, and its charts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from assessments.access import coordinatorship_for, result_for
from assessments.languages import active_language
from assessments.models.choices import Access
from assessments.services.report_requests import get_or_ask
from assessments.services.reports import result_page
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.being_made import show_progress
from assessments.views.closed_doors import show_damaged_result_page
from assessments.views.downloads import chart_in, pieces_of

from .download_list import downloads_page
from .plan_links import with_plan_links

CHART_SECONDS = 600
"""How long a browser may keep a chart: it changes only with a new version of the product."""


@require_safe
@signed_in
@gzip_page
@show_damaged_result_page
@show_progress
def round_result(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show the whole result."""
    result = result_for(request.user, round_id, is_kept=True)
    made = get_or_ask(result, result_page(language=active_language()), now=timezone.now())
    is_owner = coordinatorship_for(request.user, result.round.partnership_id).access == Access.OWNER
    report = pieces_of(made)
    page = {
        "round": result.round,
        "is_owner": is_owner,
        "partnership": result.round.partnership,
        "language": active_language(),
        "report": report | {"parts": with_plan_links(report["parts"], result.round, is_owner=is_owner)},
        "downloads": downloads_page(result.round, made),
    }
    answer = render(request, "results/round_result.html", page)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
@signed_in
@gzip_page
@show_damaged_result_page
@show_progress
def round_chart(request: AuthenticatedRequest, round_id: int, chart: str) -> HttpResponse:
    """Return one chart of the result page, in the language of that page."""
    result = result_for(request.user, round_id, is_kept=True)
    made = get_or_ask(result, result_page(language=active_language()), now=timezone.now())
    answer = chart_in(made, chart)
    patch_cache_control(answer, private=True, max_age=CHART_SECONDS)
    return answer

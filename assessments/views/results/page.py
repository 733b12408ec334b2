"""The result of a closed round for its coordinators: on screen, chart by chart, and as PDFs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from assessments.access import coordinatorship_for, result_for
from assessments.languages import active_language
from assessments.models.choices import Access
from assessments.services.reports import report_pdf_file, result_page, roles_with_report
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.damaged_results import show_damaged_result_page
from assessments.vocabulary.languages import LANGUAGES

from .downloads import downloads_of, file_name_of
from .files import no_such_file
from .serving import chart_in, content_of, download_kept

CHART_SECONDS = 600
"""How long a browser may keep a chart: it changes only with a new version of the product."""


@require_safe
@signed_in
@show_damaged_result_page
def round_result(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Show the whole result."""
    result = result_for(request.user, round_id)
    folder = result_page(result, language=active_language())
    page = {
        "round": result.round,
        "is_owner": coordinatorship_for(request.user, result.round.partnership_id).access == Access.OWNER,
        "content": content_of(folder),
        "downloads": downloads_of(result),
    }
    answer = render(request, "results/round_result.html", page)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
@signed_in
@gzip_page
@show_damaged_result_page
def round_chart(request: AuthenticatedRequest, round_id: int, chart: str) -> HttpResponse:
    """Give one chart of the result page, in the language of that page."""
    result = result_for(request.user, round_id)
    folder = result_page(result, language=active_language())
    answer = chart_in(folder, chart)
    patch_cache_control(answer, private=True, max_age=CHART_SECONDS)
    return answer


@require_safe
@signed_in
@show_damaged_result_page
def round_report_pdf(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Give the report as a PDF: ``?role=`` for one role, ``?language=`` for another language than the round's."""
    result = result_for(request.user, round_id)
    role = request.GET.get("role") or None
    language = request.GET.get("language") or result.round.language
    if role not in {None, *roles_with_report(result)} or language not in LANGUAGES:
        return no_such_file(request, result)
    file = report_pdf_file(result, role=role, language=language)
    return download_kept(file, file_name_of(result.round, role=role, language=language), "application/pdf")

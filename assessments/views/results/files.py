"""The files that coordinators download: reports, the summary, each chart, and everything shown as tables."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.access import result_for
from assessments.models import Result
from assessments.reporting.assemble.report import CHART_NAMES
from assessments.services.letterheads import letterhead_of
from assessments.services.report_requests import get_or_ask
from assessments.services.reports import (
    CHART_KINDS,
    TABLE_FILES,
    charts_in,
    drawing,
    office,
    report_pdf,
    result_page,
    roles_with_report,
    summary_pdf,
    tables,
)
from assessments.tables.values import CONTENT_TYPES as FILE_TYPES
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.being_made import show_progress
from assessments.views.closed_doors import show_damaged_result_page
from assessments.views.downloads import download_kept
from assessments.vocabulary.languages import LANGUAGES

from .download_list import (
    chart_name_of,
    downloads_of,
    file_name_of,
    office_name_of,
    summary_name_of,
    tables_name_of,
)

CONTENT_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    **FILE_TYPES,
    "csv": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@require_safe
@signed_in
@show_damaged_result_page
@show_progress
def round_report_pdf(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Return the report as a PDF: ``?role=`` for one role, ``?language=`` for a language other than the round's."""
    result = result_for(request.user, round_id)
    role = request.GET.get("role") or None
    language = _language(request, result)
    if role not in {None, *roles_with_report(result)} or language not in LANGUAGES:
        return no_such_file(request, result)
    file = get_or_ask(
        result, report_pdf(role=role, language=language, letterhead=letterhead_of(result.round)), now=timezone.now()
    )
    return download_kept(file, file_name_of(result.round, role=role, language=language), "application/pdf")


@require_safe
@signed_in
@show_damaged_result_page
@show_progress
def round_summary_pdf(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Return the public summary as a PDF: ``?language=`` for a language other than the round's."""
    result = result_for(request.user, round_id)
    language = _language(request, result)
    if language not in LANGUAGES:
        return no_such_file(request, result)
    file = get_or_ask(
        result, summary_pdf(language=language, letterhead=letterhead_of(result.round)), now=timezone.now()
    )
    return download_kept(file, summary_name_of(result.round, language=language), "application/pdf")


@require_safe
@signed_in
@show_damaged_result_page
@show_progress
def round_memo(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Return the decision memo: ``?language=`` for a language other than the round's."""
    return _office_file(request, round_id, "docx")


@require_safe
@signed_in
@show_damaged_result_page
@show_progress
def round_slides(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Return the slides: ``?language=`` for a language other than the round's."""
    return _office_file(request, round_id, "pptx")


def _office_file(request: AuthenticatedRequest, round_id: int, kind: str) -> HttpResponse:
    result = result_for(request.user, round_id)
    language = _language(request, result)
    if language not in LANGUAGES:
        return no_such_file(request, result)
    file = get_or_ask(result, office(round_id, kind=kind, language=language), now=timezone.now())
    return download_kept(file, office_name_of(result.round, kind=kind, language=language), CONTENT_TYPES[kind])


@require_safe
@signed_in
@show_damaged_result_page
@show_progress
def round_export(request: AuthenticatedRequest, round_id: int) -> HttpResponse:
    """Return everything that is shown, as tables: ``?format=`` xlsx, ods, csv or json, ``?language=`` nl or en."""
    result = result_for(request.user, round_id)
    kind, language = request.GET.get("format", "xlsx"), _language(request, result)
    if kind not in TABLE_FILES or language not in LANGUAGES:
        return no_such_file(request, result)
    file = get_or_ask(result, tables(kind=kind, language=language), now=timezone.now())
    return download_kept(file, tables_name_of(result.round, kind=kind, language=language), CONTENT_TYPES[kind])


@require_safe
@signed_in
@show_damaged_result_page
@show_progress
def round_chart_file(request: AuthenticatedRequest, round_id: int, chart: str) -> HttpResponse:
    """Return one chart for use elsewhere, such as ``forces.svg`` or ``forces.png``; ``?language=`` nl or en."""
    result = result_for(request.user, round_id)
    name, _dot, kind = chart.rpartition(".")
    language, now = _language(request, result), timezone.now()
    if kind not in CHART_KINDS or language not in LANGUAGES or name not in CHART_NAMES:
        return no_such_file(request, result)
    if name not in charts_in(get_or_ask(result, result_page(language=language), now=now)):
        return no_such_file(request, result)
    file = get_or_ask(result, drawing(name, kind=kind, language=language), now=now)
    return download_kept(file, chart_name_of(result.round, name, kind=kind, language=language), CONTENT_TYPES[kind])


def _language(request: AuthenticatedRequest, result: Result) -> str:
    return request.GET.get("language") or result.round.language


def no_such_file(request: AuthenticatedRequest, result: Result) -> HttpResponse:
    """Say that there is no such file, and list those that exist."""
    page = {"round": result.round, "downloads": downloads_of(result)}
    return render(request, "results/no_such_report.html", page, status=404)

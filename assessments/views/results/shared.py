"""The shared result of a round, for its participants, behind the link with which they answered."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from assessments.languages import active_language, language_asked_for
from assessments.models import Result
from assessments.models.choices import Published, State
from assessments.services.reports import report_pdf_file, result_page, summary_page, summary_pdf_file
from assessments.views import closed_doors
from assessments.views.closed_doors import show_damaged_result_page
from assessments.views.downloads import chart_in, content_of, download_kept, pieces_of
from assessments.views.shared_result_keys import round_on_device

from .download_list import file_name_of, summary_name_of
from .plan_links import without_plan_links


def with_shared_result(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view to get the shared result, or else show a friendly page that says why not."""

    @wraps(view)
    def answer(request: HttpRequest, round_id: int, **more: str) -> HttpResponse:
        try:
            round_ = round_on_device(request, round_id)
        except Http404:
            return closed_doors.link_needed(request)
        if round_.state != State.PUBLISHED:
            return closed_doors.closed(request, round_)
        result = Result.objects.get(round=round_)
        result.round = round_
        return view(request, result=result, **more)

    return answer


@require_safe
@gzip_page
@with_shared_result
@show_damaged_result_page
def shared_result(request: HttpRequest, result: Result) -> HttpResponse:
    """Show the whole result or the summary."""
    page: dict[str, object] = {"round": result.round, "language": active_language()}
    if _is_whole(result):
        report = pieces_of(_folder(result))
        page["report"] = report | {"parts": without_plan_links(report["parts"])}
        answer = render(request, "results/shared_report.html", page)
    else:
        answer = render(request, "results/shared_summary.html", page | {"content": content_of(_folder(result))})
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
@gzip_page
@with_shared_result
@show_damaged_result_page
def shared_chart(request: HttpRequest, result: Result, chart: str) -> HttpResponse:
    """Return one chart of that page, in its language."""
    answer = chart_in(_folder(result), chart)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
@with_shared_result
@show_damaged_result_page
def shared_report_pdf(request: HttpRequest, result: Result) -> HttpResponse:
    """Return the same as a PDF, in the language of the visitor or of ``?language=``."""
    language = language_asked_for(request.GET.get("language"))
    if _is_whole(result):
        name = file_name_of(result.round, role=None, language=language)
        return download_kept(report_pdf_file(result, role=None, language=language), name, "application/pdf")
    name = summary_name_of(result.round, language=language)
    return download_kept(summary_pdf_file(result, language=language), name, "application/pdf")


def _is_whole(result: Result) -> bool:
    return result.round.published_what == Published.WHOLE


def _folder(result: Result) -> Path:
    return (result_page if _is_whole(result) else summary_page)(result, language=active_language())

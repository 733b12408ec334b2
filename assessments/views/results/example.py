"""An example of a result, of a partnership that was made up: for everybody, signed in or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import pgettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from assessments.languages import active_language
from assessments.results.example import example_result
from assessments.services.report_requests import get_or_ask
from assessments.services.reports import Wanted, report_pdf, result_page
from assessments.services.shelves.values import Files
from assessments.views.being_made import show_progress
from assessments.views.downloads import chart_in, download_kept, pieces_of

from .page import CHART_SECONDS
from .plan_links import without_plan_links


@require_safe
@gzip_page
@show_progress
def example(request: HttpRequest) -> HttpResponse:
    """Show the whole example."""
    language = active_language()
    report = pieces_of(_made(result_page(language=language), language))
    page = {"language": language, "report": report | {"parts": without_plan_links(report["parts"])}}
    answer = render(request, "results/example.html", page)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
@gzip_page
@show_progress
def example_chart(request: HttpRequest, chart: str) -> HttpResponse:
    """Return one chart of that page, in its language."""
    language = active_language()
    answer = chart_in(_made(result_page(language=language), language), chart)
    patch_cache_control(answer, private=True, max_age=CHART_SECONDS)
    return answer


@require_safe
@show_progress
def example_pdf(request: HttpRequest) -> HttpResponse:
    """Return the same as a PDF."""
    name = pgettext("file name", "driekracht-example") + ".pdf"
    language = active_language()
    return download_kept(_made(report_pdf(role=None, language=language), language), name, "application/pdf")


def _made(wanted: Wanted, language: str) -> Files:
    return get_or_ask(example_result(language), wanted, now=timezone.now())

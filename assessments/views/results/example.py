"""An example of a result, of a partnership that was made up: for everybody, signed in or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import pgettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from assessments.languages import active_language
from assessments.services.example import example_page, example_pdf_file
from assessments.views.downloads import chart_in, download_kept, pieces_of

from .page import CHART_SECONDS
from .plan_links import without_plan_links


@require_safe
@gzip_page
def example(request: HttpRequest) -> HttpResponse:
    """Show the whole example."""
    language = active_language()
    report = pieces_of(example_page(language=language))
    page = {"language": language, "report": report | {"parts": without_plan_links(report["parts"])}}
    answer = render(request, "results/example.html", page)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@require_safe
@gzip_page
def example_chart(request: HttpRequest, chart: str) -> HttpResponse:
    """Return one chart of that page, in its language."""
    answer = chart_in(example_page(language=active_language()), chart)
    patch_cache_control(answer, private=True, max_age=CHART_SECONDS)
    return answer


@require_safe
def example_pdf(request: HttpRequest) -> HttpResponse:
    """Return the same as a PDF."""
    name = pgettext("file name", "driekracht-example") + ".pdf"
    return download_kept(example_pdf_file(language=active_language()), name, "application/pdf")

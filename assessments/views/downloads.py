"""What is given to visitors as it is: files to save, and pages and charts of results out of private storage."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString, mark_safe

from assessments.reporting.screen import PAGE, PIECES
from assessments.services.reports import only
from assessments.services.shelves.values import Files


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file to be saved under this name."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer


def content_of(page: Files, piece: str = PAGE) -> SafeString:
    """Return a piece of a page that was made."""
    return mark_safe(page[f"{piece}.html"].decode())  # noqa: S308 – made by our own templates


def pieces_of(page: Files, names: Iterable[str] = PIECES) -> dict[str, SafeString]:
    """Return the pieces of a page by name. Raises FileNotFoundError when they went because the result changed."""
    return {name: content_of(page, name) for name in names}


def chart_in(page: Files, chart: str) -> HttpResponse:
    """Return one of the charts beside a page. Raises Http404 for anything else."""
    if not chart.endswith(".svg") or chart not in page:
        raise Http404
    return HttpResponse(page[chart], content_type="image/svg+xml")


def download_kept(files: Files, name: str, content_type: str) -> HttpResponse:
    """Return a file from private storage, to be saved under this name."""
    answer = download(only(files), name, content_type)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer

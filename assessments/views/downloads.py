"""What is given to visitors as it is: files to save, and pages and charts of results out of private storage."""

from collections.abc import Iterable
from pathlib import Path

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString, mark_safe

from assessments.reporting.screen import PAGE, PIECES


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file to be saved under this name."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer


def content_of(folder: Path, piece: str = PAGE) -> SafeString:
    """Return a piece of a page from the folder in which it is kept."""
    return mark_safe((folder / f"{piece}.html").read_text(encoding="utf-8"))  # noqa: S308 – made by our own templates


def pieces_of(folder: Path, names: Iterable[str] = PIECES) -> dict[str, SafeString]:
    """Return the pieces of a page by name. Raises FileNotFoundError when they went because the result changed."""
    return {name: content_of(folder, name) for name in names}


def chart_in(folder: Path, chart: str) -> HttpResponse:
    """Return one of the charts beside a page. Raises Http404 for anything else."""
    charts = {file.name: file for file in folder.glob("*.svg")}
    if chart not in charts:
        raise Http404
    return HttpResponse(charts[chart].read_bytes(), content_type="image/svg+xml")


def download_kept(file: Path, name: str, content_type: str) -> HttpResponse:
    """Return a file from private storage, to be saved under this name."""
    answer = download(file.read_bytes(), name, content_type)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer

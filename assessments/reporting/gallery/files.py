"""Writes the gallery to a folder: each result as a page with its drawings, and as the PDF, in each language."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from assessments.reporting.frozen import FrozenResult
from assessments.reporting.paper import print_report
from assessments.reporting.render import render_for_screen

BESIDE = ("css", "fonts", "js", "vendor")
"""What the pages need of our static files."""


def write_gallery(folder: Path, results: Mapping[str, FrozenResult], languages: Sequence[str]) -> Iterator[str]:
    """Write every result to a folder of its own, and ``index.html`` last; yield the name of each when it is there."""
    for name in BESIDE:
        source = Path(settings.BASE_DIR) / "static" / name
        shutil.copytree(source, folder / "static" / name, dirs_exist_ok=True)
    for name, result in results.items():
        for language in languages:
            write_result(folder / name / language, name, result, language)
        yield name
    entries = [(name, languages) for name in results]
    (folder / "index.html").write_text(render_to_string("report/gallery.html", {"entries": entries}))


def write_result(folder: Path, name: str, result: FrozenResult, language: str) -> None:
    """Write one result in one language: ``index.html`` with its drawings, and ``report.pdf``."""
    write_page(folder, name, result, language)
    (folder / "report.pdf").write_bytes(print_report(result, language=language))


def write_page(folder: Path, name: str, result: FrozenResult, language: str) -> None:
    """Write the page of one result in one language, ``index.html``, with its drawings."""
    drawings = folder / "charts"
    drawings.mkdir(parents=True, exist_ok=True)
    screen = render_for_screen(result, language=language)
    for file, svg in screen.charts.items():
        (drawings / file).write_text(svg)
    with override(language):
        pieces = {piece: mark_safe(html) for piece, html in screen.pieces.items()}  # noqa: S308 - our own templates
        page = {"name": name, "language": language, "report": pieces}
        (folder / "index.html").write_text(render_to_string("report/gallery_page.html", page))

"""Reports as files: made once for all that goes into them, kept in private storage, taken from there afterwards."""

import os
import shutil
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from assessments.models import Result
from assessments.reporting.assemble.report import CHART_NAMES, ChartName
from assessments.reporting.parts import chart_file as chart_file_name
from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.render import (
    Screen,
    drawing_file,
    printed,
    screen,
    summary_printed,
    summary_screen,
)
from assessments.reporting.tables import Book, book_of
from assessments.reporting.tables.ods import as_ods
from assessments.reporting.tables.texts import as_csv, as_json
from assessments.reporting.tables.xlsx import as_xlsx
from assessments.results import result_of
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS
from assessments.vocabulary.roles import ADVISED

LANGUAGES = ("nl", "en")
PAGE = "page.html"

_INGREDIENTS = ("assessments/**/*.py", "templates/report/**/*.html", "static/css/report.css", "locale/**/*.mo")
_LIBRARIES = ("django", "matplotlib", "weasyprint", "pydyf", "fonttools", "openpyxl", "odfpy")

TABLE_FILES: dict[str, Callable[[Book], bytes]] = {"xlsx": as_xlsx, "ods": as_ods, "csv": as_csv, "json": as_json}
"""What makes each kind of file with all tables of a result."""
CHART_KINDS = ("svg", "png")


def roles_with_report(result: Result) -> tuple[str, ...]:
    """Return the roles for which there is a report: none when there were too few answers to advise anyone."""
    has_diagnosis = result_of(result.round).disclosed.diagnosis != ONVOLDOENDE_GEGEVENS
    return ADVISED if has_diagnosis else ()


def report_pdf_file(result: Result, *, role: str | None, language: str) -> Path:
    """Return the PDF of a result, for one role or (None) whole; made if it is not there yet.

    Raises ValueError for a role or language that has no report.
    """
    if role not in {None, *ADVISED} or language not in LANGUAGES:
        message = f"There is no report for role {role!r} in language {language!r}."
        raise ValueError(message)

    def make(folder: Path) -> None:
        html = printed(result_of(result.round), language=language, role=role)
        (folder / "report.pdf").write_bytes(html_to_pdf(html))

    return _kept(result, f"pdf {role or ''} {language}", make) / "report.pdf"


def result_page(result: Result, *, language: str) -> Path:
    """Return the folder with the result as it is on screen: ``page.html``, and the charts beside it."""

    def make(folder: Path) -> None:
        _write_page(folder, screen(result_of(result.round), language=language))

    return _kept(result, f"screen {language}", make)


def summary_pdf_file(result: Result, *, language: str) -> Path:
    """Return the public summary of a result as a PDF."""

    def make(folder: Path) -> None:
        (folder / "summary.pdf").write_bytes(html_to_pdf(summary_printed(result_of(result.round), language=language)))

    return _kept(result, f"summary pdf {language}", make) / "summary.pdf"


def summary_page(result: Result, *, language: str, charts_at: str = "charts/") -> Path:
    """Return the folder with the public summary as it is on screen; the page expects its charts at ``charts_at``."""

    def make(folder: Path) -> None:
        _write_page(folder, summary_screen(result_of(result.round), language=language, charts_at=charts_at))

    return _kept(result, f"summary screen {language} {charts_at}", make)


def tables_file(result: Result, *, kind: str, language: str) -> Path:
    """Return all tables of a result as one of ``TABLE_FILES``."""

    def make(folder: Path) -> None:
        (folder / "tables").write_bytes(TABLE_FILES[kind](book_of(result_of(result.round), language=language)))

    return _kept(result, f"tables {kind} {language}", make) / "tables"


def charts_shown(result: Result, *, language: str) -> tuple[ChartName, ...]:
    """Return the charts that the page of a result has."""
    page = result_page(result, language=language)
    return tuple(name for name in CHART_NAMES if (page / chart_file_name(name, "wide")).is_file())


def chart_file(result: Result, name: ChartName, *, kind: str, language: str) -> Path:
    """Return one of ``charts_shown`` as one of ``CHART_KINDS``, to be used anywhere."""

    def make(folder: Path) -> None:
        drawing = drawing_file(result_of(result.round), name, language=language, in_dots=kind == "png")
        (folder / "chart").write_bytes(drawing)

    return _kept(result, f"chart {name} {kind} {language}", make) / "chart"


def _write_page(folder: Path, page: Screen) -> None:
    (folder / PAGE).write_text(page.html, encoding="utf-8")
    for name, svg in page.charts.items():
        (folder / name).write_text(svg, encoding="utf-8")


def delete_orphaned_reports() -> int:
    """Delete the files of results that are no more and return of how many."""
    known = set(Result.objects.values_list("checksum", flat=True))
    orphans = [folder for folder in _all_reports().glob("*") if folder.name not in known]
    for folder in orphans:
        shutil.rmtree(folder)
    return len(orphans)


def _all_reports() -> Path:
    return Path(settings.PRIVATE_DIR) / "reports"


def _kept(result: Result, what: str, make: Callable[[Path], None]) -> Path:
    folder = _all_reports() / result.checksum / _digest(what, result.checksum, settings.TIME_ZONE, _edition())
    if not folder.is_dir():
        _made(folder, make)
    return folder


def _made(folder: Path, make: Callable[[Path], None]) -> None:
    """Fill a folder elsewhere and put it in its place at once: who looks sees all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(prefix="unfinished-", dir=folder.parent))
    try:
        make(unfinished)
        os.replace(unfinished, folder)  # noqa: PTH105 – Path.replace is the same
    except OSError:
        if not folder.is_dir():  # or else another process was first, with the same
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


@lru_cache(maxsize=1)
def _edition() -> str:
    """Return what stands for all words, drawings and styles of this version of the product."""
    base = Path(settings.BASE_DIR)
    files = sorted({file for pattern in _INGREDIENTS for file in base.glob(pattern)})
    parts = [sha256(file.read_bytes()).hexdigest() for file in files]
    return _digest(*parts, *(version(library) for library in _LIBRARIES))


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()

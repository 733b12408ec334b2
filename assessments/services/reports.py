"""Reports as files: made once per edition, kept in private storage, and served from there afterwards."""

from collections.abc import Callable
from pathlib import Path

from assessments.links import page_url
from assessments.models import Result
from assessments.reporting.assemble.report import CHART_NAMES, ChartName
from assessments.reporting.memo import write_memo
from assessments.reporting.paper import print_report
from assessments.reporting.parts import chart_file as chart_file_name
from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.render import (
    render_drawing,
    render_for_screen,
    render_role_for_screen,
    render_summary_for_print,
    render_summary_for_screen,
)
from assessments.reporting.screen import Screen
from assessments.reporting.slides import write_slides
from assessments.reporting.tables import book_of
from assessments.results.stored_results import read_stored
from assessments.tables.csv_files import write_csv_archive
from assessments.tables.json_files import write_json
from assessments.tables.ods_files import write_ods
from assessments.tables.values import Book
from assessments.tables.xlsx_files import write_xlsx
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.outcomes import ONVOLDOENDE_GEGEVENS
from assessments.vocabulary.roles import ADVISED

from .kept_reports import get_or_make

TABLE_FILES: dict[str, Callable[[Book], bytes]] = {
    "xlsx": write_xlsx,
    "ods": write_ods,
    "csv": write_csv_archive,
    "json": write_json,
}
"""The writer of each kind of file with all tables of a result."""
OFFICE_FILES: dict[str, Callable[..., bytes]] = {"docx": write_memo, "pptx": write_slides}
"""The writer of each kind of file for a meeting: the decision memo and the slides."""
CHART_KINDS = ("svg", "png")


def roles_with_report(result: Result) -> tuple[str, ...]:
    """Return the roles that have a report: none if there were too few answers to advise anyone."""
    has_diagnosis = read_stored(result).disclosed.diagnosis != ONVOLDOENDE_GEGEVENS
    return ADVISED if has_diagnosis else ()


def report_pdf_file(result: Result, *, role: str | None, language: str) -> Path:
    """Return the PDF of a result, for one role or (None) for everyone; made if it does not exist yet.

    Raises ValueError for a role or language that has no report.
    """
    if role not in {None, *ADVISED} or language not in LANGUAGES:
        message = f"There is no report for role {role!r} in language {language!r}."
        raise ValueError(message)

    def make(folder: Path) -> None:
        (folder / "report.pdf").write_bytes(print_report(read_stored(result), language=language, role=role))

    return get_or_make(result, f"pdf {role or ''} {language}", make) / "report.pdf"


def result_page(result: Result, *, language: str) -> Path:
    """Return the folder with the on-screen result: its pieces, and the charts beside them."""

    def make(folder: Path) -> None:
        _write_page(folder, render_for_screen(read_stored(result), language=language))

    return get_or_make(result, f"screen {language}", make)


def role_page(result: Result, *, role: str, language: str) -> Path:
    """Return the folder with what a result says for one of ``ROLES`` on screen, in pieces."""

    def make(folder: Path) -> None:
        _write_page(folder, render_role_for_screen(read_stored(result), language=language, role=role))

    return get_or_make(result, f"role {role} {language}", make)


def summary_pdf_file(result: Result, *, language: str) -> Path:
    """Return the public summary of a result as a PDF."""

    def make(folder: Path) -> None:
        (folder / "summary.pdf").write_bytes(
            html_to_pdf(render_summary_for_print(read_stored(result), language=language))
        )

    return get_or_make(result, f"summary pdf {language}", make) / "summary.pdf"


def summary_page(result: Result, *, language: str, charts_at: str = "charts/") -> Path:
    """Return the folder with the on-screen public summary; the page expects its charts at ``charts_at``."""

    def make(folder: Path) -> None:
        _write_page(folder, render_summary_for_screen(read_stored(result), language=language, charts_at=charts_at))

    return get_or_make(result, f"summary screen {language} {charts_at}", make)


def tables_file(result: Result, *, kind: str, language: str) -> Path:
    """Return all tables of a result as one of ``TABLE_FILES``."""

    def make(folder: Path) -> None:
        (folder / "tables").write_bytes(TABLE_FILES[kind](book_of(read_stored(result), language=language)))

    return get_or_make(result, f"tables {kind} {language}", make) / "tables"


def office_file(result: Result, *, kind: str, language: str) -> Path:
    """Return one of ``OFFICE_FILES``; it says at which address the whole result is."""
    address = page_url("round_result", result.round_id)

    def make(folder: Path) -> None:
        (folder / kind).write_bytes(OFFICE_FILES[kind](read_stored(result), language=language, address=address))

    return get_or_make(result, f"{kind} {language} {address}", make) / kind


def charts_shown(result: Result, *, language: str) -> tuple[ChartName, ...]:
    """Return the charts on the page of a result."""
    page = result_page(result, language=language)
    return tuple(name for name in CHART_NAMES if (page / chart_file_name(name, "wide")).is_file())


def chart_file(result: Result, name: ChartName, *, kind: str, language: str) -> Path:
    """Return one of ``charts_shown`` as one of ``CHART_KINDS``, for use anywhere."""

    def make(folder: Path) -> None:
        drawing = render_drawing(read_stored(result), name, language=language, in_dots=kind == "png")
        (folder / "chart").write_bytes(drawing)

    return get_or_make(result, f"chart {name} {kind} {language}", make) / "chart"


def _write_page(folder: Path, page: Screen) -> None:
    for name, html in page.pieces.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    for name, svg in page.charts.items():
        (folder / name).write_text(svg, encoding="utf-8")

"""What can be made of a result, each page and file of it, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import cast

from django.conf import settings

from assessments.links import page_url
from assessments.models import Result
from assessments.reporting.assemble.report import CHART_NAMES, ChartName
from assessments.reporting.letterhead import BARE, Letterhead
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
from .letterheads import letterhead_of
from .shelves.values import Files

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


ROLES_FILE = "roles"
"""Beside the page of a result: the roles that have a report, for whoever lists them without reading the result."""


class OtherLetterheadError(Exception):
    """What stands above a report is no longer what somebody asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to make of a result or a plan."""

    kind: str
    """One of ``MAKERS``, or a plan."""
    language: str
    detail: str = ""
    """The role, the kind of file (and of whose address it tells) or the chart; without spaces."""
    letterhead: str = ""
    """The digest of what the partnership puts above it; empty if there is nothing."""

    @property
    def what(self) -> str:
        """As one text, to be stored."""
        return " ".join([self.kind, self.language, self.detail, *filter(None, [self.letterhead])])

    @property
    def is_page(self) -> bool:
        """Whether it is shown on a page of the site, and not saved as a file."""
        return self.kind in PAGES


def wanted_from(what: str) -> Wanted:
    """Return what a stored text says is wanted."""
    return Wanted(*what.split(" ", 3))


def report_pdf(*, role: str | None, language: str, letterhead: Letterhead = BARE) -> Wanted:
    """The PDF of a result, for one role or (None) for everyone. Raises ValueError for one that has no report."""
    if role not in {None, *ADVISED} or language not in LANGUAGES:
        message = f"There is no report for role {role!r} in language {language!r}."
        raise ValueError(message)
    above = letterhead if role is None else letterhead.without_words()
    return Wanted("pdf", language, role or "", above.digest)


def result_page(*, language: str) -> Wanted:
    """The on-screen result: its pieces, and the charts beside them."""
    return Wanted("screen", language)


def role_page(*, role: str, language: str) -> Wanted:
    """What a result says for one of ``ROLES`` on screen, in pieces."""
    return Wanted("role", language, role)


def summary_pdf(*, language: str, letterhead: Letterhead = BARE) -> Wanted:
    """The public summary of a result as a PDF."""
    return Wanted("summary-pdf", language, letterhead=letterhead.without_words().digest)


def summary_page(*, language: str, charts_at: str = "charts/") -> Wanted:
    """The on-screen public summary; the page expects its charts at ``charts_at``."""
    return Wanted("summary", language, charts_at)


def tables(*, kind: str, language: str) -> Wanted:
    """All tables of a result as one of ``TABLE_FILES``."""
    return Wanted("tables", language, kind)


def office(round_id: int, *, kind: str, language: str) -> Wanted:
    """One of ``OFFICE_FILES``; it says at which address the whole result of this round is."""
    return Wanted("office", language, f"{kind}/{round_id}/{_at_this_address()}")


def drawing(name: ChartName, *, kind: str, language: str) -> Wanted:
    """One of ``charts_in`` the page as one of ``CHART_KINDS``, for use anywhere."""
    return Wanted("chart", language, f"{name}/{kind}")


def roles_with_report(result: Result) -> tuple[str, ...]:
    """Return the roles that have a report: none if there were too few answers to advise anyone."""
    has_diagnosis = read_stored(result).disclosed.diagnosis != ONVOLDOENDE_GEGEVENS
    return ADVISED if has_diagnosis else ()


def roles_in(page: Files) -> tuple[str, ...]:
    """Return the roles that have a report, as the made page of the result says."""
    return tuple(page[ROLES_FILE].decode().split())


def charts_in(page: Files) -> tuple[ChartName, ...]:
    """Return the charts on the made page of a result."""
    names = set(page)
    return tuple(name for name in CHART_NAMES if chart_file_name(name, "wide") in names)


def only(files: Files) -> bytes:
    """Return the one file that a download is."""
    (content,) = files.values()
    return content


def make(result: Result, wanted: Wanted) -> Files:
    """Return what is wanted of a result, made if it does not exist yet; it takes seconds.

    Raises DamagedResultError if the result is not what was frozen, OSError if there is no room.
    """
    return get_or_make(result, wanted.what, partial(MAKERS[wanted.kind], result, wanted))


def _make_screen(result: Result, wanted: Wanted, folder: Path) -> None:
    _write_page(folder, render_for_screen(read_stored(result), language=wanted.language))
    (folder / ROLES_FILE).write_text(" ".join(roles_with_report(result)), encoding="utf-8")


def _make_role_page(result: Result, wanted: Wanted, folder: Path) -> None:
    _write_page(folder, render_role_for_screen(read_stored(result), language=wanted.language, role=wanted.detail))


def _make_summary_page(result: Result, wanted: Wanted, folder: Path) -> None:
    stored = read_stored(result)
    _write_page(folder, render_summary_for_screen(stored, language=wanted.language, charts_at=wanted.detail))


def _make_pdf(result: Result, wanted: Wanted, folder: Path) -> None:
    role, above = wanted.detail or None, _letterhead(result, wanted)
    paper = print_report(read_stored(result), language=wanted.language, role=role, letterhead=above)
    (folder / "report.pdf").write_bytes(paper)


def _make_summary_pdf(result: Result, wanted: Wanted, folder: Path) -> None:
    above = _letterhead(result, wanted)
    page = render_summary_for_print(read_stored(result), language=wanted.language, letterhead=above)
    (folder / "summary.pdf").write_bytes(html_to_pdf(page))


def _letterhead(result: Result, wanted: Wanted) -> Letterhead:
    """Return what stands above a report. Raises OtherLetterheadError if that changed since somebody asked."""
    found = letterhead_of(result.round) if wanted.letterhead else BARE
    if wanted.kind != "pdf" or wanted.detail:
        found = found.without_words()
    if found.digest != wanted.letterhead:
        raise OtherLetterheadError
    return found


def _make_tables(result: Result, wanted: Wanted, folder: Path) -> None:
    book = book_of(read_stored(result), language=wanted.language)
    (folder / "tables").write_bytes(TABLE_FILES[wanted.detail](book))


def _at_this_address() -> str:
    return sha256(settings.SITE_URL.encode()).hexdigest()[:16]


def _make_office(result: Result, wanted: Wanted, folder: Path) -> None:
    kind, round_id, _address = wanted.detail.split("/")
    address = page_url("round_result", int(round_id))
    content = OFFICE_FILES[kind](read_stored(result), language=wanted.language, address=address)
    (folder / kind).write_bytes(content)


def _make_chart(result: Result, wanted: Wanted, folder: Path) -> None:
    name, kind = wanted.detail.split("/")
    content = render_drawing(
        read_stored(result), cast("ChartName", name), language=wanted.language, in_dots=kind == "png"
    )
    (folder / "chart").write_bytes(content)


PAGES: dict[str, Callable[[Result, Wanted, Path], None]] = {
    "screen": _make_screen,
    "role": _make_role_page,
    "summary": _make_summary_page,
}
"""What is shown on pages of the site, with what fills a folder with its pieces."""
MAKERS: dict[str, Callable[[Result, Wanted, Path], None]] = PAGES | {
    "pdf": _make_pdf,
    "summary-pdf": _make_summary_pdf,
    "tables": _make_tables,
    "office": _make_office,
    "chart": _make_chart,
}
"""All that can be made of a result."""


def _write_page(folder: Path, page: Screen) -> None:
    for name, html in page.pieces.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    for name, svg in page.charts.items():
        (folder / name).write_text(svg, encoding="utf-8")

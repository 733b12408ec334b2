"""The report of a result on paper: the page as a PDF, and inside the whole one its figures as a workbook."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.tables.values import CONTENT_TYPES
from assessments.tables.xlsx_files import write_xlsx

from .frozen import FrozenResult
from .letterhead import BARE, Letterhead
from .pdf import Enclosed, html_to_pdf, no_garbage_collection
from .render import render_for_print
from .tables import book_of


def print_report(
    result: FrozenResult, *, language: str, role: str | None = None, letterhead: Letterhead = BARE
) -> bytes:
    """Return the report as a PDF: whole with its figures as XLSX inside, or the sheet of a role, which has none."""
    with no_garbage_collection():
        html = render_for_print(result, language=language, role=role, letterhead=letterhead)
        return html_to_pdf(html, figures_of(result, language=language) if role is None else None)


def figures_of(result: FrozenResult, *, language: str) -> Enclosed:
    """Return all tables of a result as a workbook to put into its report."""
    with override(language):
        return Enclosed(
            name=_("figures") + ".xlsx",
            kind=CONTENT_TYPES["xlsx"],
            about=_("All figures of this report as tables"),
            content=write_xlsx(book_of(result, language=language)),
            made_at=result.facts.closed_at,
        )

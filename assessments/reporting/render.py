"""The report as HTML: a whole page for the PDF, or the inside of a page for the screen."""

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import override

from assessments.reporting.charts.values import Layout, Medium

from .annex import tables_of
from .assemble import assemble
from .assemble.decision import decision
from .assemble.omissions import rounded_anew
from .assemble.origin import origin_words
from .assemble.report import ChartName, Quotes, Report
from .assemble.summary import summary
from .drawing import draw_chart
from .frozen import FrozenResult
from .legible import with_legible_text
from .letterhead import BARE, Letterhead
from .parts import Charts, Part, chart_file, charts_of, part, picture
from .screen import PAGE, Screen, pieces_for_role, pieces_of

IN_FULL = 3
IN_FULL_ON_SHEET = 7
"""How many actions of a list paper gives in full, in the whole report and on the sheet of one role."""
WITHOUT_CONTENTS = 16_000
"""The most letters of open answers with which a report without an outcome stays below eight pages."""


def render_for_print(
    result: FrozenResult, *, language: str, role: str | None = None, letterhead: Letterhead = BARE
) -> str:
    """Return the report as a whole HTML page for the PDF, self-contained except for our own static files.

    Parameters
    ----------
    result : FrozenResult
        The result of one round.
    language : str
        One of ``LANGUAGES``.
    role : str or None
        One of ``ADVISED`` for the sheet of that role; None for the whole report.
    letterhead : Letterhead
        What the partnership puts above it; of its words the sheet of a role has no room for any.
    """
    with override(language):
        legible = with_legible_text(result)
        report = assemble(legible, language=language, role=role)
        charts = charts_of(report, legible, "print", ("wide",))
        page = {
            "medium": "print",
            "report": report,
            "letterhead": letterhead,
            "parts": (parts := _parts(report, charts, "print")),
            "brief": decision(legible, language=language, address="") if _has_brief(report) else None,
            "has_contents": _has_brief(report) or _letters_of_answers(report) > WITHOUT_CONTENTS,
            "rounded_anew": rounded_anew() if legible.is_of_version_1 else "",
            "tables": tables_of(parts),
            "closed_at": _closed_at(legible),
        }
        return render_to_string("report/print.html", page)


def render_for_screen(result: FrozenResult, *, language: str) -> Screen:
    """Return the whole report for a page of the site, with its charts wide and narrow."""
    with override(language):
        legible = with_legible_text(result)
        report = assemble(legible, language=language)
        charts = charts_of(report, legible, "screen", ("wide", "narrow"))
        files = {chart_file(chart.name, layout): chart.svg for (_name, layout), chart in charts.items() if chart}
        return Screen(pieces_of(legible, report, _parts(report, charts, "screen")), files)


def render_role_for_screen(result: FrozenResult, *, language: str, role: str) -> Screen:
    """Return what the report says for one of ``ROLES``, for a page of the site."""
    with override(language):
        return Screen(pieces_for_role(with_legible_text(result), role), {})


def _parts(report: Report, charts: Charts, medium: Medium) -> tuple[Part, ...]:
    in_full = IN_FULL if report.role is None else IN_FULL_ON_SHEET
    return tuple(part(section, charts, medium, in_full=in_full) for section in report.sections)


def render_drawing(result: FrozenResult, name: ChartName, *, language: str, in_dots: bool) -> bytes:
    """Return one chart by itself: as SVG, or as PNG. Raises ValueError when there is nothing to draw.

    Under one of a result that came with a file stands that it did: nobody knows where else the picture goes.
    """
    with override(language):
        chart = draw_chart(name, with_legible_text(result), "file", "wide")
        if chart is None:
            message = f"There is no chart {name!r} of this result."
            raise ValueError(message)
        if origin := origin_words(result):
            noted = chart.canvas.with_note(origin)
            return noted.png() if in_dots else noted.svg("file").encode()
        return chart.canvas.png() if in_dots else chart.svg.encode()


def render_summary_for_print(result: FrozenResult, *, language: str, letterhead: Letterhead = BARE) -> str:
    """Return the public summary as a whole HTML page for the PDF, with the logo of the partnership alone above it."""
    return _summary(result, language, "print", ("wide",), letterhead=letterhead).html


def render_summary_for_screen(result: FrozenResult, *, language: str, charts_at: str) -> Screen:
    """Return the public summary for a page of the site; its charts are expected at ``charts_at``."""
    return _summary(result, language, "screen", ("wide", "narrow"), charts_at)


def _summary(
    result: FrozenResult,
    language: str,
    medium: Medium,
    layouts: tuple[Layout, ...],
    charts_at: str = "",
    letterhead: Letterhead = BARE,
) -> Screen:
    with override(language):
        legible = with_legible_text(result)
        charts = {layout: draw_chart("forces", legible, medium, layout) for layout in layouts}
        wide, narrow = charts["wide"], charts.get("narrow")
        page = {
            "medium": medium,
            "letterhead": letterhead,
            "summary": summary(legible, language=language),
            "picture": picture(wide, narrow, charts_at) if wide else None,
            "closed_at": _closed_at(legible),
        }
        files = {chart_file(chart.name, layout): chart.svg for layout, chart in charts.items() if chart}
        return Screen({PAGE: render_to_string(f"report/summary_{medium}.html", page)}, files)


def _has_brief(report: Report) -> bool:
    """Whether the first two pages are for who reads no more: what to decide on, and where the rest stands."""
    return report.role is None and report.has_diagnosis


def _letters_of_answers(report: Report) -> int:
    quotes = (block for section in report.sections for block in section.blocks if isinstance(block, Quotes))
    return sum(len(text) for block in quotes for text in block.texts)


def _closed_at(result: FrozenResult) -> str:
    return localtime(result.facts.closed_at).isoformat(timespec="seconds")

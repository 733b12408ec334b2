"""The downloads of a result, with their names on the page and as files."""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from assessments.languages import active_language, own_name
from assessments.models import Result, Round
from assessments.reporting.assemble.report import ChartName
from assessments.reporting.names import made_for
from assessments.services.kept_reports import find
from assessments.services.reports import (
    CHART_KINDS,
    TABLE_FILES,
    charts_in,
    result_page,
    roles_in,
    roles_with_report,
)
from assessments.services.shelves.values import Files
from assessments.vocabulary.languages import LANGUAGES

KINDS = {"svg": "SVG", "png": "PNG", "xlsx": "Excel (XLSX)", "ods": "OpenDocument (ODS)", "csv": "CSV", "json": "JSON"}
"""The name of each kind of file, the same in every language."""


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a file in one language or of one kind."""

    language: str
    url: str
    kind: str = ""
    """The name of its kind; empty if there is only one."""


@dataclass(frozen=True, slots=True)
class Download:
    """One thing to download, in every language or kind."""

    title: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Downloads:
    """All downloads of a result."""

    reports: tuple[Download, ...]
    """In every language."""
    office: tuple[Download, ...]
    """To change and to paste from, one per language, with every kind of file."""
    tables: tuple[Download, ...]
    """One per language, with every kind of file."""
    charts: tuple[Download, ...]
    """In the language of the page, with every kind of file."""


def downloads_of(result: Result) -> Downloads:
    """Return all downloads that exist; of the charts, those of which the page that shows them was made."""
    page = find(result.checksum, result_page(language=active_language()).what)
    return _downloads(result.round_id, roles_with_report(result), charts_in(page) if page else ())


def downloads_page(round_: Round, page: Files) -> SafeString:
    """Return the list of all downloads as a piece of the page of a result, which was made."""
    return _downloads_page(round_.pk, active_language(), roles_in(page), charts_in(page))


@lru_cache(maxsize=256)
def _downloads_page(round_id: int, language: str, roles: tuple[str, ...], charts: tuple[ChartName, ...]) -> SafeString:
    """Return the list, which follows from these alone; it has a hundred links."""
    page = {"downloads": _downloads(round_id, roles, charts), "LANGUAGE_CODE": language}
    return render_to_string("results/_downloads.html", page)


def _downloads(round_id: int, roles: tuple[str, ...], charts: tuple[ChartName, ...]) -> Downloads:
    language = active_language()
    titles = chart_titles()
    return Downloads(
        reports=(
            *(Download(title_of(role), _reports(round_id, role)) for role in (None, *roles)),
            Download(_("Summary, to make public"), _in_languages(reverse("round_summary_pdf", args=[round_id]))),
        ),
        office=tuple(Download(own_name(one), _office(round_id, one)) for one in LANGUAGES),
        tables=tuple(Download(own_name(one), _tables(round_id, one)) for one in LANGUAGES),
        charts=tuple(Download(titles[name], _charts(round_id, name, language)) for name in charts),
    )


def title_of(role: str | None) -> str:
    """Return the title of the report for a role, or of the whole report."""
    return _("Whole report") if role is None else made_for(role)


def file_name_of(round_: Round, *, role: str | None, language: str) -> str:
    """Return the name of a report's file, in the report's language."""
    with override(language):
        kind = pgettext("file name", "report") if role is None else title_of(role)
    return _file_name(round_, kind) + ".pdf"


def summary_name_of(round_: Round, *, language: str) -> str:
    """Return the name of the file with the public summary, in its language."""
    with override(language):
        return _file_name(round_, pgettext("file name", "summary")) + ".pdf"


def office_name_of(round_: Round, *, kind: str, language: str) -> str:
    """Return the name of the file with the decision memo or the slides, in its language."""
    with override(language):
        return _file_name(round_, office_names()[kind]) + f".{kind}"


def office_names() -> dict[str, str]:
    """Return what each kind of file for a meeting is called."""
    return {"docx": _("Decision memo"), "pptx": _("Slides")}


def tables_name_of(round_: Round, *, kind: str, language: str) -> str:
    """Return the name of the file with all tables, in its language; CSV files are in a zip."""
    with override(language):
        name = _file_name(round_, pgettext("file name", "data"))
    return f"{name}-csv.zip" if kind == "csv" else f"{name}.{kind}"


def chart_name_of(round_: Round, chart: ChartName, *, kind: str, language: str) -> str:
    """Return the name of the file with a chart, in its language."""
    with override(language):
        return f"{_file_name(round_, chart_titles()[chart])}.{kind}"


def chart_titles() -> dict[ChartName, str]:
    """Return the titles of the charts."""
    return {
        "chain": _("The chain of forces"),
        "stability": _("How sure the outcome is"),
        "path": _("What must rise"),
        "forces": _("The three forces"),
        "groups": _("Scores per group"),
        "items-intentie": _("Statements about intentie"),
        "items-actie": _("Statements about actie"),
        "items-verbinding": _("Statements about verbinding"),
        "tension": _("Tension and what is arranged"),
        "reasons": _("Reasons to take part"),
        "interests": _("Map of the organisations"),
        "processes": _("The processes"),
        "rounds": _("Rounds compared"),
    }


def _file_name(round_: Round, kind: str) -> str:
    return "-".join(filter(None, map(slugify, [round_.partnership.name, round_.title, kind])))


def _reports(round_id: int, role: str | None) -> tuple[Address, ...]:
    return _in_languages(reverse("round_report_pdf", args=[round_id]), **({"role": role} if role else {}))


def _in_languages(address: str, **chosen: str) -> tuple[Address, ...]:
    return tuple(Address(one, f"{address}?{urlencode(chosen | {'language': one})}") for one in LANGUAGES)


def _office(round_id: int, language: str) -> tuple[Address, ...]:
    query = urlencode({"language": language})
    memo, slides = (reverse(name, args=[round_id]) for name in ("round_memo", "round_slides"))
    names = office_names()
    return (
        Address(language, f"{memo}?{query}", _("%(name)s (Word)") % {"name": names["docx"]}),
        Address(language, f"{slides}?{query}", _("%(name)s (PowerPoint)") % {"name": names["pptx"]}),
    )


def _tables(round_id: int, language: str) -> tuple[Address, ...]:
    address = reverse("round_export", args=[round_id])
    return tuple(
        Address(language, f"{address}?{urlencode({'format': kind, 'language': language})}", KINDS[kind])
        for kind in TABLE_FILES
    )


def _charts(round_id: int, name: ChartName, language: str) -> tuple[Address, ...]:
    return tuple(
        Address(
            language,
            f"{reverse('round_chart_file', args=[round_id, f'{name}.{kind}'])}?{urlencode({'language': language})}",
            KINDS[kind],
        )
        for kind in CHART_KINDS
    )

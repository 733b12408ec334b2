"""The downloads of a result, with their names on the page and as files."""

from dataclasses import dataclass
from pathlib import Path

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
from assessments.reporting.screen import PAGE
from assessments.services.kept_reports import get_or_make
from assessments.services.reports import CHART_KINDS, TABLE_FILES, charts_shown, roles_with_report
from assessments.views.downloads import content_of
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
    """Return all downloads that exist."""
    language = active_language()
    round_ = result.round
    titles = chart_titles()
    return Downloads(
        reports=(
            *(Download(title_of(role), _reports(round_, role)) for role in (None, *roles_with_report(result))),
            Download(_("Summary, to make public"), _in_languages(reverse("round_summary_pdf", args=[round_.pk]))),
        ),
        office=tuple(Download(own_name(one), _office(round_, one)) for one in LANGUAGES),
        tables=tuple(Download(own_name(one), _tables(round_, one)) for one in LANGUAGES),
        charts=tuple(
            Download(titles[name], _charts(round_, name, language)) for name in charts_shown(result, language=language)
        ),
    )


def downloads_page(result: Result) -> SafeString:
    """Return the list of all downloads as a piece of the page, made once per result and language."""
    language = active_language()

    def make(folder: Path) -> None:
        page = {"downloads": downloads_of(result), "LANGUAGE_CODE": language}
        (folder / f"{PAGE}.html").write_text(render_to_string("results/_downloads.html", page), encoding="utf-8")

    return content_of(get_or_make(result, f"downloads {result.round_id} {language}", make))


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


def _reports(round_: Round, role: str | None) -> tuple[Address, ...]:
    return _in_languages(reverse("round_report_pdf", args=[round_.pk]), **({"role": role} if role else {}))


def _in_languages(address: str, **chosen: str) -> tuple[Address, ...]:
    return tuple(Address(one, f"{address}?{urlencode(chosen | {'language': one})}") for one in LANGUAGES)


def _office(round_: Round, language: str) -> tuple[Address, ...]:
    query = urlencode({"language": language})
    memo, slides = (reverse(name, args=[round_.pk]) for name in ("round_memo", "round_slides"))
    names = office_names()
    return (
        Address(language, f"{memo}?{query}", _("%(name)s (Word)") % {"name": names["docx"]}),
        Address(language, f"{slides}?{query}", _("%(name)s (PowerPoint)") % {"name": names["pptx"]}),
    )


def _tables(round_: Round, language: str) -> tuple[Address, ...]:
    address = reverse("round_export", args=[round_.pk])
    return tuple(
        Address(language, f"{address}?{urlencode({'format': kind, 'language': language})}", KINDS[kind])
        for kind in TABLE_FILES
    )


def _charts(round_: Round, name: ChartName, language: str) -> tuple[Address, ...]:
    return tuple(
        Address(
            language,
            f"{reverse('round_chart_file', args=[round_.pk, f'{name}.{kind}'])}?{urlencode({'language': language})}",
            KINDS[kind],
        )
        for kind in CHART_KINDS
    )

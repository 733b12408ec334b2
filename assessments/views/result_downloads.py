"""The reports that can be downloaded: what they are called, on the page and as files."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from assessments.models import Result, Round
from assessments.services.reports import LANGUAGES, roles_with_report


@dataclass(frozen=True, slots=True)
class Address:
    """Where a report is in one language."""

    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Download:
    """One report, in every language."""

    title: str
    addresses: tuple[Address, ...]


def downloads_of(result: Result) -> tuple[Download, ...]:
    """Return the whole report and those per role, for as far as there are any."""
    return tuple(
        Download(title_of(role), tuple(_address(result.round, role, language) for language in LANGUAGES))
        for role in (None, *roles_with_report(result))
    )


def title_of(role: str | None) -> str:
    """Return what the report for a role is called; the whole report without one."""
    titles = {
        None: _("Whole report"),
        "professional": _("For professionals"),
        "manager": _("For managers"),
        "bestuurder": _("For directors"),
        "overheid": _("For government"),
    }
    return titles[role]


def file_name_of(round_: Round, *, role: str | None, language: str) -> str:
    """Return the name of a report's file, in the report's language."""
    with override(language):
        kind = pgettext("file name", "report") if role is None else title_of(role)
    return _file_name(round_, kind) + ".pdf"


def summary_name_of(round_: Round, *, language: str) -> str:
    """Return the name of the file with the public summary, in its language."""
    with override(language):
        return _file_name(round_, pgettext("file name", "summary")) + ".pdf"


def _file_name(round_: Round, kind: str) -> str:
    return "-".join(filter(None, map(slugify, [round_.partnership.name, round_.title, kind])))


def _address(round_: Round, role: str | None, language: str) -> Address:
    chosen = {"role": role, "language": language} if role else {"language": language}
    return Address(language, f"{reverse('round_report_pdf', args=[round_.pk])}?{urlencode(chosen)}")

"""The overview of a coordinator's partnerships, on screen and as a table for a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import partnerships_for
from assessments.reporting.numbers import bar_words, score_words
from assessments.results.overview import PartnershipStatus, partnership_statuses
from assessments.results.totals import totals_of
from assessments.tables.csv_files import delimiter_for, write_csv
from assessments.tables.values import CONTENT_TYPES, Column, Sheet
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.chosen_partnerships import address_of
from assessments.views.downloads import download
from assessments.views.round_words import number_words
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import MOST_AT_ONCE

from .overview_filter import (
    OverviewFilter,
    apply_filter,
    filter_in,
    in_programme,
    outcome_choices,
    programme_names,
    show_choices,
    sort_choices,
)
from .overview_totals import counted, shown_totals
from .overview_words import OverviewLine, key_words, overview_line
from .programmes import programmes_of

PER_PAGE = 50
"""Forty partnerships, for whom a programme is made, stand on one page."""


@require_safe
@signed_in
def partnership_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show the status of each of this user's partnerships: searched, filtered, sorted and paged."""
    now = timezone.now()
    filter_ = filter_in(request.GET)
    own = partnerships_for(request.user)
    totals = totals_of(in_programme(filter_, own).filter(archived_at__isnull=True), now)
    found, n_found = _looked_up(apply_filter(filter_, own, now), counted(totals, filter_))
    paginator = Paginator(found, PER_PAGE)
    paginator.count = n_found
    page = paginator.get_page(filter_.page)
    lines = [overview_line(status, now) for status in partnership_statuses(list(page), own, now)]
    context = {
        "filter": filter_,
        "totals": shown_totals(totals, filter_),
        "lines": lines,
        "key": key_words(lines),
        "page": page,
        "n_archived": 0 if lines else own.filter(archived_at__isnull=False).count(),
        "has_any": bool(lines) or own.exists(),
        "columns": columns(filter_),
        "outcomes": outcome_choices(),
        "shows": show_choices(),
        "sorts": sort_choices(),
        "programmes": programme_names(own),
        "at_once": at_once(found, n_found),
        "csv": filter_.address("partnership_list_csv"),
    }
    return render(request, "partnerships/partnership_list.html", context)


def _looked_up(found: Sequence[int] | QuerySet[Any], n_found: int | None) -> tuple[Sequence[int] | QuerySet[Any], int]:
    """Return what was found, and its number: of many of a known number the query, of which one page is looked up.

    Otherwise all of it is, once: counting it and fetching a page would each go through all partnerships.
    """
    if n_found is not None and n_found > MOST_AT_ONCE:
        return found, n_found
    numbers = list(found)
    return numbers, len(numbers)


def at_once(found: Sequence[int] | QuerySet[Any], n_found: int) -> dict[str, str] | None:
    """Return the addresses at which something is done for all that was found; None where these are too many, or one."""
    numbers = list(found) if n_found <= MOST_AT_ONCE else []
    if len(numbers) < 2:
        return None
    return {"rounds": address_of("rounds_create", numbers), "programmes": address_of("programmes", numbers)}


def columns(filter_: OverviewFilter) -> list[dict[str, str]]:
    """Return the headings of the table: their words, the address that sorts by them, and how they are sorted now."""
    heads = [
        ("name", _("Partnership")),
        ("diagnosis", _("Last diagnosis")),
        ("", _("The three forces")),
        ("last", _("Result of")),
        ("next", pgettext("column", "What comes next")),
    ]
    way = "descending" if filter_.is_descending else "ascending"
    return [
        {
            "words": words,
            "address": filter_.sorted_by(sort) if sort else "",
            "sorted": way if sort == filter_.sort else "",
        }
        for sort, words in heads
    ]


@require_safe
@signed_in
def partnership_list_csv(request: AuthenticatedRequest) -> HttpResponse:
    """Return everything that the pages of the overview show, as a table."""
    now = timezone.now()
    own = partnerships_for(request.user)
    found = list(apply_filter(filter_in(request.GET), own, now))
    content = write_csv(
        overview_sheet(partnership_statuses(found, own, now), programmes_of(own.order_by().values("pk")), now),
        delimiter=delimiter_for(get_language()),
    )
    return download(content, _("partnerships") + ".csv", CONTENT_TYPES["csv"])


def overview_sheet(statuses: Iterable[PartnershipStatus], programmes: Mapping[int, str], now: datetime) -> Sheet:
    """Return a row per partnership, with numbers as they may be shown."""
    columns = [Column(heading, heading) for heading in _headings()]
    rows = [_row(status, overview_line(status, now), programmes.get(status.partnership.pk, "")) for status in statuses]
    return Sheet("partnerships", _("partnerships"), columns, rows)


def _headings() -> list[str]:
    return [
        _("Partnership"),
        _("Theme"),
        _("Programmes"),
        _("Your access"),
        _("Last round"),
        _("Closed on"),
        _("Last diagnosis"),
        _("How sure"),
        *(_("%(force)s (0-100)") % {"force": force} for force in FORCES),
        _("The bar for intentie"),
        _("The bar for actie and verbinding"),
        pgettext("difference", "Change"),
        _("Next round"),
        _("Opens or closes on"),
        _("Have answered"),
        _("Were invited"),
    ]


def _row(status: PartnershipStatus, line: OverviewLine, programmes: str) -> list[str]:
    last, coming = status.last, status.coming
    return [
        line.partnership.name,
        line.partnership.theme,
        programmes,
        line.access,
        last.title if last else "",
        _date(last.closed_at or last.closes_at) if last else "",
        line.found,
        line.certainty,
        *_numbers(status),
        "; ".join(trend.words for trend in line.trends),
        coming.title if coming else "",
        _date(status.partnership.next_at),
        *_counts(status, line),
    ]


def _numbers(status: PartnershipStatus) -> Iterator[str]:
    """Return the scores of the three forces, each with its bar; empty if there is none or it may not be shown."""
    finding = status.finding
    for force in FORCES:
        score = finding.scores.get(force) if finding else None
        yield score_words(score) if score else ""
    for force in ("intentie", "actie"):
        bar = finding.bar_of(force) if finding else None
        yield "" if bar is None else bar_words(bar)


def _counts(status: PartnershipStatus, line: OverviewLine) -> Iterator[str]:
    count = status.count if line.is_open else None
    yield number_words(count) if count else ""
    yield str(count.n_invited) if count and count.n_invited is not None else ""


def _date(moment: datetime | None) -> str:
    return date_format(localtime(moment), "Y-m-d") if moment else ""

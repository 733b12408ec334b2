"""The overview as a sheet for a spreadsheet."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.reporting.numbers import shown
from assessments.results.overview import PartnershipStatus
from assessments.tables.values import Column, Sheet
from assessments.vocabulary.forces import FORCES

from .overview_words import OverviewLine, overview_line


def overview_sheet(statuses: Iterable[PartnershipStatus], now: datetime) -> Sheet:
    """Return a row per partnership, numbers as they may be shown."""
    columns = [Column(heading, heading) for heading in _headings()]
    rows = [_row(status, overview_line(status, now)) for status in statuses]
    return Sheet("partnerships", _("partnerships"), columns, rows)


def _headings() -> list[str]:
    return [
        _("Partnership"),
        _("Theme"),
        _("Your access"),
        _("Last round"),
        _("Closed on"),
        _("Last diagnosis"),
        _("How sure"),
        *(_("%(force)s (0-100)") % {"force": force} for force in FORCES),
        _("The bar"),
        _("Change"),
        _("Next round"),
        _("Opens or closes on"),
        _("Have answered"),
        _("Were invited"),
    ]


def _row(status: PartnershipStatus, line: OverviewLine) -> list[str]:
    last, coming = status.last, status.coming
    return [
        line.partnership.name,
        line.partnership.theme,
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
    """Return the three scores and the bar; nothing where there is none or it may not be shown."""
    finding = status.finding
    bar = finding.bar if finding else None
    for force in FORCES:
        score = finding.scores.get(force) if finding else None
        yield shown(score.value, bar) if score else ""
    yield "" if bar is None else shown(bar, bar)


def _counts(status: PartnershipStatus, line: OverviewLine) -> Iterator[str]:
    count = status.count if line.is_open else None
    yield str(count.n_sent) if count else ""
    yield str(count.n_invited) if count and count.n_invited is not None else ""


def _date(moment: datetime | None) -> str:
    return date_format(localtime(moment), "Y-m-d") if moment else ""

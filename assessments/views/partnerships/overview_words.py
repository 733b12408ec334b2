"""The words of the overview for each partnership."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.disclosure.change import Change
from assessments.disclosure.counts import STEP_OF_COUNTS
from assessments.models import Round
from assessments.models.choices import Access
from assessments.moments import brief_day
from assessments.reporting.names import listed
from assessments.results.counting import WholeCount
from assessments.results.findings import Finding
from assessments.results.overview import PartnershipStatus
from assessments.views.round_words import certainty_words, found_words, number_words, status_of
from assessments.vocabulary.certainties import CERTAINTIES, NIPT
from assessments.vocabulary.forces import Force

from .force_line import force_line


@dataclass(frozen=True, slots=True)
class Trend:
    """One sentence on what changed, with its direction: up, down or same."""

    way: str
    words: str


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One partnership in the overview."""

    partnership: Any
    access: str
    last: Round | None
    last_day: str
    found: str
    certainty: str
    trends: tuple[Trend, ...]
    sure: str
    """How sure, in a single word."""
    coming: Round | None
    coming_words: str
    """Until when it is open, or when it opens."""
    is_open: bool
    response: str
    status: PartnershipStatus

    @property
    def is_owner(self) -> bool:
        """Whether this user owns it, as most do theirs: then their access goes without saying."""
        return bool(self.partnership.access == Access.OWNER)

    @property
    def bars(self) -> SafeString:
        """The drawing of the three forces, made only when shown; empty without scores."""
        return force_line(self.status.finding, self.status.changes)


def overview_line(status: PartnershipStatus, now: datetime) -> OverviewLine:
    """Return the words for one partnership."""
    last, coming, finding = status.last, status.coming, status.finding
    is_open = coming is not None and status_of(coming, now) == "open"
    return OverviewLine(
        partnership=status.partnership,
        access=str(Access(status.partnership.access).label),
        last=last,
        last_day=brief_day(last.closed_at or last.closes_at) if last else "",
        found=found_words(finding) if finding else "",
        certainty=certainty_words(finding) if finding else "",
        trends=trends(status.changes),
        sure=_sure(finding) if finding else "",
        coming=coming,
        coming_words=_coming_words(coming, is_open=is_open) if coming else "",
        is_open=is_open,
        response=_brief_response(status.count) if is_open and status.count else "",
        status=status,
    )


def key_words(lines: Iterable[OverviewLine]) -> str:
    """Return what the signs in the drawings of these lines mean, as far as they occur."""
    findings = [(line.status.finding, line.status.changes) for line in lines]
    said = []
    if any(finding and finding.scores and finding.bar is not None for finding, _changes in findings):
        said.append(_("The line in a bar is the bar to reach."))
    if any(changes for _finding, changes in findings):
        said.append(_("A triangle is a clear change since the previous round."))
    return " ".join(said)


def _sure(finding: Finding) -> str:
    """Return in a word how sure it is: of a missing foundation that, and else the diagnosis."""
    if finding.lacks_foundation:
        sure = finding.foundation_certainty
        return "" if sure == NIPT else _brief_certainty(sure)
    return _brief_certainty(finding.certainty) if finding.has_diagnosis else ""


def _brief_certainty(code: str | None) -> str:
    return _(CERTAINTIES[code].brief) if code else ""


def _coming_words(coming: Round, *, is_open: bool) -> str:
    """Return until when it is open, or when it opens: without the year, since neither is ever more than one away."""
    if is_open:
        return _("open until %(day)s") % {"day": brief_day(coming.closes_at, with_year=False)}
    return _("opens on %(day)s") % {"day": brief_day(coming.opens_at or coming.closes_at, with_year=False)}


def _brief_response(count: WholeCount) -> str:
    """Return how many have answered, of how many if that is known, as short as it can be said."""
    if count.n_invited is None:
        return ngettext("%(sent)s answer", "%(sent)s answers", _most(count)) % {"sent": number_words(count)}
    return _("%(sent)s of %(invited)s") % {"sent": number_words(count), "invited": count.n_invited}


def trends(changes: Mapping[Force, Change] | None) -> tuple[Trend, ...]:
    """Return what changed since the round before, in words; empty if the two cannot be compared."""
    if changes is None:
        return ()
    up = [force for force, change in changes.items() if change.difference > 0]
    down = [force for force in changes if force not in up]
    said = []
    if up:
        said.append(Trend("up", _("Up since the previous round: %(forces)s") % {"forces": listed(up)}))
    if down:
        said.append(Trend("down", _("Down since the previous round: %(forces)s") % {"forces": listed(down)}))
    return tuple(said) or (Trend("same", _("No clear change since the previous round")),)


def response_words(count: WholeCount) -> str:
    """Return how many have answered: exactly, or within five."""
    sent = number_words(count)
    if count.n_invited is None:
        return ngettext("%(sent)s answer so far", "%(sent)s answers so far", _most(count)) % {"sent": sent}
    return _("%(sent)s of %(invited)s have answered") % {"sent": sent, "invited": count.n_invited}


def _most(count: WholeCount) -> int:
    return count.n_sent if count.is_live else STEP_OF_COUNTS

"""The words of the overview for each partnership."""

from collections.abc import Mapping
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
from assessments.moments import day
from assessments.reporting.names import listed
from assessments.results.counting import WholeCount
from assessments.results.overview import PartnershipStatus
from assessments.views.round_words import certainty_words, found_words, number_words, round_line, status_of
from assessments.vocabulary.forces import Force

from .force_bars import force_bars


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
    coming: Round | None
    coming_words: str
    """Until when it is open, or when it opens."""
    is_open: bool
    response: str
    status: PartnershipStatus

    @property
    def bars(self) -> SafeString:
        """The drawing of the three forces, made only when shown; empty without scores."""
        return force_bars(self.status.finding, self.status.changes)


def overview_line(status: PartnershipStatus, now: datetime) -> OverviewLine:
    """Return the words for one partnership."""
    last, coming, finding = status.last, status.coming, status.finding
    is_open = coming is not None and status_of(coming, now) == "open"
    return OverviewLine(
        partnership=status.partnership,
        access=str(Access(status.partnership.access).label),
        last=last,
        last_day=day(last.closed_at or last.closes_at) if last else "",
        found=found_words(finding) if finding else "",
        certainty=certainty_words(finding) if finding else "",
        trends=trends(status.changes),
        coming=coming,
        coming_words=round_line(coming, now).words if coming else "",
        is_open=is_open,
        response=response_words(status.count) if is_open and status.count else "",
        status=status,
    )


def trends(changes: Mapping[Force, Change] | None) -> tuple[Trend, ...]:
    """Return what changed since the round before, in words; empty if the two cannot be compared."""
    if changes is None:
        return ()
    up = [force for force, change in changes.items() if change.difference > 0]
    down = [force for force in changes if force not in up]
    said = []
    if up:
        said.append(Trend("up", _("Up since the round before: %(forces)s") % {"forces": listed(up)}))
    if down:
        said.append(Trend("down", _("Down since the round before: %(forces)s") % {"forces": listed(down)}))
    return tuple(said) or (Trend("same", _("No clear change since the round before")),)


def response_words(count: WholeCount) -> str:
    """Return how many have answered: exactly, or within five."""
    sent = number_words(count)
    if count.n_invited is None:
        n_most = count.n_sent if count.is_live else STEP_OF_COUNTS
        return ngettext("%(sent)s answer so far", "%(sent)s answers so far", n_most) % {"sent": sent}
    return _("%(sent)s of %(invited)s have answered") % {"sent": sent, "invited": count.n_invited}

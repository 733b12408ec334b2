"""The page of a partnership: what to do next, its rounds on a timeline, its organisations, who did what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import coordinatorship_for
from assessments.models import AuditEntry, Partnership, Round
from assessments.models.audit import AuditAction
from assessments.models.choices import Access
from assessments.moments import short_moment
from assessments.results.counting import whole_counts
from assessments.results.findings import clear_changes, finding_of
from assessments.services.retention import TRAIL_MONTHS
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.chosen_partnerships import address_of
from assessments.views.people_end import people_end_words
from assessments.views.round_words import RoundLine, certainty_words, round_line

from .force_bars import force_bars
from .next_step import Situation, next_step
from .overview_words import Trend, response_words, trends
from .programmes import programmes_of

LINES_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Moment:
    """A round on the timeline."""

    line: RoundLine
    certainty: str
    trends: tuple[Trend, ...]
    bars: SafeString
    """The drawing of the three forces; empty without scores."""
    response: str
    """For an open round: how many have answered."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit trail: who did what, and when."""

    at: str
    who: str
    addresses: str
    """With which they signed in; empty where it stands in ``who`` already, and for what the site did by itself."""
    action: str
    round: str


@require_safe
@signed_in
def partnership_detail(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Show a partnership: what to do next, its rounds and organisations and, to an owner, who did what."""
    coordinatorship = coordinatorship_for(request.user, partnership_id)
    partnership = coordinatorship.partnership
    now = timezone.now()
    is_owner = coordinatorship.access == Access.OWNER
    organisations = list(
        partnership.organisations.annotate(n_participants=Count("participants")).order_by("name", "pk")
    )  # what is grouped keeps no order of its own
    rounds = timeline(partnership, now)
    n_participants = sum(organisation.n_participants for organisation in organisations)
    lines = [moment.line for moment in rounds]
    situation = Situation(partnership, is_owner, n_participants, lines, partnership.planned_actions.exists())
    context = {
        "partnership": partnership,
        "is_owner": is_owner,
        "next_step": next_step(situation, now),
        "timeline": rounds,
        "organisations": organisations,
        "n_participants": n_participants,
        "programmes": programmes_of([partnership.pk]).get(partnership.pk, ""),
        "programmes_url": address_of("programmes", [partnership.pk]),
        "people_end": people_end_words(partnership, now) if is_owner else "",
        "trail": audit_page(partnership, request.GET.get("page", "")) if is_owner else None,
        "trail_months": TRAIL_MONTHS,
    }
    return render(request, "partnerships/partnership_detail.html", context)


def audit_page(partnership: Partnership, number: str) -> Page[Any]:
    """Return a page of the audit trail, newest first: lines in the place of entries."""
    entries = AuditEntry.objects.filter(partnership=partnership).select_related("round")
    page: Page[Any] = Paginator(entries, LINES_PER_PAGE).get_page(number)
    page.object_list = [_line(entry) for entry in page.object_list]
    return page


def _line(entry: AuditEntry) -> AuditLine:
    return AuditLine(
        short_moment(entry.at),
        entry.who,
        "" if entry.addresses == entry.who else entry.addresses,
        _deed(entry),
        entry.round.title if entry.round else "",
    )


def _deed(entry: AuditEntry) -> str:
    """Return what was done, and that only a file says so where that is so."""
    done = str(AuditAction(entry.action).label)
    if not entry.is_from_file:
        return done
    return _("%(done)s (according to the file with which the partnership came)") % {"done": done}


def timeline(partnership: Partnership, now: datetime) -> list[Moment]:
    """Return the rounds of a partnership, newest first."""
    rounds = list(
        Round.objects.filter(partnership=partnership)
        .with_finding()
        .order_by(Coalesce("closed_at", "closes_at").desc(), "-pk")
    )
    lines = [round_line(round_, now) for round_ in rounds]
    counts = whole_counts([line.round for line in lines if line.status == "open"])
    return list(_moments(lines, counts))


def _moments(lines: list[RoundLine], counts: Any) -> Iterator[Moment]:
    """Yield the rounds, each compared with the result before it."""
    findings = [finding_of(line.round) for line in lines]
    for place, (line, finding) in enumerate(zip(lines, findings, strict=True)):
        before = next((other for other in findings[place + 1 :] if other), None)
        changes = clear_changes(before, finding)
        yield Moment(
            line=line,
            certainty=certainty_words(finding) if finding else "",
            trends=trends(changes),
            bars=force_bars(finding, changes),
            response=response_words(counts[line.round.pk]) if line.round.pk in counts else "",
        )

"""The page of a partnership: what to do next, its rounds on a timeline, its organisations, who did what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
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
from assessments.views.people_end import people_end_words
from assessments.views.round_words import RoundLine, certainty_words, round_line

from .force_bars import force_bars
from .next_step import Situation, next_step
from .overview_words import Trend, response_words, trends

N_AUDIT_LINES = 20


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
    organisations = list(partnership.organisations.annotate(n_participants=Count("participants")))
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
        "people_end": people_end_words(partnership, now) if is_owner else "",
        "audit_lines": audit_lines(partnership) if is_owner else [],
        "most_lines": N_AUDIT_LINES,
        "trail_months": TRAIL_MONTHS,
    }
    return render(request, "partnerships/partnership_detail.html", context)


def audit_lines(partnership: Partnership) -> list[AuditLine]:
    """Return the latest entries of the audit trail, newest first."""
    entries = AuditEntry.objects.filter(partnership=partnership).select_related("round")[:N_AUDIT_LINES]
    return [
        AuditLine(
            short_moment(entry.at),
            entry.who,
            str(AuditAction(entry.action).label),
            entry.round.title if entry.round else "",
        )
        for entry in entries
    ]


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

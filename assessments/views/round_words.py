"""The words for rounds on coordinators' pages: their status, until when, and what was found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from assessments.models import Round
from assessments.models.choices import State, role_label
from assessments.moments import day, short_moment
from assessments.results.counting import ResponseCount
from assessments.results.findings import Finding, finding_of
from assessments.vocabulary.certainties import CERTAINTIES, NIPT
from assessments.vocabulary.flags import OPBOUWFASE, VASTGELOPEN
from assessments.vocabulary.headlines import IN_SHORT, first_that_fits


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as a line in a list."""

    round: Round
    status: str
    """planned, open or closed."""
    words: str
    """Its status in words, with the date."""
    found: str
    """The finding in a few words; empty without a result."""


def round_line(round_: Any, now: datetime) -> RoundLine:
    """Return the line of a round, with the finding if it was fetched ``with_finding``."""
    status = status_of(round_, now)
    if status == "open":
        words = _("open until %(moment)s") % {"moment": short_moment(round_.closes_at)}
    elif status == "planned":
        words = _("opens on %(moment)s") % {"moment": short_moment(round_.opens_at or round_.closes_at)}
    else:
        words = _("closed on %(day)s") % {"day": day(round_.closed_at or round_.closes_at)}
    return RoundLine(round_, status, words, found_in(round_))


def status_of(round_: Round, now: datetime) -> str:
    """Return planned, open or closed; a round past its time is closed, with or without a worker."""
    if round_.is_open(now):
        return "open"
    is_coming = round_.state == State.DRAFT or (round_.state == State.OPEN and not round_.is_due(now))
    return "planned" if is_coming else "closed"


def found_in(round_: Any) -> str:
    """Return the finding of a round fetched ``with_finding``, in a few words; empty without a result."""
    finding = finding_of(round_)
    return found_words(finding) if finding else ""


def found_words(finding: Finding) -> str:
    """Return the outcome in the report's own terms, and never in harsher words than the report uses."""
    facts = {finding.diagnosis, finding.level or "", finding.certainty or ""}
    facts |= {flag for flag, raised in ((OPBOUWFASE, finding.is_young), (VASTGELOPEN, finding.is_stalled)) if raised}
    return _(first_that_fits(IN_SHORT, facts))


def certainty_words(finding: Finding) -> str:
    """Return how certain the outcome is, in a few words; without a foundation, for actie and verbinding only."""
    if not finding.has_diagnosis or finding.certainty is None:
        return ""
    certainty = CERTAINTIES[finding.certainty]
    if finding.lacks_foundation:
        return _(certainty.short_of_pattern)
    return _close_call(finding) if certainty.code == NIPT else _(certainty.short)


def _close_call(finding: Finding) -> str:
    likeliest = sorted(finding.shares, key=lambda name: -finding.shares[name])[:2]
    if len(likeliest) < 2 or not finding.shares[likeliest[1]]:
        return _(CERTAINTIES[NIPT].short)
    return _("it is a close call between %(first)s and %(second)s") % {"first": likeliest[0], "second": likeliest[1]}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How many of a group have answered."""

    name: str
    n_sent: int
    n_invited: int


def group_lines(count: ResponseCount) -> list[GroupLine]:
    """Return the groups that may be shown, roles by their name."""
    return [GroupLine(role_label(group.name), group.n_sent, group.n_invited) for group in count.groups]

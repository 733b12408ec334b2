"""What the coordinator's pages say of rounds: where they stand, until when, and what was found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from assessments.models import Round
from assessments.models.choices import Role, State
from assessments.moments import day, short_moment
from assessments.results import Finding, ResponseCount, finding_of
from assessments.scoring.values import EILANDSAMENWERKING, GEZOND, SCHIJNSAMENWERKING


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as a line of a list."""

    round: Round
    standing: str
    """planned, open or closed."""
    words: str
    """Where it stands, with the date."""
    found: str
    """What was found; empty without a result."""


def round_line(round_: Any, now: datetime) -> RoundLine:
    """Return the line of a round; what was found when it was fetched with its diagnosis."""
    standing = standing_of(round_, now)
    if standing == "open":
        words = _("open until %(moment)s") % {"moment": short_moment(round_.closes_at)}
    elif standing == "planned":
        words = _("opens on %(moment)s") % {"moment": short_moment(round_.opens_at or round_.closes_at)}
    else:
        words = _("closed on %(day)s") % {"day": day(round_.closed_at or round_.closes_at)}
    return RoundLine(round_, standing, words, found_in(round_))


def standing_of(round_: Round, now: datetime) -> str:
    """Return planned, open or closed; a round past its time is closed, worker or no worker."""
    if round_.is_open(now):
        return "open"
    is_coming = round_.state == State.DRAFT or (round_.state == State.OPEN and not round_.is_due(now))
    return "planned" if is_coming else "closed"


_FOUND: dict[tuple[str, str], Callable[[], str]] = {
    (GEZOND, "stevig"): lambda: _("gezond and firm"),
    (GEZOND, "kwetsbaar"): lambda: _("gezond but vulnerable"),
    (SCHIJNSAMENWERKING, "vastgelopen"): lambda: _("stalled schijnsamenwerking"),
    (SCHIJNSAMENWERKING, "dreigend"): lambda: _("risk of schijnsamenwerking"),
    (SCHIJNSAMENWERKING, "young"): lambda: _("still young, for now like a schijnsamenwerking"),
    (EILANDSAMENWERKING, "vastgelopen"): lambda: _("stalled eilandsamenwerking"),
    (EILANDSAMENWERKING, "dreigend"): lambda: _("risk of eilandsamenwerking"),
    (EILANDSAMENWERKING, "young"): lambda: _("still young, for now like an eilandsamenwerking"),
}


def found_in(round_: Any) -> str:
    """Return what was found in a round fetched ``with_finding``, in a few words; empty without a result."""
    finding = finding_of(round_)
    return found_words(finding) if finding else ""


def found_words(finding: Finding) -> str:
    """Return the outcome in the report's own terms, with never a hard word where the report has none."""
    if not finding.has_diagnosis:
        return _("too few answers for a diagnosis")
    if finding.lacks_foundation:
        return _("the foundation is missing: intentie")
    kind = "young" if finding.is_young and finding.diagnosis != GEZOND else finding.level or ""
    words = _FOUND.get((finding.diagnosis, kind))
    return words() if words else finding.diagnosis


def certainty_words(finding: Finding) -> str:
    """Return how sure the outcome is, in a few words; without a foundation they are about actie and verbinding."""
    if not finding.has_diagnosis or finding.certainty is None:
        return ""
    if finding.certainty == "nipt":
        return _close_call(finding)
    if finding.lacks_foundation:
        return (
            _("what actie and verbinding show is clear")
            if finding.certainty == "duidelijk"
            else _("what actie and verbinding show is likely")
        )
    return _("this outcome is clear") if finding.certainty == "duidelijk" else _("this outcome is likely")


def _close_call(finding: Finding) -> str:
    if finding.lacks_foundation:
        return _("what actie and verbinding show is a close call")
    likeliest = sorted(finding.shares, key=lambda name: -finding.shares[name])[:2]
    if len(likeliest) < 2 or not finding.shares[likeliest[1]]:
        return _("it is a close call")
    return _("it is a close call between %(first)s and %(second)s") % {"first": likeliest[0], "second": likeliest[1]}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How many of a group have answered."""

    name: str
    n_sent: int
    n_invited: int


def group_lines(count: ResponseCount) -> list[GroupLine]:
    """Return the groups that may be shown, roles by their name."""
    roles = dict(Role.choices)
    return [GroupLine(str(roles.get(group.name, group.name)), group.n_sent, group.n_invited) for group in count.groups]

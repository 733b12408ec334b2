"""The three forces as three small bars against the bar they must reach: a drawing that is told in words too."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.reporting.names import listed
from assessments.reporting.numbers import distance_to_bar, shown
from assessments.results import Finding
from assessments.scoring.change import Change
from assessments.scoring.values import FORCES, Force

LEFT = 20
"""Where a score of 0 is; one point is one unit wide."""
ROW = 21


@dataclass(frozen=True, slots=True)
class ForceBar:
    """One force; places are text, because an attribute takes no comma."""

    force: Force
    letter: str
    score: str
    width: str
    top: int
    foot: int
    """Where its words stand."""
    trend: str
    """The triangle of a clear change: up, down or empty."""


@dataclass(frozen=True, slots=True)
class ForceBars:
    """The drawing."""

    words: str
    bars: tuple[ForceBar, ...]
    bar_at: str
    """Where the bar is; empty where it may not be shown."""
    height: int


def force_bars(finding: Finding | None, changes: Mapping[Force, Change] | None) -> ForceBars | None:
    """Return the drawing of the scores that may be shown; None when there are none."""
    if finding is None or not finding.scores:
        return None
    bars = tuple(
        _bar(place, force, finding, (changes or {}).get(force))
        for place, force in enumerate(force for force in FORCES if force in finding.scores)
    )
    bar_at = "" if finding.bar is None else f"{LEFT + finding.bar:.1f}"
    return ForceBars(_words(finding), bars, bar_at, ROW * len(bars) + 2)


def _bar(place: int, force: Force, finding: Finding, change: Change | None) -> ForceBar:
    top = 5 + ROW * place
    score = finding.scores[force].value
    return ForceBar(
        force=force,
        letter=force[0].upper(),
        score=shown(score, finding.bar),
        width=f"{score:.1f}",
        top=top,
        foot=top + 11,
        trend=_triangle(change, top) if change else "",
    )


def _triangle(change: Change, top: int) -> str:
    if change.difference > 0:
        return f"M164 {top + 10} l5 -8 l5 8 z"
    return f"M164 {top + 2} l5 8 l5 -8 z"


def _words(finding: Finding) -> str:
    bar = finding.bar
    if bar is None:
        scores = [f"{force} {shown(found.value)}" for force, found in finding.scores.items()]
        return _("Scores from 0 to 100: %(scores)s.") % {"scores": listed(scores)}
    scores = [
        _("%(force)s %(score)s (%(distance)s)")
        % {"force": force, "score": shown(found.value, bar), "distance": distance_to_bar(found.value, bar)}
        for force, found in finding.scores.items()
    ]
    return _("Scores from 0 to 100, with the bar at %(bar)s: %(scores)s.") % {
        "bar": shown(bar, bar),
        "scores": listed(scores),
    }

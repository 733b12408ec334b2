"""Draws the three forces as three small bars against the bar they must reach, with the same in words.

Written in Python and not as a template: an overview has dozens of them, and a template takes several times as long.
"""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.reporting.names import listed
from assessments.reporting.numbers import distance_to_bar, format_score
from assessments.results.findings import Finding
from assessments.scoring.change import Change
from assessments.vocabulary.forces import FORCES, Force

LEFT = 20
"""The position of a score of 0; one point is one unit wide."""
ROW = 21
WIDTH = 178


def force_bars(finding: Finding | None, changes: Mapping[Force, Change] | None) -> SafeString:
    """Draw the scores that may be shown, as SVG; empty when there are none."""
    if finding is None or not finding.scores:
        return mark_safe("")
    forces = [force for force in FORCES if force in finding.scores]
    height = ROW * len(forces) + 2
    said = {force: format_score(finding.scores[force].value, finding.bar) for force in forces}
    rows = "".join(
        _row(force, ROW * place + 5, finding.scores[force].value, said[force])
        + _triangle((changes or {}).get(force), force, ROW * place + 5)
        for place, force in enumerate(forces)
    )
    return format_html(
        '<svg class="force-bars" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>',
        _words(finding, said),
        WIDTH,
        height,
        WIDTH,
        height,
        mark_safe(rows + _bar(finding.bar, height)),  # noqa: S308 – made of numbers and our own words
    )


def _row(force: Force, top: int, score: float, said: str) -> str:
    """Draw one force; numbers in attributes have a decimal point, whatever the language."""
    return (
        f'<g class="force-{force}"><text x="0" y="{top + 11}">{force[0].upper()}</text>'
        f'<rect class="track" x="{LEFT}" y="{top}" width="100" height="12"/>'
        f'<rect class="score" x="{LEFT}" y="{top}" width="{score:.1f}" height="12"/>'
        f'<text x="{LEFT + 106}" y="{top + 11}">{said}</text></g>'
    )


def _triangle(change: Change | None, force: Force, top: int) -> str:
    """Draw a triangle that points the way the score went; nothing without a clear change."""
    if change is None:
        return ""
    path = f"M164 {top + 10} l5 -8 l5 8 z" if change.difference > 0 else f"M164 {top + 2} l5 8 l5 -8 z"
    return f'<path class="trend force-{force}" d="{path}"/>'


def _bar(bar: float | None, height: int) -> str:
    """Draw the line of the bar; nothing if it may not be shown."""
    if bar is None:
        return ""
    ends = f'x1="{LEFT + bar:.1f}" x2="{LEFT + bar:.1f}" y1="1" y2="{height}"'
    return f'<line class="bar-edge" {ends}/><line class="bar" {ends}/>'


def _words(finding: Finding, said: Mapping[Force, str]) -> str:
    bar = finding.bar
    if bar is None:
        scores = [f"{force} {score}" for force, score in said.items()]
        return _("Scores from 0 to 100: %(scores)s.") % {"scores": listed(scores)}
    scores = [
        _("%(force)s %(score)s (%(distance)s)")
        % {"force": force, "score": score, "distance": distance_to_bar(finding.scores[force].value, bar)}
        for force, score in said.items()
    ]
    return _("Scores from 0 to 100, with the bar at %(bar)s: %(scores)s.") % {
        "bar": format_score(bar, bar),
        "scores": listed(scores),
    }

"""Draws the three forces as three small bars, each against the bar it must reach, with the same in words.

Written in Python and not as a template: an overview has dozens of them, and a template takes several times as long.
"""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.disclosure.change import Change
from assessments.disclosure.shown import HIGHEST_SCORE, LOWEST_SCORE
from assessments.reporting.names import listed
from assessments.reporting.numbers import distance_words, score_words
from assessments.results.findings import Finding
from assessments.vocabulary.forces import FORCES, Force

LEFT = 20
"""The position of a score of 0; one point is one unit wide."""
ROW = 21
WIDTH = 192


def force_bars(finding: Finding | None, changes: Mapping[Force, Change] | None) -> SafeString:
    """Draw the scores that may be shown, as SVG; empty when there are none."""
    if finding is None or not finding.scores:
        return mark_safe("")
    forces = [force for force in FORCES if force in finding.scores]
    height = ROW * len(forces) + 2
    rows = "".join(
        _row(force, ROW * place + 5, finding.scores[force].value)
        + _bar(finding.bar_of(force), ROW * place + 1)
        + _triangle((changes or {}).get(force), force, ROW * place + 5)
        for place, force in enumerate(forces)
    )
    return format_html(
        '<svg class="force-bars" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>',
        scores_in_words(finding),
        WIDTH,
        height,
        WIDTH,
        height,
        mark_safe(rows),  # noqa: S308 – made of numbers and our own words
    )


def _row(force: Force, top: int, score: int) -> str:
    """Draw one force; an end of the scale is said with a sign, for which there is room."""
    return (
        f'<g class="force-{force}"><text x="0" y="{top + 11}">{force[0].upper()}</text>'
        f'<rect class="track" x="{LEFT}" y="{top}" width="100" height="12"/>'
        f'<rect class="score" x="{LEFT}" y="{top}" width="{score}" height="12"/>'
        f'<text x="{LEFT + 106}" y="{top + 11}">{brief(score)}</text></g>'
    )


def brief(score: int) -> str:
    """Return a score as a number; an end of the scale with the sign for what lies beyond."""
    if score <= LOWEST_SCORE:
        return f"≤ {score}"
    return f"≥ {score}" if score >= HIGHEST_SCORE else str(score)


def _triangle(change: Change | None, force: Force, top: int) -> str:
    """Draw a triangle that points the way the score went; nothing without a clear change."""
    if change is None:
        return ""
    left = WIDTH - 14
    path = f"M{left} {top + 10} l5 -8 l5 8 z" if change.difference > 0 else f"M{left} {top + 2} l5 8 l5 -8 z"
    return f'<path class="trend force-{force}" d="{path}"/>'


def _bar(bar: float | None, top: int) -> str:
    """Draw the line of a force's bar; nothing if it may not be shown.

    Numbers in attributes have a decimal point, whatever the language.
    """
    if bar is None:
        return ""
    ends = f'x1="{LEFT + bar:.1f}" x2="{LEFT + bar:.1f}" y1="{top}" y2="{top + 20}"'
    return f'<line class="bar-edge" {ends}/><line class="bar" {ends}/>'


def scores_in_words(finding: Finding) -> str:
    """Return the scores that may be shown, each with its distance to its bar."""
    said = [_said(finding, force) for force in FORCES if force in finding.scores]
    return _("Scores from 0 to 100: %(scores)s.") % {"scores": listed(said)}


def _said(finding: Finding, force: Force) -> str:
    score, bar = finding.scores[force], finding.bar_of(force)
    if bar is None:
        return _("%(force)s %(score)s") % {"force": force, "score": score_words(score)}
    values = {"force": force, "score": score_words(score), "distance": distance_words(score, bar)}
    return _("%(force)s %(score)s (%(distance)s)") % values

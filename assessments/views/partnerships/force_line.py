"""Draws the three forces beside each other on one line, for lists of many: each a small bar with its number.

Written in Python and not as a template, for the reason that ``force_bars`` gives.
"""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from assessments.disclosure.change import Change
from assessments.results.findings import Finding
from assessments.vocabulary.forces import FORCES, Force

from .force_bars import brief, scores_in_words

LEFT = 14
"""Where the scale of a force begins, behind its letter."""
SCALE = 0.3
"""Units for a point."""
WIDTH, HEIGHT = 88, 22
_TRACK = 100 * SCALE


def force_line(finding: Finding | None, changes: Mapping[Force, Change] | None) -> SafeString:
    """Draw the scores that may be shown, as SVG; empty when there are none."""
    if finding is None or not finding.scores:
        return mark_safe("")
    drawn = "".join(
        f'<g class="force-{force}" transform="translate({WIDTH * place} 0)">'
        f"{_force(force, finding)}{_triangle((changes or {}).get(force), force)}</g>"
        for place, force in enumerate(FORCES)
        if force in finding.scores
    )
    return format_html(
        '<svg class="force-bars force-line" role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>',
        scores_in_words(finding),
        WIDTH * len(FORCES),
        HEIGHT,
        mark_safe(drawn),  # noqa: S308 – made of numbers and our own words
    )


def _force(force: Force, finding: Finding) -> str:
    score, bar = finding.scores[force].value, finding.bar_of(force)
    drawn = (
        f'<text x="0" y="16">{force[0].upper()}</text>'
        f'<rect class="track" x="{LEFT}" y="6" width="{_TRACK:.1f}" height="10"/>'
        f'<rect class="score" x="{LEFT}" y="6" width="{SCALE * score:.1f}" height="10"/>'
        f'<text x="{LEFT + _TRACK + 4:.1f}" y="16">{brief(score)}</text>'
    )
    if bar is None:
        return drawn
    ends = f'x1="{LEFT + SCALE * bar:.1f}" x2="{LEFT + SCALE * bar:.1f}" y1="2" y2="20"'
    return f'{drawn}<line class="bar-edge" {ends}/><line class="bar" {ends}/>'


def _triangle(change: Change | None, force: Force) -> str:
    """Draw a triangle that points the way the score went; nothing without a clear change."""
    if change is None:
        return ""
    left = WIDTH - 14
    path = f"M{left} 15 l4 -7 l4 7 z" if change.difference > 0 else f"M{left} 8 l4 7 l4 -7 z"
    return f'<path class="trend force-{force}" d="{path}"/>'

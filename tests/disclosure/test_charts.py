"""Whoever lays a ruler on a chart finds the shown numbers, exactly, and nothing between them.

Every mark, strip and line of every chart with a scale is measured. The drawings of a printed report are these too.
"""

import itertools
from base64 import b64decode
from dataclasses import replace
from functools import cache, partial
from re import findall

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import ShownScore
from assessments.reporting.drawing import draw_chart
from tests.soaking import IS_SOAK

from .reading_charts import measured_in, outlines, quarters_in, snapped, strips_without_scale
from .test_media import page_of, result_of, stored_of
from .viewing import FORCES, PROCESSES, SCALES

SEEDS = range(60) if IS_SOAK else (4, 5)
FORMS = (("screen", "wide"), ("screen", "narrow"), ("print", "wide"))
ENDS = {0.0, 100.0}
TENSION = ("B3", "B4", "B5", "B6")


@cache
def svg_of(chart, seed, medium="print", layout="wide"):
    return drawn(chart, result_of(seed), medium, layout)


def drawn(chart, result, medium="print", layout="wide"):
    with override("en"):
        found = draw_chart(chart, result, medium, layout)
    return found and found.svg


def values_of(stored, codes):
    return {stored.statements[code][0] for code in codes if code in stored.statements}


def of_forces(stored):
    scores = stored.scores.values()
    return {number for one in scores for number in one[:3]} | {stored.bar, stored.bar_intentie}


def of_path(stored):
    bars = dict.fromkeys(FORCES, stored.bar) | {"intentie": stored.bar_intentie}
    below = {force: one[0] for force, one in stored.scores.items() if one[0] < bars[force]}
    return set(below.values()) | {bars[force] for force in below}


def of_groups(stored):
    groups = [one for own in stored.groups.values() for one in own.values()]
    ends = {score + way * margin for score, margin in groups if margin for way in (-1, 1)}
    return of_forces(stored) | {score for score, _margin in groups} | {min(max(end, 0), 100) for end in ends}


TOLD = {
    "forces": of_forces,
    "path": of_path,
    "groups": of_groups,
    "stability": lambda stored: set(stored.shares.values()),
    "tension": partial(values_of, codes=TENSION),
    "processes": lambda stored: values_of(stored, PROCESSES) | {62.5},
    **{f"items-{force}": partial(values_of, codes=SCALES[force]) for force in FORCES},
}
"""Per chart with a scale what it is to tell."""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("chart", TOLD)
def test_a_ruler_finds_the_shown_numbers_and_no_others(chart, seed):
    told = TOLD[chart](stored_of(seed))
    pictures = [svg_of(chart, seed, *form) for form in FORMS]
    measured = [snapped(measured_in(svg).all, told) for svg in pictures if svg]
    assert [found - ENDS for found in measured] == [told - ENDS] * len(measured)
    assert measured or chart in {"path", "groups"} or not told


@pytest.mark.parametrize("chart", ["path", "groups"])
def test_charts_that_may_be_absent_are_measured_too(chart):
    assert any(svg_of(chart, seed) for seed in SEEDS)


def test_a_strip_of_a_reason_ends_at_a_quarter_or_a_half():
    told = set()
    for seed, form in itertools.product(SEEDS, FORMS[:2]):
        strips = strips_without_scale(svg_of("reasons", seed, *form))
        left, whole = min(start for start, _end in strips), {"wide": 260, "narrow": 140}[form[1]]
        told |= {round((x - left) / whole, 4) for strip in strips for x in strip}
    assert len(told) > 2
    assert told <= {0, 0.25, 0.5, 0.75, 1}


@pytest.mark.parametrize("form", FORMS)
def test_boxes_tell_the_shown_quarters_and_no_more(form):
    told = []
    for seed, force in itertools.product(SEEDS, FORCES):
        shown, svg = result_of(seed).disclosed, svg_of(f"items-{force}", seed, *form)
        scores = {code: shown.statements[code].value for code in SCALES[force] if code in shown.statements}
        codes = sorted(scores, key=scores.__getitem__)
        expected = [shown.distributions[code] for code in codes if code in shown.distributions]
        assert (quarters_in(svg) if svg else []) == expected
        told += expected
    assert len(set(told)) > 3


def test_a_box_that_is_full_in_part_is_found_out():
    svg = svg_of("items-actie", 5)
    dashed = findall(r' stroke-dasharray="[^"]+"', svg)
    assert dashed
    with pytest.raises(AssertionError):
        quarters_in(svg.replace(dashed[0], "", 1))


def test_a_chart_of_a_finer_number_is_found_out():
    result = result_of(4)
    finer = result.disclosed.scores | {"actie": ShownScore(57.3, 40, 70, 8.0)}
    svg = drawn("forces", replace(result, disclosed=replace(result.disclosed, scores=finer)))
    assert snapped(measured_in(svg).all, of_forces(stored_of(4))) - of_forces(stored_of(4)) - ENDS


def test_a_printed_report_holds_these_drawings():
    pictures = findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page_of(4, "print"))
    found = {tuple(outlines(b64decode(picture).decode())) for picture in pictures}
    assert len(found) >= 8
    same = [chart for chart in TOLD if svg_of(chart, 4) and tuple(outlines(svg_of(chart, 4))) in found]
    assert same == [chart for chart in TOLD if svg_of(chart, 4)]

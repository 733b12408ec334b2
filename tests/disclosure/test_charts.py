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
from tests.conftest import IS_SOAK

from .reading_charts import measured_in, outlines, snapped, strips_without_scale
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


def test_a_strip_without_a_scale_is_as_long_as_its_number_says():
    told, lengths = set(), set()
    for seed, form in itertools.product(SEEDS, FORMS[:2]):
        strips = strips_without_scale(svg_of("tension", seed, *form))
        values = values_of(stored_of(seed), TENSION)
        left = min(start for start, _end in strips)
        ends = {round(end - left, 3) for start, end in strips if start == left}
        width = max(ends) / max(values)
        assert {round(end / width, 2) for end in ends} == values
        lengths.add(round(width, 4))
        told |= values
    assert len(told) > 2
    assert len(lengths) == 2  # one of each form, whatever the numbers


def test_the_size_of_a_spot_tells_a_quarter_and_no_more():
    sizes = set()
    for seed, force in itertools.product(SEEDS, FORCES):
        sizes |= measured_in(svg_of(f"items-{force}", seed)).spots
    assert 1 < len(sizes) <= 4


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

"""That a chart knows the shown numbers and nothing else: no other number, and no place for a hidden decimal."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import Disclosed, ShownGroup
from assessments.reporting.charts.values import Chart, Layout, Medium
from assessments.reporting.numbers import format_number
from tests.some import some

from . import disclosed
from .pictures import CHARTS, OUTCOMES, pictures, words

NUMBER = re.compile(r"\d+(?:,\d+)?")
FORMS: tuple[tuple[Medium, Layout], ...] = (("print", "wide"), ("screen", "narrow"))
ALWAYS = {"0", "50", "100", "95"}
"""The marks of a scale, and the 95% of an interval."""


def _written(values: Iterator[float | None]) -> set[str]:
    with override("nl"):
        return {
            format_number(abs(value), 0 if float(value).is_integer() else 1) for value in values if value is not None
        }


def _numbers_of_forces(shown: Disclosed) -> Iterator[float | None]:
    yield from (shown.bar, shown.bar_intentie)
    if shown.bar is not None and shown.bar_intentie is not None:
        yield shown.bar - shown.bar_intentie
    for force, score in shown.scores.items():
        yield from (score.value, score.low, score.high)
        bar = shown.bar_intentie if force == "intentie" else shown.bar
        if bar is not None:
            yield score.value - bar
    for step in shown.path:
        yield from (step.start, step.goal, step.goal - step.start)


def _numbers_of_the_rest(shown: Disclosed) -> Iterator[float | None]:
    for forces in shown.groups.values():
        for group in forces.values():
            yield from (group.score, group.margin)
    for organisation in shown.organisations.values():
        yield from (organisation.importance, organisation.served)
    yield from (statement.value for statement in shown.statements.values())
    yield from shown.shares.values()
    yield from range(1, max(len(shown.organisations), 5) + 1)  # the numbers on the map and of the processes


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_number_in_a_chart_is_a_shown_one(layout):
    for name, chart in some(pictures(layout=layout)):
        shown = OUTCOMES[name.split()[0]]()
        allowed = ALWAYS | _written(_numbers_of_forces(shown)) | _written(_numbers_of_the_rest(shown))
        named = " ".join([*shown.organisations, *shown.groups])
        said = words(chart)
        for found in some(NUMBER.findall(said) or ["0"]):
            assert found in allowed or found in NUMBER.findall(named), (name, found)


def _all_charts(shown: Disclosed) -> list[tuple[Chart, bytes]]:
    """Return every chart in each form, with its picture in dots."""
    with override("nl"):
        drawn = [draw(shown, medium, layout) for draw in CHARTS.values() for medium, layout in FORMS]
    return [
        (chart, chart.canvas.png() if place % len(FORMS) == 0 else b"") for place, chart in enumerate(drawn) if chart
    ]


def test_results_that_show_the_same_numbers_have_the_same_charts_to_the_byte():
    """What differs here is in a result, and in no chart: standard errors, counts, reasons for hiding, open answers."""
    one = disclosed.schijnsamenwerking()
    other = replace(
        one,
        scores={force: replace(score, se_repeat=9.5) for force, score in one.scores.items()},
        n_respondents="50+",
        n_valid="10-19",
        n=dict.fromkeys(one.n, "5-9"),
        n_organisations="<5",
        response=None,
        dont_know={},
        withheld=(),
        open_answers={},
        divergence=None,
        divergence_by_chance=None,
        blind_spot=None,
        decided=True,
        weighting="respondent",
    )
    assert one != other
    drawn = _all_charts(one)
    assert len(drawn) == len(FORMS) * len(CHARTS)
    assert _all_charts(other) == drawn


@pytest.mark.parametrize(
    ("chart", "changes"),
    [
        ("chain", {"scores": {"actie": 38}}),
        ("forces", {"scores": {"actie": 38}}),
        ("groups", {"groups": {"manager": {"actie": ShownGroup(55, 10)}}}),
        ("processes", {"statements": {"P1": 65}}),
        ("items-actie", {"statements": {"A1": 30}}),
        ("tension", {"statements": {"B3": 65}}),
        ("stability", {"shares": {"gezond": 10}}),
        ("reasons", {"reasons": {"b": 3}}),
    ],
)
def test_another_shown_number_is_another_picture(chart, changes):
    """Otherwise the charts of two results would be the same because they show nothing."""
    one = disclosed.schijnsamenwerking()
    values = {
        name: {**getattr(one, name), **{key: _changed(one, name, key, value) for key, value in parts.items()}}
        for name, parts in changes.items()
    }
    with override("nl"):
        before, after = (CHARTS[chart](shown, "screen", "wide") for shown in (one, replace(one, **values)))
    assert before is not None
    assert after is not None
    assert before.svg != after.svg


def _changed(shown: Disclosed, name: str, key: str, value: object) -> object:
    if isinstance(value, int) and name in ("scores", "statements"):
        return replace(getattr(shown, name)[key], value=value)
    return value

"""The rounds of a partnership beside one another, in shown scores."""

import itertools
from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import ShownScore
from assessments.reporting.charts.rounds import rounds_compared
from assessments.vocabulary.languages import LANGUAGES

from . import disclosed
from .pictures import lines, result_after
from .shown import scores_of

BEFORE = scores_of(70, 35, 5)


def _drawn(result, layout="wide", language="nl"):
    with override(language):
        chart = rounds_compared(result, medium="print", layout=layout)
    assert chart is not None
    return chart


def test_each_force_is_told_from_the_first_round_to_the_last():
    chart = _drawn(result_after(disclosed.schijnsamenwerking(), scores_of(60, 30, 40), BEFORE))
    assert chart.alt == (
        "Intentie: van 60 in oktober 2024 naar 81 in oktober 2026. "
        "Actie: van 30 in oktober 2024 naar 37 in oktober 2026. "
        "Verbinding: van 40 in oktober 2024 naar 46 in oktober 2026."
    )
    assert chart.table.rows[2] == ("verbinding", "40 (33 tot 47)", "5 of lager (5 of lager tot 12)", "46 (39 tot 53)")


def test_score_without_an_interval_is_told_without_one():
    bare = {force: replace(score, low=None, high=None) for force, score in BEFORE.items()}
    chart = _drawn(result_after(disclosed.schijnsamenwerking(), bare))
    assert [row[1] for row in chart.table.rows] == ["70", "35", "5 of lager"]
    assert chart.svg.count('fill="#f6e1d2"') == 1


def test_score_at_an_end_has_an_arrow_and_the_picture_says_what_that_means():
    without = _drawn(result_after(disclosed.schijnsamenwerking(), scores_of(60, 30, 40)))
    assert not any("pijl" in line.text for line in lines(without))
    said = [line.text for line in lines(_drawn(result_after(disclosed.schijnsamenwerking(), BEFORE)))]
    assert "Een pijl naast een score betekent: deze score of lager." in said


def test_force_that_a_round_did_not_show_is_a_dash():
    chart = _drawn(result_after(disclosed.schijnsamenwerking(), {"actie": ShownScore(30, 25, 35, 2.0)}, BEFORE))
    assert [row[1] for row in chart.table.rows] == ["–", "30 (25 tot 35)", "–"]


@pytest.mark.parametrize(
    "changes", [{"model_version": "1"}, {"questionnaire_version": "1"}, {"profile_version": 2}, {"scores": {}}]
)
def test_round_that_cannot_be_compared_is_not_drawn(changes):
    with override("nl"):
        result = result_after(disclosed.schijnsamenwerking(), BEFORE, **changes)
        assert rounds_compared(result, medium="print") is None


@pytest.mark.parametrize(("layout", "language"), list(itertools.product(("wide", "narrow"), LANGUAGES)))
def test_words_stay_within_the_picture_and_apart(layout, language):
    rounds = (BEFORE, scores_of(95, 95, 95), {"actie": ShownScore(30, None, None, None)})
    chart = _drawn(result_after(disclosed.all_0(), *rounds), layout, language)
    said = lines(chart)
    assert len(said) > 10
    for place, line in enumerate(said):
        assert line.left >= -0.5
        assert line.right <= (720.5 if layout == "wide" else 296.5)
        assert not any(line.overlaps(other) for other in said[place + 1 :]), line

"""The rounds of a partnership beside one another, in shown scores."""

import itertools
from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import ShownScore
from assessments.reporting.charts.rounds import rounds_compared
from assessments.reporting.charts.style import LIGHT
from assessments.vocabulary.languages import LANGUAGES
from tests.disclosure.reading_charts import outlines

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
    assert any(text.endswith("Een pijl naast een score betekent: deze score of lager.") for text in said)


def test_each_line_names_its_change_and_whether_that_is_chance():
    shown = disclosed.schijnsamenwerking()
    before = scores_of(81, 36, 90)
    for layout in ("wide", "narrow"):
        said = " ".join(line.text for line in lines(_drawn(result_after(shown, scores_of(20, 20, 20), before), layout)))
        assert "gelijk" in said
        assert "+1, kan toeval zijn" in said
        assert "−44, meer dan toeval" in said
        assert "sinds oktober 2025" in said


def test_change_of_a_score_that_is_open_has_no_number():
    said = [line.text for line in lines(_drawn(result_after(disclosed.schijnsamenwerking(), BEFORE)))]
    assert "hoger, meer dan toeval" in said
    assert not any("41" in text for text in said)


def test_months_are_written_as_the_language_writes_them():
    result = result_after(disclosed.schijnsamenwerking(), scores_of(60, 30, 40))
    for language, month in (("nl", "okt 2025"), ("en", "Oct 2025")):
        chart = _drawn(result, language=language)
        assert month in chart.table.columns
        assert month in {line.text for line in lines(chart)}


def test_force_that_this_round_does_not_show_is_left_out():
    scores = {name: one for name, one in scores_of(60, 30, 40).items() if name != "actie"}
    chart = _drawn(result_after(disclosed.schijnsamenwerking(scores=scores), BEFORE))
    assert [row[0] for row in chart.table.rows] == ["intentie", "verbinding"]


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_marks_stand_at_the_height_of_their_scores_and_at_no_other(layout):
    rounds = (scores_of(60, 30, 40), scores_of(12, 88, 40))
    chart = _drawn(result_after(disclosed.schijnsamenwerking(), *rounds), layout)
    found = outlines(chart.svg)
    top, _middle, bottom = sorted(one.ys[0] for one in found if one.stroke == LIGHT["line-soft"] and not one.is_closed)
    colours = {LIGHT[force] for force in ("intentie", "actie", "verbinding")}
    marks = [one.height for one in found if one.is_closed and {one.fill, one.stroke} & colours]
    told = {round(100 * (bottom - y) / (bottom - top), 1) for y in marks}
    assert told == {60, 30, 40, 12, 88, 81, 37, 46}


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
        assert line.right <= (720.5 if layout == "wide" else 336.5)
        assert not any(line.overlaps(other) for other in said[place + 1 :]), line

"""The chain picture: what breaks, where, and what it says of that."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.reporting.charts.chain import NARROW, WIDE
from assessments.reporting.charts.chain_links import chain_of
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.languages import LANGUAGES
from tests.some import some

from . import disclosed
from .pictures import CHARTS, OUTCOMES, lines, picture

BREAKS = {
    "schijnsamenwerking": (0, "broken"),
    "startfase": (0, "open"),
    "eilandsamenwerking": (1, "cracked"),
}


def _chain(result):
    with override("nl"):
        chain = chain_of(result, disclosed.PROFILE)
    assert chain is not None
    return chain


def _drawn(result, layout="wide"):
    with override("nl"):
        chart = CHARTS["chain"](result, "print", layout)
    assert chart is not None
    return chart


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_chain_breaks_where_the_diagnosis_says(outcome):
    chain = _chain(OUTCOMES[outcome]())
    expected, kind = BREAKS.get(outcome, (None, None))
    if outcome in ("bar_withheld", "with_holes"):
        expected, kind = 0, "broken"
    if outcome == "large":
        expected, kind = 1, "cracked"
    assert chain.broken_after == expected
    if expected is not None:
        assert chain.joins[expected] == kind


@pytest.mark.parametrize("outcome", BREAKS)
@pytest.mark.parametrize(("layout", "plan"), [("wide", WIDE), ("narrow", NARROW)])
def test_break_is_named_at_its_place(outcome, layout, plan):
    chart = picture(outcome, "chain", "print", layout)
    assert chart is not None
    first_word = _chain(OUTCOMES[outcome]()).break_words.split()[0]
    (line,) = [line for line in lines(chart) if line.text.startswith(first_word) and line.size in (14, 15)]
    index = BREAKS[outcome][0]
    assert line.left < plan.between(index) < line.right
    assert abs((line.left + line.right) / 2 - plan.between(index)) < (1 if layout == "wide" else 40)


def test_whole_chain_names_no_break():
    for outcome in ("gezond", "stevig", "rem_onbekend", "all_100"):
        chain = _chain(OUTCOMES[outcome]())
        assert chain.joins == ("whole", "whole")
        assert chain.break_words == ""


def test_links_that_fail_leave_the_next_one_slack():
    assert _chain(disclosed.schijnsamenwerking()).joins == ("broken", "slack")
    assert _chain(disclosed.eilandsamenwerking()).joins == ("whole", "cracked")
    assert _chain(disclosed.eilandsamenwerking(level="vastgelopen")).joins == ("whole", "broken")


def test_missing_foundation_is_the_headline_and_no_word_of_schijn():
    chain = _chain(disclosed.fundament_ontbreekt())
    chart = _drawn(disclosed.fundament_ontbreekt())
    assert chain.headline == "Het fundament ontbreekt: intentie haalt de lat niet"
    assert not chain.has_foundation
    assert chain.joins == ("slack", "slack")
    assert "schijn" not in chart.svg + chart.alt
    (line,) = [line for line in lines(chart) if line.text == "Hier ontbreekt het fundament"]
    assert line.left < WIDE.middle(0) < line.right


def test_young_partnership_is_not_closed_yet_rather_than_broken():
    for level in ("vastgelopen", "dreigend"):
        chart = _drawn(disclosed.startfase(level=level))
        assert "nog niet gesloten" in chart.alt
        assert "gebroken" not in chart.alt
        assert "breekt" not in chart.svg


def test_every_outcome_says_something_else():
    outcomes = ("schijnsamenwerking", "startfase", "eilandsamenwerking", "gezond", "stevig", "fundament_ontbreekt")
    for language in some(LANGUAGES):
        charts = [picture(outcome, "chain", language=language) for outcome in outcomes]
        assert len({chart.alt for chart in charts if chart}) == len(outcomes)
        assert len({chart.alt.split(".")[0] for chart in charts if chart}) == len(outcomes)


def test_alternative_says_the_diagnosis_the_scores_and_the_bar():
    chart = picture("schijnsamenwerking", "chain")
    assert chart is not None
    assert chart.alt == (
        "De keten is gebroken tussen intentie en actie. Intentie scoort 81, actie 37 en verbinding 46; "
        "de lat ligt op 66,1, waarvan 3,6 doordat belangen remmen."
    )


def test_close_call_is_said_in_the_picture():
    assert any("nipt" in line.text for line in lines(_drawn(disclosed.eilandsamenwerking())))
    assert not any("nipt" in line.text for line in lines(_drawn(disclosed.schijnsamenwerking())))


def test_brake_of_interests_is_drawn_and_counted():
    text = " ".join(line.text for line in lines(_drawn(disclosed.schijnsamenwerking())))
    assert "Belangen remmen: de lat ligt 3,6 hoger" in text
    text = " ".join(line.text for line in lines(_drawn(disclosed.rem_onbekend())))
    assert "onbekend" in text
    text = " ".join(line.text for line in lines(_drawn(disclosed.all_100())))
    assert "niet hoger" in text


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_withheld_bar_is_not_drawn_and_cannot_be_found(layout):
    chart = _drawn(disclosed.bar_withheld(), layout)
    everything = chart.svg + chart.alt + repr(chart.table)
    assert "66,1" not in everything
    assert "onder de lat" not in everything
    assert "boven de lat" not in everything
    assert "81" in chart.alt


@pytest.mark.parametrize(
    ("diagnosis", "flags", "expected"),
    [
        ("schijnsamenwerking", (), (True, False, False)),
        ("eilandsamenwerking", (), (True, True, False)),
        ("gezond", (), (True, True, True)),
        ("gezond", ("intentie_zwak",), (False, True, True)),
    ],
)
def test_links_follow_the_diagnosis_when_the_bar_is_withheld(diagnosis, flags, expected):
    chain = _chain(disclosed.bar_withheld(diagnosis=diagnosis, flags=flags))
    assert tuple(link.is_present for link in chain.links) == expected


def test_link_at_the_bar_holds():
    result = disclosed.gezond(bar=63.35)
    at_bar = replace(result.scores["verbinding"], value=63.35)
    chain = _chain(replace(result, scores={**result.scores, "verbinding": at_bar}))
    assert chain.links[2].is_present
    assert chain.links[2].words == "op de lat"


def test_score_that_is_withheld_leaves_an_empty_link():
    chart = _drawn(disclosed.with_holes())
    assert chart.table.rows[0] == ("intentie", "–", "niet getoond")


@pytest.mark.parametrize("bar", [1.0, 30.0, 50.0, 90.0, 130.0])
@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_any_bar_that_an_admin_may_set_leaves_the_words_readable(bar, layout):
    profile = ScoringProfile(threshold=min(bar, 90.0), brake=40.0)
    with override("nl"):
        chart = _drawn_with(disclosed.schijnsamenwerking(bar=bar), profile, layout)
    drawn = lines(chart)
    for position, line in some(enumerate(drawn)):
        assert not any(line.overlaps(other) for other in drawn[position + 1 :]), line
        assert line.top >= 0


def _drawn_with(result, profile, layout):
    from assessments.reporting.charts.chain import chain_picture

    chart = chain_picture(result, profile, medium="print", layout=layout)
    assert chart is not None
    return chart

"""The chain picture: where it is not closed, how far, and what it says of that."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import ShownScore
from assessments.reporting.charts.chain import NARROW_PLAN, WIDE_PLAN, chain_picture
from assessments.reporting.charts.chain_links import chain_of
from assessments.vocabulary.languages import LANGUAGES
from tests.some import some

from . import disclosed
from .pictures import CHARTS, OUTCOMES, lines, picture, result_after, result_of
from .shown import scores_of

NOT_CLOSED = {
    "schijnsamenwerking": (0, "open"),
    "opbouwfase": (0, "open"),
    "stalled": (0, "broken"),
    "nipt": (0, "nearly"),
    "eilandsamenwerking": (1, "nearly"),
}


def _chain(shown):
    with override("nl"):
        chain = chain_of(result_of(shown))
    assert chain is not None
    return chain


def _drawn(shown, layout="wide"):
    with override("nl"):
        chart = CHARTS["chain"](shown, "print", layout)
    assert chart is not None
    return chart


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_chain_is_not_closed_where_the_diagnosis_says(outcome):
    shown = OUTCOMES[outcome]()
    chain = _chain(shown)
    gap = {"schijnsamenwerking": 0, "eilandsamenwerking": 1}.get(shown.diagnosis)
    expected = None if shown.level == "fundament_ontbreekt" else gap
    assert chain.broken_after == expected
    if outcome in NOT_CLOSED:
        assert (chain.broken_after, chain.joins[chain.broken_after]) == NOT_CLOSED[outcome]


@pytest.mark.parametrize("outcome", NOT_CLOSED)
@pytest.mark.parametrize(("layout", "plan"), [("wide", WIDE_PLAN), ("narrow", NARROW_PLAN)])
def test_what_is_not_closed_is_named_at_its_place(outcome, layout, plan):
    chart = picture(outcome, "chain", "print", layout)
    assert chart is not None
    chain = _chain(OUTCOMES[outcome]())
    first_word = chain.break_words.split()[0]
    (line,) = [line for line in lines(chart) if line.text.startswith(first_word) and line.size in (15, 18)]
    index = NOT_CLOSED[outcome][0]
    assert line.left < plan.between(index) < line.right
    assert abs((line.left + line.right) / 2 - plan.between(index)) < (1 if layout == "wide" else 40)


def test_whole_chain_names_nothing():
    for outcome in ("gezond", "stevig", "rem_onbekend", "all_100", "kern_en_rand", "intentie_rond_de_lat"):
        chain = _chain(OUTCOMES[outcome]())
        assert chain.joins == ("whole", "whole")
        assert chain.break_words == ""


def test_links_that_fail_leave_the_next_one_slack():
    assert _chain(disclosed.schijnsamenwerking()).joins == ("open", "slack")
    assert _chain(disclosed.eilandsamenwerking()).joins == ("whole", "nearly")
    assert _chain(disclosed.eilandsamenwerking(level="uitgesproken")).joins == ("whole", "open")


@pytest.mark.parametrize(
    ("outcome", "headline", "words"),
    [
        ("schijnsamenwerking", "De keten is nog niet gesloten tussen intentie en actie", "Deze stap is nog te klein"),
        ("opbouwfase", "De keten is nog niet gesloten tussen intentie en actie", "Deze stap is nog te klein"),
        ("nipt", "De keten is bijna gesloten tussen intentie en actie", "Deze stap is bijna gezet"),
        ("eilandsamenwerking", "De keten is bijna gesloten tussen actie en verbinding", "Deze stap is bijna gezet"),
        ("stalled", "De keten is gebroken tussen intentie en actie", "Hier zit het vast"),
        ("kern_en_rand", "De keten houdt in de kern, en nog niet aan de rand", ""),
        ("intentie_rond_de_lat", "Het fundament is onzeker: intentie ligt rond de lat", ""),
        ("stevig", "De keten houdt stevig", ""),
        ("gezond", "De keten houdt, maar is kwetsbaar", ""),
    ],
)
def test_picture_says_what_the_chain_does(outcome, headline, words):
    chain = _chain(OUTCOMES[outcome]())
    assert (chain.headline, chain.break_words) == (headline, words)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_only_what_stalled_over_two_rounds_is_broken(outcome):
    shown = OUTCOMES[outcome]()
    for layout in ("wide", "narrow"):
        chart = _drawn(shown, layout)
        assert ("gebroken" in chart.alt) == ("vastgelopen" in shown.flags)
        assert "Hier breekt" not in chart.svg


def test_chain_that_rises_is_not_closed_yet_however_near_the_bar():
    shown = disclosed.nipt()
    with override("nl"):
        rising = chain_picture(result_after(shown, scores_of(78, 40, 60)), medium="print")
        steady = chain_picture(result_after(shown, scores_of(78, 65, 76)), medium="print")
    assert rising is not None
    assert steady is not None
    assert rising.alt.startswith("De keten is nog niet gesloten tussen intentie en actie.")
    assert steady.alt.startswith("De keten is bijna gesloten tussen intentie en actie.")


def test_the_words_at_the_step_say_what_the_headline_says():
    being_built = _chain(disclosed.opbouwfase(level="dreigend"))
    assert being_built.headline.startswith("De keten is nog niet gesloten")
    assert (being_built.joins[0], being_built.break_words) == ("open", "Deze stap is nog te klein")


def test_missing_foundation_is_the_headline_and_no_word_of_schijn():
    chain = _chain(disclosed.fundament_ontbreekt())
    chart = _drawn(disclosed.fundament_ontbreekt())
    assert chain.headline == "Het fundament ontbreekt: intentie haalt de lat niet"
    assert not chain.has_foundation
    assert chain.joins == ("slack", "slack")
    assert "schijn" not in chart.svg + chart.alt
    (line,) = [line for line in lines(chart) if line.text == "Hier ontbreekt het fundament"]
    assert line.left < WIDE_PLAN.middle(0) < line.right


def test_every_outcome_says_something_else():
    outcomes = ("schijnsamenwerking", "stalled", "eilandsamenwerking", "gezond", "stevig", "fundament_ontbreekt")
    for language in some(LANGUAGES):
        charts = [picture(outcome, "chain", language=language) for outcome in outcomes]
        assert len({chart.alt.split(".")[0] for chart in charts if chart}) == len(outcomes)


def test_alternative_says_the_chain_the_scores_and_both_bars():
    chart = picture("schijnsamenwerking", "chain")
    assert chart is not None
    assert chart.alt == (
        "De keten is nog niet gesloten tussen intentie en actie. Intentie scoort 81, actie 37 en verbinding 46. "
        "De lat voor actie en verbinding ligt op 66,5: 4 hoger doordat belangen remmen. "
        "De lat voor intentie ligt op 62,5. Scores lopen van 0 (klopt niet) tot 100 (klopt helemaal)."
    )
    level = picture("stevig", "chain")
    assert level is not None
    assert level.alt.endswith(
        "Intentie scoort 83, actie 85 en verbinding 80; de lat ligt op 62,5. Scores lopen van 0 (klopt niet) tot 100 "
        "(klopt helemaal)."
    )


def test_close_call_is_said_in_the_picture():
    assert any("nipt" in line.text for line in lines(_drawn(disclosed.eilandsamenwerking())))
    assert not any("nipt" in line.text for line in lines(_drawn(disclosed.schijnsamenwerking())))


def test_brake_of_interests_is_drawn_and_counted():
    text = " ".join(line.text for line in lines(_drawn(disclosed.schijnsamenwerking())))
    assert "Belangen remmen: de lat ligt 4 hoger" in text
    text = " ".join(line.text for line in lines(_drawn(disclosed.rem_onbekend())))
    assert "onbekend" in text
    text = " ".join(line.text for line in lines(_drawn(disclosed.all_100())))
    assert "niet hoger" in text


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_intentie_has_a_bar_of_its_own_where_interests_lift_the_other(layout):
    plan = WIDE_PLAN if layout == "wide" else NARROW_PLAN
    lifted = {line.text: line for line in lines(_drawn(disclosed.fundament_ontbreekt(), layout))}
    assert lifted["62,5"].left > plan.start(0) + plan.breadth
    assert lifted["62,5"].right < plan.start(1)
    assert lifted["68,5"].left > plan.start(2) + plan.breadth
    level = [line.text for line in lines(_drawn(disclosed.stevig(), layout))]
    assert level.count("62,5") == 1


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_result_of_version_1_has_one_bar_that_interests_lift_for_all(layout):
    chart = _drawn(disclosed.of_version_1(), layout)
    said = [line.text for line in lines(chart)]
    assert said.count("66,5") == 1
    assert "62,5" not in " ".join(said) + chart.alt + repr(chart.table)
    assert "de lat ligt op 66,5, waarvan 4 doordat belangen remmen" in chart.alt
    assert chart.table.rows[0] == ("intentie", "81", "14,5 boven de lat")


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_withheld_bar_is_not_drawn_and_cannot_be_found(layout):
    chart = _drawn(disclosed.bar_withheld(), layout)
    everything = chart.svg + chart.alt + repr(chart.table)
    assert "66,5" not in everything
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


def test_whole_score_shows_on_which_side_of_its_bar_it_lies():
    shown = disclosed.gezond()
    for score, is_present, words in ((63, False, "0,5 onder de lat"), (64, True, "0,5 boven de lat")):
        chain = _chain(replace(shown, scores={**shown.scores, "verbinding": ShownScore(score, None, None, None)}))
        assert (chain.links[2].is_present, chain.links[2].words) == (is_present, words)
    chain = _chain(replace(shown, scores={**shown.scores, "intentie": ShownScore(63, None, None, None)}))
    assert (chain.links[0].is_present, chain.links[0].words) == (True, "0,5 boven de lat")


def test_score_that_is_withheld_leaves_an_empty_link():
    chart = _drawn(disclosed.with_holes())
    assert chart.table.rows[0] == ("intentie", "–", "niet getoond")


@pytest.mark.parametrize(
    ("threshold", "bar"),
    [
        *((1.5, 1.5), (1.5, 30.5), (30.5, 50.5), (50.5, 90.5), (62.5, 62.5)),
        *((62.5, 63.5), (62.5, 72.5), (62.5, 102.5), (90.5, 90.5), (90.5, 130.5)),
    ],
)
@pytest.mark.parametrize("layout", ["wide", "narrow"])
@pytest.mark.parametrize("make", [disclosed.schijnsamenwerking, disclosed.eilandsamenwerking, disclosed.all_100])
def test_any_bar_that_an_admin_may_set_leaves_the_words_readable(threshold, bar, layout, make):
    chart = _drawn(replace(make(), bar=bar, bar_intentie=threshold), layout)
    drawn = lines(chart)
    for position, line in some(enumerate(drawn)):
        assert not any(line.overlaps(other) for other in drawn[position + 1 :]), line
        assert line.top >= 0

"""How numbers are written, and that tables hold the disclosed ones."""

import pytest
from django.utils.translation import override

from assessments.reporting.numbers import distance_to_bar, format_score, points_shown, rounded, share_words

from . import disclosed
from .pictures import OUTCOMES, picture


@pytest.mark.parametrize(
    ("value", "bar", "expected"),
    [
        (81.46, 66.14, "81"),
        (81.5, 66.14, "82"),
        (65.3, 66.14, "65,3"),
        (67.14, 66.14, "67,1"),
        (67.15, 66.14, "67"),
        (65.14, 66.14, "65,1"),
        (66.14, 66.14, "66,1"),
        (66.14, None, "66"),
        (0.0, 62.5, "0"),
        (100.0, 62.5, "100"),
        (62.45, 62.5, "62,5"),
        (0.49999, None, "0"),
        (49.75, 62.5, "50"),
        (2.5, None, "3"),
    ],
)
def test_scores_are_whole_except_near_the_bar(value, bar, expected):
    with override("nl"):
        assert format_score(value, bar) == expected


def test_numbers_are_written_as_in_the_language():
    with override("en"):
        assert format_score(66.14, 66.14) == "66.1"


def test_halves_are_rounded_up_whatever_their_binary_form():
    assert rounded(0.15, 1) == 0.2
    assert rounded(2.675, 2) == 2.68
    assert rounded(64.49999999999999) == 65
    assert rounded(64.4999) == 64


@pytest.mark.parametrize(
    ("value", "bar", "expected"),
    [
        (81.46, 66.14, "15 boven de lat"),
        (36.88, 66.14, "29 onder de lat"),
        (64.1, 63.35, "0,7 boven de lat"),
        (62.5, 62.5, "op de lat"),
        (62.48, 62.5, "net onder de lat"),
        (62.5 - 1e-12, 62.5, "op de lat"),
        (61.5, 62.5, "1,0 onder de lat"),
    ],
)
def test_distance_is_that_of_the_numbers_as_shown(value, bar, expected):
    with override("nl"):
        assert distance_to_bar(value, bar) == expected


def test_points_are_what_a_reader_who_subtracts_finds():
    with override("nl"):
        for value, bar in ((64.1, 63.35), (63.36, 63.35), (62.84, 63.35)):
            numbers = [float(format_score(number, bar).replace(",", ".")) for number in (value, bar)]
            assert float(points_shown(value, bar).replace(",", ".")) == pytest.approx(abs(numbers[0] - numbers[1]))


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.0, "0%"), (0.004, "minder dan 1%"), (0.005, "1%"), (0.963, "96%"), (0.9951, "meer dan 99%"), (1.0, "100%")],
)
def test_shares_never_say_all_or_nothing_when_it_is_not(share, expected):
    with override("nl"):
        assert share_words(share) == expected


def _rows(outcome, chart):
    drawn = picture(outcome, chart)
    return [] if drawn is None else drawn.table.rows


def _by_first(outcome, chart):
    return {row[0]: row[1:] for row in _rows(outcome, chart)}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_tables_hold_the_scores_of_the_forces(outcome):
    result = OUTCOMES[outcome]()
    for chart in ("chain", "forces"):
        rows = _by_first(outcome, chart)
        for force in disclosed.FORCE_CODES:
            score = result.scores.get(force)
            with override("nl"):
                assert rows[force][0] == ("–" if score is None else format_score(score.value, result.bar))
        assert ("de lat" in rows) == (result.bar is not None)


def test_table_of_forces_holds_the_intervals():
    rows = _by_first("schijnsamenwerking", "forces")
    assert rows["intentie"] == ("81", "74 tot 88", "15 boven de lat")
    assert rows["actie"] == ("37", "29 tot 44", "29 onder de lat")
    assert rows["verbinding"] == ("46", "39 tot 53", "20 onder de lat")
    assert rows["de lat"] == ("66,1", "–", "–")


def test_table_says_so_where_a_score_or_interval_is_missing():
    rows = _by_first("with_holes", "forces")
    assert rows["intentie"] == ("–", "–", "niet getoond")
    assert rows["actie"] == ("37", "–", "29 onder de lat")


def test_table_of_groups_holds_every_shown_group():
    drawn = picture("schijnsamenwerking", "groups")
    assert drawn is not None
    assert drawn.table.rows == (
        ("de hele samenwerking", "81", "74 tot 88", "37", "29 tot 44", "46", "39 tot 53"),
        ("professionals", "61", "53 tot 70", "47", "40 tot 55", "53", "45 tot 61"),
        ("managers", "77", "65 tot 89", "69", "55 tot 83", "58", "44 tot 71"),
    )
    assert [row[0] for row in _rows("large", "groups")][1:] == sorted(disclosed.large().groups, key=str.casefold)


def test_table_of_the_path_holds_what_must_rise():
    assert _rows("schijnsamenwerking", "path") == (
        ("actie", "37", "66,1", "+29"),
        ("verbinding", "46", "66,1", "+20"),
    )
    assert len(_rows("fundament_ontbreekt", "path")) == 3
    assert _rows("gezond", "path") == []
    assert _rows("bar_withheld", "path") == []


def test_table_of_items_begins_with_the_most_divided():
    rows = _rows("schijnsamenwerking", "items-actie")
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)
    statement = "In het dagelijks werk is duidelijk wie wat doet, en wanneer."
    assert rows[0] == (statement, "32", "1,1", "4%", "13%", "21%", "41%", "21%")


def test_deviation_never_hides_on_which_side_of_the_limit_it_is():
    assert [row[2] for row in _rows("with_holes", "items-actie")] == ["0,98", "–"]


def test_table_of_interests_holds_organisations_that_are_not_on_the_map():
    drawn = picture("with_holes", "interests")
    assert drawn is not None
    assert drawn.table.rows == (("Half gezien", "50", "–", "–"), ("Helemaal gezien", "50", "50", "drager"))
    assert "Half gezien" not in drawn.svg


def test_table_of_processes_holds_who_leads_each():
    assert _rows("schijnsamenwerking", "processes") == (
        ("Doelen bepalen", "59", "overheid en bestuurders"),
        ("Praktisch samenwerken", "41", "professionals"),
        ("Structureren", "50", "managers"),
        ("Verbreden en verdiepen", "63", "overheid en bestuurders"),
        ("Lering trekken", "39", "overheid"),
    )


def test_table_of_reasons_begins_with_the_shared_one():
    rows = _rows("schijnsamenwerking", "reasons")
    assert rows[0] == ("cliënten, leerlingen of inwoners beter helpen", "gedeeld", "71%")
    assert {row[1] for row in rows[1:]} == {"eigen"}
    assert [row[2] for row in rows[1:]] == ["54%", "33%", "29%", "25%", "21%", "17%", "12%", "4%"]


def test_tension_that_is_arranged_does_not_brake():
    drawn = picture("schijnsamenwerking", "tension")
    assert drawn is not None
    assert [row[1] for row in drawn.table.rows] == ["65", "44", "36"]
    assert "3,6 hoger" in drawn.alt
    assert picture("rem_onbekend", "tension") is None
    none = picture("all_100", "tension")
    assert none is not None
    assert "niet hoger" in none.alt


def test_table_of_certainty_holds_the_three_outcomes():
    assert _rows("schijnsamenwerking", "stability") == (
        ("gezond", "1%"),
        ("schijnsamenwerking", "96%"),
        ("eilandsamenwerking", "3%"),
    )


def test_alternative_of_groups_says_where_they_differ_most():
    drawn = picture("schijnsamenwerking", "groups")
    assert drawn is not None
    assert drawn.alt == (
        "De groepen verschillen het meest op actie: het hoogst scoren managers met 69, het laagst professionals met 47."
    )
    alone = picture("with_holes", "groups")
    assert alone is not None
    assert "managers" in alone.alt


def test_alternative_of_the_map_names_the_bottlenecks():
    drawn = picture("schijnsamenwerking", "interests")
    assert drawn is not None
    assert drawn.alt == (
        "Kaart van 6 organisaties: de samenwerking is belangrijk voor GGZ Oosterlicht en Jeugdzorg De Linde, "
        "maar levert daar weinig op."
    )

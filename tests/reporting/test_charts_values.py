"""That tables, alternatives and pictures hold the shown numbers, in the order in which they are told."""

import re
from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import ShownGroup, ShownStatement
from assessments.reporting.numbers import group_words, score_words, statement_words
from tests.some import some

from . import disclosed
from .pictures import CHARTS, DRAWN_OUTCOMES, OUTCOMES, lines, picture
from .shown import at


def _drawn(shown, chart):
    with override("nl"):
        found = CHARTS[chart](shown, "print", "wide")
    assert found is not None
    return found


def _rows(outcome, chart):
    drawn = picture(outcome, chart)
    return () if drawn is None else drawn.table.rows


def _by_first(outcome, chart):
    return {row[0]: row[1:] for row in _rows(outcome, chart)}


@pytest.mark.parametrize("outcome", DRAWN_OUTCOMES)
def test_tables_hold_the_scores_of_the_forces(outcome):
    result = OUTCOMES[outcome]()
    for chart in ("chain", "forces"):
        rows = _by_first(outcome, chart)
        for force in some(disclosed.FORCE_CODES):
            score = result.scores.get(force)
            with override("nl"):
                assert rows[force][0] == ("–" if score is None else score_words(score))


def test_table_of_forces_holds_the_intervals_and_each_its_own_bar():
    rows = _by_first("schijnsamenwerking", "forces")
    assert rows["intentie"] == ("81", "74 tot 88", "62,5", "18,5 boven de lat")
    assert rows["actie"] == ("37", "30 tot 44", "66,5", "29,5 onder de lat")
    assert rows["verbinding"] == ("46", "39 tot 53", "66,5", "20,5 onder de lat")


def test_table_of_forces_says_where_a_number_ends():
    assert _by_first("all_100", "forces")["actie"][:2] == ("95 of hoger", "93 tot 95 of hoger")
    assert _by_first("all_0", "forces")["actie"][:2] == ("5 of lager", "5 of lager tot 7")


def test_table_says_so_where_a_score_or_interval_is_missing():
    rows = _by_first("with_holes", "forces")
    assert rows["intentie"] == ("–", "–", "62,5", "niet getoond")
    assert rows["actie"] == ("37", "–", "66,5", "29,5 onder de lat")


def test_alternative_of_the_forces_says_each_bar():
    drawn = picture("schijnsamenwerking", "forces")
    assert drawn is not None
    assert drawn.alt == (
        "Intentie scoort 81 bij een lat van 62,5. Actie scoort 37 en verbinding 46 bij een lat van 66,5. "
        "Elke score heeft een marge. Scores lopen van 0 (klopt niet) tot 100 (klopt helemaal)."
    )
    assert "marge" not in _drawn(disclosed.with_holes(), "forces").alt


def test_bar_is_named_once_where_it_is_the_same_and_twice_where_it_is_not():
    for layout in ("wide", "narrow"):
        for outcome, expected in (
            ("stevig", ["de lat: 62,5"]),
            ("schijnsamenwerking", ["de lat: 62,5", "de lat: 66,5"]),
            ("of_version_1", ["de lat: 66,5"]),
            ("bar_withheld", []),
        ):
            chart = picture(outcome, "forces", "print", layout)
            assert chart is not None
            assert [line.text for line in lines(chart) if line.text.startswith("de lat")] == expected


def test_table_of_groups_holds_every_shown_group():
    drawn = picture("schijnsamenwerking", "groups")
    assert drawn is not None
    assert drawn.table.rows == (
        ("de hele samenwerking", "81", "74 tot 88", "37", "30 tot 44", "46", "39 tot 53"),
        ("professionals", "75", "± 10", "30", "± 10", "45", "± 10"),
        ("managers", "85", "–", "50", "–", "50", "–"),
    )
    assert [row[0] for row in _rows("large", "groups")][1:] == sorted(disclosed.large().groups, key=str.casefold)


def test_group_of_fewer_than_ten_has_a_mark_and_no_strip():
    def strips(margin):
        groups = {"manager": {"actie": ShownGroup(50, margin)}}
        return _drawn(disclosed.schijnsamenwerking(groups=groups), "groups").svg.count('fill="#f6e1d2"')

    assert strips(None) == 1  # that of the whole
    assert strips(10) == 2


def test_group_at_an_end_is_told_as_such():
    groups = {"manager": {"actie": ShownGroup(90, 5)}, "professional": {"actie": ShownGroup(10, None)}}
    drawn = _drawn(disclosed.schijnsamenwerking(groups=groups), "groups")
    assert drawn.alt == (
        "De groepen verschillen het meest op actie: het hoogst scoren managers met 90 of hoger, "
        "het laagst professionals met 10 of lager."
    )
    with override("nl"):
        assert group_words(groups["manager"]["actie"]) in drawn.table.rows[2]
    said = " ".join(line.text for line in lines(drawn))
    assert "deze score of hoger, of deze score of lager" in said


def test_table_of_the_path_holds_what_must_rise():
    assert _rows("schijnsamenwerking", "path") == (
        ("actie", "37", "66,5", "+29,5"),
        ("verbinding", "46", "66,5", "+20,5"),
    )
    assert _rows("fundament_ontbreekt", "path")[0] == ("intentie", "29", "62,5", "+33,5")
    assert len(_rows("fundament_ontbreekt", "path")) == 3
    assert _rows("gezond", "path") == ()
    assert _rows("bar_withheld", "path") == ()
    drawn = picture("fundament_ontbreekt", "path")
    assert drawn is not None
    assert drawn.alt == (
        "Om de lat te halen, moet intentie van 29 naar 62,5, actie van 24 naar 68,5 en verbinding van 23 naar 68,5."
    )


@pytest.mark.parametrize("outcome", DRAWN_OUTCOMES)
@pytest.mark.parametrize("force", ["intentie", "actie", "verbinding"])
def test_statements_stand_lowest_first_then_in_the_order_of_the_questionnaire(outcome, force):
    shown = OUTCOMES[outcome]()
    codes = [code for code in disclosed.FORCE_CODES[force] if code in shown.statements]
    codes.sort(key=lambda code: (shown.statements[code].value, code))
    with override("nl"):
        expected = [statement_words(shown.statements[code]) for code in codes]
    assert [row[1] for row in _rows(outcome, f"items-{force}")] == expected


def test_equal_statements_keep_the_order_of_the_questionnaire():
    statements = {code: at(40) for code in ("A6", "A1", "A4")}
    rows = _drawn(disclosed.schijnsamenwerking(statements=statements), "items-actie").table.rows
    assert [row[0].split()[0:2] for row in rows] == [["De", "partners"], ["In", "het"], ["Medewerkers", "van"]]
    assert "scoren hetzelfde: 40" in _drawn(disclosed.schijnsamenwerking(statements=statements), "items-actie").alt


def test_table_of_statements_holds_shares_in_quarters_and_what_is_divided():
    drawn = picture("schijnsamenwerking", "items-actie")
    assert drawn is not None
    assert drawn.table.columns == (
        "Uitspraak",
        "Score",
        "Meningen verdeeld",
        "‘klopt niet’ of ‘klopt voor een klein deel’",
        "‘klopt voor de helft’",
        "‘klopt voor een groot deel’ of ‘klopt helemaal’",
    )
    rows = {row[0]: row[1:] for row in drawn.table.rows}
    divided = "Medewerkers van verschillende partners werken in één team."
    assert rows[divided] == ("50", "ja", "25 tot 50 %", "minder dan 25 %", "50 tot 75 %")
    assert {row[1] for row in rows.values()} == {"ja", "nee"}
    assert "Over 1 uitspraak zijn de meningen verdeeld." in drawn.alt


def test_statements_below_ten_answers_say_nothing_of_how_they_were_spread():
    drawn = picture("below_ten", "items-actie")
    assert drawn is not None
    assert drawn.table.columns == ("Uitspraak", "Score")
    assert "irkel" not in "".join(line.text for line in lines(drawn))
    assert "verdeeld" not in drawn.alt + drawn.svg


def test_table_of_interests_holds_organisations_that_are_not_on_the_map():
    drawn = picture("with_holes", "interests")
    assert drawn is not None
    assert drawn.table.rows == (("Half gezien", "50", "–", "–"), ("Helemaal gezien", "75", "100", "drager"))
    said = [line.text for line in lines(drawn)]
    assert "Niet op de kaart" in said
    assert "Half gezien" in said


def test_table_of_processes_holds_who_goes_first():
    assert _rows("schijnsamenwerking", "processes") == (
        ("Doelen bepalen", "60", "overheid en bestuurders"),
        ("Praktisch samenwerken", "40", "professionals"),
        ("Structureren", "50", "managers"),
        ("Verbreden en verdiepen", "65", "overheid en bestuurders"),
        ("Lering trekken", "40", "overheid"),
    )
    said = [line.text for line in lines(_drawn(disclosed.schijnsamenwerking(), "processes"))]
    assert "als eerste aan zet: professionals" in said
    assert not any("trekkers" in text for text in said)


def test_alternative_of_processes_praises_none_that_is_hard_going():
    low = {"P1": 25, "P2": 20, "P3": 45, "P4": 30, "P5": 40}
    statements = {code: at(value) for code, value in low.items()}
    drawn = _drawn(disclosed.schijnsamenwerking(statements=statements), "processes")
    assert drawn.alt == ("Alle processen gaan moeizaam, van ‘Structureren’ (45) tot ‘Praktisch samenwerken’ (20).")
    alike = {code: at(40) for code in low}
    drawn = _drawn(disclosed.schijnsamenwerking(statements=alike), "processes")
    assert drawn.alt == "De processen scoren ongeveer gelijk: 40."


def test_processes_are_held_against_the_bar_of_intentie():
    said = [line.text for line in lines(_drawn(disclosed.fundament_ontbreekt(), "processes"))]
    assert "de lat: 62,5" in said
    assert "de lat: 68,5" not in said


def test_table_of_reasons_begins_with_the_shared_one():
    rows = _rows("schijnsamenwerking", "reasons")
    assert rows[0] == ("cliënten, leerlingen of inwoners beter helpen", "gedeeld", "50 tot 75 %")
    assert {row[1] for row in rows[1:]} == {"eigen"}
    quarters = ["50 tot 75 %", *["25 tot 50 %"] * 3, *["minder dan 25 %"] * 4]
    assert [row[2] for row in rows[1:]] == quarters


def test_reasons_below_ten_people_are_told_in_halves():
    rows = _rows("below_ten", "reasons")
    assert {row[2] for row in rows} == {"minder dan de helft", "de helft of meer"}


def test_tension_is_told_by_its_statements_and_what_they_do_to_the_bar():
    drawn = picture("schijnsamenwerking", "tension")
    assert drawn is not None
    assert [row[1] for row in drawn.table.rows] == ["60", "55", "40", "45"]
    assert drawn.alt.endswith("Belangen remmen: de lat ligt 4 hoger.")
    assert picture("rem_onbekend", "tension") is None
    none = picture("all_100", "tension")
    assert none is not None
    assert "niet hoger" in none.alt
    assert [row[1] for row in none.table.rows] == ["10 of lager"] * 2 + ["90 of hoger"] * 2


def test_table_of_certainty_holds_the_chance_of_the_three_outcomes():
    drawn = picture("schijnsamenwerking", "stability")
    assert drawn is not None
    assert drawn.table.columns == ("Uitkomst", "Kans")
    assert drawn.table.rows == (
        ("gezond", "hooguit ongeveer 5 %"),
        ("schijnsamenwerking", "meer dan 95 %"),
        ("eilandsamenwerking", "hooguit ongeveer 5 %"),
    )
    assert drawn.alt == (
        "De kans dat de samenwerking gezond is, is hooguit ongeveer 5 %. De kans op schijnsamenwerking is "
        "meer dan 95 %, en op eilandsamenwerking hooguit ongeveer 5 %."
    )


def test_chance_is_at_least_95_only_where_that_is_known():
    likely = disclosed.schijnsamenwerking(certainty="waarschijnlijk")
    assert _drawn(likely, "stability").table.rows[1][1] == "ongeveer 95 %"
    assert _drawn(disclosed.capped(), "stability").table.rows[1][1] == "meer dan 95 %"


@pytest.mark.parametrize("outcome", DRAWN_OUTCOMES)
def test_no_chance_is_told_as_all_or_nothing(outcome):
    told = " ".join(row[1] for row in _rows(outcome, "stability"))
    assert not {"0", "100"} & set(re.findall(r"\d+", told))


def test_alternative_of_the_map_names_the_bottlenecks():
    drawn = picture("schijnsamenwerking", "interests")
    assert drawn is not None
    assert drawn.alt == (
        "Kaart van 6 organisaties. Voor GGZ Oosterlicht en Jeugdzorg De Linde is de samenwerking belangrijk, "
        "en er lukt nog weinig van wat die willen."
    )
    none = {name: replace(found, place=None) for name, found in disclosed.ORGANISATIONS.items()}
    text = _drawn(disclosed.schijnsamenwerking(organisations=none), "interests").alt
    assert text.startswith("Kaart van 6 organisaties. Van geen enkele organisatie")


def test_place_is_told_by_the_answers_and_not_by_the_field():
    organisations = {"Midden": replace(disclosed.ORGANISATIONS["GGZ Oosterlicht"], place=None)}
    drawn = _drawn(disclosed.schijnsamenwerking(organisations=organisations), "interests")
    said = [line.text for line in lines(drawn)]
    assert "Geen plaats" in said
    assert "Knelpunt" not in said
    assert drawn.table.rows == (("Midden", "75", "25", "–"),)


@pytest.mark.parametrize(("value", "step", "is_end"), [(80, 10, True), (80, 5, False), (90, 5, True), (20, 10, True)])
def test_bar_of_a_statement_is_open_only_at_an_end_of_its_own_grid(value, step, is_end):
    statements = {"P1": ShownStatement(value, step)}
    drawn = _drawn(disclosed.schijnsamenwerking(statements=statements), "processes")
    assert ("stroke-dasharray" in drawn.svg) == is_end
    assert any("stippellijn" in line.text for line in lines(drawn)) == is_end

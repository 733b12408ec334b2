"""What the report says of interests: what clashes and is arranged, reasons, places on the map, holding back."""

from dataclasses import replace

import pytest

from assessments.disclosure.shown import ShownOrganisation
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.interests import blind_spot
from assessments.reporting.assemble.report import Facts, Figure
from assessments.reporting.assemble.wording import clash

from . import disclosed
from .reading import blocks_in, texts_in
from .results import VERSIONS, frozen_result
from .shown import at

FIRST = VERSIONS | {"model": "1", "questionnaire": "1"}
RIGHT = "Deze kaart rust op wat één of enkele mensen namens hun organisatie antwoordden."


def report_of(shown, language="nl", **facts):
    return assemble(frozen_result(shown, **facts), language=language)


def said(shown, language="nl", **facts):
    return " ".join(texts_in(report_of(shown, language, **facts), "interests"))


def answering(**statements):
    shown = disclosed.gezond()
    return replace(shown, statements=shown.statements | {code: at(value) for code, value in statements.items()})


def without(*codes):
    shown = disclosed.gezond()
    return replace(
        shown, statements={code: one for code, one in shown.statements.items() if code not in codes}, blind_spot=None
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (60, "Belangen botsen (60)."),
        (55, "Belangen botsen soms (55)."),
        (40, "Belangen botsen soms (40)."),
        (35, "Belangen botsen weinig (35)."),
        (90, "Belangen botsen (90 of hoger)."),
    ],
)
def test_how_strongly_interests_clash_is_told_by_its_statement(value, sentence):
    assert sentence in said(answering(B3=value))


@pytest.mark.parametrize(("value", "expected"), [(60, "much"), (40, "some"), (35, "little")])
def test_others_that_hold_back_are_no_clash(value, expected):
    assert clash(frozen_result(answering(B3=value, B6=90))) == expected


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("B4", 65, "De partners zijn open over hun belangen (65)."),
        ("B4", 60, "De partners zijn nog niet open genoeg over hun belangen (60)."),
        ("B5", 65, "Wat u doet als belangen botsen, is goed afgesproken (65)."),
        ("B5", 60, "Wat u doet als belangen botsen, is nog niet goed genoeg afgesproken (60)."),
    ],
)
def test_what_is_arranged_is_told_by_its_statements(code, value, sentence):
    assert sentence in said(answering(**{code: value}))


def test_what_is_not_shown_of_clash_and_arrangement_is_not_told():
    text = said(without("B3", "B4", "B5", "B6"))
    assert "botst en wat geregeld is" not in text
    assert "Belangen botsen " not in text
    assert clash(frozen_result(without("B3"))) is None
    assert "Belangen botsen " not in said(without("B3"))
    assert "open over hun belangen" in said(without("B3"))


@pytest.mark.parametrize(
    ("share", "unit", "words"),
    [(3, "quarters", "drie kwart of meer"), (0, "quarters", "minder dan een kwart"), (1, "halves", "de helft of meer")],
)
def test_the_shared_reason_is_told_in_quarters_or_halves(share, unit, words):
    text = said(disclosed.gezond(reasons={"a": share, "b": 0}, reasons_in=unit))
    assert f"noemde {words} de gedeelde reden: “cliënten, leerlingen of inwoners beter helpen”." in text


def test_without_the_shared_reason_or_its_unit_nothing_is_told_of_it():
    assert "gedeelde reden" not in said(disclosed.gezond(reasons={"b": 3}))
    assert "gedeelde reden" not in said(disclosed.gezond(reasons_in=None))
    assert "Waarom organisaties meedoen" not in said(disclosed.gezond(reasons={}))


def test_reasons_that_differ_by_chance_have_no_number():
    text = said(disclosed.gezond(reasons_differ=False, divergence=45, divergence_by_chance=40))
    assert "De redenen van organisaties verschillen niet meer van elkaar dan die van mensen binnen één" in text
    assert "45" not in text


def test_reasons_that_truly_differ_are_told_beside_chance():
    text = said(disclosed.gezond(reasons_differ=True, divergence=60, divergence_by_chance=35))
    assert "De redenen van organisaties verschillen echt: 60, op een schaal van 0" in text
    assert "Door toeval alleen zou dat ongeveer 35 zijn." in text


@pytest.mark.parametrize(("value", "chance"), [(None, None), (60, None), (60, 60)])
def test_reasons_that_differ_without_numbers_that_say_so_have_none(value, chance):
    text = said(disclosed.gezond(reasons_differ=True, divergence=value, divergence_by_chance=chance))
    assert "De redenen van organisaties verschillen meer dan door toeval kan." in text
    assert "60" not in text


def test_it_is_not_said_whether_reasons_differ_where_that_is_not_known():
    text = said(disclosed.gezond(reasons_differ=None, divergence=60, divergence_by_chance=None))
    assert "De redenen van organisaties" not in text


def on_the_map(**places):
    found = {name: ShownOrganisation(75, 50, place, ()) for name, place in places.items()}
    return disclosed.gezond(organisations=found)


def test_one_or_more_bottlenecks_are_named_with_what_to_ask():
    assert "Voor Zorg is de samenwerking belangrijk, en er lukt nog weinig van wat die wil. Vraag wat zou" in said(
        on_the_map(Zorg="knelpunt", School=None)
    )
    assert "Voor School en Zorg is de samenwerking belangrijk, en er lukt nog weinig van wat die willen." in said(
        on_the_map(Zorg="knelpunt", School="knelpunt")
    )
    many = said(on_the_map(**{f"Partner{n}": "knelpunt" for n in range(6)}))
    assert "Voor 6 organisaties is de samenwerking belangrijk" in many


def test_places_are_listed_with_what_they_mean():
    report = report_of(on_the_map(Zorg="knelpunt", School="drager", Politie=None))
    rows = [row for block in blocks_in(report, "interests", Facts) for row in block.rows]
    assert [name for _place, name in rows] == ["School", "Zorg"]


def test_an_organisation_without_a_place_is_only_said_to_have_none():
    text = said(on_the_map(Zorg="knelpunt", Politie=None))
    assert "Bij Politie wijzen de antwoorden geen kant op, of zijn het er te weinig om van een drager" in text
    assert "wijzen de antwoorden geen kant op" not in said(on_the_map(Zorg="knelpunt"))
    assert "meelifter" not in text
    assert "toeschouwer" not in text


def test_the_map_says_on_whom_it_rests_and_without_organisations_there_is_none():
    assert RIGHT in said(on_the_map(Politie=None))
    report = report_of(disclosed.gezond(organisations={}))
    assert RIGHT not in " ".join(texts_in(report, "interests"))
    assert Figure("interests") not in blocks_in(report, "interests", Figure)


@pytest.mark.parametrize(
    ("others", "own", "words"),
    [
        (55, 40, "Mensen zien andere partners zich vaker inhouden (55) dan hun eigen organisatie (40)."),
        (50, 40, "Andere partners (50) en de eigen organisatie (40) houden zich volgens de antwoorden ongeveer"),
        (40, 50, "Andere partners (40) en de eigen organisatie (50) houden zich volgens de antwoorden ongeveer"),
        (40, 55, "Mensen zien hun eigen organisatie zich vaker inhouden (55) dan andere partners (40)."),
    ],
)
def test_holding_back_is_compared_from_fifteen_points(others, own, words):
    assert words in said(answering(B6=others, B7=own))


@pytest.mark.parametrize(("others", "own", "expected"), [(55, 40, 15), (50, 40, 0), (40, 55, -15)])
def test_the_blind_spot_is_nothing_below_fifteen_points(others, own, expected):
    assert blind_spot(frozen_result(answering(B6=others, B7=own))) == expected


def test_without_a_blind_spot_the_two_statements_stand_apart():
    text = said(disclosed.below_ten())
    assert "vaker inhouden" not in text
    assert "“Hoe vaak houdt een andere partner zich in voor het eigen belang?” scoort 60." in text
    assert blind_spot(frozen_result(disclosed.below_ten())) == 0


def test_the_first_questionnaire_is_never_compared():
    shown = disclosed.of_version_1(blind_spot=40)
    text = said(shown, versions=FIRST)
    assert "vaker inhouden" not in text
    assert "even vaak" not in text
    assert "doen andere partners minder dan ze kunnen" in text
    assert blind_spot(frozen_result(shown, versions=FIRST)) == 0


def test_version_1_has_no_word_on_chance_or_on_organisations_without_a_place():
    text = said(disclosed.of_version_1(), versions=FIRST)
    assert "toeval" not in text
    assert "niet genoeg om er" not in text
    assert RIGHT in text

"""The title of the part on the forces and of its pictures is their message, and the shown numbers bear it out."""

import re
from dataclasses import replace

import pytest
from django.utils import translation

from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.shown import ShownPerception, ShownStatement
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.report import Figure, Paragraph, titled
from assessments.reporting.assemble.titles.forces import of_the_forces, of_the_scores, of_the_statements
from assessments.reporting.assemble.titles.groups import of_the_groups
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.shortfalls import SHORTFALLS
from tests.some import some

from . import disclosed
from .reading import section
from .results import VERSIONS, frozen_result
from .shown import FORCE_CODES, at, group, path_of, scores_of

FIRST = VERSIONS | {"questionnaire": "1"}


def scored(intentie, actie, verbinding, bar=62.5, *, name="schijnsamenwerking", statements=None, **changes):
    """Return a result with these scores, in which all statements are high but for some."""
    scores = scores_of(intentie, actie, verbinding)
    shown = {code: at(80) for codes in FORCE_CODES.values() for code in codes}
    shown |= {code: at(value) for code, value in (statements or {}).items()}
    values = {"scores": scores, "bar": bar, "path": path_of(scores, bar), "groups": {}, "statements": shown}
    return frozen_result(replace(getattr(disclosed, name)(), **values | changes))


def in_dutch(title, *args):
    with translation.override("nl"):
        return title(*args)


def test_a_part_has_its_message_as_title_and_what_it_is_about_beside_it():
    blocks = (Paragraph("Tekst."),)
    part = titled("forces", "De drie krachten", "Actie blijft achter", blocks)
    assert (part.title, part.label, part.name) == ("Actie blijft achter", "De drie krachten", "De drie krachten")
    plain = titled("forces", "De drie krachten", "", blocks)
    assert (plain.title, plain.label, plain.name) == ("De drie krachten", "", "De drie krachten")


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (scored(81, 37, 46, statements={"A2": 20}), "Actie blijft achter: er is zelden één werkplan"),
        (scored(81, 37, 46, statements={"A2": 35}), "Actie blijft achter: er is zelden één werkplan"),
        (scored(81, 37, 46, statements={"A2": 40}), "Actie blijft achter: er is lang niet overal één werkplan"),
        (scored(81, 37, 46, statements={"A2": 55}), "Actie blijft achter: er is lang niet overal één werkplan"),
        (scored(81, 37, 46, statements={"A2": 60}), "Actie blijft achter"),
        (scored(81, 37, 46, statements={"A3": 20, "A2": 20}), "Actie blijft achter: er is zelden één werkplan"),
        (scored(81, 60, 80), "Actie ligt net onder de lat"),
        (scored(81, 59, 80), "Actie blijft achter"),
        (
            scored(81, 75, 46, name="eilandsamenwerking", statements={"V1": 30, "A2": 20}),
            "Verbinding blijft achter: de partners helpen elkaar zelden als het moeilijk wordt",
        ),
        (
            scored(29, 24, 23, name="fundament_ontbreekt", statements={"I2": 20, "A2": 10}),
            "Intentie blijft achter: de gezamenlijke doelen staan nog nauwelijks op papier",
        ),
        (
            scored(60, 72, 70, name="intentie_rond_de_lat", statements={"I4": 45}),
            "Intentie ligt rond de lat: er is maar deels afgesproken wat iedere partner bijdraagt",
        ),
        (scored(64, 72, 70, name="intentie_rond_de_lat"), "Intentie ligt rond de lat"),
        (scored(80, 72, 70, name="gezond"), "Alle drie de krachten halen de lat, en niet alle drie ruim"),
        (scored(83, 85, 80, name="stevig"), "Alle drie de krachten liggen ruim boven de lat"),
        (
            scored(80, 72, 70, name="kern_en_rand"),
            "Gemiddeld halen alle drie de krachten de lat, maar een rand komt nog niet mee",
        ),
        (
            scored(80, 72, 70, name="gezond", groups={"professional": {"actie": group(50)}}),
            "Alle drie de krachten halen de lat, maar volgens de professionals gebeurt er nog niet genoeg",
        ),
    ],
)
def test_the_forces_say_which_is_short_and_what_is_lacking_most(result, title):
    assert in_dutch(of_the_forces, result) == title


def test_what_is_asked_in_other_words_is_quoted():
    lowest = {"A6": at(20)}
    first = frozen_result(replace(scored(81, 37, 46).disclosed, statements=lowest), versions=FIRST)
    assert in_dutch(of_the_forces, first) == (
        "Actie blijft achter: het laagst scoort “Cliënten of inwoners worden beter geholpen doordat we samenwerken”"
    )
    second = frozen_result(first.disclosed)
    assert in_dutch(of_the_forces, second).endswith("cliënten of inwoners worden zelden vanuit één plan geholpen")


def test_every_statement_about_a_force_has_its_words():
    asked = questionnaire("2").instrument.forces
    assert sorted(SHORTFALLS) == sorted(code for codes in asked.values() for code in codes)
    assert [code for code, words in SHORTFALLS.items() if words.since > 1] == ["I6", "A6", "V5"]


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (scored(81, 37, 46), "Intentie haalt de lat; actie en verbinding niet"),
        (scored(81, 70, 46), "Intentie en actie halen de lat; verbinding niet"),
        (scored(29, 24, 23), "Geen van de drie krachten haalt de lat"),
        (scored(80, 72, 70), "Verbinding heeft de minste ruimte: ruim 7 punten"),
        (scored(80, 72, 63), "Verbinding heeft de minste ruimte: minder dan een punt"),
        (scored(80, 70, 70), "Actie en verbinding hebben de minste ruimte"),
        (scored(95, 95, 95), "Alle drie de krachten halen de lat"),
    ],
)
def test_the_scores_say_which_reach_the_bar(result, title):
    assert in_dutch(of_the_scores, result) == title


def test_without_a_bar_the_lowest_score_is_named_if_it_is_one():
    assert in_dutch(of_the_scores, scored(81, 37, 46, None, path=(), bar_intentie=None)) == (
        "Actie scoort het laagst: 37"
    )
    assert in_dutch(of_the_scores, scored(81, 37, 37, None, path=(), bar_intentie=None)) == ""


def test_a_force_that_is_not_shown_is_not_counted():
    result = frozen_result(disclosed.with_holes())
    assert in_dutch(of_the_scores, result) == "Actie en verbinding halen de lat niet"


@pytest.mark.parametrize(
    ("statements", "title"),
    [
        ({"A2": 20, "A1": 30}, "Er is zelden één werkplan"),
        ({"A2": 50}, "Er is lang niet overal één werkplan"),
        ({"A2": 60}, "Alle uitspraken over actie scoren 60 of hoger"),
        ({}, "Alle uitspraken over actie scoren 80 of hoger"),
    ],
)
def test_the_statements_say_what_is_lacking_most_or_that_all_are_high(statements, title):
    assert in_dutch(of_the_statements, scored(81, 70, 70, statements=statements), "actie") == title


def test_statements_that_are_not_shown_are_not_spoken_of():
    shown = {"A1": ShownStatement(80, 10), "A3": ShownStatement(70, 10)}
    result = scored(81, 70, 70)
    result = replace(result, disclosed=replace(result.disclosed, statements=shown))
    assert in_dutch(of_the_statements, result, "actie") == (
        "Alle uitspraken over actie die te zien zijn, scoren 70 of hoger"
    )
    assert in_dutch(of_the_statements, result, "intentie") == ""


def grouped(split="role", perception=(), **scores):
    groups = {name: dict(zip(FORCES, map(group, values), strict=True)) for name, values in scores.items()}
    return frozen_result(disclosed.schijnsamenwerking(groups=groups, split=split, perception=perception))


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (
            grouped(professional=(70, 30, 50), bestuurder=(75, 60, 55)),
            "Over actie lopen de rollen het verst uiteen: van 30 (professionals) tot 60 (bestuurders)",
        ),
        (grouped(professional=(70, 30, 50), manager=(75, 35, 55)), "De rollen zien elke kracht ongeveer gelijk"),
        (
            grouped("organisation", Alfa=(70, 30, 50), Bravo=(75, 60, 55)),
            "Over actie lopen de organisaties het verst uiteen: van 30 tot 60",
        ),
        (grouped("organisation", Alfa=(70, 30, 50), Bravo=(70, 30, 50)), ""),
        (grouped(professional=(70, 30, 50)), ""),
    ],
)
def test_the_groups_say_where_they_are_furthest_apart(result, title):
    assert in_dutch(of_the_groups, result) == title


def test_the_groups_say_which_one_role_sees_a_force_otherwise():
    views = (ShownPerception("professional", "actie", "lower"), ShownPerception("bestuurder", "actie", "higher"))
    for perception, title in (
        (views[:1], "Professionals zien actie lager dan de anderen"),
        (views, "Over actie lopen de rollen het verst uiteen: van 30 (professionals) tot 35 (bestuurders)"),
    ):
        result = grouped(perception=perception, professional=(70, 30, 50), bestuurder=(70, 35, 50))
        part = section(assemble(result, language="nl"), "forces")
        figures = {block.chart: block.title for block in part.blocks if isinstance(block, Figure)}
        assert figures["groups"] == title


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_ends_in_a_full_stop_or_says_what_its_label_says(language):
    for name in some(("schijnsamenwerking", "gezond", "with_holes", "bar_withheld", "onvoldoende_gegevens")):
        for part in some(assemble(frozen_result(getattr(disclosed, name)()), language=language).sections):
            figures = [block.title for block in part.blocks if isinstance(block, Figure)]
            assert not [title for title in (part.title, *figures) if title.endswith(".")]
            assert part.title != part.label
            assert part.title.lstrip("“")[:1].isupper()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SHORTFALLS)
def test_each_statement_says_what_is_lacking_in_words_of_its_own(code, language):
    force = next(one for one in FORCES if code in FORCE_CODES[one])
    with translation.override(language):
        little, partly = (of_the_statements(scored(50, 50, 50, statements={code: score}), force) for score in (20, 50))
    assert little != partly
    for title in some([little, partly]):
        assert title[:1].isupper()
        assert not re.search(r"[.%“]", title)

"""The titles about the outcome, interests, processes and what changed, against the shown numbers."""

from dataclasses import replace

import pytest
from django.utils import translation

from assessments.disclosure.shown import ShownFoundation, ShownOrganisation, ShownStatement
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.report import Actions
from assessments.reporting.assemble.titles.interests import (
    of_the_interests,
    of_the_map,
    of_the_reasons,
    of_the_tension,
)
from assessments.reporting.assemble.titles.outcome import (
    of_the_chances,
    of_the_outcome,
    of_the_path,
    of_the_reasons_why,
)
from assessments.reporting.assemble.titles.processes import of_the_bars, of_the_processes
from assessments.reporting.assemble.titles.since import of_the_rounds, of_what_changed
from assessments.reporting.earlier import earlier_round
from assessments.vocabulary.roles import ADVISED

from . import disclosed
from .reading import blocks_in, section
from .results import VERSIONS, frozen_result
from .shown import path_of, scores_of, shares_of


def made(name, **changes):
    versions = VERSIONS | ({"model": "1", "questionnaire": "1"} if name in {"of_version_1", "bar_withheld"} else {})
    return frozen_result(getattr(disclosed, name)(**changes), versions=versions)


def said(title, result, language="nl"):
    with translation.override(language):
        return title(result)


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (made("schijnsamenwerking"), "De uitkomst is duidelijk: schijnsamenwerking"),
        (made("capped"), "De uitkomst is waarschijnlijk: schijnsamenwerking"),
        (made("nipt"), "De uitkomst is nipt: schijnsamenwerking of gezond"),
        (made("nipt", shares={}), "De uitkomst is schijnsamenwerking, en het is nipt"),
        (made("fundament_ontbreekt"), "Het is duidelijk dat het fundament ontbreekt"),
        (
            made("fundament_ontbreekt", foundation=ShownFoundation(80, "waarschijnlijk", ())),
            "Het is waarschijnlijk dat het fundament ontbreekt",
        ),
        (made("fundament_ontbreekt", foundation=ShownFoundation(60, "nipt", ())), ""),
        (made("fundament_ontbreekt", foundation=None), ""),
        (made("kern_en_rand"), "Gemiddeld is de uitkomst gezond, maar de rand komt nog niet mee"),
        (made("intentie_rond_de_lat"), "Actie en verbinding wijzen op gezond, en het fundament is onzeker"),
        (made("gezond", certainty=None), ""),
    ],
)
def test_the_outcome_says_how_sure_it_is(result, title):
    assert said(of_the_outcome, result) == title


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (made("schijnsamenwerking"), "De kans op schijnsamenwerking is het grootst: meer dan 95 %"),
        (
            made("schijnsamenwerking", shares=shares_of(25, 75, 5), certainty="waarschijnlijk"),
            "De kans op schijnsamenwerking is het grootst: ongeveer 75 %",
        ),
        (made("nipt", shares=shares_of(50, 45, 5)), "Gezond en schijnsamenwerking zijn ongeveer even waarschijnlijk"),
        (made("of_version_1"), ""),
        (made("bar_withheld"), ""),
    ],
)
def test_the_chances_say_which_is_greatest(result, title):
    assert said(of_the_chances, result) == title


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (made("schijnsamenwerking"), "Actie haalt de lat niet"),
        (made("nipt"), "Actie haalt de lat net niet, doordat belangen botsen"),
        (made("eilandsamenwerking"), "Actie haalt de lat, verbinding net niet, doordat belangen botsen"),
        (made("eilandsamenwerking", scores=scores_of(76, 75, 40)), "Actie haalt de lat, verbinding niet"),
        (made("gezond"), "Actie en verbinding halen allebei de lat"),
        (made("kern_en_rand"), "Gemiddeld halen actie en verbinding allebei de lat"),
        (made("fundament_ontbreekt"), "Intentie haalt de lat niet, en daarop rust al het andere"),
        (made("bar_withheld"), "Actie haalt de lat niet"),
        (made("of_version_1", scores=scores_of(81, 67, 46)), ""),
    ],
)
def test_the_reasons_say_what_decided(result, title):
    assert said(of_the_reasons_why, result) == title


@pytest.mark.parametrize(
    ("scores", "title"),
    [
        ((81, 37, 46), "Begin met actie: die moet ruim 29 punten omhoog"),
        ((81, 37, 80), "Actie moet ruim 29 punten omhoog"),
        ((81, 66, 80), "Actie moet minder dan een punt omhoog"),
        ((81, 65, 80), "Actie moet ruim 1 punt omhoog"),
        ((81, 5, 80), "Actie moet minstens 61 punten omhoog"),
        ((81, 80, 80), ""),
    ],
)
def test_the_path_says_what_must_rise_first(scores, title):
    found = scores_of(*scores)
    assert said(of_the_path, made("schijnsamenwerking", scores=found, path=path_of(found, 66.5))) == title


@pytest.mark.parametrize(
    ("clash", "agreed", "title"),
    [
        (60, 45, "Belangen botsen, en wat u dan doet, is nog niet goed genoeg afgesproken"),
        (60, 65, "Belangen botsen, en wat u dan doet, is goed afgesproken"),
        (55, 45, "Belangen botsen soms, en wat u dan doet, is nog niet goed genoeg afgesproken"),
        (35, 60, "Belangen botsen weinig, maar wat u dan doet, is nog niet goed genoeg afgesproken"),
        (35, 65, "Belangen botsen weinig, en wat u dan doet, is goed afgesproken"),
        (35, None, "Belangen botsen weinig"),
        (
            None,
            45,
            "Voor GGZ Oosterlicht en Jeugdzorg De Linde is de samenwerking belangrijk, en lukt er nog weinig",
        ),
    ],
)
def test_interests_say_whether_they_clash_and_what_is_agreed(clash, agreed, title):
    result = made("schijnsamenwerking")
    shown = {code: found for code, found in result.disclosed.statements.items() if code not in {"B3", "B5"}}
    shown |= {code: ShownStatement(value, 5) for code, value in (("B3", clash), ("B5", agreed)) if value}
    assert said(of_the_interests, made("schijnsamenwerking", statements=shown)) == title


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (made("schijnsamenwerking"), "Belangen leggen de lat 4 punten hoger"),
        (made("gezond"), "Belangen leggen de lat 1 punt hoger"),
        (made("stevig"), "Belangen leggen de lat niet hoger"),
        (made("rem_onbekend"), ""),
        (made("bar_withheld"), ""),
    ],
)
def test_the_tension_says_what_it_does_to_the_bar(result, title):
    assert said(of_the_tension, result) == title


@pytest.mark.parametrize(
    ("reasons", "title"),
    [
        ({"a": 2, "b": 1, "i": 0}, "Het meest gekozen: “cliënten, leerlingen of inwoners beter helpen”"),
        (
            {"a": 2, "b": 2, "c": 1},
            "Het meest gekozen: “cliënten, leerlingen of inwoners beter helpen” en “onze eigen taak beter doen”",
        ),
        ({"a": 1, "i": 2}, "Het meest gekozen: “anders”"),
        ({"a": 2, "b": 2, "c": 2, "d": 1}, ""),
        ({"a": 2, "b": 2}, ""),
        ({}, ""),
    ],
)
def test_the_reasons_name_what_is_chosen_most_if_that_stands_out(reasons, title):
    assert said(of_the_reasons, made("schijnsamenwerking", reasons=reasons)) == title


def placed(**places):
    found = {name: ShownOrganisation(75, 25, place, ()) for name, place in places.items()}
    return made("schijnsamenwerking", organisations=found)


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (placed(A="knelpunt", B="drager"), "Voor A is de samenwerking belangrijk, en lukt er nog weinig"),
        (
            placed(A="knelpunt", B="knelpunt", C="knelpunt", D=None),
            "Voor drie van de vier organisaties is de samenwerking belangrijk, en lukt er nog weinig",
        ),
        (
            placed(**{"n" * 80: "knelpunt", "A": None}),
            "Voor één van de twee organisaties is de samenwerking belangrijk, en lukt er nog weinig",
        ),
        (
            placed(A="drager", B=None),
            "Voor één van de twee organisaties is de samenwerking belangrijk, en lukt er veel",
        ),
        (placed(A=None), ""),
        (placed(), ""),
    ],
)
def test_the_map_says_for_whom_little_works(result, title):
    assert said(of_the_map, result) == title


def with_processes(*values):
    shown = {f"P{number}": ShownStatement(value, 5) for number, value in enumerate(values, 1)}
    return made("schijnsamenwerking", statements=shown)


@pytest.mark.parametrize(
    ("values", "title", "of_the_picture"),
    [
        (
            (60, 40, 50, 65, 45),
            "“Praktisch samenwerken” vraagt het meeste werk",
            "Eén van de vijf processen haalt de lat",
        ),
        (
            (65, 40, 50, 65, 40),
            "“Praktisch samenwerken” en “Lering trekken” vragen het meeste werk",
            "Twee van de vijf processen halen de lat",
        ),
        ((65, 40, 40, 65, 40), "Drie processen vragen het meeste werk", "Twee van de vijf processen halen de lat"),
        ((65, 65, 70, 65, 80), "Alle vijf de processen gaan goed genoeg", "De vijf processen halen de lat"),
        ((40, 40, 40, 40, 40), "Alle vijf de processen vragen werk", "Geen van de vijf processen haalt de lat"),
        ((65, 65), "", "De twee processen die te zien zijn, halen de lat"),
        (
            (65, 40),
            "“Praktisch samenwerken” vraagt het meeste werk",
            "Eén van de twee processen die te zien zijn, haalt de lat",
        ),
        ((65,), "", ""),
        ((), "", ""),
    ],
)
def test_the_processes_say_which_asks_most_and_how_many_do_well(values, title, of_the_picture):
    result = with_processes(*values)
    assert (said(of_the_processes, result), said(of_the_bars, result)) == (title, of_the_picture)


def later(now, then, *, name="schijnsamenwerking", **changes):
    """Return a second round with these scores after one with those."""
    before = made("schijnsamenwerking", scores=scores_of(*then))
    before = replace(before, facts=replace(before.facts, closed_at=before.facts.closed_at.replace(year=2025)))
    return replace(made(name, scores=scores_of(*now), **changes), earlier=(earlier_round(before, before.disclosed),))


@pytest.mark.parametrize(
    ("result", "title", "of_the_picture"),
    [
        (later((81, 60, 46), (81, 37, 46)), "Actie is merkbaar gestegen", "Actie steeg van 37 naar 60"),
        (
            later((81, 60, 20), (81, 40, 46)),
            "Actie is merkbaar gestegen; verbinding is merkbaar gedaald",
            "Verbinding daalde van 46 naar 20",
        ),
        (
            later((60, 60, 70), (81, 37, 46)),
            "Actie en verbinding zijn merkbaar gestegen; intentie is merkbaar gedaald",
            "Verbinding steeg van 46 naar 70",
        ),
        (
            later((81, 39, 46), (81, 37, 46)),
            "Geen kracht is merkbaar veranderd",
            "Geen verandering is groter dan toeval",
        ),
        (
            later((81, 37, 46), (81, 37, 46), name="stalled"),
            "Actie is niet merkbaar gestegen",
            "Geen verandering is groter dan toeval",
        ),
        (
            replace(made("onvoldoende_gegevens"), earlier=later((81, 37, 46), (81, 37, 46)).earlier),
            "Deze meting kreeg te weinig antwoorden om te vergelijken",
            "",
        ),
        (
            replace(later((81, 60, 46), (81, 37, 46)), profile_version=2),
            "De scores zijn niet met die van de vorige meting te vergelijken",
            "",
        ),
    ],
)
def test_what_changed_is_what_is_more_than_chance(result, title, of_the_picture):
    assert (said(of_what_changed, result), said(of_the_rounds, result)) == (title, of_the_picture)


@pytest.mark.parametrize("role", [None, *ADVISED])
def test_what_to_do_begins_with_the_first_action_of_its_list(role):
    report = assemble(made("schijnsamenwerking"), language="nl", role=role)
    first = next(card for block in blocks_in(report, "actions", Actions) for card in block.cards)
    assert section(report, "actions").title == f"Eerst: “{first.title}”"
    assert section(report, "actions").name == ("Wat te doen" if role is None else "Wat u kunt doen")


def test_without_actions_what_to_do_says_only_that():
    part = section(assemble(replace(made("gezond"), actions=()), language="nl"), "actions")
    assert (part.title, part.label) == ("Wat te doen", "")

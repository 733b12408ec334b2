"""What the report says of processes, of what helps and hinders, and of what it brings."""

from dataclasses import replace

import pytest

from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.report import Heading

from . import disclosed
from .reading import blocks_in, texts_in
from .results import VERSIONS, frozen_result
from .shown import at

FIRST = VERSIONS | {"model": "1", "questionnaire": "1"}
NOT_COUNTED = "Deze vraag telt niet mee voor de uitkomst."
EVEN = "De vijf processen scoren ongeveer gelijk"


def report_of(shown, language="nl", **facts):
    return assemble(frozen_result(shown, **facts), language=language)


def said(shown, language="nl", **facts):
    return " ".join(texts_in(report_of(shown, language, **facts), "processes"))


def answering(shown=None, **statements):
    shown = shown or disclosed.gezond()
    return replace(shown, statements=shown.statements | {code: at(value) for code, value in statements.items()})


def without(*codes):
    shown = disclosed.gezond()
    return replace(shown, statements={code: one for code, one in shown.statements.items() if code not in codes})


def processes(*values):
    return answering(**{f"P{n}": value for n, value in enumerate(values, 1)})


def test_the_processes_are_told_with_who_goes_first():
    assert said(disclosed.gezond()).startswith(
        "Vijf processen houden een samenwerking in beweging. Bij elk proces staat wie als eerste aan zet is; de anderen"
    )


@pytest.mark.parametrize(
    ("values", "best"),
    [
        ((70, 60, 65, 55, 50), "“Doelen bepalen” gaat het best (70)."),
        ((50, 45, 40, 40, 40), "“Doelen bepalen” gaat het best (50)."),
        ((70, 60, 70, 55, 50), "“Doelen bepalen” en “Structureren” gaan het best (70)."),
        ((45, 40, 35, 30, 20), "Alle vijf de processen gaan moeizaam. Het minst moeizaam gaat “Doelen bepalen” (45)."),
        ((45, 45, 35, 30, 20), "Het minst moeizaam gaan “Doelen bepalen” en “Praktisch samenwerken” (45)."),
    ],
)
def test_the_strongest_process_is_praised_only_where_it_goes_well(values, best):
    assert best in said(processes(*values))


def test_processes_that_are_not_all_shown_are_not_all_called_hard_going():
    shown = replace(disclosed.gezond(), statements={"P1": at(45), "P2": at(30)})
    text = said(shown)
    assert "De processen die er staan, gaan moeizaam. Het minst moeizaam gaat “Doelen bepalen” (45)." in text
    assert "Alle" not in text


@pytest.mark.parametrize(
    ("values", "weakest"),
    [
        ((70, 40, 65, 55, 50), "“Praktisch samenwerken” vraagt het meeste werk (40). Daar zijn professionals als"),
        ((70, 60, 65, 55, 50), "“Lering trekken” vraagt het meeste werk (50). Daar is de overheid als eerste aan zet."),
        ((40, 60, 65, 55, 50), "(40). Daar zijn de overheid en bestuurders als eerste aan zet."),
    ],
)
def test_the_weakest_process_has_who_goes_first(values, weakest):
    assert weakest in said(processes(*values))


@pytest.mark.parametrize(
    ("values", "weakest"),
    [
        ((90, 80, 85, 75, 65), "“Lering trekken” gaat het minst goed, en toch goed genoeg (65)."),
        ((90, 65, 85, 75, 65), "“Praktisch samenwerken” en “Lering trekken” gaan het minst goed, en toch goed genoeg"),
        ((70, 40, 65, 55, 40), "“Praktisch samenwerken” en “Lering trekken” vragen het meeste werk (40)."),
    ],
)
def test_nobody_goes_first_where_it_goes_well_or_several_are_weakest(values, weakest):
    text = said(processes(*values))
    assert weakest in text
    assert "als eerste aan zet." not in text


def test_the_weakest_process_is_measured_against_the_threshold_and_not_the_bar():
    shown = replace(processes(90, 80, 85, 75, 65), bar=72.5)
    assert "en toch goed genoeg (65)" in said(shown)


@pytest.mark.parametrize("value", [10, 65, 90])
def test_processes_that_score_the_same_are_one_sentence(value):
    text = said(processes(*[value] * 5))
    assert EVEN in text
    assert "het best" not in text
    assert "het meeste werk" not in text


def test_one_process_alone_is_not_compared():
    shown = replace(disclosed.gezond(), statements={"P3": at(45)})
    assert "Vijf processen" in said(shown)
    assert "Structureren" not in said(shown)


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("C1", 65, "Er is een vaste groep trekkers (65)."),
        ("C1", 60, "Er zijn trekkers, maar niet iedereen ziet een vaste groep (60)."),
        ("C1", 50, "Er zijn trekkers, maar niet iedereen ziet een vaste groep (50)."),
        ("C1", 45, "Er is nog geen vaste groep trekkers (45)."),
        ("C2", 65, "De trekkers hebben de opdracht een duidelijk resultaat te halen (65)."),
        ("C2", 60, "De opdracht van de trekkers is nog niet duidelijk genoeg (60)."),
        ("C3", 60, "Er is veel druk van buiten om samen te werken (60)."),
        ("C3", 55, "Er is enige druk van buiten om samen te werken (55)."),
        ("C3", 35, "Er is weinig druk van buiten om samen te werken (35)."),
        ("C4", 60, "Veel professionals wachten eerst af (60). Dat is niet vreemd: zij zijn vaak behoedzaam."),
        ("C4", 40, "Ongeveer de helft van de professionals wacht eerst af (40)."),
        ("C4", 35, "Weinig professionals wachten eerst af (35)."),
        ("C5", 65, "Over knelpunten uit de praktijk beslist de leiding snel (65)."),
        ("C5", 60, "Over knelpunten uit de praktijk beslist de leiding nog niet snel genoeg (60)."),
        ("T1", 65, f"De partners vertrouwen elkaar (65). {NOT_COUNTED}"),
        ("T1", 60, f"Er is vertrouwen, maar niet overal (60). {NOT_COUNTED}"),
        ("T1", 45, "Er is nog weinig vertrouwen tussen de partners (45). Dat groeit door iets kleins te beloven"),
        ("R1", 60, "Volgens de antwoorden hebben cliënten, leerlingen of inwoners er veel aan (60)."),
        ("R1", 55, "Volgens de antwoorden hebben cliënten, leerlingen of inwoners er iets aan (55)."),
        ("R1", 35, "Volgens de antwoorden hebben cliënten, leerlingen of inwoners er nog weinig aan (35)."),
    ],
)
def test_each_condition_has_its_sentence(code, value, sentence):
    text = said(answering(**{code: value}))
    assert sentence in text
    assert sentence.partition(" (")[0] not in said(without(code))


@pytest.mark.parametrize(("pioneers", "expected"), [(50, True), (45, False)])
def test_the_assignment_of_pioneers_is_told_only_where_there_are_pioneers(pioneers, expected):
    assert ("opdracht van de trekkers" in said(answering(C1=pioneers, C2=40))) is expected


def test_what_it_brings_stands_under_its_own_heading_and_counts_for_nothing():
    report = report_of(answering(R1=55))
    headings = [block.text for block in blocks_in(report, "processes", Heading)]
    assert headings == ["Wat helpt en remt", "Wat het oplevert"]
    (_text,) = [text for text in texts_in(report, "processes") if text.startswith("Volgens de antwoorden")]
    assert _text.endswith(f"Dit is een indruk: vraag het ook aan hen zelf. {NOT_COUNTED}")
    assert "Wat het oplevert" not in [block.text for block in blocks_in(report_of(without("R1")), "processes", Heading)]


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("C1", 65, "Een vaste groep trekkers helpt de samenwerking vooruit (65)."),
        ("C1", 55, "Een vaste groep trekkers ontbreekt, of is nog niet sterk genoeg (55)."),
        ("C4", 60, "Veel medewerkers wachten eerst af (60)."),
        ("C4", 55, "Een deel van de medewerkers wacht eerst af (55)."),
        ("C4", 35, "Weinig medewerkers wachten eerst af (35)."),
        ("C5", 65, "Managers en bestuurders lossen knelpunten uit de praktijk snel op (65)."),
        ("C5", 60, "Knelpunten uit de praktijk wachten nog te lang op managers en bestuurders (60)."),
    ],
)
def test_what_the_first_questionnaire_asked_is_told_in_its_words(code, value, sentence):
    text = said(answering(disclosed.of_version_1(), **{code: value}), versions=FIRST)
    assert sentence in text
    assert "professionals" not in sentence
    assert NOT_COUNTED not in text


def test_nothing_shown_is_said_to_be_nothing():
    shown = replace(disclosed.gezond(), statements={}, withheld=())
    assert said(shown) == "Over processen en voorwaarden is niets te zeggen."

"""How the report says it was made, whom it is about, what can still be seen, and why there may be no outcome."""

from dataclasses import replace

import pytest

from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.method import who_answered_sentence
from assessments.scoring.profile import ScoringProfile

from . import disclosed
from .reading import texts_in
from .results import VERSIONS, frozen_result

FIRST = VERSIONS | {"model": "1", "questionnaire": "1"}
OTHERWISE = "Misschien denken mensen die niet antwoordden er anders over. Dat kunnen wij niet zien."
ANEW = "zijn de cijfers opnieuw afgerond en niet opnieuw berekend"
OF_VERSION_2 = (
    "De computer heeft 2000 keer geloot wat iedereen had kunnen zeggen, ook wie niet antwoordde.",
    "Voor intentie is de lat altijd 62,5.",
    "Vastgelopen zeggen we pas na twee metingen zonder merkbare stijging.",
    "tot een grens waarbij niemand alleen staat",
    "Ook als mensen hetzelfde antwoorden, rekenen we met kleine verschillen: minstens een halve stap.",
    "bij minder dan 1 op de 400 uitspraken",
    "over vertrouwen en over wat het oplevert, tellen niet mee voor de uitkomst.",
    "is de indruk van de partners",
)
"""What is only true of results of the second model and questionnaire."""


def said(shown=None, language="nl", key="method", **facts):
    result = frozen_result(shown or disclosed.gezond(), **facts)
    return " ".join(texts_in(assemble(result, language=language), key))


def test_the_method_says_what_the_second_model_does():
    text = said()
    assert [sentence for sentence in OF_VERSION_2 if sentence not in text] == []
    assert ANEW not in text


def test_of_version_1_it_says_that_numbers_were_rounded_anew_and_nothing_that_it_did_not_do():
    text = said(disclosed.of_version_1(), versions=FIRST)
    assert text.count(ANEW) == 1
    assert [sentence for sentence in OF_VERSION_2 if sentence in text] == []
    assert "2000 nieuwe groepen geloot" in text
    assert "hoogstens 3." in text


@pytest.mark.parametrize("name", ["of_version_1", "bar_withheld"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_result_of_version_1_gives_a_whole_report(name, language):
    report = assemble(frozen_result(getattr(disclosed, name)(), versions=FIRST), language=language)
    text = " ".join(text for part in report.sections for text in texts_in(report, part.key))
    assert "None" not in text


@pytest.mark.parametrize(("response", "expected"), [(None, True), (70, True), (80, False), (90, False)])
def test_others_may_think_otherwise_unless_most_answered(response, expected):
    sentence = who_answered_sentence(frozen_result(disclosed.gezond(response=response)))
    assert (OTHERWISE in sentence) is expected
    assert (OTHERWISE in said(disclosed.gezond(response=response), key="diagnosis")) is expected


@pytest.mark.parametrize(("response", "expected"), [(None, False), (70, True)])
def test_the_response_is_told_if_it_is_shown(response, expected):
    assert ("Deel dat antwoordde" in said(disclosed.gezond(response=response))) is expected


def test_weights_are_told_as_the_round_weighs():
    assert "elk telt even zwaar" in said(disclosed.gezond(weighting="respondent")).replace("ieder", "elk")
    assert "gemiddelde over organisaties" not in said(disclosed.gezond(weighting="respondent"))
    assert "Zes uitspraken zijn samen dus niet altijd gemiddeld hun kracht." in said()


def test_answers_are_said_to_be_erased_with_or_without_an_outcome():
    for shown in (disclosed.gezond(), disclosed.onvoldoende_gegevens()):
        text = said(shown)
        assert "De losse antwoorden zijn gewist. Wat hier staat, is alles wat er nog is." in text
        assert "24 maanden" in text


def test_every_figure_is_said_to_be_rounded_and_about_how_many():
    text = said(interests_named=False)
    assert "Elk cijfer gaat over minstens 5 mensen." in text
    assert "uitspraken op tientallen, vanaf 10 antwoorden op vijftallen" in text
    assert "“80 of hoger” of “90 of hoger”" in text
    assert "U ziet wat de groep vindt, niet wie wat vond. Raad dus niet wie wat zei, maar vraag het elkaar." in text
    assert "namens hen ingevuld" not in text


def test_interests_by_name_are_the_exception_that_is_told():
    text = said(interests_named=True)
    assert "Elk cijfer gaat over minstens 5 mensen, behalve wat er met naam over belangen staat." in text
    assert "kan ook hun antwoorden op die drie vragen achterhalen" in text


def test_with_larger_groups_the_report_promises_as_many():
    larger = replace(frozen_result(), profile=ScoringProfile(min_group=12, min_respondents=12))
    text = " ".join(texts_in(assemble(larger, language="nl"), "method"))
    assert "Elk cijfer gaat over minstens 12 mensen" in text
    assert "vanaf 12 antwoorden op vijftallen" in text
    assert "zonder rol of organisatie, vanaf 12 antwoorden" in text
    assert "zonder rol of organisatie, vanaf 10 antwoorden" in said()


def test_the_source_of_the_model_is_named_and_what_is_our_own():
    text = said()
    assert "Platformbijeenkomst Entree, Woerden, 3 oktober 2012, en zijn proefschrift uit 2009." in text
    assert "De vragen, de lat en de berekening zijn van Driekracht." in text
    assert "nog niet in onderzoek getoetst. Hecht geen waarde aan kleine verschillen." in text


def too_few(key="why", **changes):
    return said(disclosed.onvoldoende_gegevens(**changes), key=key)


def bands(intentie, actie, verbinding):
    return {"intentie": intentie, "actie": actie, "verbinding": verbinding}


def test_too_few_answers_name_what_lacked():
    assert "Bij minstens één van de drie krachten waren er te weinig antwoorden." in too_few()
    assert "Over actie waren er te weinig antwoorden." in too_few(n=bands("5-9", "<5", "5-9"))
    assert "Over intentie en actie waren er" in too_few(n=bands("<5", "<5", "5-9"))


def test_enough_people_of_too_few_organisations_are_told_that_it_is_one_side():
    enough = bands("5-9", "10-19", "5-9")
    assert "Er waren genoeg mensen, maar uit minder dan 2 organisaties." in too_few(n=enough)
    assert "niet vanaf één kant te zien" in too_few("diagnosis", n=enough)
    assert too_few("actions", n=enough).startswith("Vraag de andere organisaties")
    assert "zegt meer over hen dan over de samenwerking" in too_few("diagnosis")


def test_a_band_that_may_hold_too_few_does_not_blame_organisations():
    result = frozen_result(disclosed.onvoldoende_gegevens(n=bands("10-19", "10-19", "10-19")))
    result = replace(result, profile=ScoringProfile(min_group=12, min_respondents=12))
    text = " ".join(texts_in(assemble(result, language="nl"), "why"))
    assert "Bij minstens één van de drie krachten" in text

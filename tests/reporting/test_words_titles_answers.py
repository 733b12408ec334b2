"""The titles of what to discuss, of open answers, of who answered, and of a round with too few answers."""

import pytest

from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.titles.answers import of_the_open_answers, of_who_answered
from assessments.reporting.assemble.titles.questions import of_the_questions

from .reading import section
from .shown import shares_of
from .test_words_titles import made, said

ON_ONE_SIDE = {"n_respondents": "10-19", "n": dict.fromkeys(("intentie", "actie", "verbinding"), "10-19")}


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (made("schijnsamenwerking"), "Praat over wat tussen uw doelen en de praktijk in staat"),
        (
            made("eilandsamenwerking", certainty="duidelijk"),
            "Praat over wiens werk nog niet aansluit, en wat zou helpen",
        ),
        (made("stalled"), "Praat over wat u nu anders doet dan de vorige keer"),
        (made("fundament_ontbreekt"), "Praat over wat u samen wilt bereiken"),
        (made("gezond", level="stevig"), "Praat over wat niet verloren mag gaan"),
        (made("gezond", level="kwetsbaar"), "Praat over wat deze samenwerking aan het wankelen kan brengen"),
        (made("kern_en_rand"), "Praat over wat organisaties aan de rand nodig hebben om mee te doen"),
        (made("nipt"), "Praat over wat u het meest herkent: schijnsamenwerking of gezond"),
        (
            made("nipt", shares=shares_of(55, 40, 5)),
            "Praat over wat u het meest herkent: gezond of schijnsamenwerking",
        ),
        (made("nipt", shares={}), "Praat over wat tussen uw doelen en de praktijk in staat"),
    ],
)
def test_what_to_discuss_says_what_the_conversation_turns_on(result, title):
    assert said(of_the_questions, result) == title


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({"O1": ("Een",), "O2": ("Twee", "Drie")}, "De meeste antwoorden gaan over “Wat moet als eerste beter?”"),
        ({"O1": ("Een", None), "O2": ("Drie",)}, "De meeste antwoorden gaan over “Wat gaat nu goed?”"),
        (
            {"O1": ("Een",), "B0_other": ("Twee", "Drie")},
            "De meeste antwoorden gaan over “Andere redenen om mee te doen”",
        ),
        ({"O1": ("Een",), "O2": ("Twee",)}, ""),
        ({"O1": ("Een", "Twee"), "O2": ()}, ""),
        ({}, ""),
    ],
)
def test_open_answers_say_where_most_was_written(answers, title):
    assert said(of_the_open_answers, made("schijnsamenwerking", open_answers=answers)) == title


@pytest.mark.parametrize(
    ("response", "title"),
    [
        (70, "Dit rapport rust op de antwoorden van ongeveer driekwart van wie is gevraagd"),
        (90, "Dit rapport rust op de antwoorden van negen op de tien of meer van wie is gevraagd"),
        (None, "Dit rapport rust op de antwoorden van 10–19 mensen uit 3–5 organisaties"),
    ],
)
def test_the_method_says_on_whom_it_rests(response, title):
    result = made("schijnsamenwerking", response=response, n_respondents="10-19", n_organisations="3-5")
    assert said(of_who_answered, result) == title


@pytest.mark.parametrize(
    ("changes", "why", "now"),
    [
        ({}, "Te weinig mensen antwoordden", "Eerst meer antwoorden, dan een nieuwe meting"),
        (
            {"n": {"intentie": "5-9", "actie": "<5", "verbinding": "5-9"}},
            "Te weinig mensen antwoordden over actie",
            "Eerst meer antwoorden, dan een nieuwe meting",
        ),
        (ON_ONE_SIDE, "Te weinig organisaties deden mee", "Eerst meer organisaties, dan een nieuwe meting"),
    ],
)
def test_with_too_few_answers_the_titles_say_what_was_short(changes, why, now):
    report = assemble(made("onvoldoende_gegevens", **changes), language="nl")
    assert (section(report, "why").title, section(report, "why").name) == (why, "Waarom het te weinig is")
    assert (section(report, "actions").title, section(report, "actions").name) == (now, "Wat u nu kunt doen")

"""Sentences of one report do not deny each other: over all cases of the model and many results made at random."""

import re
from functools import cache

import pytest

from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.summary import summary
from assessments.vocabulary.languages import LANGUAGES
from tests.some import some

from .cases import NAMES, frozen_case
from .plausible import plausible
from .reading import own_words, texts_in, words

MADE = tuple(range(150))
EVERY = (*NAMES, *MADE)


@cache
def result_of(which):
    return frozen_case(which) if isinstance(which, str) else plausible(which)


@cache
def report_of(which, language, role=None):
    return assemble(result_of(which), language=language, role=role)


@cache
def page(which, language):
    """Return the report's own words and those of the public summary, as one text."""
    result = result_of(which)
    said = summary(result, language=language)
    parts = [text for part in said.parts for text in (part.title, part.text, *part.points)]
    found = (*own_words(report_of(which, language)), said.outcome, said.certainty, *parts)
    return " ".join(text for text in found if text)


@cache
def pages():
    """Return every result with its words in Dutch and in English."""
    return tuple((result_of(which), page(which, "nl"), page(which, "en")) for which in EVERY)


def met(sentence, english, holds):
    """Return what of the results with a sentence does not hold, and check that some result has the sentence."""
    said = [(result, sentence in dutch, english in page_) for result, dutch, page_ in pages()]
    assert any(in_dutch for _result, in_dutch, _in_english in said), sentence
    assert [result.disclosed for result, in_dutch, in_english in said if in_dutch != in_english] == []
    return [result.disclosed for result, in_dutch, _in_english in said if in_dutch and not holds(result)]


def has(result, *flags):
    return not set(flags).isdisjoint(result.disclosed.flags)


def is_reached(result, force):
    return result.disclosed.scores[force].value >= (result.bar_of(force) or 0)


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("De samenwerking is gezond en staat stevig", "The partnership is gezond (healthy) and stands firm"),
        ("De samenwerking is gezond, maar nog kwetsbaar", "The partnership is gezond (healthy) but still vulnerable"),
        ("De samenwerking is gezond, maar nog niet stevig", "The partnership is gezond (healthy) but not firm yet"),
    ],
)
def test_no_partnership_is_called_gezond_whose_core_or_foundation_leaves_doubt(dutch, english):
    assert met(dutch, english, lambda result: not has(result, "kern_en_rand", "intentie_rond_de_lat", "nipt")) == []


def test_enough_happens_is_not_said_beside_professionals_who_say_otherwise():
    assert met("In de praktijk gebeurt er genoeg.", "Enough is happening in practice.", lambda result: True) == []
    denied = "Volgens de professionals gebeurt er in de praktijk nog niet genoeg."
    leaders = "Volgens de leiding gebeurt er genoeg, volgens de professionals niet."
    assert any(denied in dutch for _result, dutch, _english in pages())
    assert any(leaders in dutch for _result, dutch, _english in pages())
    for _result, dutch, _english in pages():
        assert not ("In de praktijk gebeurt er genoeg." in dutch and (denied in dutch or leaders in dutch))


def test_verbinding_grows_later_only_where_it_is_not_there_yet():
    dutch, english = "Verbinding groeit daarna", "Verbinding grows after that"
    assert met(dutch, english, lambda result: not is_reached(result, "verbinding")) == []
    dutch, english = "De partners steunen elkaar al wel", "The partners already support each other"
    assert met(dutch, english, lambda result: is_reached(result, "verbinding")) == []


def test_stalled_is_said_only_of_a_later_round_without_a_rise():
    for which in some(EVERY):
        result = result_of(which)
        for language, word in (("nl", "astgelopen"), ("en", "talled")):
            report = report_of(which, language)
            text = " ".join((report.headline, report.level, *texts_in(report, report.sections[0].key)))
            if word in text:
                assert result.is_stalled
                assert not result.is_rising
                assert result.comparable[-1].diagnosis == result.disclosed.diagnosis
    assert any(result.is_stalled and "astgelopen" in dutch for result, dutch, _english in pages())


def test_things_go_well_only_where_nothing_speaks_against_it():
    dutch, english = "Het gaat goed: met deze stappen", "Things go well: these actions"
    doubts = ("nipt", "kern_en_rand")
    assert met(dutch, english, lambda result: result.disclosed.level != "fundament_ontbreekt") == []
    assert met(dutch, english, lambda result: not has(result, *doubts)) == []


def test_no_signals_is_said_only_without_flags():
    dutch, english = "Er zijn geen signalen die extra aandacht vragen.", "There are no signals that need extra"
    assert met(dutch, english, lambda result: result.disclosed.flags == ()) == []


def test_gezond_is_near_only_of_an_undivided_partnership_with_a_foundation():
    dutch, english = "Gezond is dichtbij", "Gezond (healthy) is within reach"
    assert met(dutch, english, lambda result: not has(result, "verdeeld_beeld")) == []
    assert met(dutch, english, lambda result: result.disclosed.level != "fundament_ontbreekt") == []


def test_moved_forward_and_stood_still_are_never_said_together():
    forward = "U bent vooruitgegaan, en het is nog niet genoeg."
    still = "Twee metingen achter elkaar is de uitkomst dezelfde"
    assert met(forward, "You have moved forward, but it is not enough", lambda result: result.is_rising) == []
    assert met(still, "The outcome is the same two rounds in a row", lambda result: result.is_stalled) == []
    assert [dutch for _result, dutch, _english in pages() if forward in dutch and still in dutch] == []


DECIDED = {
    "nl": (
        "Wie niet antwoordde, verandert de uitkomst niet.",
        "Wie ontbreekt, kan deze uitkomst niet meer veranderen.",
        "Ook als alle anderen hadden geantwoord",
        "wie ontbreekt, had de uitkomst nog kunnen veranderen",
        "Mensen die niet antwoordden, hadden deze uitkomst nog kunnen veranderen",
    ),
    "en": (
        "The people who did not answer do not change the outcome.",
        "Those who are missing can no longer change this outcome.",
        "Even if all the others had answered",
        "those who are missing could still have changed the outcome",
        "People who did not answer could have changed this outcome.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_others_could_change_the_outcome_is_said_once_where_it_is_known(language):
    for which in some(EVERY):
        result = result_of(which)
        report = report_of(which, language)
        text = report.certainty
        if result.disclosed.level == "fundament_ontbreekt":
            text += " ".join(texts_in(report, "why"))
        found = [sentence for sentence in DECIDED[language] if sentence in text]
        assert len(found) == int(result.disclosed.decided is not None)


def test_it_is_never_said_that_everyone_answered():
    for _result, dutch, english in some(pages()):
        assert not re.search(r"(?<!Bijna )\b[Ii]edereen antwoordde", dutch)
        assert not re.search(r"(?<!Nearly )\b[Ee]veryone answered", english)


def test_no_chance_is_all_or_nothing():
    for _result, dutch, english in some(pages()):
        assert re.findall(r"\b(?:0|100) ?%", dutch + english) == []


def test_more_than_95_is_said_only_where_it_is_certain():
    def is_certain(result):
        words = [result.disclosed.certainty]
        words += [result.disclosed.foundation.certainty] if result.disclosed.foundation else []
        return "duidelijk" in words or bool(result.disclosed.capped_by)

    assert met("meer dan 95 %", "more than 95%", is_certain) == []


def test_a_close_call_is_never_called_clear_or_likely():
    for dutch, english in (
        ("Deze uitkomst is duidelijk.", "This outcome is clear."),
        ("Deze uitkomst is waarschijnlijk.", "This outcome is likely."),
    ):
        assert met(dutch, english, lambda result: result.disclosed.certainty != "nipt") == []


OTHERWISE = "Misschien denken mensen die niet antwoordden er anders over. Dat kunnen wij niet zien."


@pytest.mark.parametrize("role", [None, "professional", "manager", "bestuurder", "overheid"])
def test_whoever_did_not_answer_may_think_otherwise_is_said_once_unless_most_answered(role):
    for which in some(EVERY):
        result = result_of(which)
        if result.disclosed.level is None:
            continue
        few = result.disclosed.response is None or result.disclosed.response < 80
        assert " ".join(words(report_of(which, "nl", role))).count(OTHERWISE) == int(few)


def test_the_summary_says_it_too():
    for which in some(EVERY):
        result = result_of(which)
        if result.disclosed.level is not None:
            few = result.disclosed.response is None or result.disclosed.response < 80
            texts = [part.text for part in summary(result, language="nl").parts]
            assert " ".join(texts).count(OTHERWISE) == int(few)


def test_one_knows_well_enough_what_one_wants_only_with_a_foundation_that_is_sure():
    for dutch, english in (
        ("U weet goed genoeg wat u samen wilt.", "You know well enough what you want together."),
        ("u weet wat u samen wilt", "you know what you want together"),
    ):
        assert met(dutch, english, lambda result: is_reached(result, "intentie")) == []
        assert met(dutch, english, lambda result: not has(result, "intentie_rond_de_lat")) == []


def test_both_signals_on_intentie_are_never_printed_together():
    dutch, english = "Intentie ligt onder de lat. ", "Intentie is below the bar. "
    whys = [" ".join(texts_in(report_of(which, "nl"), "why")) for which in EVERY if result_of(which).disclosed.level]
    assert any(dutch in text for text in whys)
    assert [text for text in whys if dutch in text and "Of het fundament sterk genoeg is, is niet zeker." in text] == []
    assert any(english in page_ for _result, _dutch, page_ in pages())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_whole(language):
    for which in some(EVERY):
        text = page(which, language)
        assert re.findall(r"%\(|  |None|\{|!", text) == []

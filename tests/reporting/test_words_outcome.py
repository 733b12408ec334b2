"""The outcome in words: the three diagnoses as people read them, certainty, and what is never said of whom."""

import re
from dataclasses import replace

import pytest
from django.utils import translation

from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.outcome import certainty_words, level_words, tendency_words
from assessments.reporting.assemble.report import Figure, Points, Signals
from assessments.reporting.assemble.signals import signal
from assessments.scoring.values import Estimate
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.languages import LANGUAGES

from . import disclosed
from .cases import NAMES, frozen_case
from .reading import blocks_in, own_words, texts_in, words
from .results import frozen_result

DIAGNOSES = ("schijnsamenwerking", "eilandsamenwerking", "gezond")
LEVELS = {
    "schijnsamenwerking": ("dreigend", "vastgelopen"),
    "eilandsamenwerking": ("dreigend", "vastgelopen"),
    "gezond": ("kwetsbaar", "stevig"),
}


def report(name, language="nl", **changes):
    return assemble(frozen_result(replace(getattr(disclosed, name)(), **changes)), language=language)


def said(words_of, language="nl", name="schijnsamenwerking", **changes):
    with translation.override(language):
        return words_of(frozen_result(replace(getattr(disclosed, name)(), **changes)))


def scores(**values):
    return {scale: Estimate(value, value - 5, value + 5, 2.5) for scale, value in values.items()}


def test_schijnsamenwerking_reads_as_a_person_would_say_it():
    found = report("schijnsamenwerking")
    assert found.headline == (
        "De samenwerking is vastgelopen als schijnsamenwerking: u weet wat u samen wilt, "
        "maar in de praktijk gebeurt er te weinig."
    )
    assert found.level == (
        "Vastgelopen: de kracht die het verst achterblijft, ligt ver onder de lat, en dat verandert niet vanzelf."
    )
    assert found.certainty == (
        "Deze uitkomst is duidelijk: met een groep mensen die toevallig net anders is, "
        "komt zij in 96% van de gevallen opnieuw naar voren."
    )
    texts, because = texts_in(found, "why"), "omdat belangen botsen en dat niet helemaal is geregeld"
    assert texts[1:4] == [
        f"De lat ligt op 66,1: zij begint op 62,5, en ligt 3,6 hoger {because}.",
        "Intentie scoort 81: 15 boven de lat. U weet goed genoeg wat u samen wilt.",
        "Actie scoort 37: 29 onder de lat. In de praktijk gebeurt er te weinig.",
    ]
    assert texts[5].startswith("De regel: haalt actie de lat niet, dan is de uitkomst schijnsamenwerking.")
    assert "Actie moet van 37 naar 66,1: 29 erbij." in texts


def test_eilandsamenwerking_reads_as_a_person_would_say_it():
    found = report("eilandsamenwerking", "en", level="dreigend")
    assert found.headline == (
        "The partnership risks becoming an eilandsamenwerking (collaboration on islands): people work together, "
        "but the partners do not support each other enough yet."
    )
    assert found.certainty == "It is a close call: eilandsamenwerking (59%) is a little more likely than gezond (39%)."
    texts = texts_in(found, "why")
    assert "Verbinding scores 57: 8 below the bar. The partners support each other too little." in texts
    assert "One force is below the bar. Verbinding must go from 57 to 64.9: 8 more." in texts
    assert "The partnership leans towards gezond (healthy): it does not take much more to get there." in texts


def test_gezond_reads_as_a_person_would_say_it():
    found = report("gezond")
    assert found.headline == (
        "De samenwerking is gezond, maar kwetsbaar: intentie, actie en verbinding halen de lat, "
        "maar stevig staat het nog niet."
    )
    texts = texts_in(found, "why")
    assert "Verbinding scoort 64,1: 0,7 boven de lat. De partners steunen elkaar genoeg." in texts
    assert "Alle drie de krachten halen de lat. Verbinding heeft de minste ruimte: 0,7 boven de lat." in texts
    assert "Een samenwerking heet stevig als alle drie de krachten ten minste 10 punten boven de lat liggen." in texts


@pytest.mark.parametrize("diagnosis", DIAGNOSES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_of_a_diagnosis_has_a_headline_of_its_own(diagnosis, language):
    found = {report("gezond", language, diagnosis=diagnosis, level=level).headline for level in LEVELS[diagnosis]}
    assert len(found) == len(LEVELS[diagnosis])
    assert all(diagnosis in headline for headline in found)
    assert all(headline.count(".") == 1 and headline.endswith(".") for headline in found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("diagnosis", DIAGNOSES)
@pytest.mark.parametrize("certainty", ["duidelijk", "waarschijnlijk", "nipt"])
def test_a_missing_foundation_is_the_headline_and_no_class_is_named(diagnosis, certainty, language):
    found = report("fundament_ontbreekt", language, diagnosis=diagnosis, certainty=certainty)
    assert "intentie" in found.headline
    for text in (found.headline, found.level, found.certainty):
        assert not re.search(r"\bschijn|\beiland|\bgezond", text)
    assert diagnosis in " ".join(texts_in(found, "why"))


@pytest.mark.parametrize("role", [None, "professional", "manager", "bestuurder", "overheid"])
@pytest.mark.parametrize("name", ["schijnsamenwerking", "eilandsamenwerking", "fundament_ontbreekt"])
@pytest.mark.parametrize("level", ["dreigend", "vastgelopen"])
def test_a_young_partnership_is_never_called_stalled(name, level, role):
    result = frozen_result(getattr(disclosed, name)(level=level, flags=("startfase",)))
    assert [text for text in words(assemble(result, language="nl", role=role)) if "astgelopen" in text] == []
    english = own_words(assemble(result, language="en", role=role))
    assert [text for text in english if "talled" in text] == []
    old = frozen_result(getattr(disclosed, name)(level="vastgelopen"))
    assert "astgelopen" in " ".join(words(assemble(old, language="nl")))


def test_a_young_case_of_the_model_is_not_called_stalled_either():
    result = frozen_case("jong-en-lage-respons")
    assert "startfase" in result.disclosed.flags
    assert [text for text in words(assemble(result, language="nl")) if "astgelopen" in text] == []


@pytest.mark.parametrize(
    ("share", "written"), [(0.951, "95%"), (0.9999, "meer dan 99%"), (1.0, "100%"), (0.804, "80%")]
)
def test_certainty_gives_its_share(share, written):
    stability = {"schijnsamenwerking": share, "gezond": 1 - share, "eilandsamenwerking": 0.0}
    assert written in said(certainty_words, stability=stability, certainty="waarschijnlijk")


def test_a_close_call_names_the_two_likeliest_with_their_shares():
    close = {"certainty": "nipt", "diagnosis": "eilandsamenwerking", "name": "eilandsamenwerking"}
    stability = {"gezond": 0.391, "schijnsamenwerking": 0.022, "eilandsamenwerking": 0.587}
    assert said(certainty_words, **close, stability=stability) == (
        "Het is nipt: eilandsamenwerking (59%) is iets waarschijnlijker dan gezond (39%)."
    )
    stability = {"gezond": 0.6, "schijnsamenwerking": 0.1, "eilandsamenwerking": 0.3}
    assert said(certainty_words, **close, stability=stability) == (
        "Het is nipt: de scores wijzen op eilandsamenwerking, maar met een net iets andere groep mensen is "
        "gezond (60%) iets waarschijnlijker dan eilandsamenwerking (30%)."
    )
    stability = {"gezond": 0.45, "schijnsamenwerking": 0.1, "eilandsamenwerking": 0.45}
    assert said(certainty_words, **close, stability=stability) == (
        "Het is nipt: eilandsamenwerking (45%) is even waarschijnlijk als gezond (45%)."
    )
    for stability in ({}, {"eilandsamenwerking": 1.0}):
        assert said(certainty_words, **close, stability=stability) == (
            "Het is nipt: met een net iets andere groep mensen kan er heel goed een andere uitkomst staan."
        )


def test_certainty_without_shares_gives_none():
    assert said(certainty_words, stability={}) == "Deze uitkomst is duidelijk."
    assert said(certainty_words, stability={}, certainty="waarschijnlijk") == "Deze uitkomst is waarschijnlijk."


def test_levels_say_what_is_true_of_the_scores():
    ample = {"name": "stevig", "level": "kwetsbaar"}
    assert "ruim voldoende" in said(level_words, **ample)
    assert "ruim voldoende" not in said(level_words, **ample, bar=75.0)
    assert "weinig over" in said(level_words, name="gezond")
    assert "ten minste 10 punten" in said(level_words, name="stevig")


def test_what_keeps_a_partnership_from_firm_is_said_even_where_rounding_hides_it():
    found = report("gezond", scores=scores(intentie=80.0, actie=75.0, verbinding=72.6), bar=63.0, path=())
    assert "Net niet zo ver: verbinding." in " ".join(texts_in(found, "why"))


@pytest.mark.parametrize(
    ("name", "changes", "words_in_it"),
    [
        ("gezond", {"tendency": None}, None),
        (
            "schijnsamenwerking",
            {"flags": ("kern_en_rand",), "tendency": "eilandsamenwerking"},
            "een kern werkt al samen",
        ),
        ("eilandsamenwerking", {}, "neigt naar gezond"),
        ("rem_onbekend", {}, "van de andere uitkomsten"),
        (
            "gezond",
            {"tendency": "schijnsamenwerking", "scores": scores(intentie=90, actie=70, verbinding=69)},
            "willen",
        ),
        (
            "gezond",
            {"tendency": "eilandsamenwerking", "scores": scores(intentie=90, actie=88, verbinding=65)},
            "steunen",
        ),
        ("gezond", {"tendency": "eilandsamenwerking", "bar": None}, "van de andere uitkomsten"),
    ],
)
def test_tendency_says_where_it_comes_from(name, changes, words_in_it):
    found = said(tendency_words, name=name, **changes)
    assert (words_in_it in found) if words_in_it else found == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weighting", ["organisation", "respondent"])
@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_is_one_sentence_without_numbers(flag, weighting, language):
    with translation.override(language):
        found = signal(frozen_result(disclosed.gezond(weighting=weighting)), flag)
    assert found.code == flag
    for text in (found.title, found.text):
        assert text.endswith(".")
        assert text.count(".") + text.count("?") + text.count("!") == 1
        assert not any(letter.isdigit() for letter in text)


def test_all_flags_stand_in_their_order():
    found = report("gezond", flags=tuple(FLAGS))
    (block,) = blocks_in(found, "why", Signals)
    assert tuple(signal.code for signal in block.items) == tuple(FLAGS)
    assert len({signal.text for signal in block.items}) == len(FLAGS)


def test_without_flags_that_is_said():
    assert "Uit deze meting kwamen geen bijzondere signalen." in texts_in(report("gezond"), "why")


def test_steps_are_numbered_from_the_first_force():
    found = report("fundament_ontbreekt")
    (steps,) = [block for block in blocks_in(found, "why", Points) if block.is_ordered]
    assert [step.split()[0] for step in steps.items] == ["Intentie", "Actie", "Verbinding"]
    assert Figure("path") in blocks_in(found, "why", Figure)


def test_a_force_that_is_only_just_below_needs_only_a_little():
    path = (disclosed.PathStep("actie", 66.12, 66.14),)
    found = report("schijnsamenwerking", scores=scores(intentie=80, actie=66.12, verbinding=70), path=path)
    assert "Actie ligt net onder de lat van 66,1: een klein beetje meer is genoeg." in " ".join(texts_in(found, "why"))
    assert "Actie scoort 66,1: net onder de lat. In de praktijk gebeurt er bijna genoeg." in texts_in(found, "why")


def test_nothing_that_must_rise_is_not_headed_so():
    assert "Hoeveel ruimte er is" in texts_in(report("stevig"), "why")
    assert "Wat er omhoog moet" not in texts_in(report("stevig"), "why")
    assert "Wat er omhoog moet" in texts_in(report("schijnsamenwerking"), "why")
    assert "Wat er omhoog moet" in texts_in(report("bar_withheld"), "why")


def test_the_bar_says_how_strongly_interests_clash():
    clash = {"intentie": 80, "actie": 70, "verbinding": 70, "regeling": 40}
    found = [report("gezond", scores=scores(spanning=tension, **clash)) for tension in (30, 60)]
    first, second = (texts_in(each, "why")[1] for each in found)
    assert "een beetje" in first
    assert "een beetje" not in second


@pytest.mark.parametrize("fits", [True, False, None])
def test_whether_people_recognise_it_is_said_when_known(fits):
    text = " ".join(texts_in(report("schijnsamenwerking", signals_fit=fits), "why"))
    assert ("Mensen herkennen dit" in text, "Niet alles wijst dezelfde kant op" in text) == (
        fits is True,
        fits is False,
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_headline_of_a_case_is_one_sentence_that_fits_it(name):
    result = frozen_case(name)
    found = assemble(result, language="nl")
    assert found.headline.count(".") == 1
    if found.has_diagnosis and result.disclosed.level != "fundament_ontbreekt":
        assert result.disclosed.diagnosis in found.headline
        assert found.level
        assert found.certainty
    assert ("nipt" in found.certainty) == (result.disclosed.certainty == "nipt")

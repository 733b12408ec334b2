"""Every result gives a whole report, in both languages and for every role: nothing empty, nothing untranslated."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from babel.messages.extract import extract_from_dir
from django.utils import translation

from assessments.reporting import assemble as package
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.actions import SHEET_LIMIT
from assessments.reporting.assemble.report import Actions, Figure, Heading, Notice
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED
from tests.some import some

from . import disclosed
from .cases import NAMES, frozen_case
from .reading import blocks_in, own_words, section, texts_in, words, words_of
from .results import VERSIONS, frozen_result

FIXTURES = (
    *("schijnsamenwerking", "eilandsamenwerking", "gezond", "stevig", "fundament_ontbreekt", "rem_onbekend"),
    *("opbouwfase", "stalled", "kern_en_rand", "intentie_rond_de_lat", "nipt", "capped", "below_ten"),
    *("statements_withheld", "with_holes", "large", "all_0", "all_100"),
    *("of_version_1", "bar_withheld", "onvoldoende_gegevens"),
)
OF_VERSION_1 = {"of_version_1", "bar_withheld"}
WHOLE = ("diagnosis", "why", "forces", "interests", "processes", "actions", "questions", "open_answers", "method")
SAME_IN_BOTH = {
    "%(partnership)s – %(round)s",
    "%(partnership)s – %(round)s – %(made_for)s",
    "%(place)s – %(meaning)s",
    "%(message)s: %(reason)s",
    "%(reached)s; %(missed)s",
    "%(share)s (%(range)s)",
} | {*("%(force)s: %(band)s", "professionals", "managers", "Driekracht")}
"""Messages that read the same in Dutch and English."""


def fixture(name):
    versions = VERSIONS | ({"model": "1", "questionnaire": "1"} if name in OF_VERSION_1 else {})
    return frozen_result(getattr(disclosed, name)(), versions=versions)


def check(result, role=None):
    """Assemble a report in both languages and look at every text of it."""
    in_dutch, in_english = (assemble(result, language=language, role=role) for language in ("nl", "en"))
    for report in (in_dutch, in_english):
        texts = words(report)
        assert [text for text in texts if not text.strip()] == []
        assert [text for text in texts if re.search(r"%\(|\bNone\b|\s{2,}|\{|\}| \.|\.\.$", text)] == []
        assert [text for text in own_words(report) if "nonym" in text or "noniem" in text] == []
        assert_nothing_is_empty(report)
    dutch, english = own_words(in_dutch), own_words(in_english)
    assert len(dutch) == len(english)
    assert [text for text, other in zip(dutch, english, strict=True) if text == other and " " in text] == []
    return in_dutch


def assert_nothing_is_empty(report):
    for part in report.sections:
        assert part.title
        assert part.blocks
        texts = [text for block in part.blocks if not isinstance(block, Actions) for text in words_of(block)]
        assert all(texts), part.key
        said = [isinstance(block, Heading) for block in part.blocks if not isinstance(block, Figure)]
        assert not any(first and second for first, second in pairwise([*said, True])), part.key


@pytest.mark.parametrize("name", FIXTURES)
def test_fixture_gives_a_whole_report(name):
    result = fixture(name)
    for role in (None, *ADVISED):
        check(result, role)


@pytest.mark.parametrize("split", ["role", "organisation"])
@pytest.mark.parametrize("named", [True, False], ids=["named", "unnamed"])
@pytest.mark.parametrize("name", NAMES)
def test_case_gives_a_whole_report(name, split, named):
    result = frozen_case(name, split=split, named=named)
    check(result)
    check(result, ADVISED[len(name) % len(ADVISED)])


@pytest.mark.parametrize("name", FIXTURES[:-1])
def test_sections_come_in_the_order_of_the_report(name):
    result = fixture(name)
    assert tuple(part.key for part in assemble(result, language="nl").sections) == WHOLE
    for role in ADVISED:
        assert tuple(part.key for part in assemble(result, language="nl", role=role).sections) == (
            *("diagnosis", "why", "actions"),
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_stand_where_they_belong(language):
    report = assemble(fixture("schijnsamenwerking"), language=language)
    found = [(part.key, block.chart) for part in report.sections for block in part.blocks if isinstance(block, Figure)]
    assert found == [
        ("diagnosis", "chain"),
        ("diagnosis", "stability"),
        ("why", "path"),
        ("forces", "forces"),
        ("forces", "groups"),
        ("forces", "items-intentie"),
        ("forces", "items-actie"),
        ("forces", "items-verbinding"),
        ("interests", "tension"),
        ("interests", "reasons"),
        ("interests", "interests"),
        ("processes", "processes"),
    ]


def test_every_message_has_its_dutch():
    messages = [found[2] for found in extract_from_dir(package.__path__[0])]
    singulars = {message if isinstance(message, str) else message[0] for message in messages}
    assert len(singulars) > 250
    with translation.override("nl"):
        assert {text for text in singulars if translation.gettext(text) == text} - SAME_IN_BOTH == set()


def test_the_language_around_it_stays():
    with translation.override("en"):
        assert assemble(fixture("gezond"), language="nl").headline.startswith("De samenwerking")
        assert translation.get_language() == "en"


def test_the_cover_says_what_it_is_and_for_whom():
    result = frozen_result(partnership="Keten Oost", title="Tweede meting", theme="Schulden")
    cover = assemble(result, language="nl", role="bestuurder").cover
    assert (cover.title, cover.partnership, cover.round, cover.theme) == (
        *("Hoe gezond is onze samenwerking?", "Keten Oost", "Tweede meting", "Schulden"),
    )
    assert (cover.closed_on, cover.made_for) == ("25 oktober 2026", "Voor bestuurders")
    assert "vertrouwelijk" in cover.confidential
    assert assemble(result, language="en").cover.closed_on == "25 October 2026"
    assert assemble(result, language="nl").cover.made_for == ""
    assert assemble(result, language="nl", role="overheid").title == "Keten Oost – Tweede meting – Voor de overheid"


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_few_answers_say_so_why_and_what_now(language):
    report = assemble(fixture("onvoldoende_gegevens"), language=language)
    assert not report.has_diagnosis
    assert (report.level, report.certainty) == ("", "")
    assert [part.key for part in report.sections] == ["diagnosis", "why", "actions", "open_answers", "method"]
    assert [block for part in report.sections for block in part.blocks if isinstance(block, Figure)] == []
    assert not re.search(r"\d", " ".join(texts_in(report, "diagnosis")))
    assert "5" in " ".join(texts_in(report, "why"))


def test_the_outcome_says_on_how_many_it_rests():
    result = frozen_result(disclosed.gezond(n_organisations="<5", response=80), n_invited="50+")
    assert texts_in(assemble(result, language="nl"), "diagnosis")[-1] == (
        "Deze uitkomst rust op antwoorden van 20–49 mensen uit minder dan 5 organisaties: vier vijfde of meer van "
        "wie is gevraagd."
    )
    result = frozen_result(disclosed.gezond(response=None), n_invited="10-19")
    assert texts_in(assemble(result, language="nl"), "diagnosis")[-1].startswith(
        "Deze uitkomst rust op antwoorden van 20–49 mensen (gevraagd: 10–19) uit 5–9 organisaties."
    )
    result = frozen_result(disclosed.gezond(n_organisations="5-9", response=80), n_invited=None, organisations=())
    assert texts_in(assemble(result, language="en"), "diagnosis")[-1] == (
        "This outcome rests on the answers of 20–49 people from 5–9 organisations."
    )


def test_open_answers_stand_word_for_word_as_given():
    texts = ("Drie. Twee? Eén!", "<b>vet</b>", "  spaties  ")
    report = assemble(frozen_result(disclosed.gezond(open_answers={"O1": texts})), language="en")
    quotes = blocks_in(report, "open_answers", package.report.Quotes)
    assert [(found.question, found.texts) for found in quotes] == [("What is going well now?", texts)]


def test_own_reasons_of_others_stand_under_words_of_our_own():
    answers = {"B0_other": ("Omdat het leuk is",) * 10}
    report = assemble(frozen_result(disclosed.gezond(open_answers=answers)), language="nl")
    assert "Andere redenen om mee te doen" in texts_in(report, "open_answers")


def test_a_sheet_for_one_role_is_short():
    for name in some(FIXTURES[:-1]):
        for language in some(LANGUAGES):
            for role in some(ADVISED):
                report = assemble(fixture(name), language=language, role=role)
                cards = [card for block in blocks_in(report, "actions", Actions) for card in block.cards]
                assert 1 <= len(cards) <= SHEET_LIMIT
                assert [block for part in report.sections for block in part.blocks if isinstance(block, Figure)] == [
                    Figure("chain")
                ]
                on_paper = [*texts_in(report, "why")] + [text for card in cards for text in (card.why, card.first_step)]
                assert sum(map(len, on_paper)) < 3200


def test_the_sheet_of_another_role_gives_what_managers_are_given():
    managers, others = (
        section(assemble(fixture("schijnsamenwerking"), language="nl", role=role), "actions")
        for role in ("manager", "anders")
    )
    assert managers == others


def test_notices_are_only_there_when_something_is_held_back():
    report = assemble(frozen_result(replace(disclosed.gezond(), withheld=())), language="nl")
    assert [block for part in report.sections for block in part.blocks if isinstance(block, Notice)] == []

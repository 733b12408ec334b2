"""Actions stand with what called for them, the most urgent first; questions are those that the result asks for."""

from dataclasses import replace

import pytest
from django.utils import translation

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import PDF_LIMIT
from assessments.catalogue.entries import ChosenAction, Condition, RoleActions
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.actions import SHEET_LIMIT
from assessments.reporting.assemble.calls import called_by
from assessments.reporting.assemble.report import Actions, Heading, Paragraph, Points
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED
from tests.some import some

from . import disclosed
from .cases import NAMES, frozen_case
from .reading import blocks_in, section, texts_in
from .results import frozen_result


def case(name):
    return frozen_case(name, named=True)


def lists(report):
    """Return the lists of actions per heading."""
    found, heading = {}, ""
    for block in section(report, "actions").blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Actions):
            found.setdefault(heading, []).append(block)
    return found


def entry(**changes):
    return replace(shipped_actions()[0], **changes)


def said(condition=None, result=None, language="nl", **changes):
    result = result or frozen_result()
    chosen = ChosenAction(entry(**changes), (condition,) if condition else (), 0.0)
    with translation.override(language):
        return called_by(result, chosen)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_chosen_action_of_a_case_is_there_once(name, language):
    result = case(name)
    report = assemble(result, language=language)
    if not report.has_diagnosis:
        return
    headings = [block.text for block in blocks_in(report, "actions", Heading)]
    assert len(headings) == len(ADVISED)
    for heading, role in zip(headings, ADVISED, strict=True):
        advice = next(found for found in result.actions if found.role == role)
        chosen = [found.entry.text(language).title for found in (*advice.main, *advice.tendency)]
        blocks = lists(report).get(heading, [])
        cards = [card for block in blocks for card in (*block.cards, *block.further)]
        assert [card.title for card in cards] == chosen
        assert all(card.called_by for card in cards)
        assert sum(len(block.cards) for block in blocks) == min(len(chosen), sum(len(block.cards) for block in blocks))
        assert sum(len(block.cards) for block in blocks) <= PDF_LIMIT
        assert all(bool(block.further) == bool(block.further_on_screen) for block in blocks)
        assert all(str(len(block.further)) in block.further_on_screen for block in blocks if block.further)


def test_the_tendency_has_its_own_heading_and_its_place_on_paper():
    many = tuple(ChosenAction(found, (), 0.0) for found in shipped_actions()[:9])
    few = tuple(ChosenAction(found, (), 0.0) for found in shipped_actions()[9:11])
    result = replace(
        frozen_result(disclosed.gezond(tendency="eilandsamenwerking")), actions=(RoleActions("manager", many, few),)
    )
    report = assemble(result, language="nl")
    (main, later) = lists(report)["Voor managers"]
    assert (len(main.cards), len(main.further), len(later.cards), len(later.further)) == (6, 3, 1, 1)
    assert "Omdat de samenwerking neigt naar eilandsamenwerking:" in texts_in(
        assemble(result, language="nl"), "actions"
    )
    (main, later) = lists(assemble(result, language="nl", role="manager"))[""]
    assert (len(main.cards), len(later.cards)) == (SHEET_LIMIT - 1, 1)


def test_only_what_breaks_the_stagnation_is_a_breakthrough():
    for name in ("schijnsamenwerking", "gezond"):
        report = assemble(frozen_result(getattr(disclosed, name)()), language="nl")
        cards = [card for blocks in lists(report).values() for block in blocks for card in block.cards]
        assert any(card.is_breakthrough for card in cards) == (name == "schijnsamenwerking")


def test_directors_and_government_are_asked_for_a_decision():
    for role in some(ADVISED):
        texts = texts_in(assemble(frozen_result(), language="nl", role=role), "actions")
        assert any("besluit gevraagd" in text for text in texts) == (role in {"bestuurder", "overheid"})


def test_our_own_source_is_not_named_and_that_of_others_is():
    cards = [
        card
        for blocks in lists(assemble(frozen_result(), language="nl")).values()
        for block in blocks
        for card in block.cards
    ]
    assert {card.source for card in cards} <= {"", "Van Delden 2012"}
    assert any(card.source for card in cards)


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (Condition("force", "actie", "below", "bar"), "Actie scoort 37, onder de lat van 66,1."),
        (Condition("force", "intentie", "above", "bar"), "Intentie scoort 81, boven de lat van 66,1."),
        (Condition("force", "actie", "below", 50.0), "Actie scoort 37, lager dan 50."),
        (Condition("process", "lering_trekken", "below", "bar"), "Het proces “Lering trekken” scoort 39, onder de lat"),
        (Condition("process", "verbreden_en_verdiepen", "above", 62.5), "scoort 63, hoger dan 62,5."),
        (Condition("item", "C4", "above", 50.0), "“Veel medewerkers wachten eerst af” scoort 63, hoger dan 50."),
        (Condition("item", "V5", "below", "bar"), "“De partners werken ook achter de schermen samen” scoort 49, onder"),
        (Condition("level", "kwetsbaar"), "De samenwerking is kwetsbaar."),
        (Condition("level", "vastgelopen"), "De samenwerking is vastgelopen."),
        (Condition("flag", "lage_respons"), "Minder dan de helft deed mee."),
    ],
)
def test_what_called_for_an_action_is_said_with_its_numbers(condition, sentence):
    assert sentence in said(condition)


def test_the_level_of_a_young_partnership_is_said_in_other_words():
    young = frozen_result(disclosed.startfase())
    assert said(Condition("level", "vastgelopen"), young) == "De afstand tot de lat is nog groot."


def test_a_score_that_rounding_puts_on_the_limit_is_told_apart_from_it():
    result = frozen_result(disclosed.schijnsamenwerking(items={"C4": 50.3, "V5": 66.12}))
    assert said(Condition("item", "C4", "above", 50.0), result).endswith(
        "scoort 50: net over de grens vanaf waar dit helpt."
    )
    assert "scoort 66,1: net over de grens" in said(Condition("item", "V5", "below", "bar"), result)


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_can_call_for_an_action(flag):
    for language in some(LANGUAGES):
        assert said(Condition("flag", flag), language=language).endswith(".")


def test_without_conditions_the_diagnosis_the_tendency_or_nothing_called():
    assert said(diagnosis="schijnsamenwerking").startswith("Dit helpt om de stap van willen naar doen te zetten")
    assert said(diagnosis="gezond") == "De samenwerking neigt naar gezond, en daar hoort dit bij."
    assert said(diagnosis=None) == "Dit helpt elke samenwerking, bij elke uitkomst."
    healthy = frozen_result(disclosed.gezond())
    assert said(diagnosis="gezond", result=healthy) == "Dit helpt om de samenwerking gezond te houden."


def test_a_role_without_actions_is_told_so():
    result = replace(frozen_result(), actions=())
    assert "kies er samen een" in " ".join(texts_in(assemble(result, language="nl"), "actions"))


def test_too_few_answers_call_only_for_what_the_respondents_call_for():
    called = ChosenAction(entry(diagnosis=None), (Condition("flag", "lage_respons"),), 0.0)
    always = ChosenAction(entry(diagnosis=None), (), 0.0)
    result = replace(
        frozen_result(disclosed.onvoldoende_gegevens(flags=("lage_respons",))),
        actions=(RoleActions("manager", (called, always), ()),),
    )
    ((block,),) = lists(assemble(result, language="nl")).values()
    assert [card.called_by for card in block.cards] == ["Minder dan de helft deed mee."]
    assert not block.cards[0].is_breakthrough


def questions(result, language="nl"):
    (found,) = blocks_in(assemble(result, language=language), "questions", Points)
    assert found.is_ordered
    return found.items


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in NAMES if case(name).disclosed.scores])
def test_questions_begin_with_what_goes_well_and_end_with_an_agreement(name, language):
    found = questions(case(name), language)
    assert 5 <= len(found) <= 14
    assert len(set(found)) == len(found)
    assert all("?" in question for question in found)
    assert {"nl": "Welke twee acties", "en": "Which two actions"}[language] in found[-1]


def test_questions_follow_from_the_result():
    found = " ".join(questions(frozen_result(disclosed.schijnsamenwerking())))
    for words_in_it in (
        "Welke afspraak van het afgelopen jaar",
        "Volgens professionals ligt actie lager",
        "lopen de antwoorden het verst uiteen",
        "botst met het belang",
        "meer waard maken voor GGZ Oosterlicht en Jeugdzorg De Linde",
        "Wanneer houdt uw eigen organisatie zich in?",
        "“Lering trekken” vraagt het meeste werk. Welke eerste stap kan komen van de overheid",
    ):
        assert words_in_it in found
    quiet = disclosed.stevig(
        divided={}, perception=(), processes={}, organisations={}, blind_spot=None, items={"A1": 40.0}
    )
    assert questions(frozen_result(quiet))[0] == "Wat gaat er al goed, hoe klein ook? Wie heeft daarvoor gezorgd?"
    assert len(questions(frozen_result(quiet))) == 6


def test_missing_voices_are_asked_for():
    for flag in ("partners_ontbreken", "rol_ontbreekt", "lage_respons"):
        assert "Wiens stem ontbreekt hier?" in " ".join(questions(frozen_result(disclosed.gezond(flags=(flag,)))))
    assert "Wiens stem" not in " ".join(questions(frozen_result(disclosed.gezond())))


def test_those_who_do_the_work_are_heard_first_where_that_may_be_shown():
    report = assemble(frozen_result(), language="nl")
    text = " ".join(texts_in(report, "forces"))
    assert "Professionals, die het werk zelf doen, geven actie een score van 47." in text
    assert "Volgens professionals ligt actie duidelijk lager dan volgens de anderen." in text
    assert [block for block in blocks_in(report, "forces", Paragraph) if not block.text] == []

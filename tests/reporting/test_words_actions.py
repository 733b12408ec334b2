"""Actions stand with what called for them, the most urgent first; questions are those that the result asks for."""

from dataclasses import replace

import pytest
from django.utils import translation

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.choice import PDF_LIMIT_BY_SHORTAGE
from assessments.catalogue.entries import BREAKTHROUGHS, ChosenAction, Condition, RoleActions
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.actions import SHEET_LIMIT, card
from assessments.reporting.assemble.calls import called_by
from assessments.reporting.assemble.first_steps import first_steps
from assessments.reporting.assemble.proposals import proposals
from assessments.reporting.assemble.report import Actions, Paragraph, Points
from assessments.reporting.frozen import AgreedAction
from assessments.reporting.parts import WORKED_OUT, ActionList, part
from assessments.reporting.render import IN_FULL
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED
from tests.some import some

from . import disclosed
from .cases import NAMES, frozen_case
from .reading import blocks_in, section, texts_in
from .results import VERSIONS, frozen_result
from .shown import at, scores_of


def case(name):
    return frozen_case(name, named=True)


def lists(report):
    """Return the lists of actions of a report."""
    return blocks_in(report, "actions", Actions)


def test_an_action_with_words_of_its_own_for_other_roles_stands_there_once_and_has_them():
    (block,) = lists(assemble(frozen_result(disclosed.eilandsamenwerking()), language="nl"))
    (lasting,) = [found for found in (*block.cards, *block.further) if found.title == "Maak samen iets wat blijft"]
    assert lasting.keys == ("eiland-aanbod", "eiland-aanbod-leiding")
    assert lasting.for_whom == "Voor professionals, managers, bestuurders en de overheid"
    assert lasting.otherwise[0].for_whom == "Voor managers, bestuurders en de overheid"
    assert lasting.otherwise[0].first_step.startswith("Vraag het team welke hulp of dienst")
    (sheet,) = lists(assemble(frozen_result(disclosed.eilandsamenwerking()), language="nl", role="manager"))
    (own,) = [found for found in (*sheet.cards, *sheet.further) if found.title == "Maak samen iets wat blijft"]
    assert (own.keys, own.otherwise) == (("eiland-aanbod-leiding",), ())


def entry(**changes):
    return replace(shipped_actions()[0], **changes)


def said(condition=None, result=None, language="nl", **changes):
    result = result or frozen_result()
    chosen = ChosenAction(entry(**changes), (condition,) if condition else (), 0.0)
    with translation.override(language):
        return called_by(result, chosen)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_chosen_action_of_a_case_is_there_once_with_the_roles_that_it_is_for(name, language):
    result = case(name)
    report = assemble(result, language=language)
    if not report.has_diagnosis:
        return
    advice = {found.role: (*found.main, *found.tendency) for found in result.actions if found.role in ADVISED}
    cards = [found for block in lists(report) for found in (*block.cards, *block.further)]
    codes = [code for found in cards for code in found.keys]
    assert len(codes) == len(set(codes))
    for block in lists(report):
        titles = [found.title for found in (*block.cards, *block.further)]
        assert len(titles) == len(set(titles))
    for role in some(ADVISED):
        assert [code for code in codes if code in {chosen.entry.code for chosen in advice[role]}] != [] or not advice[
            role
        ]
        own = {code for found in cards if role in found.roles for code in found.keys}
        assert {chosen.entry.code for chosen in advice[role]} <= own
        assert {chosen.entry.text(language).title for chosen in advice[role]} == {
            found.title for found in cards if role in found.roles
        }
        printed = [found for block in lists(report) for found in block.cards if role in found.roles]
        assert len(printed) >= min(PDF_LIMIT_BY_SHORTAGE, len(advice[role]))
    assert all(found.called_by and found.for_whom for found in cards)


@pytest.mark.parametrize("name", NAMES)
def test_the_list_begins_with_the_steps_to_take_first_and_keeps_the_order_of_each_role(name):
    result = case(name)
    if not result.disclosed.scores:
        return
    with translation.override("nl"):
        steps = [step.title for step in first_steps(result)]
    cards = [found for block in lists(assemble(result, language="nl")) for found in block.cards]
    assert list(dict.fromkeys(found.title for found in cards))[: len(steps)] == steps
    for advice in some([found for found in result.actions if found.role in ADVISED and found.main]):
        first = advice.main[0].entry.code
        assert first in {code for found in cards[: len(ADVISED)] for code in found.keys}


def test_the_tendency_has_its_own_list_and_its_place_on_paper():
    many = tuple(ChosenAction(found, (), 0.0) for found in shipped_actions()[:9])
    few = tuple(ChosenAction(found, (), 0.0) for found in shipped_actions()[9:11])
    result = replace(
        frozen_result(disclosed.gezond(tendency="eilandsamenwerking")), actions=(RoleActions("manager", many, few),)
    )
    (main, later) = lists(assemble(result, language="nl"))
    assert sum(len(found.keys) for found in (*main.cards, *main.further)) == len(many)
    assert (len(main.cards), len(main.further), len(later.cards), len(later.further)) == (6, 2, 1, 1)
    assert "Omdat de samenwerking neigt naar eilandsamenwerking:" in texts_in(
        assemble(result, language="nl"), "actions"
    )
    (main, later) = lists(assemble(result, language="nl", role="manager"))
    assert (len(main.cards), len(later.cards)) == (SHEET_LIMIT - 1, 1)


def every_card(result, language="nl"):
    """Return all cards of a report, with the code of the action."""
    with translation.override(language):
        return {
            found.entry.code: card(result, found) for role in result.actions for found in (*role.main, *role.tendency)
        }


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("schijnsamenwerking", {"aanbod", "professioneel team", "management"}),
        ("eilandsamenwerking", {"aanbod", "professioneel team", "management"}),
        ("gezond", set()),
        ("rem_onbekend", set()),
    ],
)
def test_only_the_breakthroughs_of_the_stagnation_are_called_so(name, fields):
    result = frozen_result(getattr(disclosed, name)())
    cards = every_card(result)
    called = {code for code, found in cards.items() if found.breakthrough}
    bound = {entry.code for entry in shipped_actions() if entry.diagnosis == result.disclosed.diagnosis}
    assert called == set(cards) & BREAKTHROUGHS & bound
    assert {cards[code].breakthrough for code in called} == {f"Doorbraak · {field}" for field in fields}
    english = {found.breakthrough for found in every_card(result, "en").values() if found.breakthrough}
    assert english <= {f"Breakthrough · {field}" for field in ("what you offer", "professional team", "management")}
    assert len(english) == len(fields)


def test_directors_and_government_are_asked_for_a_decision():
    for role in some(ADVISED):
        texts = texts_in(assemble(frozen_result(), language="nl", role=role), "actions")
        assert any("vragen een besluit van u" in text for text in texts) == (role in {"bestuurder", "overheid"})


def test_only_who_has_an_action_is_asked_to_decide():
    result = frozen_result()
    said = " de vraag om te besluiten"
    texts = " ".join(texts_in(assemble(result, language="nl"), "actions"))
    assert f"Bestuurders en de overheid krijgen{said}" in texts
    without = tuple(advice for advice in result.actions if advice.role != "bestuurder")
    texts = " ".join(texts_in(assemble(replace(result, actions=without), language="nl"), "actions"))
    assert f"De overheid krijgt{said}" in texts
    assert said not in " ".join(texts_in(assemble(replace(result, actions=()), language="nl"), "actions"))


def test_our_own_source_is_not_named_and_that_of_others_is():
    sources = {found.source for found in every_card(frozen_result()).values()}
    assert sources == {"", "Van Delden, Platformbijeenkomst Entree, Woerden, 3 oktober 2012"}


NEXT_STEP = "Eerst komt wat de volgende stap zet, daarna wat daarbij helpt."
FOUNDATION = "Eerst komt wat het fundament sterker maakt. De rest kan wachten."
GOES_WELL = "Het gaat goed: met deze stappen blijft dat zo."


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (disclosed.schijnsamenwerking(), NEXT_STEP),
        (disclosed.eilandsamenwerking(), NEXT_STEP),
        (disclosed.opbouwfase(), NEXT_STEP),
        (disclosed.fundament_ontbreekt(), FOUNDATION),
        (disclosed.fundament_ontbreekt(diagnosis="gezond"), FOUNDATION),
        (disclosed.gezond(), GOES_WELL),
        (disclosed.stevig(), GOES_WELL),
        (disclosed.kern_en_rand(), ""),
        (disclosed.gezond(flags=("nipt",)), ""),
    ],
)
def test_what_comes_first_is_said_as_the_outcome_asks(result, sentence):
    text = texts_in(assemble(frozen_result(result), language="nl"), "actions")[0]
    assert text.startswith("Bovenaan staat wat het eerst nodig is. Bij elke stap staat voor wie die is.")
    assert [said for said in (NEXT_STEP, FOUNDATION, GOES_WELL) if said in text] == ([sentence] if sentence else [])


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (Condition("force", "actie", "below", "bar"), "Actie scoort 37, onder de lat van 66,5."),
        (Condition("force", "intentie", "above", "bar"), "Intentie scoort 81, boven de lat van 62,5."),
        (Condition("force", "actie", "below", 50.0), "Actie scoort 37, lager dan 50."),
        (Condition("force", "actie", "below", 40.0), "Actie scoort 37, net onder 40."),
        (Condition("process", "lering_trekken", "below", "bar"), "Het proces “Lering trekken” scoort 40, onder de lat"),
        (Condition("process", "doelen_bepalen", "below", "bar"), "Het proces “Doelen bepalen” scoort 60, net onder de"),
        (Condition("process", "verbreden_en_verdiepen", "above", 62.5), "scoort 65, hoger dan 62,5."),
        (Condition("item", "C4", "above", 50.0), "scoort 65, hoger dan 50."),
        (Condition("item", "V5", "below", "bar"), "scoort 45, onder de lat van 66,5."),
        (Condition("item", "T1", "below", "bar"), "scoort 55, onder de lat van 62,5."),
        (Condition("item", "P1", "below", "bar"), "scoort 60, net onder de lat."),
        (Condition("level", "kwetsbaar"), "De samenwerking is kwetsbaar."),
        (Condition("level", "dreigend"), "De afstand tot de lat is nog klein."),
        (Condition("level", "uitgesproken"), "De afstand tot de lat is nog groot."),
        (Condition("level", "fundament_ontbreekt"), "Het fundament ontbreekt."),
        (Condition("flag", "vastgelopen"), "Sinds de vorige meting is er geen merkbare stap gezet."),
        (Condition("flag", "lage_respons"), "Minder dan de helft deed mee."),
    ],
)
def test_what_called_for_an_action_is_said_with_its_numbers(condition, sentence):
    assert sentence in said(condition)


def test_an_end_is_called_an_end():
    shown = replace(disclosed.schijnsamenwerking(), statements={"A1": at(10)}, scores=scores_of(95, 5, 41))
    result = frozen_result(shown)
    assert "scoort 10 of lager, onder de lat van 66,5." in said(Condition("item", "A1", "below", "bar"), result)
    assert said(Condition("force", "actie", "below", 50.0), result) == "Actie scoort 5 of lager, lager dan 50."


def test_from_a_limit_calls_for_nothing():
    only = Condition("force", "intentie", "from", "bar")
    assert said(only, diagnosis="schijnsamenwerking") == "Dit helpt bij de stap van willen naar doen."
    assert said(only, diagnosis=None) == "Dit helpt elke samenwerking, bij elke uitkomst."
    both = ChosenAction(entry(), (only, Condition("force", "actie", "below", "bar")), 0.0)
    with translation.override("nl"):
        assert called_by(frozen_result(), both) == "Actie scoort 37, onder de lat van 66,5."


def test_a_number_that_is_not_shown_is_not_told():
    hidden = frozen_result(replace(disclosed.schijnsamenwerking(), statements={}, scores={}))
    for condition in (Condition("item", "A1", "below", "bar"), Condition("force", "actie", "below", "bar")):
        assert said(condition, hidden, diagnosis="schijnsamenwerking") == "Dit helpt bij de stap van willen naar doen."
    old = frozen_result(disclosed.of_version_1(), versions=VERSIONS | {"model": "1"})
    assert "Het proces" in said(Condition("process", "lering_trekken", "below", 50.0), old)


def test_a_missing_foundation_is_said_once():
    conditions = (Condition("flag", "intentie_zwak"), Condition("level", "fundament_ontbreekt"))
    with translation.override("nl"):
        both = called_by(frozen_result(), ChosenAction(entry(), conditions, 0.0))
        weak = called_by(frozen_result(), ChosenAction(entry(), conditions[:1], 0.0))
    assert (both, weak) == ("Het fundament ontbreekt.", "Intentie ligt onder de lat.")


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_can_call_for_an_action(flag):
    for language in some(LANGUAGES):
        assert said(Condition("flag", flag), language=language).endswith(".")


def test_without_conditions_the_diagnosis_the_tendency_or_nothing_called():
    assert said(diagnosis="schijnsamenwerking") == "Dit helpt bij de stap van willen naar doen."
    assert said(diagnosis="gezond") == "De samenwerking neigt naar gezond, en daar hoort dit bij."
    assert said(diagnosis=None) == "Dit helpt elke samenwerking, bij elke uitkomst."
    healthy, islands = frozen_result(disclosed.gezond()), frozen_result(disclosed.eilandsamenwerking())
    assert said(diagnosis="gezond", result=healthy) == "Dit helpt om de samenwerking gezond te houden."
    assert said(diagnosis="eilandsamenwerking", result=islands) == "Dit helpt bij de stap van doen naar elkaar steunen."


def test_a_role_without_actions_is_told_so():
    result = frozen_result()
    without = tuple(advice for advice in result.actions if advice.role not in {"manager", "overheid"})
    texts = texts_in(assemble(replace(result, actions=without), language="nl"), "actions")
    assert "Voor managers en de overheid past geen stap uit de lijst bij deze uitkomst. Kies er samen een." in texts
    assert not any("past geen stap" in text for text in texts_in(assemble(result, language="nl"), "actions"))
    sheet = texts_in(assemble(replace(result, actions=without), language="nl", role="manager"), "actions")
    assert "Voor deze rol past geen stap uit de lijst bij deze uitkomst. Kies er samen een." in sheet


DONE_BEFORE = "U had dit al afgesproken en gedaan. Kies het alleen opnieuw als het hielp."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("progress", "is_last"), [("done", True), ("busy", False), ("planned", False)])
def test_what_was_done_before_goes_to_the_end_and_says_so(progress, is_last, language):
    result = frozen_result()
    first, *others = next(advice.main for advice in result.actions if advice.role == "manager")
    agreed = (AgreedAction(first.entry.text(language).title, "", None, progress),)
    again = replace(result, agreed=agreed)
    block = lists(assemble(again, language="nl", role="manager"))[0]
    cards = (*block.cards, *block.further)
    titles = [found.entry.text("nl").title for found in others]
    own = first.entry.text("nl").title
    assert [found.title for found in cards] == ([*titles, own] if is_last else [own, *titles])
    assert [found.done_before for found in cards] == [""] * len(titles) + [DONE_BEFORE if is_last else ""]
    offered = next(found for found in proposals(again, language="nl") if found.heading == "Voor managers")
    assert [found.card.title for found in offered.proposals] == [found.title for found in cards]
    (whole,) = lists(assemble(again, language="nl"))
    keys = [found.keys for found in (*whole.cards, *whole.further)]
    assert (first.entry.code in keys[-1]) is is_last
    with translation.override("nl"):
        assert (own in [step.title for step in first_steps(again)]) is not is_last


@pytest.mark.parametrize("medium", ["print", "screen"])
@pytest.mark.parametrize("name", ["schijnsamenwerking", "eilandsamenwerking", "gezond", "fundament_ontbreekt"])
def test_no_two_actions_of_a_report_give_the_same_reason(name, medium):
    result = frozen_result(getattr(disclosed, name)())
    with translation.override("nl"):
        found = part(section(assemble(result, language="nl"), "actions"), {}, medium, in_full=IN_FULL)
    shown = [one for block in found.blocks if isinstance(block, ActionList) for one in (*block.actions, *block.further)]
    reasons = [one.reason for one in shown]
    assert len(reasons) > IN_FULL
    assert len(set(reasons)) == len(reasons)
    assert all(reasons)
    assert {one.is_brief for one in shown} == ({True, False} if medium == "print" else {False})


def test_paper_works_out_sixteen_actions_with_the_first_four_of_each_role_and_names_the_others():
    result = frozen_result(disclosed.fundament_ontbreekt())
    with translation.override("nl"):
        own = section(assemble(result, language="nl"), "actions")
        found = [block for block in part(own, {}, "print", in_full=IN_FULL).blocks if isinstance(block, ActionList)]
    (shown,), (block,) = found, lists(assemble(result, language="nl"))
    assert len(shown.actions) == WORKED_OUT < len(block.cards)
    for role in some(ADVISED):
        assert sum(role in one.card.roles for one in shown.actions) >= 4
    every = [one.card.title for one in (*shown.actions, *shown.further)]
    assert every == [card.title for card in (*block.cards, *block.further)]


def test_too_few_answers_call_only_for_what_the_respondents_call_for():
    called = ChosenAction(entry(diagnosis=None), (Condition("flag", "lage_respons"),), 0.0)
    always = ChosenAction(entry(diagnosis=None), (), 0.0)
    result = replace(
        frozen_result(disclosed.onvoldoende_gegevens(flags=("lage_respons",))),
        actions=(RoleActions("manager", (called, always), ()),),
    )
    (block,) = lists(assemble(result, language="nl"))
    assert [found.called_by for found in block.cards] == ["Minder dan de helft deed mee."]
    assert not block.cards[0].breakthrough


def questions(result, language="nl"):
    (found,) = blocks_in(assemble(result, language=language), "questions", Points)
    assert found.is_ordered
    return found.items


WITHOUT_SCORES = {"een-organisatie", "te-weinig-mensen", "weinig-en-jong"}
"""The cases with nothing to ask about; written out, because every worker would compute all cases to find them."""


def test_a_case_that_is_left_out_has_no_scores():
    assert {name for name in NAMES if name in WITHOUT_SCORES and not case(name).disclosed.scores} == WITHOUT_SCORES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT_SCORES])
def test_questions_begin_with_what_goes_well_and_end_with_an_agreement(name, language):
    found = questions(case(name), language)
    assert 5 <= len(found) <= 14
    assert len(set(found)) == len(found)
    assert all("?" in question for question in found)
    assert {"nl": "Welke twee stappen", "en": "Which two actions"}[language] in found[-1]


def test_questions_follow_from_the_result():
    found = " ".join(questions(frozen_result(disclosed.schijnsamenwerking())))
    for words_in_it in (
        "Welke afspraak van het afgelopen jaar",
        "Waar zou u over vijf jaar trots op willen zijn?",
        "Professionals zien actie lager dan de anderen.",
        "lopen de antwoorden ver uiteen",
        "botst met het belang",
        "meer waard maken voor GGZ Oosterlicht en Jeugdzorg De Linde",
        "Wanneer houdt uw eigen organisatie zich in?",
        "“Praktisch samenwerken” vraagt werk.",
    ):
        assert words_in_it in found
    nothing = {"divided": {}, "perception": (), "organisations": {}, "blind_spot": None, "statements": {"A1": at(40)}}
    quiet = questions(frozen_result(replace(disclosed.stevig(), **nothing)))
    assert quiet[0] == "Wat gaat er al goed, hoe klein ook? Wie heeft daarvoor gezorgd?"
    assert len(quiet) == 6


def test_missing_voices_are_asked_for():
    for flag in ("partners_ontbreken", "rol_ontbreekt", "lage_respons"):
        assert "Wiens stem ontbreekt hier?" in " ".join(questions(frozen_result(disclosed.gezond(flags=(flag,)))))
    assert "Wiens stem" not in " ".join(questions(frozen_result(disclosed.gezond())))


def test_those_who_do_the_work_are_heard_first_where_that_may_be_shown():
    report = assemble(frozen_result(), language="nl")
    text = " ".join(texts_in(report, "forces"))
    assert "Professionals doen het werk zelf. Zij geven actie 30" in text
    assert "Professionals zien actie lager dan de anderen." in text
    assert [block for block in blocks_in(report, "forces", Paragraph) if not block.text] == []

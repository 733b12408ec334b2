"""The questions to discuss: which are asked of which result."""

from dataclasses import replace

import pytest

from assessments.disclosure.shown import ShownPerception
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.report import Points

from . import disclosed
from .reading import blocks_in
from .results import frozen_result
from .shown import at, group, shares_of

PROUD = "Waar zou u over vijf jaar trots op willen zijn?"
STALLED = "Wat deed u sinds de vorige meting, en waarom bracht dat u nog niet verder?"
CORE = "Welke organisaties horen bij de kern, en welke nog niet?"
TRUST = "Wanneer vertrouwde u een andere partner echt?"
HELD_BACK = "Wanneer houdt uw eigen organisatie zich in?"
WOBBLE = "Wat zou deze samenwerking als eerste doen wankelen"
PROMISE = "Wat beloven bestuurders en de overheid hier, en wanneer vertellen zij wat ervan is gekomen?"


def asked(shown, language="nl"):
    report = assemble(frozen_result(shown), language=language)
    (points,) = blocks_in(report, "questions", Points)
    return points.items


def text_of(shown, language="nl"):
    return " ".join(asked(shown, language))


def answering(shown, **statements):
    return replace(shown, statements=shown.statements | {code: at(value) for code, value in statements.items()})


def test_what_was_promised_is_always_asked_before_the_choice():
    for shown in (disclosed.gezond(), disclosed.schijnsamenwerking()):
        assert asked(shown)[-2] == PROMISE


@pytest.mark.parametrize(
    ("sees", "question"),
    [
        ("lower", "De overheid ziet actie lager dan de anderen. Wat maken zij in hun werk mee dat anderen niet zien?"),
        ("higher", "De overheid ziet actie hoger dan de anderen. Wat zien zij dat anderen missen, en wat missen zij"),
    ],
)
def test_a_role_that_sees_it_differently_is_asked_what_it_sees(sees, question):
    assert question in text_of(disclosed.gezond(perception=(ShownPerception("overheid", "actie", sees),)))
    assert "dan de anderen" not in text_of(disclosed.gezond(perception=()))


def test_a_close_call_names_the_two_likeliest():
    assert "De uitkomst is nipt: schijnsamenwerking of gezond. Welke herkent u het meest" in text_of(disclosed.nipt())
    named = disclosed.nipt(shares=shares_of(20, 30, 50))
    assert "De uitkomst is nipt: eilandsamenwerking of schijnsamenwerking." in text_of(named)
    assert "De uitkomst is nipt. Welke herkent u het meest" in text_of(disclosed.nipt(shares={}))
    assert "nipt" not in text_of(disclosed.gezond())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kern_en_rand", (CORE, WOBBLE)),
        ("stalled", (STALLED, PROUD)),
        ("schijnsamenwerking", (PROUD,)),
        ("eilandsamenwerking", (PROUD,)),
        ("fundament_ontbreekt", ()),
        ("gezond", (WOBBLE,)),
        ("stevig", ()),
    ],
)
def test_outcomes_have_their_own_questions(name, expected):
    text = text_of(getattr(disclosed, name)())
    assert {question for question in (CORE, STALLED, PROUD, WOBBLE) if question in text} == set(expected)


@pytest.mark.parametrize(("value", "expected"), [(45, True), (50, False)])
def test_little_trust_is_asked_about(value, expected):
    assert (TRUST in text_of(answering(disclosed.gezond(), T1=value))) is expected


@pytest.mark.parametrize(("others", "expected"), [(45, True), (40, False), (10, False)])
def test_holding_back_is_asked_about_when_others_are_seen_to_do_it_more(others, expected):
    assert (HELD_BACK in text_of(answering(disclosed.gezond(), B6=others, B7=30))) is expected


def test_nobody_is_asked_about_a_comparison_that_is_not_shown():
    shown = answering(disclosed.gezond(blind_spot=None), B6=80, B7=30)
    assert HELD_BACK not in text_of(shown)


def test_what_scores_highest_is_asked_about_first_and_never_called_highest_of_many():
    shown = answering(disclosed.gezond(), I3=60, A3=60, V3=85)
    alone = "“Iemand zorgt dat het werk van alle partners op elkaar aansluit” scoort van alles het hoogst."
    assert asked(answering(shown, I2=75, A2=75, V2=75))[0].startswith(alone)
    tied = answering(shown, I2=85, A2=75, V2=75)
    assert " hoort bij wat het hoogst scoort. Hoe is dat gelukt" in asked(tied)[0]


def test_where_nothing_scores_well_it_is_asked_what_does():
    assert asked(disclosed.all_0())[0] == "Wat gaat er al goed, hoe klein ook? Wie heeft daarvoor gezorgd?"


def test_of_divided_statements_the_lowest_is_asked_about():
    shown = answering(disclosed.gezond(divided={"A3": True, "V2": True}), A3=60, V2=50)
    assert "Over “Alle partners die nodig zijn, doen echt mee” lopen de antwoorden ver uiteen." in text_of(shown)
    assert "lopen de antwoorden ver uiteen" not in text_of(disclosed.gezond(divided={}))


@pytest.mark.parametrize(("value", "expected"), [(60, True), (65, False)])
def test_a_process_below_the_threshold_is_asked_about(value, expected):
    shown = answering(disclosed.gezond(), P1=80, P2=value, P3=80, P4=80, P5=80)
    assert ("“Praktisch samenwerken” vraagt werk." in text_of(shown)) is expected


def test_scores_of_organisations_are_not_asked_for_where_they_are_not_shown():
    note = "(Noem daarbij geen scores: die staan niet in het rapport.)"
    by_role = disclosed.kern_en_rand()
    assert f"{CORE} Wat hebben die nodig om mee te doen? {note}" in asked(by_role)
    groups = {"School": {"actie": group(40)}}
    by_organisation = disclosed.kern_en_rand(split="organisation", groups=groups, perception=())
    assert f"{CORE} Wat hebben die nodig om mee te doen?" in asked(by_organisation)
    assert note not in text_of(by_organisation)

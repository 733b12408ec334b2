"""Why the outcome is what it is: the bar, the forces, the rule, what must rise, and what deserves attention."""

from dataclasses import replace

import pytest
from django.utils import translation

from assessments.disclosure.shown import ShownPerception, ShownScore, Withheld
from assessments.reporting.assemble.report import Points, Signals
from assessments.reporting.assemble.signals import signal
from assessments.reporting.assemble.why import why, why_in_short
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.languages import LANGUAGES
from tests.some import some

from . import disclosed
from .reading import words_of
from .results import VERSIONS, frozen_result
from .shown import group, path_of, scores_of

RECOGNISE = "De antwoorden onder “Herkent u dit?” wijzen"


def made(name, *, versions=VERSIONS, others=None, **changes):
    """Return the frozen result of one of the made results, with these fields and statements changed."""
    shown = getattr(disclosed, name)(**({"others": others} if others else {}))
    return frozen_result(replace(shown, **changes), versions=versions)


def below(intentie, actie, verbinding, bar=62.5, **changes):
    """Return a schijnsamenwerking with these scores and the path that belongs to them."""
    scores = scores_of(intentie, actie, verbinding)
    values = {"scores": scores, "bar": bar, "path": path_of(scores, bar), "groups": {}}
    return made("schijnsamenwerking", **values | changes)


def said(result, language="nl", section=why):
    """Return the texts of the section."""
    with translation.override(language):
        return [text for block in section(result).blocks for text in words_of(block)]


def signal_of(flag, language="nl", name="gezond", **changes):
    with translation.override(language):
        return signal(made(name, **changes), flag)


def test_it_begins_with_what_collaboration_takes():
    first, second, *_rest = said(made("gezond"))
    assert first.startswith("Samenwerken tussen organisaties gaat vaak stroef. Maar waar het lukt")
    assert first.endswith("(Van Delden, 2012).")
    assert second.startswith("Een samenwerking loopt op drie krachten")


FOR_INTENTIE = "Voor intentie blijft de lat 62,5."


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (
            made("schijnsamenwerking", others={"B3": 45}),
            (
                "Voor actie en verbinding ligt de lat op 66,5. Dat is 4 hoger dan 62,5, want belangen botsen soms en "
                f"dat is nog niet helemaal geregeld. {FOR_INTENTIE}"
            ),
        ),
        (
            made("schijnsamenwerking", others={"B3": 60}),
            (
                "Voor actie en verbinding ligt de lat op 66,5. Dat is 4 hoger dan 62,5, want belangen botsen en dat is "
                f"nog niet helemaal geregeld. {FOR_INTENTIE}"
            ),
        ),
        (
            made("schijnsamenwerking", others={"B3": 35}),
            (
                "Voor actie en verbinding ligt de lat op 66,5. Dat is 4 hoger dan 62,5, want belangen botsen een "
                f"beetje en dat is nog niet helemaal geregeld. {FOR_INTENTIE}"
            ),
        ),
        (
            made("rem_onbekend"),
            (
                "De lat ligt op 62,5. We weten niet of belangen botsen. Misschien ligt de lat voor actie en verbinding "
                "dus hoger."
            ),
        ),
        (made("stevig"), "De lat ligt op 62,5. Botsende belangen leggen die niet hoger."),
        (
            made("bar_withheld", versions=VERSIONS | {"model": "1"}),
            (
                "De lat begint op 62,5, en ligt voor actie en verbinding hoger als belangen botsen en dat niet is "
                "geregeld."
            ),
        ),
        (
            made("of_version_1", versions=VERSIONS | {"model": "1"}),
            "De lat ligt op 66,5. Dat is 4 hoger dan 62,5, door botsende belangen die nog niet helemaal zijn geregeld.",
        ),
    ],
)
def test_the_bar_says_what_interests_do_to_it(result, sentence):
    assert said(result)[2] == sentence


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (below(81, 37, 46), "Intentie scoort 81: ruim 18 punten boven de lat. U weet goed genoeg wat u samen wilt."),
        (below(81, 80, 46), "Actie scoort 80: ruim 17 punten boven de lat. In de praktijk gebeurt er genoeg."),
        (below(81, 37, 80), "Verbinding scoort 80: ruim 17 punten boven de lat. De partners steunen elkaar genoeg."),
        (
            below(81, 80, 46, groups={"professional": {"actie": group(60)}}),
            "Actie scoort 80: ruim 17 punten boven de lat. Volgens de professionals gebeurt er nog niet genoeg.",
        ),
        (
            below(50, 37, 46),
            (
                "Intentie scoort 50: ruim 12 punten onder de lat. "
                "Wat u samen wilt en hebt afgesproken, is nog niet sterk genoeg."
            ),
        ),
        (below(81, 59, 46), "Actie scoort 59: ruim 3 punten onder de lat. In de praktijk gebeurt er nog te weinig."),
        (below(81, 60, 46), "Actie scoort 60: ruim 2 punten onder de lat. In de praktijk gebeurt er bijna genoeg."),
        (
            below(81, 37, 59),
            "Verbinding scoort 59: ruim 3 punten onder de lat. De partners steunen elkaar nog te weinig.",
        ),
        (
            below(81, 37, 60),
            "Verbinding scoort 60: ruim 2 punten onder de lat. De partners steunen elkaar bijna genoeg.",
        ),
        (
            below(60, 37, 46),
            "Intentie scoort 60: ruim 2 punten onder de lat. Het is bijna duidelijk genoeg wat u samen wilt.",
        ),
        (
            below(60, 37, 46, flags=("intentie_zwak", "intentie_rond_de_lat")),
            "Intentie scoort 60: ruim 2 punten onder de lat. Of het fundament sterk genoeg is, is niet zeker.",
        ),
        (
            below(64, 37, 46, flags=("intentie_rond_de_lat",)),
            "Intentie scoort 64: ruim 1 punt boven de lat. Of het fundament sterk genoeg is, is niet zeker.",
        ),
        (
            below(81, 63, 46, bar=70.5),
            "Actie scoort 63: ruim 7 punten onder de lat. Zonder botsende belangen was dit genoeg.",
        ),
        (
            below(81, 37, 70, bar=70.5),
            "Verbinding scoort 70: minder dan een punt onder de lat. Zonder botsende belangen was dit genoeg.",
        ),
        (
            made("all_100"),
            "Intentie scoort 95 of hoger: minstens 32 punten boven de lat. U weet goed genoeg wat u samen wilt.",
        ),
    ],
)
def test_a_force_is_judged_by_where_it_lies(result, sentence):
    assert sentence in said(result)


def test_without_a_bar_a_score_is_not_judged():
    assert "Actie scoort 37." in said(made("bar_withheld"))


BEGIN_THERE = "Intentie komt eerst, en haalt de lat niet. Daarom begint dit rapport daar."
SCHIJN = "De regel: haalt actie de lat niet, dan is de uitkomst schijnsamenwerking."
RULES = {
    "W14": (below(81, 37, 46), f"{SCHIJN} De stap van doelen naar de praktijk is nog niet ver genoeg gezet."),
    "W15": (below(81, 37, 80), f"{SCHIJN} De partners steunen elkaar al wel: gebruik dat om te beginnen."),
    "W16": (
        made("eilandsamenwerking"),
        (
            "De regel: haalt actie de lat wel maar verbinding niet, dan is de uitkomst eilandsamenwerking. De stap van "
            "doen naar elkaar steunen is nog niet ver genoeg gezet. Wat werkt, kan dan weer wegzakken."
        ),
    ),
    "W17": (made("gezond"), "De regel: halen actie en verbinding allebei de lat, dan is de uitkomst gezond. U werkt"),
    "W18": (made("kern_en_rand"), "De regel kijkt naar het gemiddelde, en dat haalt de lat. Maar het gemiddelde"),
}


@pytest.mark.parametrize("row", RULES)
def test_the_rule_that_gave_the_outcome_is_told_in_the_report_and_on_every_sheet(row):
    result, expected = RULES[row]
    whole, short = said(result), said(result, section=why_in_short)
    for texts in (whole, short):
        assert [text.startswith(expected) for text in texts].count(True) == 1
        assert BEGIN_THERE not in texts


def test_without_a_foundation_it_says_why_it_begins_there_and_how_sure_the_class_is():
    texts = said(made("fundament_ontbreekt", response=80, decided=None), section=why_in_short)
    assert texts[0] == BEGIN_THERE
    assert texts[1].startswith(SCHIJN)
    assert texts[1].endswith("Deze uitkomst is duidelijk. De kans dat die klopt, is meer dan 95 %.")


FIRM = (
    "Stevig heet een samenwerking als elke kracht minstens 10 punten boven de lat ligt en geen signaal dat tegenhoudt."
)


def test_what_keeps_a_healthy_partnership_from_firm_is_said():
    assert f"{FIRM} Hier ontbreekt dat bij: actie en verbinding." in said(made("gezond"))
    ample = said(made("stevig", level="kwetsbaar"))
    assert any(text.startswith("Alle krachten liggen ten minste 10 punten boven de lat.") for text in ample)
    unknown = made("gezond", bar=None, bar_intentie=None, scores={})
    assert FIRM in said(unknown)
    for other in ("stevig", "schijnsamenwerking"):
        assert not any("heet een samenwerking" in text for text in said(made(other)))


@pytest.mark.parametrize(
    ("fits", "expected"),
    [
        (True, "De antwoorden onder “Herkent u dit?” wijzen dezelfde kant op."),
        (False, "Niet alles wijst dezelfde kant op: de antwoorden onder “Herkent u dit?” passen niet bij deze"),
        (None, "De antwoorden onder “Herkent u dit?” wijzen geen kant op."),
    ],
)
def test_whether_people_recognise_it_is_said(fits, expected):
    for name in ("schijnsamenwerking", "eilandsamenwerking", "gezond"):
        found = [text for text in said(made(name, signals_fit=fits)) if "Herkent u dit?" in text]
        assert len(found) == 1
        assert found[0].startswith(expected)


def test_nothing_is_said_of_signals_that_are_not_shown():
    needed = (("schijnsamenwerking", "S1"), ("eilandsamenwerking", "S2"), ("gezond", "S1"), ("gezond", "S2"))
    for name, code in some(needed):
        statements = getattr(disclosed, name)().statements
        left = {other: shown for other, shown in statements.items() if other != code}
        hidden = made(name, signals_fit=None, statements=left)
        assert not any("Herkent u dit?" in text for text in some(said(hidden)))


def test_the_forces_that_must_rise_are_numbered_from_the_first_where_no_picture_says_it():
    result = below(29, 24, 23, level="fundament_ontbreekt")
    with translation.override("nl"):
        (steps,) = [block for block in why_in_short(result).blocks if isinstance(block, Points) and block.is_ordered]
    assert steps.items[0] == "Intentie moet van 29 naar 62,5: ruim 33 punten erbij."
    assert [step.split()[0] for step in steps.items] == ["Intentie", "Actie", "Verbinding"]
    assert "Deze krachten moeten omhoog. Begin met intentie; de volgende groeit daar gemakkelijker op." in said(result)


def test_one_force_that_must_rise_is_named_with_its_step():
    texts = said(below(81, 60, 80))
    assert "Eén kracht ligt onder de lat. Actie moet van 60 naar 62,5: ruim 2 punten erbij." in texts
    assert "Wat er omhoog moet" in texts


@pytest.mark.parametrize(
    ("result", "is_said"),
    [
        (below(81, 50, 40), True),
        (below(81, 40, 50), False),
        (below(81, 40, 80), False),
        (below(29, 50, 40, level="fundament_ontbreekt"), False),
        (made("eilandsamenwerking"), False),
    ],
)
def test_where_verbinding_is_lowest_it_still_begins_with_actie(result, is_said):
    sentence = "Verbinding is hier de laagste kracht. Toch begint u met actie: steun groeit op werk dat u samen doet."
    assert any(sentence in text for text in said(result)) == is_said


def test_where_nothing_must_rise_the_least_room_is_told():
    texts = said(made("gezond"))
    assert "Hoeveel ruimte er is" in texts
    assert "Alle drie de krachten halen de lat. Verbinding heeft de minste ruimte: ruim 6 punten boven de lat." in texts
    by_room = made("gezond", scores=scores_of(68, 75, 70), bar=65.5)
    assert any("Verbinding heeft de minste ruimte: ruim 4 punten boven de lat." in text for text in said(by_room))
    assert "Wat er omhoog moet" in said(made("bar_withheld"))


def test_a_score_without_a_margin_is_told_as_any_other():
    scores = {"intentie": ShownScore(63, None, None, None), "actie": ShownScore(62, None, None, None)}
    texts = said(made("schijnsamenwerking", scores=scores, bar=62.5, path=()))
    assert "Intentie scoort 63: minder dan een punt boven de lat. U weet goed genoeg wat u samen wilt." in texts
    assert "Actie scoort 62: minder dan een punt onder de lat. In de praktijk gebeurt er bijna genoeg." in texts


# ---- signals ----


def shown_signals(**changes):
    with translation.override("nl"):
        blocks = [block for block in why(made("gezond", **changes)).blocks if isinstance(block, Signals)]
    return tuple(found.code for block in blocks for found in block.items)


def test_only_without_flags_it_says_that_there_are_none():
    sentence = "Er zijn geen signalen die extra aandacht vragen."
    assert sentence in said(made("gezond", flags=()))
    for flag in FLAGS:
        assert sentence not in said(made("schijnsamenwerking", flags=(flag,)))


def test_all_flags_stand_in_their_order_and_around_the_bar_goes_before_below_it():
    assert shown_signals(flags=tuple(FLAGS)) == tuple(flag for flag in FLAGS if flag != "intentie_zwak")
    assert shown_signals(flags=("intentie_zwak", "kern_en_rand")) == ("intentie_zwak", "kern_en_rand")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weighting", ["organisation", "respondent"])
@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_is_a_title_and_what_to_do_with_it(flag, weighting, language):
    found = signal_of(flag, language, "schijnsamenwerking", weighting=weighting)
    assert found.title.count(".") == 1
    for text in (found.title, found.text):
        assert text.endswith((".", "?"))
        assert "%(" not in text
        assert "  " not in text


def test_how_weighting_decides_depends_on_how_it_was_weighted():
    assert signal_of("weging_bepalend").text.startswith("In dit rapport tellen grote organisaties niet veel zwaarder")
    by_person = signal_of("weging_bepalend", weighting="respondent").text
    assert by_person.startswith("In dit rapport telt ieder mens even zwaar. Telden organisaties")


def test_who_sees_it_otherwise_is_named_where_that_is_shown():
    lower = (ShownPerception("professional", "actie", "lower"),)
    assert signal_of("perceptiekloof", perception=lower).text == (
        "Professionals zien actie lager dan de anderen. Beide beelden kunnen kloppen. Laat mensen elkaar eerst "
        "vertellen wat zij zien."
    )
    assert signal_of("perceptiekloof", perception=()).text.startswith("Ten minste één rol ziet de samenwerking anders")


@pytest.mark.parametrize(
    ("groups", "withheld", "split", "title"),
    [
        (("manager",), (), "role", "Er deden geen professionals mee."),
        ((), ("bestuurder",), "role", "Er deden geen professionals mee."),
        (("professional",), (), "role", "Er deden geen managers of bestuurders mee."),
        (("overheid",), ("professional",), "role", "Er deden geen managers of bestuurders mee."),
        (("overheid",), (), "role", "Er ontbreekt een rol."),
        (("professional",), (), "organisation", "Er ontbreekt een rol."),
    ],
)
def test_which_role_is_missing_is_said_where_it_is_shown(groups, withheld, split, title):
    changes = {
        "groups": {name: {"actie": group(60)} for name in groups},
        "withheld": tuple(Withheld(f"group:{name}", "too_few") for name in withheld),
        "split": split,
    }
    assert signal_of("rol_ontbreekt", **changes).title == title
    assert "Laat hun deze uitkomst zien en vraag wat zij herkennen." in signal_of("rol_ontbreekt", **changes).text


def test_a_stalled_partnership_is_told_what_did_not_rise():
    assert signal_of("vastgelopen", name="stalled").text == (
        "Vorige keer was de uitkomst ook schijnsamenwerking, en actie steeg niet meer dan door toeval kan. Kies nu een "
        "andere eerste stap."
    )


def test_signals_say_what_the_model_counts():
    assert "Minstens drie van de vijf processen scoren onder 50." in signal_of("processen_zwak").text
    assert "zegt Van Delden" in signal_of("trekkers_ontbreken").text
    assert RECOGNISE not in signal_of("signalen_anders").text

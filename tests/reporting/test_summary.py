"""The public summary: neutral in its words, on one side of A4, and without what only partners may read."""

from dataclasses import replace

import pytest

from assessments.disclosure.shown import ShownFoundation
from assessments.reporting.assemble.first_steps import MOST_STEPS
from assessments.reporting.assemble.signals import signal
from assessments.reporting.assemble.summary import summary
from assessments.reporting.render import render_summary_for_screen
from assessments.vocabulary.languages import LANGUAGES
from tests.reporting import disclosed as outcomes
from tests.some import some

from .cases import NAMES, frozen_case
from .earlier import after
from .results import frozen_result, hostile_result
from .shown import scores_of

TOLD = {"intentie_rond_de_lat", "opbouwfase"}
"""Signals that the public hears of on purpose: how certain the foundation is, and that it takes time."""
HARD = ("vastgelopen", "stalled", "verdict", "botsen", "clash", "collaboration in name", "islands)")


def everything(result, language):
    said = summary(result, language=language)
    parts = [text for part in said.parts for text in (part.title, part.text, *part.points)]
    return " ".join([said.title, said.kicker, said.outcome, said.certainty, *parts])


def outcome(name, language="nl", **changes):
    return summary(frozen_result(replace(getattr(outcomes, name)(), **changes)), language=language).outcome


@pytest.mark.parametrize("name", NAMES)
def test_a_summary_of_every_case_is_neutral_and_names_nobody(name):
    result = frozen_case(name, named=True, texts=("Kanarie",) * 12)
    names = [*result.facts.organisations, "Kanarie", "professionals", "Professionals"]
    for language in some(LANGUAGES):
        text = everything(result, language)
        flags = [signal(result, flag).title for flag in result.disclosed.flags if flag not in TOLD]
        assert [word for word in (*HARD, *names, *flags) if word in text] == []
        assert all(part.title and (part.text or part.points) for part in summary(result, language=language).parts)


AROUND = {"flags": ("intentie_rond_de_lat",), "foundation": ShownFoundation(40, "nipt", ())}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            outcome("onvoldoende_gegevens"),
            "Te weinig mensen vulden de vragenlijst in om te zeggen hoe het met de",
        ),
        (outcome("stevig"), "De samenwerking staat er goed voor: de partners weten wat zij samen willen, zij doen het"),
        (outcome("gezond"), "De samenwerking staat er goed voor. De partners kunnen die nog steviger maken."),
        (outcome("gezond", certainty="nipt"), "De antwoorden wijzen op een samenwerking die er goed voor staat."),
        (
            outcome("kern_en_rand"),
            "Een deel van de organisaties werkt al goed samen. De stap die nu nodig is: de andere organisaties erbij",
        ),
        (outcome("schijnsamenwerking", flags=("kern_en_rand",)), "Een deel van de organisaties werkt al goed samen."),
        (
            outcome("fundament_ontbreekt", flags=("kern_en_rand",)),
            "De stap die nu nodig is: samen kiezen en vastleggen wat de partners willen bereiken.",
        ),
        (outcome("intentie_rond_de_lat"), "De partners werken al samen en steunen elkaar. De stap die nu nodig is"),
        (outcome("schijnsamenwerking", **AROUND), "De stap die nu nodig is: samen nagaan of iedereen hetzelfde wil"),
        (outcome("eilandsamenwerking", **AROUND), "De partners werken in de praktijk samen. De stap die nu nodig is"),
        (outcome("opbouwfase"), "De samenwerking is nog in opbouw. De partners weten wat zij samen willen;"),
        (
            outcome("eilandsamenwerking", flags=("opbouwfase",)),
            "De samenwerking is nog in opbouw. De partners weten wat zij willen en werken al samen;",
        ),
        (outcome("schijnsamenwerking"), "De partners weten wat zij samen willen. De stap die nu nodig is"),
        (outcome("eilandsamenwerking"), "De partners weten wat zij willen en werken samen in de praktijk."),
        (outcome("stalled"), "De partners weten wat zij samen willen. De stap die nu nodig is"),
    ],
)
def test_the_outcome_is_said_for_whoever_did_not_take_part(said, expected):
    assert said.startswith(expected)


@pytest.mark.parametrize(
    ("name", "then", "step"),
    [
        ("schijnsamenwerking", scores_of(81, 10, 46), "er meer van te doen in de praktijk."),
        ("eilandsamenwerking", scores_of(76, 75, 30), "elkaar meer te steunen."),
    ],
)
def test_a_partnership_that_moves_forward_is_on_its_way(name, then, step):
    result = after(frozen_result(getattr(outcomes, name)()), scores=then)
    said = summary(result, language="nl").outcome
    assert said.startswith("De samenwerking is op weg. De partners zijn sinds de vorige meting vooruitgegaan;")
    assert said.endswith(step)


def test_without_a_foundation_the_missing_intention_is_the_message():
    text = everything(frozen_result(outcomes.fundament_ontbreekt()), "nl")
    assert "Daarop kan de rest worden gebouwd." in text
    assert "Dat het fundament ontbreekt, is duidelijk. De kans daarop is meer dan 95 %." in text
    assert "schijnsamenwerking" not in text
    assert "eilandsamenwerking" not in text


def test_a_close_call_names_no_other_outcome_and_still_says_how_sure_the_foundation_is():
    close = frozen_result(replace(outcomes.nipt(), response=80, **AROUND))
    assert summary(close, language="nl").certainty == (
        "Het is nipt: een andere uitkomst is ook goed mogelijk. Intentie ligt rond de lat. De kans dat het fundament "
        "ontbreekt, is ongeveer 40 %. Ga samen na of iedereen hetzelfde wil."
    )


def test_it_gives_a_few_headlines_and_what_is_asked_of_directors():
    said = summary(frozen_result(), language="nl")
    to_work_on = next(part for part in said.parts if part.title == "Waar het samenwerkingsverband aan kan werken")
    assert 2 <= len(to_work_on.points) <= MOST_STEPS
    assert len(set(to_work_on.points)) == len(to_work_on.points)
    asked = next(part for part in said.parts if part.title == "Wat er van de bestuurders wordt gevraagd")
    assert asked.text.startswith("Het rapport vraagt de bestuurders om een besluit: welke stap, wie ervoor zorgt")


def test_how_to_read_it_says_what_a_name_and_a_score_are():
    for name, in_model in (
        ("schijnsamenwerking", "heet dit schijnsamenwerking: de plannen zijn verder dan de praktijk."),
        ("eilandsamenwerking", "heet dit eilandsamenwerking: er wordt samen gewerkt, maar nog op eilanden."),
    ):
        text = everything(frozen_result(getattr(outcomes, name)()), "nl")
        assert f"{in_model} De naam zegt welke stap nu komt. Over de inzet van mensen zegt die niets." in text
        assert "Het is geen rapportcijfer en geen vergelijking met anderen." in text
        assert "De lat is een afspraak van de makers." in text


def test_too_few_answers_is_said_without_a_picture():
    page = render_summary_for_screen(frozen_result(outcomes.onvoldoende_gegevens()), language="nl", charts_at="charts/")
    assert "Te weinig mensen" in page.html
    assert page.charts == {}
    assert "<figure" not in page.html


def test_free_text_stays_text():
    page = render_summary_for_screen(hostile_result(), language="nl", charts_at="charts/").html
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page

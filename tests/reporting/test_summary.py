"""The public summary: neutral in its words, on one side of A4, and without what only partners may read."""

import pytest

from assessments.reporting.assemble.signals import signal
from assessments.reporting.assemble.summary import MOST_POINTS, summary
from assessments.reporting.render import render_summary_for_screen
from assessments.vocabulary.languages import LANGUAGES
from tests.reporting import disclosed as outcomes
from tests.some import some

from .cases import NAMES, frozen_case
from .results import frozen_result, hostile_result

HARD = ("vastgelopen", "stalled", "verdict", "botsen", "clash", "collaboration in name", "islands)")


def everything(result, language):
    said = summary(result, language=language)
    parts = [text for part in said.parts for text in (part.title, part.text, *part.points)]
    return " ".join([said.title, said.kicker, said.outcome, said.certainty, *parts])


@pytest.mark.parametrize("name", NAMES)
def test_a_summary_of_every_case_is_neutral_and_names_nobody(name):
    result = frozen_case(name, named=True, texts=("Kanarie",) * 12)
    names = [*result.facts.organisations, "Kanarie", "professionals", "Professionals"]
    for language in some(LANGUAGES):
        text = everything(result, language)
        flags = [signal(result, flag).title for flag in result.disclosed.flags]
        assert [word for word in (*HARD, *names, *flags) if word in text] == []
        assert all(part.title and (part.text or part.points) for part in summary(result, language=language).parts)


def test_a_young_partnership_is_under_construction():
    young = frozen_result(outcomes.schijnsamenwerking(flags=("startfase",), level="vastgelopen"))
    assert "nog in opbouw" in summary(young, language="nl").outcome


def test_without_a_foundation_the_missing_intention_is_the_message():
    text = everything(frozen_result(outcomes.fundament_ontbreekt()), "nl")
    assert "intentie – is nog niet scherp genoeg" in text
    assert "schijnsamenwerking" not in text
    assert "eilandsamenwerking" not in text
    assert "dat is duidelijk" in text


def test_it_gives_a_few_headlines_and_what_is_asked_of_directors():
    said = summary(frozen_result(), language="nl")
    to_work_on = next(part for part in said.parts if part.title == "Waar het samenwerkingsverband aan kan werken")
    assert 2 <= len(to_work_on.points) <= MOST_POINTS
    assert len(set(to_work_on.points)) == len(to_work_on.points)
    assert any(part.title == "Wat er van de bestuurders wordt gevraagd" for part in said.parts)


def test_too_few_answers_is_said_without_a_picture():
    page = render_summary_for_screen(frozen_result(outcomes.onvoldoende_gegevens()), language="nl", charts_at="charts/")
    assert "Te weinig mensen" in page.html
    assert page.charts == {}
    assert "<figure" not in page.html


def test_free_text_stays_text():
    page = render_summary_for_screen(hostile_result(), language="nl", charts_at="charts/").html
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page

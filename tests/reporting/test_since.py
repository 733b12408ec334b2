"""Since the round before: what was agreed, what changed, and whether that is more than chance."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.report import CHART_NAMES
from assessments.reporting.charts.rounds import rounds_compared
from assessments.reporting.frozen import AgreedAction
from assessments.results.history import earlier_round
from assessments.scoring.values import Estimate, Interval
from assessments.views.results.download_list import chart_titles
from assessments.vocabulary.languages import LANGUAGES

from . import disclosed
from .reading import texts_in, words
from .results import frozen_result

THEN = datetime(2025, 10, 20, 17, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def scores(intentie, actie, verbinding, se=3.0):
    values = {"intentie": intentie, "actie": actie, "verbinding": verbinding}
    return {name: Estimate(value, value - 6, value + 6, se) for name, value in values.items()}


def showing(**changes):
    return replace(disclosed.schijnsamenwerking(), **changes)


def before(now, *, title="Meting 2025", profile_version=1, agreed=(), **fields):
    """Return the result with a round before it, of which these disclosed fields differ."""
    then = replace(now, disclosed=replace(now.disclosed, **fields), profile_version=profile_version)
    then = replace(then, facts=replace(then.facts, title=title, closed_at=THEN))
    return replace(now, earlier=(earlier_round(then, now.disclosed),), agreed=agreed)


def said(result, language="nl"):
    """Return the texts of the section, or nothing where there is none."""
    report = assemble(result, language=language)
    return texts_in(report, "since") if any(part.key == "since" for part in report.sections) else []


def test_a_first_round_has_no_such_section_and_a_sheet_for_one_role_never():
    result = frozen_result()
    assert said(result) == []
    assert "since" not in {part.key for part in assemble(before(result), language="nl", role="manager").sections}


def test_it_stands_between_what_to_do_and_the_questions():
    keys = [part.key for part in assemble(before(frozen_result()), language="nl").sections]
    assert keys[keys.index("since") - 1 : keys.index("since") + 2] == ["actions", "since", "questions"]


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        (40, 60, "Actie steeg van 40 naar 60. Dat is meer dan toeval: de stijging ligt tussen 12 en 28."),
        (60, 40, "Actie daalde van 60 naar 40. Dat is meer dan toeval: de daling ligt tussen 12 en 28."),
        (50, 54, "Actie ging van 50 naar 54. Dat kan toeval zijn: de verandering ligt tussen −4 en 12."),
        (50, 58.5, "Actie steeg van 50 naar 59. Dat is meer dan toeval: de stijging ligt tussen 0,2 en 16,8."),
        (50, 50, "Actie ging van 50 naar 50. Dat kan toeval zijn: de verandering ligt tussen −8 en 8."),
    ],
)
def test_a_change_is_told_with_its_margin(then, now, sentence):
    result = frozen_result(showing(scores=scores(80, now, 41)))
    assert sentence in said(before(result, scores=scores(80, then, 41)))


def test_without_standard_error_it_says_that_it_does_not_know():
    result = frozen_result(showing(scores=scores(80, 45, 41, se=None)))
    texts = said(before(result, scores=scores(80, 40, 41, se=None)))
    assert "Actie ging van 40 naar 45; hoe zeker dat is, is niet te zeggen." in texts


def test_rounds_measured_otherwise_are_not_compared():
    result = before(frozen_result(), profile_version=2)
    texts = said(result)
    assert any("niet te vergelijken" in text for text in texts)
    assert not any("toeval" in text for text in texts)
    assert rounds_compared(result, medium="screen") is None


def test_too_few_answers_then_or_now_is_said():
    enough, too_few = frozen_result(), frozen_result(disclosed.onvoldoende_gegevens())
    then = before(enough, diagnosis="onvoldoende_gegevens", level=None, certainty=None, scores={}, groups={})
    assert any("De vorige meting kreeg te weinig antwoorden" in text for text in said(then))
    now = replace(too_few, earlier=(earlier_round(enough, too_few.disclosed),))
    assert any("Deze meting kreeg te weinig antwoorden" in text for text in said(now))
    assert now.earlier[0].scores == {}


def test_what_was_agreed_is_told_by_how_far_it_is():
    agreed = (
        AgreedAction("Een nummer", "", None, "planned"),
        AgreedAction("Samen op huisbezoek", "GGZ", "2026-03-01", "done"),
        AgreedAction("Eén plan", "School", None, "busy"),
    )
    texts = said(before(frozen_result(), agreed=agreed))
    assert [text for text in texts if text.split(":")[0] in {"Gedaan", "Mee bezig", "Nog niet begonnen"}] == [
        "Gedaan: “Samen op huisbezoek”. Bij GGZ, voor 1 maart 2026.",
        "Mee bezig: “Eén plan”. Bij School.",
        "Nog niet begonnen: “Een nummer”.",
    ]
    assert "In het actieplan stonden geen acties." in said(before(frozen_result()))


def test_a_group_has_a_trend_only_where_both_rounds_show_it():
    shown = {"professional": {"actie": Interval(43.3, 38, 49)}, "manager": {"actie": Interval(51.7, 45, 58)}}
    now = frozen_result(showing(groups={"professional": {"actie": Interval(47.2, 42, 53)}}))
    result = before(now, groups=shown)
    texts = said(result)
    assert "Volgens professionals: actie van 43 naar 47." in texts
    assert "51,7" in repr(shown).replace(".", ",")
    assert not any("52" in text or "managers: actie" in text for text in texts)
    assert "manager" not in result.earlier[0].groups
    other_split = before(now, groups=shown, split="organisation")
    assert other_split.earlier[0].groups == {}


def test_a_process_that_either_round_hides_is_not_compared():
    now = frozen_result(showing(processes={"structureren": 44.0, "lering_trekken": 51.0}))
    result = before(now, processes={"structureren": 31.0, "doelen_bepalen": 77.0})
    texts = said(result)
    assert "De processen: “Structureren” van 31 naar 44." in texts
    assert not any("77" in text or "51" in text for text in texts if "processen" in text)
    assert set(result.earlier[0].processes) == {"structureren"}


def test_hard_words_are_no_harder_than_in_the_report_itself():
    result = before(frozen_result(), level="fundament_ontbreekt")
    assert any("was de uitkomst: het fundament, intentie, ontbreekt" in text for text in said(result))
    close = before(frozen_result(), certainty="nipt", diagnosis="eilandsamenwerking")
    assert any("eilandsamenwerking, maar het was nipt" in text for text in said(close))


def test_the_chart_says_and_lists_every_round():
    now = frozen_result(showing(scores=scores(80, 45, 41)))
    with override("nl"):
        chart = rounds_compared(before(now, scores=scores(70, 38, 34)), medium="print")
    assert chart is not None
    assert [row[1:] for row in chart.table.rows] == [
        ("70 (64 tot 76)", "80 (74 tot 86)"),
        ("38 (32 tot 44)", "45 (39 tot 51)"),
        ("34 (28 tot 40)", "41 (35 tot 47)"),
    ]
    assert "38" in chart.alt
    narrow = rounds_compared(before(now), medium="screen", layout="narrow")
    assert narrow is not None
    assert narrow.svg != chart.svg


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_whole_in_both_languages(language):
    agreed = (AgreedAction("Eén plan", "School", "2026-03-01", "dropped"),)
    report = assemble(before(frozen_result(), agreed=agreed), language=language)
    assert [text for text in words(report) if "%(" in text or "None" in text or "  " in text] == []


def test_every_chart_that_a_report_can_place_has_a_name_for_its_file():
    with override("nl"):
        assert set(chart_titles()) == set(CHART_NAMES)

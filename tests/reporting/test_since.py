"""Since the round before: what was agreed, what changed, and whether that is more than chance."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.report import CHART_NAMES
from assessments.reporting.charts.rounds import rounds_compared
from assessments.reporting.earlier import earlier_round
from assessments.reporting.frozen import AgreedAction
from assessments.views.results.download_list import chart_titles
from assessments.vocabulary.languages import LANGUAGES

from . import disclosed
from .earlier import after
from .reading import texts_in, words
from .results import VERSIONS, frozen_result
from .shown import at, group, scores_of, shares_of


def showing(**changes):
    return replace(disclosed.schijnsamenwerking(), **changes)


def said(result, language="nl"):
    """Return the texts of the section, or nothing where there is none."""
    report = assemble(result, language=language)
    return texts_in(report, "since") if any(part.key == "since" for part in report.sections) else []


def test_a_first_round_has_no_such_section_and_a_sheet_for_one_role_never():
    result = frozen_result()
    assert said(result) == []
    assert "since" not in {part.key for part in assemble(after(result), language="nl", role="manager").sections}


def test_it_stands_between_what_to_do_and_the_questions():
    keys = [part.key for part in assemble(after(frozen_result()), language="nl").sections]
    assert keys[keys.index("since") - 1 : keys.index("since") + 2] == ["actions", "since", "questions"]


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        (40, 60, "Actie steeg van 40 naar 60. Dat is meer dan toeval."),
        (60, 40, "Actie daalde van 60 naar 40. Dat is meer dan toeval. Vraag elkaar wat er is veranderd."),
        (50, 54, "Actie ging van 50 naar 54. Dat kan toeval zijn."),
        (50, 50, "Actie bleef op 50."),
        (5, 40, "Actie steeg van 5 of lager naar 40. Dat is meer dan toeval."),
    ],
)
def test_a_change_is_told_with_whether_it_is_more_than_chance(then, now, sentence):
    result = frozen_result(showing(scores=scores_of(80, now, 41)))
    assert sentence in said(after(result, scores=scores_of(80, then, 41)))


def test_an_outcome_that_is_the_same_is_not_named_twice():
    then = "was de uitkomst: schijnsamenwerking. Nu is die dezelfde."
    assert then in said(after(frozen_result()))[0]
    grown = after(frozen_result(disclosed.gezond()), diagnosis="schijnsamenwerking", level="uitgesproken")
    assert "was de uitkomst: schijnsamenwerking. Nu is die: gezond." in said(grown)[0]


def test_without_standard_error_it_says_that_it_does_not_know():
    def without(actie):
        return {force: replace(score, se_repeat=None) for force, score in scores_of(80, actie, 41).items()}

    texts = said(after(frozen_result(showing(scores=without(45))), scores=without(40)))
    assert "Actie ging van 40 naar 45; hoe zeker dat is, is niet te zeggen." in texts


GROWN = {
    "SI5": (
        after(frozen_result(showing(scores=scores_of(80, 60, 41))), scores=scores_of(80, 40, 41)),
        "U bent vooruitgegaan, en het is nog niet genoeg. Houd vast wat werkt.",
    ),
    "SI6": (
        after(frozen_result(disclosed.stalled())),
        (
            "Twee metingen achter elkaar is de uitkomst dezelfde, en actie is niet merkbaar gestegen. Kies nu een "
            "andere eerste stap dan de vorige keer."
        ),
    ),
    "SI7 to gezond": (
        after(frozen_result(disclosed.gezond()), diagnosis="schijnsamenwerking", scores=scores_of(80, 40, 70)),
        "U bent gegroeid van schijnsamenwerking naar gezond. Vier dat, en vertel wat hielp.",
    ),
    "SI7 from eiland": (
        after(frozen_result(disclosed.gezond()), diagnosis="eilandsamenwerking", scores=scores_of(80, 72, 40)),
        "U bent gegroeid van eilandsamenwerking naar gezond. Vier dat, en vertel wat hielp.",
    ),
    "SI7 to eiland": (
        after(
            frozen_result(disclosed.eilandsamenwerking(certainty="duidelijk", flags=(), shares=shares_of(5, 5, 95))),
            diagnosis="schijnsamenwerking",
            scores=scores_of(76, 40, 63),
        ),
        "U bent gegroeid van schijnsamenwerking naar eilandsamenwerking. Vier dat, en vertel wat hielp.",
    ),
}
OTHERS = {
    "no change": after(frozen_result()),
    "a rise by chance": after(
        frozen_result(disclosed.gezond()), diagnosis="schijnsamenwerking", scores=scores_of(80, 68, 70)
    ),
    "another force rose": after(
        frozen_result(disclosed.gezond()), diagnosis="eilandsamenwerking", scores=scores_of(80, 40, 70)
    ),
    "fell back": after(
        frozen_result(showing(scores=scores_of(80, 60, 41))),
        diagnosis="eilandsamenwerking",
        scores=scores_of(80, 80, 20),
    ),
    "healthy and still so": after(frozen_result(disclosed.gezond()), scores=scores_of(40, 40, 40)),
    "a close call": after(
        frozen_result(disclosed.gezond(certainty="nipt")),
        diagnosis="schijnsamenwerking",
        scores=scores_of(80, 40, 70),
    ),
    "only the core": after(
        frozen_result(disclosed.kern_en_rand()), diagnosis="schijnsamenwerking", scores=scores_of(80, 40, 70)
    ),
    "without a foundation now": after(
        frozen_result(disclosed.fundament_ontbreekt()), level="uitgesproken", scores=scores_of(29, 5, 23)
    ),
    "without a foundation then": after(
        frozen_result(disclosed.gezond()),
        diagnosis="schijnsamenwerking",
        level="fundament_ontbreekt",
        scores=scores_of(30, 40, 40),
    ),
}
MEANINGS = ("U bent vooruitgegaan", "Twee metingen achter elkaar", "U bent gegroeid")


@pytest.mark.parametrize("row", GROWN)
def test_what_a_change_means_is_said_once(row):
    result, sentence = GROWN[row]
    assert [text for text in said(result) if text.startswith(MEANINGS)] == [sentence]


@pytest.mark.parametrize("row", OTHERS)
def test_a_change_that_means_nothing_in_particular_is_left_at_its_numbers(row):
    assert [text for text in said(OTHERS[row]) if text.startswith(MEANINGS)] == []


def test_rounds_measured_otherwise_are_not_compared():
    result = after(frozen_result(), profile_version=2)
    texts = said(result)
    assert any("niet te vergelijken" in text for text in texts)
    assert not any("toeval" in text for text in texts)
    assert rounds_compared(result, medium="screen") is None


def test_rounds_of_the_first_model_are_not_compared_with_those_of_the_second():
    old = frozen_result(disclosed.of_version_1(), versions=VERSIONS | {"model": "1"})
    now = frozen_result()
    result = replace(now, earlier=(earlier_round(old, now.disclosed),))
    assert result.change == {}
    assert any("niet te vergelijken" in text for text in said(result))


def test_too_few_answers_then_or_now_is_said():
    enough, too_few = frozen_result(), frozen_result(disclosed.onvoldoende_gegevens())
    then = after(enough, diagnosis="onvoldoende_gegevens", level=None, certainty=None, scores={}, groups={})
    assert any("De vorige meting kreeg te weinig antwoorden" in text for text in said(then))
    now = replace(too_few, earlier=(earlier_round(enough, too_few.disclosed),))
    assert "Deze meting kreeg te weinig antwoorden om die met de vorige te vergelijken." in said(now)
    assert now.earlier[0].scores == {}


def test_what_was_agreed_is_told_by_how_far_it_is():
    agreed = (
        AgreedAction("Een nummer", "", None, "planned"),
        AgreedAction("Samen op huisbezoek", "GGZ", "2026-03-01", "done"),
        AgreedAction("Eén plan", "School", None, "busy"),
    )
    texts = said(after(frozen_result(), agreed=agreed))
    assert [text for text in texts if text.split(":")[0] in {"Gedaan", "Mee bezig", "Nog niet begonnen"}] == [
        "Gedaan: “Samen op huisbezoek”. Bij GGZ, voor 1 maart 2026.",
        "Mee bezig: “Eén plan”. Bij School.",
        "Nog niet begonnen: “Een nummer”.",
    ]
    assert "In het stappenplan stond nog niets." in said(after(frozen_result()))


def test_a_group_has_a_trend_only_where_both_rounds_show_it():
    shown = {"professional": {"actie": group(45)}, "manager": {"actie": group(90)}}
    now = frozen_result(showing(groups={"professional": {"actie": group(50)}}))
    result = after(now, groups=shown)
    texts = said(result)
    assert "Volgens professionals: actie van 45 naar 50." in texts
    assert not any("90" in text or "managers: actie" in text for text in texts)
    assert "manager" not in result.earlier[0].groups
    other_split = after(now, groups=shown, split="organisation")
    assert other_split.earlier[0].groups == {}


def test_a_group_at_an_end_is_told_as_an_end():
    now = frozen_result(showing(groups={"professional": {"actie": group(90)}}))
    result = after(now, groups={"professional": {"actie": group(80)}})
    assert "Volgens professionals: actie van 80 naar 90 of hoger." in said(result)


def test_a_process_that_either_round_hides_is_not_compared():
    now = frozen_result(showing(statements={"P3": at(45), "P5": at(50)}))
    result = after(now, statements={"P3": at(10), "P1": at(75)})
    texts = said(result)
    assert "De processen: “Structureren” van 10 of lager naar 45." in texts
    assert not any("75" in text or "50" in text for text in texts if "processen" in text)
    assert set(result.earlier[0].processes) == {"structureren"}


def test_hard_words_are_no_harder_than_in_the_report_itself():
    result = after(frozen_result(), level="fundament_ontbreekt")
    assert any("was de uitkomst: het fundament, intentie, ontbreekt" in text for text in said(result))
    close = after(frozen_result(), certainty="nipt", diagnosis="eilandsamenwerking")
    assert any("eilandsamenwerking, en het was nipt" in text for text in said(close))


def test_the_chart_says_and_lists_every_round():
    now = frozen_result(showing(scores=scores_of(80, 45, 41)))
    with override("nl"):
        chart = rounds_compared(after(now, scores=scores_of(70, 38, 34)), medium="print")
    assert chart is not None
    assert [row[1:] for row in chart.table.rows] == [
        ("70 (63 tot 77)", "80 (73 tot 87)"),
        ("38 (31 tot 45)", "45 (38 tot 52)"),
        ("34 (27 tot 41)", "41 (34 tot 48)"),
    ]
    assert "38" in chart.alt
    narrow = rounds_compared(after(now), medium="screen", layout="narrow")
    assert narrow is not None
    assert narrow.svg != chart.svg


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_whole_in_both_languages(language):
    agreed = (AgreedAction("Eén plan", "School", "2026-03-01", "dropped"),)
    report = assemble(after(frozen_result(), agreed=agreed), language=language)
    assert [text for text in words(report) if "%(" in text or "None" in text or "  " in text] == []


def test_every_chart_that_a_report_can_place_has_a_name_for_its_file():
    with override("nl"):
        assert set(chart_titles()) == set(CHART_NAMES)

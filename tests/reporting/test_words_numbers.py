"""Every number in words is a shown one: its ends say so, a share is never all or nothing, and no language is mixed."""

import re
from dataclasses import asdict

import pytest
from django.utils.translation import override

from assessments.disclosure.shown import ShownFoundation, ShownGroup, ShownScore, ShownStatement
from assessments.reporting import numbers
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.method import people_words
from assessments.reporting.assemble.wording import band_words, number
from assessments.vocabulary.languages import LANGUAGES

from .cases import NAMES, frozen_case
from .reading import own_words, section, texts_in
from .results import frozen_result

BOTH = ("nl", "en")


def in_both(words, *args, **options):
    """Return what a function says in Dutch and in English."""
    found = []
    for language in BOTH:
        with override(language):
            found.append(words(*args, **options))
    return tuple(found)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (63, ("63", "63")),
        (6, ("6", "6")),
        (94, ("94", "94")),
        (5, ("5 of lager", "5 or lower")),
        (95, ("95 of hoger", "95 or higher")),
    ],
)
def test_the_ends_of_a_score_say_that_they_are_ends(value, written):
    assert in_both(numbers.score_words, ShownScore(value, 40, 70, 3.5)) == written
    assert in_both(numbers.score_words, value) == written


@pytest.mark.parametrize(
    ("value", "step", "written"),
    [
        (20, 10, ("20 of lager", "20 or lower")),
        (30, 10, ("30", "30")),
        (80, 10, ("80 of hoger", "80 or higher")),
        (10, 5, ("10 of lager", "10 or lower")),
        (20, 5, ("20", "20")),
        (80, 5, ("80", "80")),
        (90, 5, ("90 of hoger", "90 or higher")),
    ],
)
def test_the_ends_of_a_statement_are_those_of_its_grid(value, step, written):
    assert in_both(numbers.statement_words, ShownStatement(value, step)) == written


@pytest.mark.parametrize(("score", "written"), [(10, "10 of lager"), (15, "15"), (85, "85"), (90, "90 of hoger")])
def test_the_ends_of_a_group_say_that_they_are_ends(score, written):
    with override("nl"):
        assert numbers.group_words(ShownGroup(score, 10)) == written


@pytest.mark.parametrize(
    ("percent", "is_certain", "written"),
    [
        (95, True, ("meer dan 95 %", "more than 95%")),
        (95, False, ("ongeveer 95 %", "about 95%")),
        (90, True, ("ongeveer 90 %", "about 90%")),
        (85, False, ("ongeveer 85 %", "about 85%")),
        (10, False, ("ongeveer 10 %", "about 10%")),
        (5, False, ("hooguit ongeveer 5 %", "about 5% at most")),
        (5, True, ("hooguit ongeveer 5 %", "about 5% at most")),
    ],
)
def test_a_share_never_says_all_or_nothing(percent, is_certain, written):
    assert in_both(numbers.share_words, percent, is_certain=is_certain) == written


@pytest.mark.parametrize(
    ("certainty", "capped_by", "certain", "written"),
    [
        ("duidelijk", (), 0.95, "meer dan 95 %"),
        ("waarschijnlijk", ("lage_respons",), 0.95, "meer dan 95 %"),
        ("waarschijnlijk", (), 0.95, "ongeveer 95 %"),
        ("duidelijk", (), 0.9, "ongeveer 95 %"),
        ("waarschijnlijk", ("lage_respons",), 0.9, "ongeveer 95 %"),
        ("duidelijk", (), 0.99, "meer dan 95 %"),
    ],
)
def test_more_than_95_is_said_only_where_it_is_certain(certainty, capped_by, certain, written):
    foundation = ShownFoundation(95, certainty, capped_by)
    with override("nl"):
        assert numbers.foundation_words(foundation, certain=certain) == written


def test_the_response_is_a_share_in_words_that_its_ten_bears_out():
    with override("nl"):
        said = [numbers.response_in_words(percent) for percent in range(0, 100, 10)]
    least = {"een kwart": 20, "een derde": 30, "de helft": 40, "twee derde": 60, "driekwart": 70}
    parts = {"een kwart": 25, "een derde": 33.3, "twee derde": 66.7, "driekwart": 75}
    for part, percent in least.items():
        assert part in said[percent // 10]
    for part, exact in parts.items():
        assert least[part] <= exact < least[part] + 10
    assert said[4:6] == ["iets minder dan de helft", "de helft of iets meer"]  # 10 of 20 is half
    assert (said[0], said[8], said[9]) == ("minder dan een tiende", "vier vijfde of meer", "negen op de tien of meer")
    assert not [text for text in said if "iedereen" in text or "niemand" in text]


@pytest.mark.parametrize(("bar", "written"), [(62.5, ("62,5", "62.5")), (70.5, ("70,5", "70.5"))])
def test_a_bar_is_written_with_its_half(bar, written):
    assert in_both(numbers.bar_words, bar) == written


@pytest.mark.parametrize(
    ("points", "written"), [(3.5, "3,5"), (-3.5, "3,5"), (12.0, "12"), (0.0, "0"), (0.5, "0,5"), (-28, "28")]
)
def test_points_are_written_with_a_decimal_only_where_they_have_one(points, written):
    with override("nl"):
        assert numbers.points_words(points) == written


@pytest.mark.parametrize(
    ("value", "bar", "written"),
    [
        (62, 62.5, ("0,5 onder de lat", "0.5 below the bar")),
        (63, 62.5, ("0,5 boven de lat", "0.5 above the bar")),
        (39, 62.5, ("23,5 onder de lat", "23.5 below the bar")),
        (95, 62.5, ("minstens 32,5 boven de lat", "at least 32.5 above the bar")),
        (5, 62.5, ("minstens 57,5 onder de lat", "at least 57.5 below the bar")),
        (95, 95.5, ("0,5 onder de lat", "0.5 below the bar")),
    ],
)
def test_a_distance_is_that_of_the_shown_numbers(value, bar, written):
    assert in_both(numbers.distance_words, value, bar) == written


def test_quarters_and_halves_have_words_in_order():
    with override("nl"):
        assert [numbers.quarter_words(quarter) for quarter in range(4)] == [
            "minder dan een kwart",
            "een kwart tot de helft",
            "de helft tot drie kwart",
            "drie kwart of meer",
        ]
        assert [numbers.quarter_in_percents(quarter) for quarter in range(4)] == [
            "minder dan 25 %",
            "25 tot 50 %",
            "50 tot 75 %",
            "75 % of meer",
        ]
        assert [numbers.half_words(half) for half in range(2)] == ["minder dan de helft", "de helft of meer"]


@pytest.mark.parametrize(
    ("percent", "written"),
    [
        (0, ("minder dan 10 %", "less than 10%")),
        (70, ("70 tot 80 %", "70 to 80%")),
        (90, ("90 % of meer", "90% or more")),
    ],
)
def test_a_response_is_a_range(percent, written):
    assert in_both(numbers.response_words, percent) == written


def test_halves_are_rounded_up_whatever_their_binary_form():
    assert numbers.rounded(0.15, 1) == 0.2
    assert numbers.rounded(2.675, 2) == 2.68
    assert numbers.rounded(64.49999999999999) == 65
    assert numbers.rounded(64.4999) == 64


@pytest.mark.parametrize(
    ("band", "written"),
    [
        ("<5", ("minder dan 5", "fewer than 5")),
        ("5-9", ("5–9", "5–9")),
        ("20-49", ("20–49", "20–49")),
        ("50+", ("50 of meer", "50 or more")),
    ],
)
def test_people_are_counted_in_bands(band, written):
    assert in_both(band_words, band) == written


def test_how_many_were_invited_is_said_when_known():
    with override("nl"):
        assert people_words(frozen_result(n_invited="50+")).startswith("20–49; gevraagd: 50 of meer")
        assert people_words(frozen_result(n_invited=None)).startswith("20–49")


@pytest.mark.parametrize(
    ("value", "written"), [(62.5, "62,5"), (10.0, "10"), (18.75, "18,75"), (1.0, "1"), (95.0, "95")]
)
def test_settings_are_written_as_they_are(value, written):
    with override("nl"):
        assert number(value) == written


NUMBER = {"nl": re.compile(r"\d+(?:,\d+)?"), "en": re.compile(r"\d+(?:\.\d+)?")}
FOREIGN = {"nl": re.compile(r"\d\.\d(?!\d\d)"), "en": re.compile(r"\d,\d(?!\d\d)")}
"""The decimal mark of the other language; in thousands it is at home."""
TOLD_OF_THE_MODEL = {0, 100, 5, 50, 95, 2012}
"""The ends of the scale, the margin of a near gezond, the limit of a weak process, a certain chance, and a year."""


ROUNDED_DOWN = re.compile(r"(?:ruim|minstens|just over|at least) (\d+)(?= (?:punt|point))")
"""What is said of a distance in whole points: that it is more."""


def bars_of(result):
    shown = result.disclosed
    return {bar for bar in (shown.bar, shown.bar_intentie, result.profile.threshold) if bar is not None}


def distances(result):
    """Return what lies between a shown score and a bar."""
    return {abs(score.value - bar) for score in result.disclosed.scores.values() for bar in bars_of(result)}


def shown_numbers(result):
    """Return every number that the reasons may have: shown ones, and what lies between two of them."""
    scores, bars = {score.value for score in result.disclosed.scores.values()}, bars_of(result)
    between = distances(result) | {abs(one - two) for one in bars for two in bars}
    return scores | bars | between | {result.profile.margin} | set(result.disclosed.shares.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_reasons_hold_no_number_that_is_not_shown(name, language):
    result = frozen_case(name, named=True)
    report = assemble(result, language=language)
    if not report.has_diagnosis:
        return
    known = shown_numbers(result) | TOLD_OF_THE_MODEL
    text = " ".join((section(report, "why").title, *texts_in(report, "why")))
    whole = {int(found) for found in ROUNDED_DOWN.findall(text)}
    assert whole <= {int(distance) for distance in distances(result)} | {result.profile.margin}
    text = ROUNDED_DOWN.sub("", text)
    found = {float(match.replace(",", ".")) for match in NUMBER[language].findall(text)}
    assert found - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_only_a_bar_and_what_is_measured_from_it_has_a_decimal(name, language):
    result = frozen_case(name, named=True)
    settings = set(asdict(result.profile).values())
    for role in (None, "manager"):
        text = " ".join(own_words(assemble(result, language=language, role=role)))
        found = {float(match.replace(",", ".")) for match in NUMBER[language].findall(text)}
        assert {value for value in found if value % 1 not in {0, 0.5}} <= settings
        assert FOREIGN[language].findall(text) == []

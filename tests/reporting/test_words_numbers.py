"""Every number in words is a disclosed one, rounded by the rule and written as in the language."""

import re
from dataclasses import replace

import pytest
from django.utils import translation

from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.method import people_words
from assessments.reporting.assemble.wording import band_words, number
from assessments.reporting.numbers import format_score, rounded
from assessments.scoring.values import Estimate
from assessments.vocabulary.languages import LANGUAGES

from . import disclosed
from .cases import NAMES, frozen_case
from .reading import own_words, texts_in
from .results import frozen_result

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
DECIMAL = {"nl": re.compile(r"\d+,\d+"), "en": re.compile(r"\d+\.\d+")}
FOREIGN = {"nl": re.compile(r"\d\.\d"), "en": re.compile(r"\d,\d")}


def decimals_allowed(result):
    """Return the values that may be written with a decimal: bar, threshold, lift, and scores near the bar."""
    bar, threshold = result.disclosed.bar, result.profile.threshold
    if bar is None:
        return {rounded(threshold, 1)}
    d = result.disclosed
    values = [*(score.value for score in d.scores.values()), *d.items.values(), *d.processes.values()]
    values += [interval.mean for forces in d.groups.values() for interval in forces.values()]
    near = {rounded(value, 1) for value in values if abs(value - bar) <= 1 + 1e-9}
    distances = {abs(rounded(value - rounded(bar, 1), 1)) for value in near}
    margins = {result.profile.disagreement, result.profile.level, result.profile.margin, result.profile.brake}
    return (
        near
        | distances
        | margins
        | {rounded(bar, 1), rounded(threshold, 1)}
        | {rounded(max(rounded(bar, 1) - rounded(threshold, 1), 0), 1)}
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_scores_have_a_decimal_only_within_one_of_the_bar(name, language):
    result = frozen_case(name, named=True)
    allowed = decimals_allowed(result)
    for role in (None, "manager"):
        text = " ".join(own_words(assemble(result, language=language, role=role)))
        found = {float(match.replace(",", ".")) for match in DECIMAL[language].findall(text)}
        assert found - allowed == set()
        assert FOREIGN[language].findall(text) == []


@pytest.mark.parametrize("name", ["schijnsamenwerking", "eilandsamenwerking", "gezond", "stevig", "rem_onbekend"])
def test_reasons_hold_no_number_that_is_not_disclosed(name):
    result = frozen_result(getattr(disclosed, name)())
    d, profile = result.disclosed, result.profile
    known = {format_score(score.value, d.bar) for score in d.scores.values()} | {format_score(d.bar, d.bar)}
    known |= {str(round(100 * share)) for share in d.stability.values()}
    known |= {number(value) for value in (profile.threshold, profile.margin, profile.level)} | {"0", "100"}
    with translation.override("en"):
        known = {text.replace(",", ".") for text in known}
    report = assemble(result, language="en")
    text = " ".join(texts_in(report, "why"))
    stray = set(NUMBER.findall(text)) - known
    bar = rounded(d.bar, 1)
    distances = {str(int(rounded(abs(rounded(score.value) - bar)))) for score in d.scores.values()}
    near = {f"{abs(rounded(rounded(score.value, 1) - bar, 1)):.1f}" for score in d.scores.values()}
    lift = f"{rounded(bar - 62.5, 1):.1f}"
    assert stray - distances - near - {lift} == set()


def test_scores_near_the_bar_are_told_apart_from_it():
    scores = {force: Estimate(value, value, value, 1.0) for force, value in (("intentie", 70.0), ("actie", 66.3))}
    scores["verbinding"] = Estimate(65.04, 65.0, 65.1, 1.0)
    report = assemble(
        frozen_result(replace(disclosed.eilandsamenwerking(), scores=scores, bar=66.04, path=())), language="nl"
    )
    text = " ".join(texts_in(report, "why"))
    assert "Actie scoort 66,3: 0,3 boven de lat." in text
    assert "Verbinding scoort 65,0: 1,0 onder de lat." in text
    assert "Intentie scoort 70: 4 boven de lat." in text


@pytest.mark.parametrize(
    ("band", "dutch", "english"),
    [
        ("<5", "minder dan 5", "fewer than 5"),
        ("5-9", "5–9", "5–9"),
        ("20-49", "20–49", "20–49"),
        ("50+", "50 of meer", "50 or more"),
    ],
)
def test_people_are_counted_in_bands(band, dutch, english):
    with translation.override("nl"):
        assert band_words(band) == dutch
    with translation.override("en"):
        assert band_words(band) == english


def test_how_many_were_invited_is_said_when_known():
    with translation.override("nl"):
        assert people_words(frozen_result(n_invited="50+")) == "20–49; gevraagd: 50 of meer"
        assert people_words(frozen_result(n_invited=None)) == "20–49"


@pytest.mark.parametrize(
    ("value", "written"), [(62.5, "62,5"), (10.0, "10"), (18.75, "18,75"), (1.0, "1"), (95.0, "95")]
)
def test_settings_are_written_as_they_are(value, written):
    with translation.override("nl"):
        assert number(value) == written


def test_the_method_gives_the_settings_of_this_profile():
    result = frozen_result()
    result = replace(result, profile=replace(result.profile, threshold=70.0, cap=5, resamples=500, certain=0.9))
    text = " ".join(texts_in(assemble(result, language="nl"), "method"))
    assert "De lat begint op 70 en" in text
    assert "met hoogstens 5," in text
    assert "500 nieuwe groepen" in text
    assert "ten minste 90%" in text


@pytest.mark.parametrize("weighting", ["organisation", "respondent"])
@pytest.mark.parametrize(("same", "said"), [(True, "dezelfde"), (False, "was de uitkomst anders"), (None, None)])
def test_of_the_other_weighting_only_the_outcome_is_told(weighting, same, said):
    result = frozen_result(disclosed.gezond(weighting=weighting, other_weighting_same=same))
    found = [text for text in texts_in(assemble(result, language="nl"), "method") if "was de uitkomst" in text]
    assert [said in text for text in found] == ([] if said is None else [True])

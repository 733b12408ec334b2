"""Resampling draws the same numbers whether at once or in blocks, and whatever the machine."""

from dataclasses import replace

import numpy as np
import pytest

from assessments.scoring.diagnosis import diagnose
from assessments.scoring.reading import read_survey
from assessments.scoring.scores import SCALES, persons_taking_part
from assessments.scoring.stability import MAX_CELLS, Draws, drawn_scores, multiplicities, stability

from .comparing import INSTRUMENT
from .reference_arithmetic import ITEMS


def survey_of(n, resamples):
    chance = np.random.default_rng(1)
    persons = [
        {
            "id": f"{place:05}",
            "organisation": f"o{place % 3}",
            "role": "manager",
            "answers": dict(zip(ITEMS, chance.integers(1, 6, len(ITEMS)).tolist(), strict=True)),
        }
        for place in range(n)
    ]
    return read_survey({"seed": 5, "profile": {"resamples": resamples}, "respondents": persons}, INSTRUMENT)


def test_draws_are_those_of_numpy_row_by_row():
    drawn = np.random.Generator(np.random.PCG64(3)).integers(0, 7, size=(200, 7))
    expected = [[row.count(person) for person in range(7)] for row in drawn.tolist()]
    assert multiplicities(np.random.Generator(np.random.PCG64(3)), 7, 200).tolist() == expected


@pytest.mark.parametrize("n", [2101, 2048])
def test_draws_in_blocks_are_those_at_once(n):
    survey = survey_of(n, 2000)
    assert n * 2000 > MAX_CELLS
    persons = persons_taking_part(survey.respondents, INSTRUMENT)
    indices = np.random.Generator(np.random.PCG64(5)).integers(0, n, size=(2000, n))
    found = drawn_scores(persons, "respondent", 5, survey.profile)
    for row in (0, 999, 1903, 1904, 1952, 1953, 1999):
        assert found[row] == pytest.approx(persons.scores[indices[row]].mean(axis=0))


def test_the_same_seed_gives_the_same_and_another_seed_gives_another():
    one, again = survey_of(20, 200), survey_of(20, 200)
    found = diagnose(one, INSTRUMENT)
    assert diagnose(again, INSTRUMENT) == found
    other = diagnose(replace(one, seed=6), INSTRUMENT)
    assert other.scores["actie"] != found.scores["actie"]
    assert replace(other, scores={}, stability={}) == replace(found, scores={}, stability={})


@pytest.mark.parametrize(("above", "diagnosis"), [(0, "gezond"), (5e-10, "gezond"), (1e-6, "schijnsamenwerking")])
def test_a_billionth_below_the_bar_counts_as_reached(above, diagnosis):
    survey = survey_of(6, 200)
    answers = {code: 3 + place % 2 for place, code in enumerate(code for code in ITEMS if code[0] in "AVI")}
    alike = tuple(replace(person, answers=answers) for person in survey.respondents)
    found = diagnose(
        replace(survey, respondents=alike, profile=replace(survey.profile, threshold=62.5 + above)), INSTRUMENT
    )
    assert found.diagnosis == diagnosis
    assert found.stability[diagnosis] == 1


def test_shares_count_only_draws_with_actie_and_verbinding():
    missing = np.nan
    rows = {"intentie": [90, 90, 90, 90], "actie": [90, 10, missing, 90], "verbinding": [90, 90, 90, 10]}
    scores = np.array([rows.get(scale, [missing] * 4) for scale in SCALES], dtype=float).T
    found = stability(Draws(scores=scores, bar=np.full(4, 62.5)))
    assert found == pytest.approx({"gezond": 1 / 3, "schijnsamenwerking": 1 / 3, "eilandsamenwerking": 1 / 3})

"""Resampling draws the same numbers whether at once or in blocks, and whatever the machine."""

from dataclasses import replace

import numpy as np
import pytest

from assessments.scoring.diagnosis import diagnose
from assessments.scoring.reading import read_survey
from assessments.scoring.sample import sample
from assessments.scoring.scores import SCALES
from assessments.scoring.stability import MAX_CELLS, Draws, multiplicities, plain_draws, stability

from .comparing import INSTRUMENT, INSTRUMENTS, scored
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
    return read_survey({"seed": 5, "profile": {"resamples": resamples}, "respondents": persons}, INSTRUMENTS)


def test_draws_are_those_of_numpy_row_by_row():
    drawn = np.random.Generator(np.random.PCG64(3)).integers(0, 7, size=(200, 7))
    expected = [[row.count(person) for person in range(7)] for row in drawn.tolist()]
    assert multiplicities(np.random.Generator(np.random.PCG64(3)), 7, 200).tolist() == expected


@pytest.mark.parametrize("n", [2101, 2048])
def test_draws_in_blocks_are_those_at_once(n):
    survey = survey_of(n, 2000)
    assert n * 2000 > MAX_CELLS
    persons = sample(survey, INSTRUMENT).persons
    generator, again = (np.random.Generator(np.random.PCG64(5)) for _ in range(2))
    found = plain_draws(generator, persons, "respondent", 3, 2000)
    indices = again.integers(0, n, size=(2000, n))
    for row in (0, 999, 1903, 1904, 1952, 1953, 1999):
        assert found[row] == pytest.approx(persons.scores[indices[row]].mean(axis=0))
    assert generator.standard_normal(5).tolist() == again.standard_normal(5).tolist()


def test_the_same_seed_gives_the_same_and_another_seed_gives_another():
    one, again = survey_of(20, 200), survey_of(20, 200)
    found = diagnose(one, INSTRUMENT)
    assert diagnose(again, INSTRUMENT) == found
    other = diagnose(replace(one, seed=6), INSTRUMENT)
    assert other.scores["actie"] != found.scores["actie"]
    drawn = {"scores": {}, "stability": {}, "foundation": None, "interests": None}
    assert replace(other, **drawn) == replace(found, **drawn)


@pytest.mark.parametrize(("above", "diagnosis"), [(0, "gezond"), (5e-10, "gezond"), (1e-6, "schijnsamenwerking")])
def test_a_billionth_below_the_bar_counts_as_reached(above, diagnosis):
    survey = survey_of(6, 200)
    answers = {code: 3 + place % 2 for place, code in enumerate(code for code in ITEMS if code[0] in "AVI")}
    alike = tuple(replace(person, answers=answers) for person in survey.respondents)
    found = diagnose(
        replace(survey, respondents=alike, profile=replace(survey.profile, threshold=62.5 + above)), INSTRUMENT
    )
    assert found.diagnosis == diagnosis


def test_shares_count_only_draws_with_actie_and_verbinding():
    missing = np.nan
    rows = {"intentie": [90, 90, 90, 90], "actie": [90, 10, missing, 90], "verbinding": [90, 90, 90, 10]}
    scores = np.array([rows.get(scale, [missing] * 4) for scale in SCALES], dtype=float).T
    found = stability(Draws(scores=scores, bar=np.full(4, 62.5), se_repeat=np.zeros(len(SCALES))))
    assert found == pytest.approx({"gezond": 1 / 3, "schijnsamenwerking": 1 / 3, "eilandsamenwerking": 1 / 3})


def asked_of(document, factor):
    """Return a document of which ``factor`` times as many people were asked as answered."""
    own = [person["organisation"] for person in document["respondents"]]
    return {**document, "invited": {name: factor * own.count(name) for name in own}}


def alike(n=12):
    answers = dict.fromkeys(ITEMS, 4)
    people = [{"id": f"{i:02}", "organisation": f"o{i % 2}", "role": "manager", "answers": answers} for i in range(n)]
    return {"respondents": people}


def test_alike_answers_of_a_few_are_no_proof_that_all_think_alike():
    found = scored(alike())
    low, high = found["ci"]["actie"]
    assert found["scores"]["actie"] == 75
    assert high - low == pytest.approx(2 * 1.96 * 12.5 / 12**0.5, rel=0.1)
    wider = scored({**alike(), "profile": {"spread": 25}})["ci"]["actie"]
    assert wider[1] - wider[0] == pytest.approx(2 * (high - low), rel=1e-3)


def test_when_everyone_answered_only_ticking_by_chance_is_uncertain():
    few, all_, unknown = (scored(asked_of(alike(), 3)), scored(asked_of(alike(), 1)), scored(alike()))
    widths = [found["ci"]["actie"][1] - found["ci"]["actie"][0] for found in (all_, few, unknown)]
    assert 0 < widths[0] < widths[1] < widths[2]
    assert all_["se_repeat"] == pytest.approx(unknown["se_repeat"])
    e2 = 625 * 30 * 0.75**2 / (12 * 6 - 12 - 5 + 30) / 6
    assert all_["se"]["actie"] == pytest.approx((e2 / 12) ** 0.5, rel=0.05)


def test_what_is_decided_does_not_depend_on_who_was_silent():
    document = asked_of(alike(), 1)
    assert (scored(document)["decided"], scored(alike())["decided"]) == (True, None)
    low, high = scored(asked_of(alike(), 2))["bounds"]["actie"]
    assert (low, high) == pytest.approx((37.5, 87.5))

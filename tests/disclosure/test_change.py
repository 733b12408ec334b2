"""A change is told from what two rounds show, with an interval that leaves out 0 exactly when it is more than noise."""

import json
import math
import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from assessments.disclosure.change import Versions, changes, is_stalled
from assessments.disclosure.shown import ShownScore

CASES = Path(__file__).parents[1] / "scoring" / "cases" / "change"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in CASES.glob("*.expected.json"))
VERSIONS = Versions("2", 1, "2")
FORCES = ("intentie", "actie", "verbinding")
STAGNATIONS = {"schijnsamenwerking": "actie", "eilandsamenwerking": "verbinding"}


@dataclass(frozen=True)
class Shown:
    """A round as far as change reads it."""

    diagnosis: str
    scores: dict[str, ShownScore]


def score(value, error):
    return ShownScore(value=value, low=None, high=None, se_repeat=error)


def round_of(plain):
    """Return the round of a case; a force that is null is not shown."""
    shown = {force: value for force, value in plain["scores"].items() if value is not None}
    return Shown(plain["diagnosis"], {force: score(value, plain["se_repeat"][force]) for force, value in shown.items()})


def told(before, after):
    return changes((VERSIONS, before), (VERSIONS, after))


@pytest.mark.parametrize("name", NAMES)
def test_case_gives_its_expected_change(name):
    plain = json.loads((CASES / f"{name}.json").read_text())
    expected = json.loads((CASES / f"{name}.expected.json").read_text())
    before, after = round_of(plain["before"]), round_of(plain["after"])
    found = told(before.scores, after.scores)
    assert set(found) == set(expected["forces"])
    for force, one in expected["forces"].items():
        numbers = (found[force].difference, found[force].low, found[force].high)
        assert numbers == pytest.approx((one["difference"], one["low"], one["high"]), abs=1e-6)
        assert found[force].is_more_than_noise is one["more_than_noise"]
    assert is_stalled(before, after) is expected["vastgelopen"]


def test_there_are_cases():
    assert len(NAMES) == 11


rounds = st.fixed_dictionaries(
    {}, optional={force: st.builds(score, st.integers(5, 95), st.sampled_from([0, 0.5, 3, 6])) for force in FORCES}
)


@given(before=rounds, after=rounds)
def test_changes_are_those_of_a_second_way_of_counting(before, after):
    """Holm by adjusted p-values instead of limits: sorted, each times what is left, never below the one before."""
    found = told(before, after)
    assert list(found) == [force for force in FORCES if force in before and force in after]
    p = {force: _p(before[force], after[force]) for force in found}
    adjusted, highest = {}, 0.0
    for place, force in enumerate(sorted(p, key=p.get)):
        highest = max(highest, p[force] * (len(p) - place))
        adjusted[force] = highest
    for force, one in found.items():
        assert one.is_more_than_noise is (adjusted[force] < 0.05)
        assert one.is_more_than_noise is (one.low > 0 or one.high < 0)
        assert one.difference == after[force].value - before[force].value
        assert one.low <= one.difference <= one.high


def _p(before, after):
    error, difference = math.hypot(before.se_repeat, after.se_repeat), abs(after.value - before.value)
    if error == 0:
        return 0.0 if difference else 1.0
    return 2 * float(stats.norm.sf(difference / error))


@given(before=rounds, after=rounds)
def test_going_back_is_the_same_change_the_other_way(before, after):
    there, back = told(before, after), told(after, before)
    assert {force: one.is_more_than_noise for force, one in there.items()} == {
        force: one.is_more_than_noise for force, one in back.items()
    }
    assert all(back[force].difference == -one.difference for force, one in there.items())


def test_no_change_is_told_without_a_standard_error():
    assert told({"actie": score(50, None)}, {"actie": score(60, 1.0)}) == {}


@pytest.mark.parametrize("other", [Versions("1", 1, "2"), Versions("2", 2, "2"), Versions("2", 1, "1")])
def test_rounds_of_another_questionnaire_profile_or_model_are_not_compared(other):
    scores = {force: score(50, 2.0) for force in FORCES}
    assert set(told(scores, scores)) == set(FORCES)
    assert changes((VERSIONS, scores), (other, scores)) == {}


@pytest.mark.parametrize(("diagnosis", "force"), STAGNATIONS.items())
@pytest.mark.parametrize(("rise", "is_stuck"), [(-20, True), (0, True), (9, True), (30, False)])
def test_a_stagnation_is_stalled_when_the_force_it_turns_on_did_not_rise(diagnosis, force, rise, is_stuck):
    before = Shown(diagnosis, {one: score(40, 3.0) for one in FORCES})
    after = Shown(diagnosis, {**before.scores, force: score(40 + rise, 3.0)})
    assert is_stalled(before, after) is is_stuck


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("gezond", "gezond"),
        ("schijnsamenwerking", "eilandsamenwerking"),
        ("gezond", "schijnsamenwerking"),
        ("onvoldoende_gegevens", "onvoldoende_gegevens"),
    ],
)
def test_only_the_same_stagnation_twice_is_stalled(before, after):
    scores = {force: score(40, 3.0) for force in FORCES}
    assert not is_stalled(Shown(before, scores), Shown(after, scores))


def test_nothing_is_said_of_a_force_that_a_round_does_not_show():
    scores = {force: score(40, 3.0) for force in FORCES}
    without = {force: one for force, one in scores.items() if force != "actie"}
    assert is_stalled(Shown("schijnsamenwerking", scores), Shown("schijnsamenwerking", scores))
    assert not is_stalled(Shown("schijnsamenwerking", without), Shown("schijnsamenwerking", scores))


def test_without_true_change_one_partnership_in_twenty_is_told_of_one():
    chance = random.Random(4)

    def measured():
        return {force: score(60 + chance.gauss(0, 4), 4.0) for force in FORCES}

    called = sum(any(one.is_more_than_noise for one in told(measured(), measured()).values()) for _ in range(4000))
    assert 0.035 < called / 4000 < 0.06

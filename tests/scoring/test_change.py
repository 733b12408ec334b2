"""A change is told with its interval, and only between rounds that were measured alike."""

import math
import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.change import Versions, change, changes
from assessments.scoring.values import Estimate

VERSIONS = Versions("1", 1)
numbers = st.floats(0, 100)
errors = st.floats(0, 30)


def score(value, se):
    return Estimate(value, max(value - 5, 0), min(value + 5, 100), se)


def told(before, after):
    found = change(before, after)
    assert found is not None
    return found


@given(old=numbers, new=numbers, old_error=errors, new_error=errors)
def test_change_is_the_difference_with_both_errors(old, new, old_error, new_error):
    found = told(score(old, old_error), score(new, new_error))
    half = 1.96 * math.sqrt(old_error**2 + new_error**2)
    expected = (new - old, new - old - half, new - old + half)
    assert (found.difference, found.low, found.high) == pytest.approx(expected, abs=1e-9)
    back = told(score(new, new_error), score(old, old_error))
    assert (back.difference, back.is_more_than_noise) == (-found.difference, found.is_more_than_noise)


@pytest.mark.parametrize(("rise", "is_more"), [(9.7, False), (9.8, False), (9.9, True), (-9.9, True), (0, False)])
def test_a_change_is_more_than_noise_when_its_interval_leaves_out_0(rise, is_more):
    assert told(score(50, 3.0), score(50 + rise, 4.0)).is_more_than_noise is is_more


def test_no_change_at_all_is_not_more_than_noise():
    assert not told(score(50, 0.0), score(50, 0.0)).is_more_than_noise
    assert told(score(50, 0.0), score(51, 0.0)).is_more_than_noise


def test_no_change_is_told_without_a_standard_error():
    assert change(score(50, None), score(60, 1.0)) is None
    assert changes((VERSIONS, {"actie": score(50, None)}), (VERSIONS, {"actie": score(60, 1.0)})) == {}


@pytest.mark.parametrize("other", [Versions("2", 1), Versions("1", 2)])
def test_rounds_with_another_questionnaire_or_profile_are_not_compared(other):
    scores = {"intentie": score(50, 2.0), "actie": score(60, 2.0), "verbinding": score(70, 2.0)}
    assert set(changes((VERSIONS, scores), (VERSIONS, scores))) == {"intentie", "actie", "verbinding"}
    assert changes((VERSIONS, scores), (other, scores)) == {}


def test_only_forces_that_both_rounds_show_are_compared():
    old = {"intentie": score(50, 2.0), "actie": score(60, 2.0), "spanning": score(40, 2.0)}
    new = {"actie": score(66, 2.0), "verbinding": score(70, 2.0), "spanning": score(60, 2.0)}
    found = changes((VERSIONS, old), (VERSIONS, new))
    assert found == {"actie": change(old["actie"], new["actie"])}


def test_without_true_change_about_one_in_twenty_is_called_more_than_noise():
    chance = random.Random(4)

    def measured():
        sample = [chance.gauss(60, 16) for _ in range(40)]
        return score(statistics.fmean(sample), statistics.stdev(sample) / math.sqrt(40))

    called = sum(told(measured(), measured()).is_more_than_noise for _ in range(4000))
    assert 0.035 < called / 4000 < 0.075

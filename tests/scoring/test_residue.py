"""What remains after subtraction is found for every subtraction there is; checked by trying them all."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.residue import LEAST_BESIDE_FEW, LEAST_BESIDE_ONE, person_weights, rests_on_few


def tried(weights, group_of, shown, min_group):
    """Whether any subtraction leaves too much on too few, by trying all levels and all sets of persons."""
    groups = sorted(set(group_of))
    own = {group: [w for w, g in zip(weights, group_of, strict=True) if g == group] for group in groups}
    for levels in product(*(own[group] if group in shown else [0.0] for group in groups)):
        level = dict(zip(groups, levels, strict=True))
        remaining = [abs(w - level[g]) for w, g in zip(weights, group_of, strict=True)]
        for size, least in ((1, LEAST_BESIDE_ONE), (min_group - 1, LEAST_BESIDE_FEW)):
            for few in combinations(remaining, min(size, len(remaining))):
                if sum(remaining) - sum(few) < least * sum(remaining) - 1e-9:
                    return True
    return False


persons = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([0.1, 0.25, 0.6, 0.75, 1.0])), min_size=5, max_size=9)


@given(persons=persons, chosen=st.sets(st.integers(0, 2)))
def test_agrees_with_trying_every_subtraction(persons, chosen):
    group_of, weights = [group for group, _ in persons], [weight for _, weight in persons]
    shown = {group for group in chosen if group_of.count(group) >= 5}
    expected = tried(weights, group_of, shown, 5)
    assert rests_on_few(np.array(weights), np.array(group_of), shown, 5) == expected


@pytest.mark.parametrize(
    ("weights", "gives_away"),
    [
        ([1.0] + [0.1] * 6, True),
        ([1.0] + [0.2] * 6, False),
        ([1.0] * 4 + [0.1] * 4, True),
        ([1.0] * 4 + [0.1] * 5, False),
    ],
)
def test_one_person_may_carry_half_and_four_nine_tenths_of_what_remains(weights, gives_away):
    assert rests_on_few(np.array(weights), np.zeros(len(weights), dtype=int), set(), 5) == gives_away


@given(persons=persons)
def test_no_subtraction_helps_where_all_weigh_the_same(persons):
    group_of = np.array([group for group, _ in persons])
    shown = {group for group in range(3) if (group_of == group).sum() >= 5}
    n_hidden = int(np.isin(group_of, list(shown), invert=True).sum())
    assert rests_on_few(np.ones(len(persons)), group_of, shown, 5) == (0 < n_hidden < 5)


@pytest.mark.parametrize(
    ("weighting", "cap", "expected"),
    [
        ("organisation", 3, [0.6] * 5 + [1.0] * 2),
        ("organisation", 1, [0.2] * 5 + [0.5] * 2),
        ("organisation", 100, [1.0] * 7),
        ("respondent", 3, [1.0] * 7),
    ],
)
def test_persons_weigh_as_in_the_score(weighting, cap, expected):
    found = person_weights(np.array([0] * 5 + [1] * 2), weighting, cap)
    assert found.tolist() == pytest.approx(expected)

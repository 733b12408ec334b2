"""The two numbers in the method of every report: what those learn of others who know their own answer to a statement.

A statement tells by how many gave each answer alone, so all that fits what is shown can be gone through.
"""

import itertools
import random
from collections import Counter
from functools import cache

from assessments.disclosure.statements import Answered, in_quarters, statement_value
from assessments.scoring.profile import ScoringProfile
from tests.disclosure.partnerships import CODES, random_partnership
from tests.disclosure.viewing import on_grid
from tests.soaking import IS_SOAK
from tests.some import some

SEEDS = range(1, 1001 if IS_SOAK else 41)
N_VIEWERS = 2
"""Colleagues, or pairs of them, who try it on each statement."""


def shown(counts):
    """Return what is shown of a statement of which so many gave each answer 1-5."""
    n = sum(counts)
    mean = sum(25 * place * count for place, count in enumerate(counts)) / n
    if n < 10:
        return on_grid(mean, 10), None, None
    away = sum(count * abs(25 * place - mean) for place, count in enumerate(counts)) / n / 25
    quarters = tuple(min(4 * count // n, 3) for count in (counts[0] + counts[1], counts[2], counts[3] + counts[4]))
    return on_grid(mean, 5), quarters, round(away, 9) >= 1


@cache
def ways(n):
    """Return all ways in which n people can answer, as how many gave each answer."""
    bars = itertools.combinations(range(n + 4), 4)
    return [tuple(b - a - 1 for a, b in itertools.pairwise((-1, *bar, n + 4))) for bar in bars]


@cache
def possible(told, own, n_others):
    """Return the answers that others can have given, to whoever has these answers and is told this."""
    mine = Counter(own)
    fits = [way for way in ways(n_others) if shown([way[one] + mine[one + 1] for one in range(5)]) == told]
    return frozenset(answer for way in fits for answer in range(5) if way[answer])


def share_found(n_together, most_answers):
    """Return of how many statements was tried, and the share of which others can have given at most so many answers."""
    n, found = 0, 0
    for seed in SEEDS:
        chance, people = random.Random(seed), random_partnership(seed, most=12)["respondents"]
        for code in CODES:
            answers = [one["answers"][code] for one in people if isinstance(one["answers"][code], int)]
            if len(answers) >= 5:
                told = shown([answers.count(one) for one in range(1, 6)])
                for _viewer in range(N_VIEWERS):
                    own = tuple(sorted(chance.sample(answers, n_together)))
                    n += 1
                    found += len(possible(told, own, len(answers) - n_together)) <= most_answers
    return n, found / n


def test_somebody_who_knows_the_own_answer_learns_little_more():
    n, share = share_found(1, 2)
    assert n > 2000
    assert share < 1 / 400
    assert share_found(1, 1) == (n, 0)


def test_two_who_put_their_answers_together_seldom_find_a_third():
    n, share = share_found(2, 1)
    assert n > 2000
    assert share < 1 / 1000


def test_what_can_be_known_is_found():
    """Whoever gave the only 1 where it says 80 knows that all others gave 4 or 5; a 1 and a 2 at 70 know three 5s."""
    assert possible(shown((1, 0, 0, 0, 4)), (1,), 4) == {3, 4}
    assert possible(shown((1, 1, 0, 0, 3)), (1, 2), 3) == {4}
    assert possible(shown((1, 0, 0, 0, 4)), (5,), 4) >= {2, 3, 4}


def test_what_is_gone_through_is_what_the_product_shows():
    for counts in some(ways(6)[::7] + ways(11)[::29]):
        n, mean = sum(counts), sum(25 * place * count for place, count in enumerate(counts)) / sum(counts)
        told = statement_value(Answered(n, mean), ScoringProfile())
        value, quarters, _is_divided = shown(counts)
        assert (told.value, quarters) == (value, in_quarters(counts) if n >= 10 else None)

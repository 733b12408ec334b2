"""What reasons tell of who picked which: by integer programming over the picks of everybody.

Over all they are in quarters or halves. By name, as the form then says, an organisation's reasons are those that at
least half of its people picked. How far reasons lie apart is no linear fact, and left out: it is a five of a mean over
all pairs of organisations, in which no single pick counts for much.
"""

import itertools
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.soaking import IS_SOAK
from tests.some import some

from .partnerships import random_partnership
from .test_attack import document_of

REASONS = "abcdefghi"
MOST_PICKS = 3
SEEDS = range(300) if IS_SOAK else range(12)
LEAST = 5
"""People of an organisation of whom it should seldom be known that all picked a reason, or none of them."""
MOST_NAMED = 0.02
"""Share of the reasons of such organisations of which that may be known with interests by name, as their people knew
when they answered: what small organisations picked is then told, and leaves nobody over in the quarters of all."""


@dataclass(frozen=True)
class Picked:
    """What is known of the picks of a round, and what is told of them."""

    sizes: dict[str, int]
    """People who picked, per group."""
    shares: dict[str, int]
    """Per reason: in quarters from ten, in halves from five."""
    steps: int
    named: dict[str, Any]
    """Per organisation that is named its reasons."""
    own: tuple[str, Any] = ("", ())
    """The viewer's organisation and picks."""


def program(picked):
    """Return the facts as rows: how many of each group picked each reason, which are whole numbers."""
    groups = list(picked.sizes)
    place = {pair: number for number, pair in enumerate(itertools.product(groups, REASONS))}
    rows = []
    for group, size in picked.sizes.items():
        rows.append(({place[group, reason]: 1 for reason in REASONS}, size, MOST_PICKS * size))
    n = sum(picked.sizes.values())
    for reason, share in picked.shares.items():
        counts = [count for count in range(n + 1) if min(picked.steps * count // n, picked.steps - 1) == share]
        rows.append(({place[group, reason]: 1 for group in groups}, min(counts), max(counts)))
    for group, reasons in picked.named.items():
        half = (picked.sizes[group] + 1) // 2
        rows += [
            ({place[group, reason]: 1}, *((half, n) if reason in reasons else (0, half - 1))) for reason in REASONS
        ]
    matrix = np.zeros((len(rows), len(place)))
    for number, (cells, _low, _high) in enumerate(rows):
        matrix[number, list(cells)] = list(cells.values())
    return place, LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])


def found_in(picked, least=1):
    """Return the groups of others, of at least so many, and the reasons that all or none of them must have picked."""
    place, facts = program(picked)
    own = {pair: float(pair[0] == picked.own[0] and pair[1] in picked.own[1]) for pair in place}
    others = {group: size - (group == picked.own[0]) for group, size in picked.sizes.items()}
    most = Bounds(list(own.values()), [others[group] + own[group, reason] for group, reason in place])
    found = []
    for (group, reason), number in place.items():
        if others[group] < least:
            continue
        goal = np.zeros(len(place))
        goal[number] = 1
        ends = [
            way * milp(way * goal, constraints=facts, integrality=np.ones(len(place)), bounds=most).fun
            for way in (1, -1)
        ]
        lowest, highest = (round(end - own[group, reason]) for end in ends)
        if lowest == others[group] or highest == 0:
            found.append((group, reason))
    return found


def picked_in(seed, *, is_named, me=None):
    """Return what is told of the reasons of a partnership, to an outsider or to the person at a place."""
    partnership = random_partnership(seed)
    shown = document_of(partnership)
    people = [one for one in partnership["respondents"] if one["answers"]["B0"]]
    group_of = (lambda one: one["organisation"]) if is_named else (lambda _one: "all")
    own = ("", ()) if me is None else (group_of(people[me]), tuple(people[me]["answers"]["B0"]))
    named = {name: one["reasons"] for name, one in shown["organisations"]} if is_named else {}
    steps = {"quarters": 4, "halves": 2}[shown["reasons_in"]]
    return Picked(dict(Counter(map(group_of, people))), dict(shown["reasons"]), steps, named, own)


def test_without_names_nobody_is_found_by_the_reasons_of_all():
    for seed, me in some(itertools.product(SEEDS, (None, 0, 1))):
        assert found_in(picked_in(seed, is_named=False, me=me)) == []


def test_with_names_it_is_seldom_known_of_an_organisation_of_five_that_all_or_none_picked_a_reason():
    n, n_found = 0, 0
    for seed, me in itertools.product(SEEDS, (None, 0)):
        picked = picked_in(seed, is_named=True, me=me)
        others = {group: size - (group == picked.own[0]) for group, size in picked.sizes.items()}
        n += sum(size >= LEAST for size in others.values()) * len(REASONS)
        n_found += len(found_in(picked, LEAST))
    assert n > 50
    assert n_found <= MOST_NAMED * n


def test_the_attack_knows_what_everybody_picked_when_shares_are_exact():
    shares = dict.fromkeys(REASONS, 0) | {"a": 9}
    assert ("all", "a") in found_in(Picked({"all": 10}, shares, 10, {}))

"""What somebody with a computer can find out of single answers from what is shown: by integer programming.

Nothing of the product is used here. The attacker knows who took part, of which organisation and role, and which
statements each person answered; how organisations are weighed; how numbers are rounded; and, as a colleague, the own
answers. Whoever is alike in all that is one class: all that is shown depends on how many of a class gave each answer.
"""

import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

VALUES = (1, 2, 3, 4, 5)
ENOUGH = 3
"""Answers that are still possible: with so many nobody is said to be found."""


@dataclass(frozen=True)
class Person:
    """What is known of a person who took part, and what is not: the answers, which only check the attack."""

    organisation: str
    role: str
    answers: dict[str, int]
    """Per statement 1-5; those not answered are absent, which the attacker knows."""


@dataclass(frozen=True)
class Told:
    """A linear fact: a weighted sum over how many of each class gave each answer lies within two bounds."""

    weights: dict[Any, float]
    """Per class, statement and answer."""
    low: float
    high: float


@dataclass(frozen=True)
class ToldSpread:
    """The weighted sum of the squared distances of persons' scores from a point lies within two bounds."""

    weight_of: object
    """Function of a class; 0 for those that it is not about."""
    middle: float
    low: float
    high: float


class Knowledge:
    """Everything that one viewer holds of one scale: its statements, and what is told of them."""

    def __init__(self, people, codes, me=None):
        self.people, self.codes = people, codes
        self.told, self.spreads, self.deviations, self.classes = [], [], {}, {}
        self.sums = {}
        for place, person in enumerate(people):
            answered = tuple(code for code in codes if code in person.answers)
            key = (place == me, person.organisation, person.role, answered)
            self.classes.setdefault(key, []).append(place)

    def n(self, code):
        """Return how many answered a statement."""
        return sum(len(places) for key, places in self.classes.items() if code in key[3])

    def tell_sum(self, code, low, high, which=None):
        """Take in between what bounds lies the sum of the answers to a statement, or how many gave some of them."""
        if which is None:
            self.sums[code] = (low, high)
        self.told.append(
            Told(
                {
                    (key, code, value): float(value if which is None else value in which)
                    for key in self.classes
                    if code in key[3]
                    for value in VALUES
                },
                low,
                high,
            )
        )

    def tell(self, weights, low, high):
        """Take in the bounds of a weighted sum, with weights per class, statement and answer."""
        self.told.append(Told(weights, low, high))

    def tell_weighted_mean(self, code, low, high, weight_of):
        """Take in a mean 0-100 of a statement in which persons weigh as their class does."""
        total = sum(weight_of(key) * len(places) for key, places in self.classes.items() if code in key[3])
        told = {
            (key, code, value): weight_of(key) * 25 * (value - 1) / total
            for key in self.classes
            if code in key[3]
            for value in VALUES
        }
        self.told.append(Told(told, low, high))

    def tell_score(self, low, high, *means):
        """Take in a sum of means of persons' scores 0-100, each a factor with the weight of each class."""
        weights = Counter()
        for factor, weight_of in means:
            scored = {key: weight_of(key) for key in self.classes if self.has_score(key)}
            total = sum(weight * len(self.classes[key]) for key, weight in scored.items())
            for key, weight in scored.items():
                for code, value in itertools.product(key[3], VALUES):
                    weights[key, code, value] += factor * weight * 25 * (value - 1) / len(key[3]) / total
        self.told.append(Told(dict(weights), low, high))

    def has_score(self, key):
        return 2 * len(key[3]) >= len(self.codes) > 0


class Attack:
    """Finds which answers of each class are possible for each statement."""

    def __init__(self, knowledge, seed=0):
        self.known = knowledge
        self.chance = np.random.default_rng(seed)
        cells = [(key, code, value) for key in knowledge.classes for code in key[3] for value in VALUES]
        scored = [key for key in knowledge.classes if knowledge.spreads and knowledge.has_score(key)]
        totals = [(key, total) for key in scored for total in range(len(key[3]), 5 * len(key[3]) + 1)]
        self.cells = cells
        self.place = {cell: number for number, cell in enumerate([*cells, *totals])}
        self.scored = scored
        self.truth = self._truth()
        self.sums = {
            code: sum(place[2] * self.truth[self.place[place]] for place in cells if place[1] == code)
            for code in knowledge.deviations
        }
        self.possible = {(key, code): set() for key in knowledge.classes for code in key[3]}

    def _truth(self):
        counts = np.zeros(len(self.place))
        for key, places in self.known.classes.items():
            for person in (self.known.people[place] for place in places):
                given = [person.answers[code] for code in key[3]]
                for code, value in zip(key[3], given, strict=True):
                    counts[self.place[key, code, value]] += 1
                if key in self.scored:
                    counts[self.place[key, sum(given)]] += 1
        return counts

    def run(self):
        """Return the possible answers of others per class and statement, at least ENOUGH where there are as many."""
        fixed = self._facts(self.sums)
        sums = fixed.A @ self.truth
        is_so = (sums >= fixed.lb - 1e-6) & (sums <= fixed.ub + 1e-6)
        assert is_so.all(), "the attacker believes something that is not so"
        self._harvest(self.truth)
        self._wander(fixed)
        for key, code in self._open():
            near = min(self.possible[key, code])
            for value in sorted(VALUES, key=lambda one: abs(one - near)):
                if len(self.possible[key, code]) < ENOUGH and value not in self.possible[key, code]:
                    self._try(fixed, (key, code, value))
        return {target: found for target, found in self.possible.items() if not target[0][0]}

    def _wander(self, fixed, steps=6000):
        """Walk through worlds in which one or two persons answer a step otherwise, and all that is known still holds.

        Whatever is met so is possible, and need not be solved for.
        """
        others = [(key, place) for key, places in self.known.classes.items() if not key[0] for place in places]
        others = [one for one in others if one[0][3]]
        if not others:
            return
        worlds = {place: {code: self.known.people[place].answers[code] for code in key[3]} for key, place in others}
        columns, sums = fixed.A.T.copy(), fixed.A @ self.truth
        picks = self.chance.integers(0, 2**31, size=(steps, 6)).tolist()
        for one, other, first, second, kind, up in picks:
            if not self._open():
                return
            key, place = others[one % len(others)]
            moves = [(key, place, key[3][first % len(key[3])], 1 if up % 2 else -1)]
            if kind % 3:
                key, place = (key, place) if kind % 3 == 1 else others[other % len(others)]
                moves.append((key, place, key[3][second % len(key[3])], -moves[0][3]))
            sums = self._step(moves, worlds, columns, sums, fixed)

    def _step(self, moves, worlds, columns, sums, fixed):
        """Make moves if what is known still holds, and return the sums of the world that there is then."""
        before = [dict(worlds[place]) for _key, place, _code, _way in moves]
        after = sums.copy()
        for key, place, code, way in moves:
            own = worlds[place]
            value = own[code] + way
            if value in VALUES:
                after += columns[self.place[key, code, value]] - columns[self.place[key, code, own[code]]]
                if key in self.scored:
                    total = sum(own.values())
                    after += columns[self.place[key, total + way]] - columns[self.place[key, total]]
                own[code] = value
        if ((after < fixed.lb) | (after > fixed.ub)).any():
            for (_key, place, _code, _way), old in zip(reversed(moves), reversed(before), strict=True):
                worlds[place] = old
            return sums
        for key, place, code, _way in moves:
            self.possible[key, code].add(worlds[place][code])
        return after

    def _open(self):
        return [one for one, found in self.possible.items() if not one[0][0] and len(found) < ENOUGH]

    def _try(self, fixed, cell):
        """Look for a world in which somebody of the class gave this answer: first one with the sums of this world."""
        code = cell[1]
        if self._solve(fixed, {cell: 1}) or code not in self.known.deviations:
            return
        least, most = self.known.sums.get(code, (self.known.n(code), 5 * self.known.n(code)))
        for total in range(least, most + 1):
            if total != self.sums[code] and self._solve(self._facts(self.sums | {code: total}), {cell: 1}):
                return

    def _facts(self, sums):
        """Return all that is known as rows with bounds; a deviation is linear in the counts once the sum is said."""
        rows = [
            ({(key, code, value): 1.0 for value in VALUES}, len(places), len(places))
            for key, places in self.known.classes.items()
            for code in key[3]
        ]
        rows += [(one.weights, one.low, one.high) for one in self.known.told]
        for code, (least, most) in self.known.deviations.items():
            n, of_code = self.known.n(code), [cell for cell in self.cells if cell[1] == code]
            mean = sums[code] / n
            rows.append(({cell: float(cell[2]) for cell in of_code}, sums[code], sums[code]))
            rows.append(({cell: abs(cell[2] - mean) for cell in of_code}, least * n, most * n))
        rows += self._totals()
        matrix = np.zeros((len(rows), len(self.place)))
        for number, (weights, _low, _high) in enumerate(rows):
            for cell, weight in weights.items():
                matrix[number, self.place[cell]] = weight
        low, high = (np.array([row[end] for row in rows], dtype=float) for end in (1, 2))
        return LinearConstraint(matrix, low - 1e-7, high + 1e-7)

    def _totals(self):
        """Yield what links the sums of persons to their answers, and what is told of the spread of their scores."""
        for key in self.scored:
            totals = range(len(key[3]), 5 * len(key[3]) + 1)
            yield {(key, total): 1.0 for total in totals}, len(self.known.classes[key]), len(self.known.classes[key])
            sums = {(key, code, value): -float(value) for code in key[3] for value in VALUES}
            yield sums | {(key, total): float(total) for total in totals}, 0, 0
        for one in self.known.spreads:
            squares = {
                (key, total): one.weight_of(key) * (25 * (total / len(key[3]) - 1) - one.middle) ** 2
                for key in self.scored
                for total in range(len(key[3]), 5 * len(key[3]) + 1)
            }
            yield squares, one.low, one.high

    def _solve(self, fixed, at_least):
        """Harvest a world in which these cells have at least so many; return whether there is one."""
        least, most = np.zeros(len(self.place)), np.full(len(self.place), np.inf)
        for key, code, value in self.cells:
            if key[0]:
                at = self.place[key, code, value]
                least[at] = most[at] = self.truth[at]
        for cell, number in at_least.items():
            least[self.place[cell]] = number
        found = milp(
            np.zeros(len(self.place)),
            constraints=fixed,
            integrality=np.ones(len(self.place)),
            bounds=Bounds(least, most),
            options={"time_limit": 60},
        )
        if found.x is None:
            assert found.status == 2, found.message  # there is none; it was not given up
            return False
        self._harvest(np.round(found.x))
        return True

    def _harvest(self, counts):
        for key, code, value in self.cells:
            if counts[self.place[key, code, value]] > 0.5:
                self.possible[key, code].add(value)


@dataclass
class Found:
    """What attacks on many statements came to."""

    n_statements: int = 0
    exact: list[Any] = field(default_factory=list)
    """Each one statement of one class of which the viewer knows the answer."""
    two: list[Any] = field(default_factory=list)
    """Statements of which some class has two possible answers left."""

    def add(self, possible, about):
        """Count what an attack found; ``about`` says where."""
        by_code = {}
        for (key, code), values in possible.items():
            by_code.setdefault(code, []).append((key, values))
        for code, targets in by_code.items():
            self.n_statements += 1
            least = min(len(values) for _key, values in targets)
            if least == 1:
                self.exact.append((*about, code))
            elif least == 2:
                self.two.append((*about, code))

    def join(self, other):
        self.n_statements += other.n_statements
        self.exact += other.exact
        self.two += other.two


def sum_range(n, shows):
    """Return the least and the most that n answers 1-5 can add up to while their mean 0-100 is shown like this."""
    sums = [total for total in range(n, 5 * n + 1) if shows(25 * (total / n - 1))]
    return min(sums), max(sums)

"""What an outsider with a calculator can find out from shown numbers: bounds by linear programming."""

import numpy as np
from scipy.optimize import linprog


class Attacker:
    """Knows who is in which group and organisation and how persons are weighed; every score lies from 0 to 100."""

    def __init__(self, n):
        self.n = n
        self.rows = []
        self.values = []
        self.at_most = []
        self.at_most_values = []

    def learns_mean(self, members, value):
        """Take in the plain mean of some persons."""
        self.learns_weighted(np.where(np.isin(np.arange(self.n), members), 1.0, 0.0), value)

    def learns_weighted(self, weights, value):
        """Take in a mean of persons by their weights, n."""
        self.rows.append(np.asarray(weights, dtype=float) / np.sum(weights))
        self.values.append(value)

    def learns_at_most(self, row, value):
        """Take in that a combination of scores is at most a value."""
        self.at_most.append(np.asarray(row, dtype=float))
        self.at_most_values.append(value)

    def range_of_mean(self, members):
        """Return the least and the most that the mean of some persons can be."""
        target = np.where(np.isin(np.arange(self.n), members), 1.0 / len(members), 0.0)
        return tuple(sign * self._least(sign * target) for sign in (1, -1))

    def width(self, members):
        """Return how wide the range of the mean of some persons is."""
        low, high = self.range_of_mean(members)
        return high - low

    def _least(self, objective):
        found = linprog(
            objective,
            A_eq=np.array(self.rows) if self.rows else None,
            b_eq=self.values or None,
            A_ub=np.array(self.at_most) if self.at_most else None,
            b_ub=self.at_most_values or None,
            bounds=(0, 100),
        )
        assert found.status == 0, found.message
        return found.fun

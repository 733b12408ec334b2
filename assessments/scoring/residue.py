"""What remains of a score when every shown group is subtracted, and on how few persons that rests.

Whoever knows how many people each organisation and each group has can subtract: the partnership's score weighs persons
by their organisation, the means of roles weigh them equally, and the difference may rest on a handful of people.
"""

from collections.abc import Collection, Mapping

import numpy as np

from assessments.vocabulary.limits import TOLERANCE

from .scores import Floats, Ints, Persons
from .suppression import shown_groups, without_smallest

LEAST_BESIDE_ONE = 0.5
"""Share of what remains that must rest on others than whichever one person."""
LEAST_BESIDE_FEW = 0.1
"""Share of what remains that must rest on others than whichever ``min_group`` − 1 persons."""


def person_weights(organisation_of: Ints, weighting: str, cap: int) -> Floats:
    """Return how heavily each person counts in the partnership's score, n; 1 for a person in an organisation below cap.

    Parameters
    ----------
    organisation_of
        n: the organisation's index of each person with a score.
    weighting, cap
        As in the survey: "organisation" gives min(k, cap)/k in an organisation of k, "respondent" gives 1.

    Examples
    --------
    >>> person_weights(np.array([0, 0, 0, 0, 1]), "organisation", 3).tolist()
    [0.75, 0.75, 0.75, 0.75, 1.0]
    """
    if weighting == "respondent":
        return np.ones(len(organisation_of))
    k = np.bincount(organisation_of)[organisation_of]
    weights: Floats = np.minimum(k, cap) / k
    return weights


def rests_on_few(weights: Floats, group_of: Ints, shown: Collection[int], min_group: int) -> bool:
    """Whether subtracting shown groups from the score can leave a number that rests on too few persons.

    Parameters
    ----------
    weights
        n: each person's weight in the score, above 0.
    group_of
        n: the group's index of each person.
    shown
        Indices of the groups whose mean is shown.
    min_group
        Smallest group of which anything is shown.

    Notes
    -----
    Subtracting λ times the sum of a shown group leaves its persons with a weight of |w − λ|; persons of hidden groups
    keep w. For every choice of λ per group the heaviest person may then carry at most half of what remains, and the
    heaviest ``min_group`` − 1 at most nine tenths; nothing at all may remain as well. This is the dominance rule of
    statistical disclosure control, over every subtraction there is.

    References
    ----------
    Hundepool, A., et al. (2012). Statistical disclosure control. Wiley, chapter 4.

    Examples
    --------
    An organisation of four among organisations of three: all roles shown would give the four away, one role does not.

    >>> weights, roles = np.array([0.75] * 4 + [1.0] * 12), np.array([0, 1] * 8)
    >>> rests_on_few(weights, roles, {0, 1}, 5), rests_on_few(weights, roles, {0}, 5)
    (True, False)
    """
    limits = ((1, LEAST_BESIDE_ONE), (min_group - 1, LEAST_BESIDE_FEW))
    return any(_least_beside(weights, group_of, shown, size, share) < -TOLERANCE for size, share in limits)


def _least_beside(weights: Floats, group_of: Ints, shown: Collection[int], size: int, share: float) -> float:
    """Return the least of: weight beside ``size`` persons − share/(1 − share) · weight of those persons.

    The sum falls apart by group once it is said how many of the persons each group provides, and within a group it is
    least where λ equals someone's weight.
    """
    price = share / (1.0 - share)
    least = np.zeros(1)
    for group in np.unique(group_of).tolist():
        own = weights[group_of == group]
        levels = np.unique(own) if group in shown else np.zeros(1)
        options = np.min([_beside_heaviest(np.abs(own - level), size, price) for level in levels], axis=0)
        sums = np.full(size + 1, np.inf)
        for n_taken, value in enumerate(least):
            reachable = options[: size + 1 - n_taken]
            sums[n_taken : n_taken + len(reachable)] = np.minimum(
                sums[n_taken : n_taken + len(reachable)], value + reachable
            )
        least = sums
    return float(least.min())


def _beside_heaviest(remaining: Floats, size: int, price: float) -> Floats:
    """Return, for the 0 to ``size`` heaviest persons: the weight beside them − price · theirs."""
    heaviest = np.sort(remaining)[::-1][:size]
    taken = np.concatenate([[0.0], np.cumsum(heaviest)])
    taken = np.pad(taken, (0, size + 1 - len(taken)), mode="edge")
    beside: Floats = remaining.sum() - taken - price * taken
    return beside


def shown_by_force(
    persons: Persons, force: str, groups: tuple[Ints, tuple[str, ...]], weights_by: tuple[str, int], min_group: int
) -> tuple[str, ...]:
    """Return the groups of a split that may be shown for a force: by the remainder rule, and safe from subtraction.

    While what remains rests on too few, the smallest shown group is hidden too, of equals the last in order.

    Parameters
    ----------
    persons
        Who takes part.
    force
        A force.
    groups
        n indices of each person's group, and the groups in the order that settles ties.
    weights_by
        Weighting and cap of the survey.
    min_group
        Smallest group of which anything is shown.
    """
    group_of, names = groups
    there = ~np.isnan(persons.scale(force))
    sizes: Mapping[str, int] = dict(
        zip(names, np.bincount(group_of[there], minlength=len(names)).tolist(), strict=True)
    )
    weights = person_weights(persons.organisation_of[there], *weights_by)
    shown = shown_groups(sizes, min_group)
    while shown and rests_on_few(weights, group_of[there], {names.index(name) for name in shown}, min_group):
        shown = without_smallest(shown, sizes)
    return shown

"""How heavily each person weighs in a partnership's score, so that no few of them weigh apart."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from .scores import Floats, Ints


def raised_cap(n: Ints, cap: int, min_group: int) -> int:
    """Return the cap used: the smallest from ``cap`` on at which no fewer than ``min_group`` persons weigh alike.

    On every scale each weight min(k, c)/k that occurs must be that of at least ``min_group`` persons, unless only one
    weight occurs. From the size of the largest organisation on everyone weighs the same, so there always is such a cap.

    Parameters
    ----------
    n
        scales × organisations: persons with a score.
    cap
        The cap of the profile.
    min_group
        Fewest persons that may weigh apart from the others.

    Examples
    --------
    >>> [raised_cap(np.array([sizes]), 3, 5) for sizes in ([12, 2, 2, 1], [12, 8, 2, 2], [10, 1], [12, 4, 3, 2])]
    [3, 8, 10, 4]
    """
    scales: list[list[int]] = n.tolist()
    # Between two sizes of organisations no weight comes to equal another, so only these caps can make a difference.
    candidates = [cap, *sorted({k for sizes in scales for k in sizes if k > cap})]
    return next(c for c in candidates if not any(_few_weigh_apart(sizes, c, min_group) for sizes in scales))


def _few_weigh_apart(sizes: Sequence[int], cap: int, min_group: int) -> bool:
    """Whether fewer than ``min_group`` persons have a weight that others do not have."""
    n_alike: Counter[int] = Counter()
    for k in sizes:
        if k:
            n_alike[max(k, cap)] += k  # of two organisations the weights min(k, cap)/k are equal when these are
    return len(n_alike) > 1 and min(n_alike.values()) < min_group


def squared_weights(n: Ints, weighting: str, cap: int) -> Floats:
    """Return per scale Σw² over the persons with a score, who together weigh 1; nan without any.

    Parameters
    ----------
    n
        scales × organisations: persons with a score.
    weighting, cap
        As in the survey, with the cap used.

    Notes
    -----
    Each of the k persons of an organisation weighs min(k, cap)/k / Σ min(k, cap), or with weighting "respondent" 1 over
    all persons.

    Examples
    --------
    >>> squared_weights(np.array([[4, 2]]), "organisation", 3).tolist()
    [0.17]
    >>> squared_weights(np.array([[4, 2]]), "respondent", 3).round(4).tolist()
    [0.1667]
    """
    weight = np.minimum(n, cap) if weighting == "organisation" else n
    with np.errstate(invalid="ignore"):
        squared: Floats = (weight**2 / np.maximum(n, 1)).sum(axis=1) / weight.sum(axis=1) ** 2
    return squared

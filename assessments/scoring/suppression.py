"""Which groups may be shown, and the bands in which persons are counted."""

from collections.abc import Mapping

BANDS: tuple[tuple[int, str], ...] = ((50, "50+"), (20, "20-49"), (10, "10-19"), (5, "5-9"))
BELOW_BANDS = "<5"


def band(n: int) -> str:
    """Return the band of a count of persons: "<5", "5-9", "10-19", "20-49" or "50+".

    Examples
    --------
    >>> band(4), band(9), band(20), band(1000)
    ('<5', '5-9', '20-49', '50+')
    """
    return next((name for least, name in BANDS if n >= least), BELOW_BANDS)


def shown_groups(sizes: Mapping[str, int], min_group: int) -> tuple[str, ...]:
    """Return the groups of a split that may be shown, in the order given.

    A group needs ``min_group`` persons, and the hidden persons together must be nobody or at least as many: otherwise
    the smallest shown group is hidden too, of equals the last in order, and so on. Empty groups hide nobody.

    Parameters
    ----------
    sizes
        Persons per group, in the order that settles ties.
    min_group
        Smallest group shown.

    Examples
    --------
    >>> shown_groups({"professional": 6, "manager": 4, "bestuurder": 2}, 5)
    ('professional',)
    >>> shown_groups({"professional": 6, "manager": 4}, 5)
    ()
    >>> shown_groups({"professional": 9, "manager": 5, "bestuurder": 3}, 5)
    ('professional',)
    """
    shown = tuple(name for name, size in sizes.items() if size >= min_group)
    total = sum(sizes.values())
    while shown and 0 < total - sum(sizes[name] for name in shown) < min_group:
        shown = without_smallest(shown, sizes)
    return shown


def without_smallest(shown: tuple[str, ...], sizes: Mapping[str, int]) -> tuple[str, ...]:
    """Return the shown groups but the smallest; of equals the last goes.

    Examples
    --------
    >>> without_smallest(("professional", "manager", "bestuurder"), {"professional": 9, "manager": 5, "bestuurder": 5})
    ('professional', 'manager')
    """
    smallest = min(sizes[name] for name in shown)
    hidden = [name for name in shown if sizes[name] == smallest][-1]
    return tuple(name for name in shown if name != hidden)

"""What an ordinary run takes a sample of, and ``make soak`` the whole."""

import os

import pytest

IS_SOAK = bool(os.environ.get("SOAK"))


def rest_in_soak(*cases, ordinary=1):
    """Return the cases of a parametrised test: the first ones for every run, the others for ``make soak`` alone.

    Put first what differs most, or what went wrong before.
    """
    assert 0 < ordinary < len(cases)
    return [*cases[:ordinary], *(_left(case) for case in cases[ordinary:])]


def _left(case):
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.soak)


def some_of(values, ordinary=2):
    """Return all of these under ``make soak``, and otherwise so many from both ends: the first, the last, the next."""
    every = list(values)
    assert 0 < ordinary <= len(every), "an ordinary run would look at nothing, or at no fewer"
    if IS_SOAK:
        return every
    n_last = ordinary // 2
    return every[: ordinary - n_last] + every[len(every) - n_last :]

"""What an ordinary run takes a sample of, and ``make soak`` the whole."""

import pytest


def rest_in_soak(*cases, ordinary=1):
    """Return the cases of a parametrised test: the first ones for every run, the others for ``make soak`` alone.

    Put first what differs most, or what went wrong before.
    """
    assert 0 < ordinary < len(cases)
    return [*cases[:ordinary], *(_left(case) for case in cases[ordinary:])]


def _left(case):
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.soak)

"""Loops of tests that never come round are no tests."""


def some(things):
    """Return these things as a list; there must be at least one, or what is asserted of each is asserted of none."""
    found = list(things)
    assert found, "there is nothing here to look at"
    return found

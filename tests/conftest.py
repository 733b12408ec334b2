"""The cast of every story, and how long random tests take."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.cast import anna, bas, chris, open_round, partnership

__all__ = ["anna", "bas", "chris", "open_round", "partnership"]

IS_SOAK = bool(os.environ.get("SOAK"))

settings.register_profile(
    "sample",
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("soak", settings.get_profile("sample"), max_examples=3000, derandomize=False)
settings.load_profile("soak" if IS_SOAK else "sample")


def pytest_collection_modifyitems(items):
    """Mark what renders whole reports, so that it can run beside the rest."""
    for item in items:
        if item.path.name.startswith("test_pdf"):
            item.add_marker(pytest.mark.paper)

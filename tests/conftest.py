"""The cast of every story, and the size of random tests."""

import gc
import os
from pathlib import Path

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, settings

from tests.cast import anna, bas, chris, open_round, partnership
from tests.schedule import LongestFirst

__all__ = ["anna", "bas", "chris", "open_round", "partnership"]

IS_SOAK = bool(os.environ.get("SOAK"))

settings.register_profile(
    "sample",
    max_examples=30,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("soak", settings.get_profile("sample"), max_examples=3000, derandomize=False)
settings.load_profile("soak" if IS_SOAK else "sample")


@pytest.fixture(autouse=True)
def nothing_counted():
    """Forget what earlier tests of this worker tried, or their tries would count against the limits of this one."""
    cache.clear()


@pytest.fixture(scope="session")
def run_folder(request, tmp_path_factory):
    """A folder that all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def kept_reports(run_folder):
    """A folder for reports that is shared by all tests, so that the same result is rendered once.

    Workers may share it, as the processes of an installation do: a report is put in its place whole.
    """
    return run_folder / "private"


@pytest.fixture
def rendered_once(settings, kept_reports):
    """Find what was rendered for other tests, and keep for them what this one renders."""
    settings.PRIVATE_DIR = kept_reports


ROOT = Path(__file__).resolve().parent.parent
NO_DATABASE = (
    "assessments/disclosure",
    "assessments/scoring",
    "assessments/vocabulary",
    "tests/adding",
    "tests/disclosure",
    "tests/house",
    "tests/importing",
    "tests/reporting",
    "tests/scoring",
    "tests/tables",
    "tests/tools",
)
"""Where the tests are that touch no database, or read from it what was just put there."""
WITHOUT_ROWS = {"tests/closing/test_frozen.py"}
"""Elsewhere, the ones that only turn values into documents and back."""
PAGES = tuple(
    f"tests/{subject}/"
    for subject in ("accounts", "admin", "partnerships", "people", "plan", "results", "rounds", "site", "workshop")
)
"""Where the tests are of pages behind a sign-in: on SQLite, and on PostgreSQL too under SOAK."""
ON_EVERY_DATABASE = {"tests/site/test_rights.py", "tests/partnerships/test_overview.py"}
"""Of those, the ones that open each page once for each kind of visitor, and that search and sort."""


def pytest_xdist_make_scheduler(config, log):
    return LongestFirst(config, log)


def pytest_collection_finish():
    """Keep what is there for the whole run out of every collection of garbage: there is much of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_modifyitems(items):
    """Mark what renders whole reports, and what runs on SQLite alone."""
    for item in items:
        if item.path.name.startswith("test_pdf"):
            item.add_marker(pytest.mark.paper)
        elif runs_once(item):
            item.add_marker(pytest.mark.once)


def runs_once(item):
    """Whether a test runs on one database: the other makes no difference to it, or is left to ``make soak``."""
    path = str(item.path.relative_to(ROOT))
    if path.startswith(NO_DATABASE) or "installation" in getattr(item, "fixturenames", ()):
        return True
    mark = item.get_closest_marker("django_db")
    is_about_transactions = mark is not None and mark.kwargs.get("transaction", False)
    if path in WITHOUT_ROWS:
        return True
    return path.startswith(PAGES) and path not in ON_EVERY_DATABASE and not is_about_transactions and not IS_SOAK

"""The cast of every story, and the size of random tests."""

import gc
import shutil

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.db import connection
from django.dispatch import receiver
from hypothesis import HealthCheck, settings

from tests.cast import anna, bas, chris, open_round, partnership
from tests.closing.installation import DATABASE, migrated
from tests.drawings import drawn_anew as drawing_anew
from tests.drawings import drawn_once
from tests.lots import cast_lot, is_drawn, is_for_now, lot
from tests.schedule import LongestFirst
from tests.selecting import is_paper, is_without_database, one_of_each, runs_always, runs_once
from tests.sharing_reports import never_deleting_in
from tests.soaking import IS_SOAK

__all__ = ["anna", "bas", "chris", "migrated", "open_round", "partnership"]

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


@receiver(user_logged_in)
def proven(request, user, **_more):
    """Let ``force_login`` leave what signing in leaves: that somebody has just shown who they are."""
    if "REQUEST_METHOD" not in request.META:
        record_authentication(request, user, method="password")


@pytest.fixture(scope="session")
def run_folder(request, tmp_path_factory):
    """A folder that all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def django_db_keepdb(request, django_db_modify_db_settings):
    """Let the database of a worker begin, on SQLite, as a copy of the one that was migrated for all of them."""
    if connection.vendor != "sqlite":
        return request.config.getvalue("reuse_db")
    new = request.getfixturevalue("migrated") / DATABASE
    shutil.copyfile(new, connection.creation._get_test_db_name())
    return True


@pytest.fixture(scope="session", autouse=True)
def emptied_by_deleting():
    """Let PostgreSQL delete the few rows of a test that commits: to truncate every table takes it four times as long.

    Foreign keys are looked at when all tables are empty, so their order does not matter.
    """
    if connection.vendor != "postgresql":
        yield
        return

    def statements(style, tables, *, reset_sequences=False, allow_cascade=False):
        assert not reset_sequences, "to delete rows leaves the numbers where they are"
        return [f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables]  # noqa: S608 (our own names)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "sql_flush", statements)
        yield


@pytest.fixture(scope="session")
def kept_reports(run_folder):
    """A folder for reports that is shared by all tests, so that the same result is rendered once.

    Workers may share it, as the processes of an installation do: a report is put in its place whole. A test that lets
    something be deleted has a folder of its own: another one may be making that very report of its own result.
    """
    folder = run_folder / "private"
    with never_deleting_in(folder):
        yield folder


@pytest.fixture(scope="session", autouse=True)
def pictures_once(run_folder):
    """Draw each picture once in a run."""
    with drawn_once(run_folder / "pictures"):
        yield


@pytest.fixture
def drawn_anew():
    """Draw all pictures of this test, as it is about drawing itself."""
    with drawing_anew():
        yield


@pytest.fixture
def rendered_once(settings, kept_reports):
    """Find what was rendered for other tests, and keep for them what this one renders."""
    settings.PRIVATE_DIR = kept_reports


@pytest.fixture
def no_worker(settings):
    """Let nothing be made that pages ask for, until the test makes it."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != "tests.making.make_what_was_asked"]


def pytest_configure(config):
    """Draw by lot only when all tests are asked for: whoever names a file or a test gets all of it."""
    if not hasattr(config, "workerinput"):
        cast_lot(of_everything=IS_SOAK or config.args_source is config.ArgsSource.ARGS)


def pytest_xdist_make_scheduler(config, log):
    return LongestFirst(config, log)


def pytest_collection():
    """Collect no garbage while tests are gathered: there is none."""
    gc.disable()


def pytest_collection_finish():
    """Keep what is there for the whole run out of every collection of garbage: there is much of it."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


def pytest_ignore_collect(collection_path, config):
    """Leave unread what a run has no tests in: a worker would import all of it only to pass it over."""
    asked = config.option.markexpr
    if "not paper" in asked and is_paper(collection_path):
        return True
    return True if "not once" in asked and is_without_database(collection_path) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what renders whole reports, and what runs on SQLite alone; leave out what is for soaking."""
    for item in items:
        if is_paper(item.path):
            item.add_marker(pytest.mark.paper)
        elif runs_once(item, is_soak=IS_SOAK):
            item.add_marker(pytest.mark.once)
    if not IS_SOAK:
        _leave_to_soak(config, items)


def _leave_to_soak(config, items):
    """Take out what was not drawn, and the further cases of tests: those that say so, on PostgreSQL nearly all."""
    kept = [item for item in items if not item.get_closest_marker("soak") and is_for_now(item.nodeid)]
    if connection.vendor == "postgresql":
        kept, _others = one_of_each(kept)
        kept = [item for item in kept if runs_always(item) or is_drawn(item.nodeid)]
    for_now = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in for_now])
    items[:] = kept


def pytest_terminal_summary(terminalreporter):
    """Say which part was drawn, so that the same run can be done again."""
    terminalreporter.write_line(f"Drawn by lot: LOT={lot()}")

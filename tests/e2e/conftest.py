"""A real Chromium before the site as it is served; every page is watched for what may never happen."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.shared import made_once

from .answering.states import made_rounds
from .served import prepare, served
from .watching import Watch
from .windows import launch, new_visitor


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/e2e/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo(run_folder):
    """A data folder as it is after the first start."""
    return made_once(run_folder / "demo", prepare)


@pytest.fixture(scope="session")
def site(tmp_path_factory, demo):
    """The site with the demo's content."""
    with served(tmp_path_factory.mktemp("site"), demo) as running:
        yield running


@pytest.fixture(scope="session")
def links(site):
    """The links of rounds in every state; personal links are taken from the list."""
    return made_rounds(site, 60)


@pytest.fixture
def link(links):
    """A personal link that nobody has used."""
    return links["personal"].pop()


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests.

    It keeps an event loop in this thread, and Django would deny its database to whatever test comes next here.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """Open a window as a new visitor; when the test ends, nothing forbidden may have happened in it."""
    watches = []

    def open_window(**options):
        options = {"locale": "nl-NL", "viewport": {"width": 390, "height": 844}} | options
        context = new_visitor(chromium, base_url=site.address, **options)
        watches.append(Watch(context, site.address))
        return context.new_page()

    yield open_window
    for watch in watches:
        watch.context.close()
        assert watch.seen == []

"""A report that is not there yet, in a real browser: it comes by itself, with and without a script."""

import os
import shutil
import signal
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.processes import commands_with, wait_until
from tests.soaking import rest_in_soak

from .accessible import findings
from .watching import scrolls_sideways, sign_in
from .windows import MILLISECONDS

WAITING = "[data-being-made]"
PLAN = "/partnerships/1/plan.pdf"


@contextmanager
def nothing_made(site):
    """Let the process that makes reports stand still, and nothing be there that it made."""

    def renderers():
        found = commands_with(DATA_DIR=str(site.data))
        return [process for process, command in found.items() if "make_reports" in command]

    wait_until(renderers)
    (renderer,) = renderers()
    os.kill(renderer, signal.SIGSTOP)
    shutil.rmtree(site.data / "private", ignore_errors=True)
    try:
        yield
    finally:
        os.kill(renderer, signal.SIGCONT)


def go(page, address):
    """Open an address as a visitor does, who does not ask again."""
    page.evaluate("address => { window.location.href = address; }", address)
    page.wait_for_selector(WAITING)


@pytest.mark.parametrize("has_script", rest_in_soak(True, False))
def test_the_page_comes_by_itself(visit, site, has_script):
    page = visit(java_script_enabled=has_script)
    page.goto("/")
    with nothing_made(site):
        if has_script:
            go(page, "/example/")
            assert findings(page) == []
            assert scrolls_sideways(page) == 0
        else:
            page.get_by_role("link", name="voorbeeld").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Het rapport wordt gemaakt…")
    expect(page.locator(".opening-chain img")).to_be_visible()
    assert page.locator(WAITING).count() == 0


def test_a_download_begins_by_itself_also_after_the_site_was_started_again_and_the_page_says_so(visit, site):
    page = visit()
    sign_in(page, site, "coordinator")
    with nothing_made(site):
        go(page, PLAN)
        assert "De download begint vanzelf" in page.locator("main").inner_text()
        page.route(f"**{PLAN}", lambda route: route.fulfill(status=503, headers={"Retry-After": "5"}))
        with page.expect_response(f"**{PLAN}", timeout=MILLISECONDS) as looked:
            pass
        assert looked.value.status == 503
        page.unroute(f"**{PLAN}")
    with page.expect_download(timeout=MILLISECONDS) as begun:
        pass
    assert begun.value.suggested_filename.endswith("-stappenplan.pdf")
    expect(page.get_by_role("heading", level=1)).to_have_text("Het bestand is klaar")
    expect(page.get_by_role("heading", level=1)).to_be_focused()

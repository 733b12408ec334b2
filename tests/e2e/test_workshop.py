"""The screen in the room, in a real browser: keys of a presenter remote, a count that follows, sizes for ten metres."""

import re

import pytest
from playwright.sync_api import expect

from .accessible import findings
from .watching import scrolls_sideways, sign_in

SMALLEST = """
() => Math.min(...[...document.querySelectorAll('.stage *')]
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
  .filter(one => !one.closest('svg') && one.getClientRects().length)
  .map(one => parseFloat(getComputedStyle(one).fontSize))) / innerHeight * 100
"""
"""The size of the smallest words on the stage, as a share of the height of the screen."""


def closed_round_of(page):
    page.goto("/partnerships/")
    page.locator("main a[href*='/result/']").first.click()
    return re.search(r"/rounds/(\d+)/", page.url).group(1)


@pytest.mark.parametrize("size", [(320, 640), (1280, 800), (1920, 1080)])
def test_every_step_is_reached_by_key_and_readable(site, visit, size):
    page = visit(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    sign_in(page, site, "coordinator")
    number = closed_round_of(page)
    page.goto(f"/rounds/{number}/workshop/")
    expect(page.get_by_text(re.compile(r"Stap 1 van"))).to_be_visible()
    assert findings(page) == []
    for key, step in [("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("PageUp", 3), ("ArrowLeft", 2)]:
        page.keyboard.press(key)
        expect(page.get_by_text(re.compile(rf"Stap {step} van"))).to_be_visible()
    page.goto(f"/rounds/{number}/workshop/?step=8")
    assert findings(page) == []
    for step in (1, 3, 8, 9):
        page.goto(f"/rounds/{number}/workshop/?step={step}")
        assert scrolls_sideways(page) == 0
        if size[0] >= 1280:
            assert page.evaluate(SMALLEST) >= 2.99
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/rounds/{number}/")


def test_steps_work_without_a_script(site, visit):
    page = visit(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    sign_in(page, site, "coordinator")
    number = closed_round_of(page)
    page.goto(f"/rounds/{number}/workshop/?step=2")
    page.get_by_role("link", name="Laat de score zien").click()
    expect(page.get_by_text(re.compile(r"Stap 3 van"))).to_be_visible()

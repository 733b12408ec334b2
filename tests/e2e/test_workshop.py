"""The screen in the room in a real browser: keys, the count by itself, and to be read from ten metres."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.repository import ROOT
from tests.soaking import rest_in_soak

from .accessible import findings
from .watching import scrolls_sideways, sign_in

PHONE = {"width": 320, "height": 640}
SCREENS = {"light": [(320, 640), (1280, 720), (1920, 1080)], "dark": [(1280, 720)]}
SMALLEST = """() => {
    const texts = document.createTreeWalker(document.querySelector('.stage'), NodeFilter.SHOW_TEXT);
    const sizes = [];
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !element.getBoundingClientRect().width) continue;
        const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
        sizes.push(parseFloat(getComputedStyle(element).fontSize) * scale);
    }
    return Math.min(...sizes) / window.innerHeight * 100;
}"""
OVERFLOW = "document.documentElement.scrollHeight - window.innerHeight"


def screen_with(page, selector):
    """Put the first round on the screen that has this; return its number."""
    for number in range(1, 20):
        page.goto(f"/rounds/{number}/workshop/")
        if page.locator(selector).count():
            return number
    raise AssertionError(selector)


def heading(page):
    return page.get_by_role("heading", level=1)


def wrong_with(page, width, height):
    """Return what is wrong with the screen as it is now, in a window of this size."""
    page.set_viewport_size({"width": width, "height": height})
    found = findings(page)
    smallest = page.evaluate(SMALLEST)
    if smallest < 3:
        found.append(f"text of {smallest:.2f}% of the height")
    if scrolls_sideways(page) > 0:
        found.append("wider than the window")
    if width > 320 and page.evaluate(OVERFLOW) > 0:
        found.append("higher than the screen")
    return found


@pytest.mark.parametrize("scheme", rest_in_soak("dark", "light"))
def test_every_kind_of_step_can_be_read_from_ten_metres(site, visit, scheme):
    page = visit(color_scheme=scheme, reduced_motion="reduce")
    sign_in(page, site, "coordinator")
    wrong, kinds = {}, set()
    starts = [screen_with(page, ".stage-code"), screen_with(page, ".stage-steps")]
    for number in starts:
        page.goto(f"/rounds/{number}/workshop/")
        while True:
            kind = page.locator(".stage").get_attribute("class")
            if kind not in kinds:
                kinds.add(kind)
                wrong |= {(page.url, size): found for size in SCREENS[scheme] if (found := wrong_with(page, *size))}
            following = page.locator("[data-step=next]")
            if not following.count():
                break
            onwards = "?step=999" if kind == "stage stage-question" else following.get_attribute("href")
            page.goto(re.sub(r"\?.*", "", page.url) + onwards)
    assert wrong == {}
    assert len(kinds) == 11


def test_phones_guess_along_and_their_dots_come_with_the_score(site, visit):
    page = visit(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    sign_in(page, site, "coordinator")
    number = screen_with(page, ".stage-steps")
    page.goto(f"/rounds/{number}/workshop/?step=6")
    code = page.locator(".stage-address strong").inner_text()
    phones = [visit(viewport=PHONE), *(visit(viewport=PHONE, java_script_enabled=False) for _other in "ab")]
    for phone in phones:
        phone.goto(f"/g/{code}/")
    phones[0].locator("#guess").fill("85")
    expect(phones[0].locator("output")).to_have_text("85")
    assert findings(phones[0]) == []
    assert scrolls_sideways(phones[0]) <= 0
    for phone in phones:
        phone.get_by_role("button", name="Dit is mijn schatting").click()
    expect(phones[0].locator("main")).to_contain_text("Uw schatting: 85.")
    expect(phones[1].locator("main")).to_contain_text("Uw schatting: 50.")
    expect(page.locator(".stage-guesses")).to_contain_text("3 schattingen")  # by itself
    page.keyboard.press("PageDown")
    expect(page.locator(".bar-guess")).to_have_count(3)
    expect(page.locator(".stage-texts")).to_contain_text("3 schattingen, van 50 tot 85; het midden is 50.")
    expect(phones[0].get_by_role("heading", level=1)).to_have_text("Kijk naar het scherm")  # by itself
    assert [found for size in SCREENS["light"] if (found := wrong_with(page, *size))] == []
    page.get_by_role("button", name="Verlaten").click()
    page.wait_for_url(f"**/rounds/{number}/")
    expect(phones[0].get_by_role("heading", level=1)).to_have_text("Hier is geen scherm")


def test_keys_and_a_presenter_s_remote_go_through_the_steps_and_leave(site, visit):
    page = visit(viewport={"width": 1280, "height": 720})
    sign_in(page, site, "coordinator")
    number = screen_with(page, ".stage-steps")
    page.evaluate("window.sameWindow = true")
    said = page.locator("[data-said]")
    for key, step in [
        ("PageDown", 2),
        ("ArrowRight", 3),
        (" ", 4),
        ("ArrowDown", 5),
        ("PageUp", 4),
        ("ArrowLeft", 3),
        ("ArrowUp", 2),
    ]:
        page.keyboard.press(key)
        expect(page.locator(".stage-steps")).to_contain_text(f"Stap {step} van")
        expect(page).to_have_url(re.compile(rf"step={step}$"))
    expect(said).to_have_text("Intentie")
    expect(page).to_have_title(re.compile("^Intentie"))
    page.get_by_role("link", name="Laat de score zien").focus()
    page.keyboard.press("Enter")
    expect(said).to_have_text(re.compile(r"^Intentie: \d+$"))
    expect(page.locator("#step-next")).to_be_focused()
    page.go_back()
    expect(said).to_have_text("Intentie")
    expect(page.locator(".stage-steps")).to_contain_text("Stap 2 van")
    page.keyboard.press("PageDown")
    expect(page.locator(".stage-steps")).to_contain_text("Stap 3 van")
    assert page.evaluate("window.sameWindow") is True
    page.get_by_role("button", name="Volledig scherm").click()
    expect(page.get_by_role("button", name="Volledig scherm verlaten")).to_be_visible()
    page.evaluate("document.exitFullscreen()")
    expect(page.get_by_role("button", name="Volledig scherm", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/rounds/{number}/")


def test_the_focus_stays_on_the_buttons_at_the_last_step(site, visit):
    page = visit(viewport={"width": 1280, "height": 720})
    sign_in(page, site, "coordinator")
    number = screen_with(page, ".stage-steps")
    page.goto(f"/rounds/{number}/workshop/?step=999")
    page.keyboard.press("PageDown")
    expect(page.locator("[data-said]")).to_be_empty()
    page.locator("#step-previous").click()
    expect(page.locator("[data-said]")).not_to_be_empty()  # until then the new links are plain ones
    page.locator("#step-next").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#step-next")).to_have_count(0)
    expect(page.locator("#step-previous")).to_be_focused()


def test_the_count_keeps_up_without_loading_the_page_and_signing_out_takes_the_screen_along(site, visit):
    page = visit(viewport={"width": 1280, "height": 720})
    sign_in(page, site, "coordinator")
    number = screen_with(page, ".stage-code")
    page.evaluate("window.sameWindow = true")
    one_more_answer(site, number)
    expect(page.locator(".stage-count strong")).to_have_text(re.compile(r"^\d+$"))
    before = int(page.locator(".stage-count strong").inner_text())
    one_more_answer(site, number)
    expect(page.locator(".stage-count strong")).to_have_text(str(before + 1))
    assert page.evaluate("window.sameWindow") is True
    page.context.clear_cookies()
    page.wait_for_url("**/accounts/login/**")
    assert page.locator(".stage").count() == 0


def test_without_javascript_the_buttons_are_links_and_a_form_that_closes_the_screen(site, visit):
    page = visit(java_script_enabled=False)
    sign_in(page, site, "coordinator")
    number = screen_with(page, ".stage-steps")
    page.get_by_role("link", name="Volgende").click()
    page.get_by_role("link", name="Laat de score zien").click()
    expect(heading(page)).to_have_text(re.compile(r"Intentie\s+\d+"))
    expect(page.get_by_role("button")).to_have_text(["Verlaten"])
    page.get_by_role("link", name="Vorige").click()
    expect(heading(page)).to_have_text("Intentie")
    page.get_by_role("button", name="Verlaten").click()
    page.wait_for_url(f"**/rounds/{number}/")


def one_more_answer(site, number):
    """Let somebody answer through the open link of a round."""
    environment = os.environ | {"DATA_DIR": str(site.data)}
    subprocess.run([sys.executable, "tests/e2e/one_more_answer.py", str(number)], cwd=ROOT, env=environment, check=True)

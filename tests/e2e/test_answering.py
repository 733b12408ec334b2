"""A partner answers in a real browser: with and without JavaScript, by keyboard, on a phone, with a lost connection."""

import json
import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.house.repository import ROOT

from .accessible import findings
from .watching import scrolls_sideways

NEXT = "button[name=go][value=next]:not(.default-submit)"
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
TARGETS = "label.option, button:not(.default-submit), a.btn, summary, textarea, input[type=text]"
TOO_SMALL = """elements => elements
    .filter(element => element.offsetParent && element.getBoundingClientRect().height < 44)
    .map(element => element.outerHTML.slice(0, 120))"""
UNSEEN_FOCUS = """() => {
    const element = document.activeElement;
    const shown = element.matches('.option input') ? element.closest('.option') : element;
    const style = getComputedStyle(shown);
    return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ? shown.outerHTML.slice(0, 120) : '';
}"""


@pytest.fixture(scope="module")
def links(site):
    """The links of a round that is open, and of one that has closed."""
    environment = os.environ | {"DATA_DIR": str(site.data)}
    command = [sys.executable, "tests/e2e/answering_rounds.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture
def link(links):
    """A personal link that nobody has used."""
    return links["personal"].pop()


def begin(page, link):
    page.goto(link)
    page.locator("#role label.option").nth(1).click()
    page.locator(NEXT).click()
    page.wait_for_url("**/1/")


def answer_all(page, seen):
    """Answer the page that is open, the last option of everything."""
    for group in page.locator("fieldset.question").all():
        if group.is_visible():
            group.locator(".options").first.locator("label.option").last.click()
    for area in page.locator("textarea").all():
        if area.is_visible():
            area.fill("We weten elkaar te vinden.")
    seen()
    page.locator(NEXT).click()


def is_saved(page):
    """Wait until the page says that all is stored."""
    expect(page.locator("#saved")).to_have_text(re.compile("^Bewaard"))


@pytest.mark.parametrize(
    ("window", "has_script"), [(PHONE, True), (DESK, True), (PHONE, False)], ids=["phone", "desk", "no-script"]
)
def test_a_partner_answers_everything_and_sends_it(visit, link, window, has_script):
    page, wrong = visit(viewport=window, java_script_enabled=has_script), []

    def seen():
        if not has_script:
            return
        wrong.extend(findings(page))
        wrong.extend(page.locator(TARGETS).evaluate_all(TOO_SMALL))
        wrong.extend(["wider than the window"] if scrolls_sideways(page) > 0 else [])

    begin(page, link)
    for number in range(1, 7):
        answer_all(page, seen)
        page.wait_for_url(f"**/{number + 1}/" if number < 6 else "**/check/")
    assert page.locator(".part-row.is-complete").count() == 6
    seen()
    page.locator("button[value=send]").click()
    page.wait_for_url("**/sent/")
    assert "uw antwoorden zijn verstuurd" in page.locator("h1").inner_text()
    seen()
    assert wrong == []


def test_every_choice_is_saved_at_once(visit, link):
    page = visit()
    begin(page, link)
    page.locator("#A1 label.option").nth(2).click()
    is_saved(page)
    again = page.context.new_page()
    again.goto(link)
    assert again.locator("#A1-3").is_checked()
    page.locator("#A1 label.option").nth(4).click()
    page.locator("#A2 label.option").nth(0).click()
    expect(page.locator("input[name=shown]")).to_have_value(re.compile('"A1":."5".*"A2"'))
    page.reload()
    assert page.locator("#A1-5").is_checked()
    assert page.locator("#A2-1").is_checked()


def test_without_a_connection_choices_wait_and_the_page_says_so(visit, link):
    page = visit()
    begin(page, link)
    page.context.set_offline(True)
    page.locator("#A1 label.option").nth(2).click()
    page.wait_for_selector(".is-unsaved")
    assert "Nog niet bewaard" in page.locator("#saved").inner_text()
    page.locator(NEXT).click()
    page.locator("#A2 label.option").nth(1).click()
    assert page.url.endswith("/1/")
    page.context.set_offline(False)
    is_saved(page)
    page.locator(NEXT).click()
    page.wait_for_url("**/2/")
    page.locator("button[value=previous]").click()
    page.wait_for_url("**/1/")
    assert page.locator("#A1-3").is_checked()
    assert page.locator("#A2-2").is_checked()


def test_the_keyboard_alone_is_enough_and_the_focus_is_always_seen(visit, link):
    page = visit(viewport=DESK)
    page.goto(link)
    unseen = []

    def press(*keys):
        for key in keys:
            page.keyboard.press(key)
            unseen.append(page.evaluate(UNSEEN_FOCUS))

    press("Tab", "Tab")
    page.locator("#role-1").focus()
    press("Space", "ArrowDown", "Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1/")
    page.locator("#A1-1").focus()
    press("Space", "ArrowDown", "ArrowDown", "Tab", "Tab")
    assert page.locator("#A1-3").is_checked()
    is_saved(page)
    page.locator(NEXT).focus()
    press("Tab", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2/")
    assert [found for found in unseen if found] == []


def test_an_error_takes_the_focus_and_leads_to_its_question(visit, link):
    page = visit(viewport=PHONE)
    begin(page, link)
    page.goto(page.url.replace("/1/", "/4/"))
    for number in range(4):
        page.locator("#B0 label.option").nth(number).click()
    page.locator(NEXT).click()
    page.wait_for_selector(".error-summary")
    assert page.title().startswith("Fout:")
    assert "error-summary" in page.evaluate("document.activeElement.className")
    assert findings(page) == []
    page.locator(".error-summary a").click()
    assert page.evaluate("document.activeElement.name") == "B0"
    assert page.locator("#B0 :checked").count() == 4


def test_enter_in_the_code_field_does_not_switch_the_language(visit, link):
    first, second = visit(), visit()
    begin(first, link)
    first.locator("#A1 label.option").first.click()
    first.locator(NEXT).click()
    first.wait_for_url("**/2/")
    first.locator(".resume-code summary").click()
    code = first.locator(".resume-code .code").inner_text()
    second.goto(link)
    second.locator("a[href$='/resume/']").click()
    second.locator("#code").fill(code.lower())
    second.keyboard.press("Enter")
    second.wait_for_url("**/2/")
    assert second.locator("html").get_attribute("lang") == "nl"


def test_the_pages_around_the_questions_are_accessible(visit, links, link):
    page = visit(viewport=PHONE, color_scheme="dark")
    wrong = {}
    for address in [link, links["open"], links["closed"], "/i/1-x/", "/answers/00000000-0000-4000-8000-000000000000/"]:
        page.goto(address)
        found = findings(page) + page.locator(TARGETS).evaluate_all(TOO_SMALL)
        if found or scrolls_sideways(page) > 0:
            wrong[address] = found
    assert wrong == {}

"""A partner answers in a real browser: with and without JavaScript, by keyboard, on a phone, with a lost connection."""

import re

import pytest
from playwright.sync_api import expect

from tests.soaking import rest_in_soak

from ..accessible import findings
from .states import NEXT, answer, begin, choose, is_saved

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


@pytest.mark.parametrize(
    ("window", "has_script"), rest_in_soak((PHONE, True), (PHONE, False), (DESK, True), ordinary=2)
)
def test_a_partner_answers_everything_and_sends_it(visit, link, window, has_script):
    page = visit(viewport=window, java_script_enabled=has_script)
    begin(page, link)
    for number in range(1, 7):
        answer(page)
        page.locator(NEXT).click()
        page.wait_for_url(f"**/{number + 1}/" if number < 6 else "**/check/")
    assert page.locator(".part-row.is-complete").count() == 6
    page.locator("button[value=send]").click()
    page.wait_for_url("**/sent/")
    assert "uw antwoorden zijn verstuurd" in page.locator("h1").inner_text()


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


def test_that_a_choice_was_saved_is_told_each_time_in_the_same_minute_too(visit, link):
    page = visit()
    begin(page, link)
    page.evaluate("""() => {
      const status = document.getElementById("saved");
      const count = () => {
        if (status.textContent.startsWith("Bewaard")) status.dataset.nTold = Number(status.dataset.nTold || 0) + 1;
      };
      new MutationObserver(count).observe(status, { childList: true });
    }""")
    for number in (1, 2, 3):
        choose(page, "A1", number)
        expect(page.locator("#saved")).to_have_attribute("data-n-told", str(number))
    expect(page.locator("#saved")).to_have_text(re.compile("^Bewaard om"))


@pytest.mark.parametrize("window", rest_in_soak(PHONE, DESK))
def test_nothing_moves_when_a_choice_was_saved_or_was_not(visit, link, window):
    page = visit(viewport=window)
    begin(page, link)
    top = "document.querySelector('.question').getBoundingClientRect().top + scrollY"
    places = [page.evaluate(top)]
    choose(page, "A1", 1)
    is_saved(page)
    places.append(page.evaluate(top))
    page.context.set_offline(True)
    choose(page, "A1", 2)
    page.wait_for_selector(".is-unsaved")
    places.append(page.evaluate(top))
    page.context.set_offline(False)
    assert len(set(places)) == 1


def test_without_a_connection_choices_wait_and_the_page_says_so(visit, link):
    page = visit()
    begin(page, link)
    page.context.set_offline(True)
    page.locator("#A1 label.option").nth(2).click()
    page.wait_for_selector(".is-unsaved")
    assert "Nog niet bewaard" in page.locator("#saved").inner_text()
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


def test_an_error_takes_the_focus_and_leads_to_its_question(visit, link):
    page = visit(viewport=PHONE)
    begin(page, link)
    page.goto(page.url.replace("/1/", "/4/"))
    for number in range(4):
        page.locator("#B0 label.option").nth(number).click()
    page.locator(NEXT).click()
    page.wait_for_selector(".error-summary")
    expect(page).to_have_title(re.compile("^Fout:"))
    expect(page.locator(".error-summary")).to_be_focused()
    assert findings(page) == []
    page.locator(".error-summary a").click()
    expect(page.locator("[name=B0]:focus")).to_have_count(1)
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

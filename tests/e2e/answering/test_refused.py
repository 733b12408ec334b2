"""A choice that the site refuses stays chosen, and is told wherever the person is, until it is mended."""

import re

import pytest
from playwright.sync_api import expect

from ..accessible import findings
from .states import N_PARTS, NEXT, WITH_REASONS, choose, is_saved, leaves_unasked
from .test_going_on import PREVIOUS, arrives_at, with_all_parts
from .test_offline import cut, no_pages, nothing_is_kept, values

REASONS = "Kies hoogstens 3 redenen. U hebt er 4 gekozen."
LONG = "Uw tekst heeft 2001 tekens."
WORDS = "x" * 2001


@pytest.fixture
def page(visit, link):
    return with_all_parts(visit, link)


def do_too_much(page, number):
    """Choose a reason too many on part 4, or write a text that is too long on part 6."""
    if number == WITH_REASONS:
        for reason in range(1, 5):
            choose(page, "B0", reason)
    else:
        page.locator("#O1").fill(WORDS)


def too_much_stands(page, number):
    if number == WITH_REASONS:
        expect(page.locator("#B0 :checked")).to_have_count(4)
    else:
        expect(page.locator("#O1")).to_have_value(WORDS)


@pytest.mark.parametrize(("number", "leave", "problem"), [(WITH_REASONS, NEXT, REASONS), (6, PREVIOUS, LONG)])
def test_the_browsers_back_shows_what_was_refused_and_says_what_is_wrong(page, number, leave, problem):
    page.goto(page.url.replace("/1/", f"/{number}/"))
    page.context.set_offline(True)
    do_too_much(page, number)
    page.locator(leave).click()
    arrives_at(page, 5)
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text(f"In deel {number}: {problem}")
    page.go_back()
    arrives_at(page, number)
    expect(page.locator("#saved")).to_have_text(re.compile(f"^{problem}"))
    page.wait_for_load_state("networkidle")
    too_much_stands(page, number)
    expect(page.locator("#saved.is-unsaved")).to_have_text(re.compile(f"^{problem}"))
    page.locator(NEXT).click()
    expect(page.locator(".error-summary")).to_contain_text(problem)
    too_much_stands(page, number)


def test_of_a_part_that_was_left_without_a_connection_it_is_told_what_was_refused_there(page):
    page.goto(page.url.replace("/1/", "/4/"))
    do_too_much(page, WITH_REASONS)
    expect(page.locator("#saved")).to_have_text(REASONS)
    page.context.set_offline(True)
    page.locator(NEXT).click()
    arrives_at(page, 5)
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text(f"In deel 4: {REASONS}")


def break_off(page):
    """Lose the connection at the moment at which the page is left with its button."""
    page.route("**/answers/**", no_pages)
    page.locator(NEXT).click()
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.unroute_all()


def test_what_was_refused_is_there_when_the_connection_breaks_before_the_next_page_comes(page):
    address = page.url.replace("/1/", "/4/")
    page.goto(address)
    do_too_much(page, WITH_REASONS)
    expect(page.locator("#saved")).to_have_text(REASONS)
    break_off(page)
    page.goto(address)
    expect(page.locator("#saved")).to_have_text(REASONS)
    too_much_stands(page, WITH_REASONS)


def test_of_a_device_that_is_full_the_site_is_asked_once(page):
    page.goto(page.url.replace("/1/", "/6/"))
    page.context.set_offline(True)
    do_too_much(page, 6)
    expect(page.locator("#saved")).not_to_be_empty()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text(LONG)
    page.wait_for_load_state("networkidle")
    assert 1 <= len(asked) <= 2, "once more when a try was under way"


def test_what_was_refused_is_there_when_the_page_that_says_so_is_left(page):
    address = page.url.replace("/1/", "/4/")
    page.goto(address)
    do_too_much(page, WITH_REASONS)
    page.locator(NEXT).click()
    expect(page.locator(".error-summary")).to_contain_text(REASONS)
    page.goto(address.replace("/4/", "/check/"))
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text([f"In deel 4: {REASONS}"])
    page.goto(address)
    too_much_stands(page, WITH_REASONS)
    choose(page, "B0", 1)
    nothing_is_kept(page)


def test_a_window_on_the_same_part_that_goes_on_forgets_nothing_of_the_other_one(page):
    address = page.url.replace("/1/", "/4/")
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    do_too_much(page, WITH_REASONS)
    expect(page.locator("#saved")).to_have_text(REASONS)
    other.locator(NEXT).click()
    other.wait_for_url("**/5/")
    expect(other.locator("#saved")).to_have_text(f"In deel 4: {REASONS}")
    page.reload()
    too_much_stands(page, WITH_REASONS)


def go_on_in_a_tunnel(page):
    """Choose a reason too many in part 4, go on to the last part without a connection, and get it back there."""
    page.goto(page.url.replace("/1/", "/4/"))
    page.context.set_offline(True)
    do_too_much(page, WITH_REASONS)
    for number in range(5, N_PARTS + 1):
        page.locator(NEXT).click()
        arrives_at(page, number)
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text(f"In deel 4: {REASONS}")


def test_the_check_page_says_what_was_refused_leads_to_it_and_sends_once_it_is_mended(site, page):
    go_on_in_a_tunnel(page)
    page.locator(NEXT).click()
    page.wait_for_url("**/check/")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Dit is nog niet bewaard")
    expect(told).to_be_focused()
    expect(told.get_by_role("link")).to_have_text([f"In deel 4: {REASONS}"])
    assert findings(page) == []
    page.locator("h1").click()
    page.locator("button[value=send]").click()
    expect(told).to_be_focused()
    assert page.url.endswith("/check/")
    page.locator(".language-button").click()
    expect(told.get_by_role("link")).to_have_text(["In part 4: Choose at most 3 reasons. You have chosen 4."])
    page.locator(".language-button").click()
    expect(told.get_by_role("link")).to_have_text([f"In deel 4: {REASONS}"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/4/#B0")
    too_much_stands(page, WITH_REASONS)
    choose(page, "B0", 1)
    nothing_is_kept(page)
    page.goto(page.url.replace("/4/#B0", "/check/"))
    expect(page.locator("#not-stored")).to_be_hidden()
    page.locator("button[value=send]").click()
    page.wait_for_url("**/sent/")
    assert len(values(site, page)["B0"]) == 3


def test_what_was_refused_is_told_after_sending_too_and_what_waited_when_it_is_delivered_there(site, page):
    choose(page, "A1", 3)
    is_saved(page)
    page.goto(page.url.replace("/1/", "/check/"))
    page.locator("button[value=send]").click()
    page.wait_for_url("**/sent/")
    page.goto(page.url.replace("/sent/", "/4/"))
    leaves_unasked(page)
    page.reload()
    through = cut(page)
    do_too_much(page, WITH_REASONS)
    page.wait_for_selector(".is-unsaved")
    through()
    for place in ("sent", "copy", "check"):
        page.goto(re.sub(r"[^/]+/$", f"{place}/", page.url))
        expect(page.get_by_role("alert").get_by_role("link")).to_have_text([f"In deel 4: {REASONS}"])
        assert findings(page) == []
    assert "B0" not in values(site, page)

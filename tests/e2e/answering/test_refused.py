"""A choice that the site refuses stays chosen, and is told wherever the person is, until it is mended."""

import re

import pytest
from playwright.sync_api import expect

from .states import NEXT, WITH_REASONS, begin, choose
from .test_going_on import PREVIOUS, arrives_at, keeps_parts

REASONS = "Kies hoogstens 3 redenen. U hebt er 4 gekozen."
LONG = "Uw tekst heeft 2001 tekens."
WORDS = "x" * 2001


@pytest.fixture
def page(visit, link):
    window = visit(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    begin(window, link)
    keeps_parts(window)
    return window


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

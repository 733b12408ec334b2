"""A train tunnel: choices wait on the device, are delivered once, lose from newer ones, and are gone afterwards."""

import json
import random
import re
import sqlite3
import time
import uuid
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.patience import PATIENCE
from tests.soaking import IS_SOAK

from .states import NEXT, begin, choose, come_back, is_saved, leaves_unasked

KEPT = "Object.keys(localStorage).filter(name => name.startsWith('answers:')).length"


def stored(site, page):
    """Return what the database has of the answers on this page."""
    identity = re.search(r"/answers/([0-9a-f-]{36})/", page.url).group(1)
    database = sqlite3.connect(site.data / "driekracht.sqlite3", timeout=PATIENCE)
    found = database.execute(
        "SELECT answers FROM assessments_response WHERE id = ?", [uuid.UUID(identity).hex]
    ).fetchall()
    database.close()
    return json.loads(found[0][0]) if found else {}


def values(site, page):
    return {code: entry["value"] for code, entry in stored(site, page).items()}


def nothing_is_kept(page):
    deadline = time.monotonic() + PATIENCE
    while n_kept(page) != 0:
        assert time.monotonic() < deadline
        page.wait_for_timeout(100)


def n_kept(page):
    """Return how many choices are kept on the device; None while the page is being loaded anew."""
    try:
        return page.evaluate(KEPT)
    except Error:
        return None


def cut(page):
    """Let nothing through from this window; return what lets it through again."""
    page.route("**/answers/**", lambda route: route.abort())
    return page.unroute_all


def only_pages(route):
    """Let a page through that the window goes to, and nothing that its script asks for."""
    if route.request.is_navigation_request():
        route.continue_()
    else:
        route.abort()


def no_pages(route):
    """Let everything through but a page that the window goes to."""
    if route.request.is_navigation_request():
        route.abort()
    else:
        route.continue_()


def off(page):
    """Take the connection away from every window; return what gives it back."""
    page.context.set_offline(True)
    return lambda: page.context.set_offline(False)


def end(page):
    """Let a window end as when a phone is short of memory.

    One that closes has its connection back before its script has ended, and may deliver what it kept.
    """
    with suppress(Error):
        page.goto("chrome://crash")
    page.close()


@pytest.fixture
def page(visit, link):
    window = visit()
    begin(window, link)
    return window


def test_choices_of_a_window_that_was_closed_without_a_connection_are_delivered_later(site, page, link):
    page.context.set_offline(True)
    choose(page, "A1", 3)
    choose(page, "A2", 1)
    page.wait_for_selector(".is-unsaved")
    assert page.evaluate(KEPT) == 2
    context = page.context
    end(page)
    context.set_offline(False)
    later = context.new_page()
    begin(later, link)
    is_saved(later)
    expect(later.locator("#A1-3")).to_be_checked()
    expect(later.locator("#A2-1")).to_be_checked()
    assert values(site, later) == {"A1": 3, "A2": 1}
    nothing_is_kept(later)


def test_what_an_earlier_page_could_not_deliver_is_delivered_from_any_later_page(site, page):
    leaves_unasked(page)
    page.reload()
    choose(page, "A1", 2)
    is_saved(page)
    through = cut(page)
    choose(page, "A1", 4)
    page.wait_for_selector(".is-unsaved")
    through()
    page.route("**/1/", lambda route: route.abort())
    page.goto(page.url.replace("/1/", "/check/"))
    expect(page.locator("h1")).to_have_text("Controleren en versturen")
    expect(page.locator("#saved")).to_contain_text("Nog niet bewaard")
    page.unroute_all()
    nothing_is_kept(page)
    is_saved(page)
    assert values(site, page) == {"A1": 4}


def test_an_answer_that_is_lost_after_it_was_stored_is_delivered_again_without_harm(site, page):
    lost, held = [], []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            held.append(route)

    page.route("**/answers/**", lose)
    with page.expect_event("requestfailed"):
        choose(page, "A1", 3)
    page.wait_for_selector(".is-unsaved")
    first = stored(site, page)
    page.unroute_all()
    for route in held:
        route.continue_()
    is_saved(page)
    assert lost == [200]
    assert first["A1"]["value"] == 3
    assert stored(site, page) == first


def test_a_choice_that_waited_loses_from_a_newer_one_and_the_page_shows_which_counts(site, page):
    choose(page, "A1", 1)
    is_saved(page)
    other = page.context.new_page()
    other.goto(page.url)
    through = cut(page)
    choose(page, "A1", 2)
    page.wait_for_selector(".is-unsaved")
    choose(other, "A1", 5)
    is_saved(other)
    choose(other, "A1", 4)
    expect(other.locator("input[name=shown]")).to_have_value(re.compile('"A1":."4"'))
    through()
    expect(page.locator("#A1-4")).to_be_checked()
    assert values(site, page) == {"A1": 4}


@pytest.fixture
def windows(page):
    """Two windows on the first questions, both of which show an answer to A1."""
    choose(page, "A1", 1)
    is_saved(page)
    other = page.context.new_page()
    other.goto(page.url)
    return page, other


def test_a_newer_choice_of_the_other_window_is_not_overwritten_by_the_window_that_delivers_it(site, windows):
    first, second = windows
    first.context.set_offline(True)
    choose(first, "A1", 4)
    choose(second, "A1", 3)
    choose(second, "A2", 5)
    second.wait_for_selector(".is-unsaved")
    leaves_unasked(second)
    second.close(run_before_unload=False)
    first.context.set_offline(False)
    first.locator(NEXT).click()
    first.wait_for_url("**/2/")
    assert values(site, first) == {"A1": 3, "A2": 5}


def test_a_newer_choice_that_the_other_window_delivered_is_not_overwritten_by_going_on(site, windows):
    first, second = windows
    first.route("**/answers/**", only_pages)
    with first.expect_event("requestfailed"):
        choose(first, "A1", 4)
    first.wait_for_selector(".is-unsaved")
    choose(second, "A1", 3)
    nothing_is_kept(second)
    assert first.locator("#A1-4").is_checked()
    first.locator(NEXT).dispatch_event("click")
    first.wait_for_url("**/2/")
    assert values(site, first) == {"A1": 3}


def test_two_windows_keep_their_choices_apart_and_both_are_delivered(site, page):
    other = page.context.new_page()
    other.goto(page.url)
    page.context.set_offline(True)
    choose(page, "A1", 3)
    choose(other, "A2", 4)
    page.wait_for_selector(".is-unsaved")
    other.wait_for_selector(".is-unsaved")
    page.context.set_offline(False)
    is_saved(page)
    is_saved(other)
    assert values(site, page) == {"A1": 3, "A2": 4}
    page.locator(NEXT).click()
    page.wait_for_url("**/2/")
    assert values(site, page) == {"A1": 3, "A2": 4}


def test_what_was_cleared_without_a_connection_is_cleared_once_it_is_back(site, page):
    choose(page, "A1", 3)
    is_saved(page)
    page.context.set_offline(True)
    page.locator("#A1 [name=clear]").click()
    expect(page.locator("#A1 :checked")).to_have_count(0)
    page.wait_for_selector(".is-unsaved")
    page.context.set_offline(False)
    is_saved(page)
    assert values(site, page) == {"A1": None}


def test_too_many_reasons_are_told_at_once_stay_chosen_and_are_summed_up_when_going_on(site, page):
    page.goto(page.url.replace("/1/", "/4/"))
    for number in range(1, 5):
        choose(page, "B0", number)
    expect(page.locator("#saved")).to_contain_text("Kies hoogstens")
    page.reload()
    expect(page.locator("#saved")).to_contain_text("Kies hoogstens")
    expect(page.locator("#B0 :checked")).to_have_count(4)
    page.locator(NEXT).click()
    page.wait_for_selector(".error-summary")
    assert n_kept(page) == 1
    choose(page, "B0", 1)
    nothing_is_kept(page)
    assert len(values(site, page)["B0"]) == 3


def get_a_connection(page):
    page.evaluate("dispatchEvent(new Event('online'))")


def choose_once_more(page):
    choose(page, "A2", 4)


@pytest.mark.parametrize("happens", [get_a_connection, come_back, choose_once_more])
@pytest.mark.parametrize("is_hanging", [True, False])
def test_what_waits_is_tried_at_once_when_there_may_be_a_connection(site, page, happens, is_hanging):
    leaves_unasked(page)
    page.add_init_script("Math.random = () => 1e5")  # every pause is longer than a day
    page.reload()
    is_away, held = True, []

    def answer(route):
        if not is_away:
            route.continue_()
        elif is_hanging:
            held.append(route)
        else:
            route.abort()

    page.route("**/1/", answer)
    choose(page, "A1", 3)
    page.wait_for_selector(".is-unsaved")
    is_away = False
    happens(page)
    if happens is not get_a_connection:
        for route in held:
            route.abort()
    is_saved(page)
    nothing_is_kept(page)
    assert values(site, page)["A1"] == 3


@pytest.mark.parametrize("happens", [get_a_connection, come_back])
def test_the_check_page_tries_at_once_too(site, page, happens):
    leaves_unasked(page)
    page.add_init_script("Math.random = () => 1e5")
    page.reload()
    choose(page, "A1", 2)
    is_saved(page)
    through = cut(page)
    choose(page, "A1", 3)
    page.wait_for_selector(".is-unsaved")
    through()
    page.route("**/1/", lambda route: route.abort())
    page.goto(page.url.replace("/1/", "/check/"))
    page.wait_for_selector("#saved.is-unsaved")
    page.unroute_all()
    happens(page)
    nothing_is_kept(page)
    assert values(site, page) == {"A1": 3}


N_TUNNELS = 50 if IS_SOAK else 4
SCALES = ["A1", "A2", "A3", "A4"]


def test_no_choice_is_lost_in_many_tunnels(site, page):
    """Some begin before a choice is delivered, some are short, some end in a page that is loaded anew."""
    rng, newest, address = random.Random(71), {}, page.url
    leaves_unasked(page)
    page.reload()
    for _tunnel in range(N_TUNNELS):
        choices = [(question, rng.randint(1, 5)) for question in rng.choices(SCALES, k=rng.randint(1, 4))]
        pauses = [rng.choice((60, 400)) for _choice in choices]
        enter, is_slow, is_reloaded = rng.choice((off, cut)), rng.random() < 0.3, rng.random() < 0.3
        leave = enter(page)
        for (question, value), pause in zip(choices, pauses, strict=True):
            if not page.locator(f"#{question}").is_visible():
                break  # the page was being loaded anew when the tunnel began
            choose(page, question, value)
            newest[question] = value
            page.wait_for_timeout(pause)
        if is_slow and newest:
            page.wait_for_timeout(1500)
        leave()
        if is_reloaded or not page.locator("#A1").is_visible():
            page.goto(address)
    page.goto(address)
    nothing_is_kept(page)
    assert len(newest) == len(SCALES)
    assert values(site, page) == newest


def test_whoever_leaves_while_a_choice_waits_is_asked_whether_that_is_meant(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    cut(page)
    choose(page, "A1", 3)
    page.wait_for_selector(".is-unsaved")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]

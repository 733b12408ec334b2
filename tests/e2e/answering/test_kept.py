"""What a device keeps until it is delivered: whose it is, how long, and what may take it away."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.soaking import rest_in_soak

from .states import begin, choose, come_back, is_saved, leaves_unasked
from .test_offline import KEPT, n_kept, no_pages, nothing_is_kept, stored, values


@pytest.fixture
def page(visit, link):
    window = visit()
    leaves_unasked(window)
    begin(window, link)
    return window


def test_what_is_older_than_a_day_is_forgotten_and_not_delivered(site, page):
    choose(page, "A1", 3)
    is_saved(page)
    page.evaluate(
        """() => {
          const keep = (name, card, value, hours) => localStorage.setItem(name, JSON.stringify({
            page: 1, card, moment: Date.now(), fields: { [card]: [value] }, shown: {},
            keptAt: Date.now() - hours * 3600 * 1000,
          }));
          const place = "answers:" + location.pathname.match(/[0-9a-f-]{36}/)[0];
          keep(`${place}:A1:1`, "A1", "5", 25);
          keep(`${place}:A2:1`, "A2", "2", 23);
          keep("answers:of-someone-else:A1:1", "A1", "5", 25);
        }"""
    )
    page.reload()
    nothing_is_kept(page)
    is_saved(page)
    assert values(site, page) == {"A1": 3, "A2": 2}


def test_answers_that_were_withdrawn_do_not_come_back_from_the_device(site, page):
    choose(page, "A1", 3)
    is_saved(page)
    page.goto(page.url.replace("/1/", "/withdraw/"))
    page.evaluate(
        """() => choicesWaiting.keep("A1", { page: 1, moment: Date.now(), fields: { A1: ["5"] }, shown: {} })"""
    )
    page.locator("button[value=withdraw]").click()
    expect(page.locator("[data-nothing-left]")).to_be_visible()
    nothing_is_kept(page)
    assert page.evaluate("sessionStorage.length") == 0
    assert stored(site, page) == {}


def test_nothing_that_waits_is_delivered_between_taking_all_back_and_the_page_that_says_so(site, page):
    choose(page, "A1", 3)
    is_saved(page)
    page.goto(page.url.replace("/1/", "/withdraw/"))
    page.evaluate(
        """() => choicesWaiting.keep("A1", { page: 1, moment: Date.now(), fields: { A1: ["5"] }, shown: {} })"""
    )
    page.evaluate("""() => document.getElementById("answering").addEventListener("submit", () =>
        queueMicrotask(() => dispatchEvent(new Event("online"))))""")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    page.locator("button[value=withdraw]").click()
    expect(page.locator("[data-nothing-left]")).to_be_visible()
    nothing_is_kept(page)
    assert stored(site, page) == {}
    assert [address for address in asked if not address.endswith("/withdraw/")] == []


def test_a_window_left_open_shows_no_answers_that_were_withdrawn_in_another_one(site, page):
    choose(page, "A1", 3)
    is_saved(page)
    other = page.context.new_page()
    other.goto(page.url.replace("/1/", "/withdraw/"))
    other.locator("button[value=withdraw]").click()
    expect(other.locator("[data-nothing-left]")).to_be_visible()
    choose(page, "A2", 2)
    nothing_is_kept(page)
    expect(page.locator("#A1 :checked")).to_have_count(0)
    expect(page.locator("#A2-2")).to_be_checked()
    assert values(site, page) == {"A2": 2}


N_TURNS = 3000
KEEP_AND_LOOK = """async ([card, start, nTurns]) => {
  const queue = window.choicesWaiting;
  let nLost = 0;
  while (Date.now() < start) {}
  for (let turn = 0; turn < nTurns; turn++) {
    queue.keep(card, { page: 1, moment: turn, fields: { [card]: ["3"] }, shown: {} });
    if (turn % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    if (!queue.waiting().some(([one]) => one === card)) nLost += 1;
  }
  return nLost;
}"""


def test_windows_that_keep_choices_at_the_same_moment_lose_none(page):
    other = page.context.new_page()
    other.goto(page.url)
    page.context.set_offline(True)
    start = page.evaluate("Date.now()") + 500
    for window, card in ((page, "A1"), (other, "A2")):
        window.evaluate(f"given => {{ window.nLost = ({KEEP_AND_LOOK})(given) }}", [card, start, N_TURNS])
    assert [window.evaluate("window.nLost") for window in (page, other)] == [0, 0]
    assert page.evaluate("choicesWaiting.waiting().map(([card]) => card).sort()") == ["A1", "A2"]


def portal(route):
    """Let someone pay for the network first."""
    route.fulfill(status=200, content_type="text/html", body="<p>Welkom op wifi in de trein</p>")


def wall(route):
    """Find a text dangerous."""
    route.fulfill(status=403, content_type="text/html", body="<h1>Forbidden</h1>")


def gateway(route):
    """Have a limit of its own."""
    route.fulfill(status=429, content_type="application/json", body=json.dumps({"message": "Too many requests"}))


def maintenance(route):
    """Lead everyone to a page of the same site."""
    route.fulfill(status=302, headers={"Location": "/static/css/site.css"})


@pytest.mark.parametrize("on_the_way", rest_in_soak(portal, maintenance, wall, gateway, ordinary=2))
def test_an_answer_that_is_not_the_sites_own_takes_nothing_away(site, page, on_the_way):
    page.route("**/1/", lambda route: on_the_way(route) if route.request.method == "POST" else route.continue_())
    choose(page, "A1", 3)
    page.wait_for_selector(".is-unsaved")
    assert page.evaluate(KEPT) == 1
    assert stored(site, page) == {}
    expect(page.locator("#A1-3")).to_be_checked()
    page.unroute_all()
    is_saved(page)
    assert values(site, page) == {"A1": 3}
    nothing_is_kept(page)


def test_whoever_must_open_the_link_again_finds_there_what_waited(site, page, link):
    page.evaluate("document.getElementById('answering').elements.key.value = 'onleesbaar'")
    page.context.clear_cookies(name="answers")
    choose(page, "A1", 3)
    expect(page.locator("h1")).to_have_text("Open uw link opnieuw")
    assert page.evaluate(KEPT) == 1
    begin(page, link)
    nothing_is_kept(page)
    assert values(site, page) == {"A1": 3}


def test_the_page_of_a_full_round_holds_what_was_chosen_and_the_device_no_longer(visit, links):
    late, cut_off, first = visit(), visit(), visit()
    for window in (late, cut_off, first):
        begin(window, links["full"])
    choose(first, "A1", 2)
    is_saved(first)
    cut_off.route("**/1/", no_pages)
    address = cut_off.url
    choose(cut_off, "A1", 3)
    expect(cut_off).to_have_url(re.compile("^chrome-error:"))
    cut_off.unroute_all()
    cut_off.goto(address)
    assert n_kept(cut_off) == 1, "no page holds it"
    choose(late, "A1", 3)
    expect(late.locator("input[type=hidden][name=A1]")).to_have_value("3")
    nothing_is_kept(late)


def test_coming_back_to_a_window_shows_what_was_answered_in_another_one(page):
    choose(page, "A1", 1)
    is_saved(page)
    other = page.context.new_page()
    other.goto(page.url)
    choose(other, "A1", 4)
    nothing_is_kept(other)
    come_back(page)
    expect(page.locator("#A1-4")).to_be_checked()
    other.locator(".language-button").click()
    expect(other.locator("html")).to_have_attribute("lang", "en")
    come_back(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#A1-4")).to_be_checked()

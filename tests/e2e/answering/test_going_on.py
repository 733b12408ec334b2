"""Going on to the next part without a connection: all parts are there, and in the end every choice is stored."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.patience import PATIENCE

from ..accessible import findings
from .states import N_PARTS, NEXT, answer, begin, choose, is_saved
from .test_offline import nothing_is_kept, stored, values

PREVIOUS = "button[name=go][value=previous]"
KEEPS_PARTS = "Object.keys(sessionStorage).some(name => name.startsWith('parts:') && sessionStorage[name].length > 999)"
STORED_HERE = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"
CHOSEN = """() => [...document.querySelectorAll('#part .question input:checked, #part .question textarea')]
    .filter(field => field.value).map(field => [field.name, field.value])"""
WORDS = "We weten elkaar te vinden."
"""What ``answer`` types."""
IS_SAID = {
    "away": "Geen verbinding. U kunt verder: wat u kiest, wacht op dit apparaat.",
    "last": "Dit was het laatste deel. Zodra er weer verbinding is, gaat u vanzelf verder naar controleren en "
    "versturen.",
    "needed": "Hiervoor is verbinding nodig, en die is er nu niet. Probeer het straks nog eens.",
}


@pytest.fixture
def page(visit, link):
    return with_all_parts(visit, link)


def with_all_parts(visit, link):
    """Return a narrow window on the first part, which can go on without a connection."""
    window = visit(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    begin(window, link)
    keeps_parts(window)
    return window


def keeps_parts(page):
    """Wait until this tab has all parts."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(KEEPS_PARTS):
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def hang(page):
    """Let the site answer nothing to this window; return what lets it answer again."""
    page.route("**/answers/**", lambda _route: None)
    page.evaluate("dispatchEvent(new Event('offline'))")
    return lambda: page.unroute_all(behavior="ignoreErrors")


def chosen(page):
    """Return what stands in the fields of the part that is shown, as it is stored."""
    found = {}
    for name, value in page.evaluate(CHOSEN):
        if name == "B0":
            found.setdefault(name, []).append(value)
        else:
            found[name] = int(value) if value.isdecimal() else value
    return found


def arrives_at(page, number):
    """Wait until the part of this number is in place as a page of its own would be."""
    page.wait_for_url(f"**/{number}/")
    expect(page.locator("h1")).to_contain_text(f"Deel {number} van {N_PARTS}")
    expect(page).to_have_title(re.compile(f"^Deel {number} van {N_PARTS}: .+ – Jeugdketen .+ – Driekracht$"))
    expect(page.locator("progress")).to_have_js_property("value", number)
    expect(page.locator(".question").first).to_be_attached()


def says(page, what):
    expect(page.locator("#saved.is-away")).to_have_text(IS_SAID[what])


def answer_every_part(page):
    """Answer part after part without a connection; return what stood in their fields."""
    found = {}
    for number in range(1, N_PARTS + 1):
        if number == 4:
            assert chosen(page) == {"B1": 2}, "what is stored is shown"
        answer(page)
        found |= chosen(page)
        page.locator(NEXT).press("Enter")
        if number < N_PARTS:
            arrives_at(page, number + 1)
            says(page, "away")
            expect(page.locator("h1")).to_be_focused()
            assert page.evaluate("scrollY") == 0
    return found


def go_back_and_forth(page):
    """Go from the last part to the one before it, with the button and with those of the browser."""
    page.locator(PREVIOUS).click()
    arrives_at(page, 5)
    page.go_back()
    arrives_at(page, 6)
    assert WORDS in chosen(page).values(), "what waits is shown"
    page.go_forward()
    arrives_at(page, 5)


def test_in_a_tunnel_every_part_can_be_answered_and_all_of_it_is_stored(site, page):
    page.goto(page.url.replace("/1/", "/4/"))
    choose(page, "B1", 2)
    is_saved(page)
    page.goto(page.url.replace("/4/", "/1/"))
    page.context.set_offline(True)
    expected = answer_every_part(page)
    says(page, "last")
    assert findings(page) == []
    page.locator(".language-button").click()
    says(page, "needed")
    go_back_and_forth(page)
    choose(page, "P1", 1)
    expected |= chosen(page)
    assert WORDS in page.evaluate(STORED_HERE)
    page.context.set_offline(False)
    is_saved(page)
    nothing_is_kept(page)
    assert values(site, page) == expected
    assert stored(site, page)["B1"]["number"] == 2, "the part showed what was stored"
    assert WORDS not in page.evaluate(STORED_HERE)
    assert chosen(page).items() <= expected.items()
    for there in (6, "check"):
        page.locator(NEXT).click()
        page.wait_for_url(f"**/{there}/")
    page.locator("button[value=send]").click()
    page.wait_for_url("**/sent/")
    expect(page.locator(".kept-code")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_silent_site_keeps_nobody_on_a_page_and_the_newest_choice_wins(site, page, visit):
    other = visit()
    other.context.add_cookies(page.context.cookies())
    other.goto(page.url.replace("/1/", "/2/"))
    answers_again = hang(page)
    page.locator(NEXT).click()
    arrives_at(page, 2)
    says(page, "away")
    choose(page, "V1", 2)
    choose(page, "V2", 2)
    page.wait_for_timeout(50)  # two choices of one person are never closer
    choose(other, "V1", 4)
    is_saved(other)
    for number in range(3, N_PARTS + 1):
        page.locator(NEXT).click()
        arrives_at(page, number)
    page.locator(NEXT).click()
    says(page, "last")
    answers_again()
    page.wait_for_url("**/check/")
    nothing_is_kept(page)
    assert values(site, page) == {"V1": 4, "V2": 2}
    assert stored(site, page)["V2"]["number"] == 1
    page.goto(page.url.replace("/check/", "/2/"))
    assert chosen(page) == {"V1": 4, "V2": 2}


def test_what_cannot_be_stored_is_told_with_its_part_and_is_there_again_on_it(site, page):
    page.goto(page.url.replace("/1/", "/4/"))
    answers_again = hang(page)
    for number in range(1, 5):
        choose(page, "B0", number)
    page.locator(NEXT).click()
    arrives_at(page, 5)
    choose(page, "P1", 2)
    answers_again()
    expect(page.locator("#saved")).to_contain_text("In deel 4: Kies hoogstens")
    assert values(site, page)["P1"] == 2
    page.locator(NEXT).click()
    arrives_at(page, 6)
    page.goto(page.url.replace("/6/", "/4/"))
    expect(page.locator("#B0 :checked")).to_have_count(4)


def test_what_is_chosen_while_the_site_is_asked_whether_it_is_there_does_not_wait_for_another_choice(site, page):
    asked = []
    page.route("**/parts/", lambda route: asked.append(route) if not asked else route.continue_())
    page.evaluate("dispatchEvent(new Event('offline'))")
    page.locator(NEXT).click()
    arrives_at(page, 2)
    choose(page, "V1", 2)
    asked[0].continue_()
    is_saved(page)
    assert values(site, page) == {"V1": 2}

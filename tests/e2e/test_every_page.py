"""Every page that a link leads to: accessible by axe, nothing wider than a phone, nothing foreign, nothing blocked."""

import pytest

from tests.soaking import IS_SOAK, rest_in_soak

from .accessible import findings
from .crawl import crawl, kind
from .watching import scrolls_sideways, sign_in
from .windows import new_visitor

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}

LOOKS = [(PHONE, "light"), (DESK, "dark"), (PHONE, "dark"), (DESK, "light")]
LANGUAGES = ["nl", "en"]
"""Under SOAK each page is opened in both languages, in every size and colour; otherwise in Dutch, which has the longer
words, in one that differs from page to page. Every page must fit a phone in any case."""
ONE_IN = 3
"""An ordinary run asks for every page, and opens those that must be met and one in so many of the others."""

MUST_MEET = {
    "nobody": {
        "/",
        "/accessibility/",
        "/glossary/",
        "/help/",
        "/privacy/",
        "/example/",
        "/accounts/login/",
        "/accounts/password/reset/",
        "/i/<link>/",
        "/m/<link>/",
        "/i/wrong/",
    },
    "coordinator": {
        "/partnerships/",
        "/partnerships/new/",
        "/partnerships/programmes/",
        "/partnerships/rounds/new/",
        "/partnerships/<number>/",
        "/partnerships/<number>/copy/",
        "/partnerships/<number>/coordinators/",
        "/partnerships/<number>/rounds/new/",
        "/rounds/<number>/",
        "/rounds/<number>/result/",
        "/rounds/<number>/open-answers/",
        "/accounts/2fa/webauthn/",
        "/accounts/",
        "/accounts/sessions/",
    },
    "admin": {"/beheer/", "/beheer/assessments/action/", "/beheer/assessments/action/<number>/change/"},
}


def speak(page, site, language):
    page.context.add_cookies([{"name": "language", "value": language, "url": site.address}])


@pytest.mark.parametrize(
    ("who", "language"),
    rest_in_soak(
        ("nobody", "nl"),
        ("coordinator", "nl"),
        ("admin", "nl"),
        ("nobody", "en"),
        ("coordinator", "en"),
        ("admin", "en"),
        ordinary=3,
    ),
)
def test_every_page_is_accessible_and_fits(site, visit, who, language):
    page = visit(viewport=PHONE, has_touch=True, reduced_motion="reduce")
    if who != "nobody":
        sign_in(page, site, who)
    met, wrong = set(), {}
    starts = {
        "nobody": ["/", *site.links(), "/i/wrong/", "/nothing/"],
        "coordinator": ["/partnerships/"],
        "admin": ["/beheer/"],
    }[who]
    speak(page, site, language)
    pages = crawl(page.context.request.get, site.address, starts, within="/beheer/" if who == "admin" else "/")
    for number, url in enumerate(pages, start=LANGUAGES.index(language)):
        met.add(kind(url))
        if not (IS_SOAK or kind(url) in MUST_MEET[who] or number % ONE_IN == 0):
            continue
        page.goto(url)
        looks = LOOKS if IS_SOAK else [LOOKS[number % len(LOOKS)]]
        found = [
            f"{size['width']} {colours}: {problem}" for size, colours in looks for problem in seen(page, size, colours)
        ]
        if page.locator("html").get_attribute("lang") != language:
            found.append("not in the language asked for")
        if found:
            wrong[url] = found
    assert met >= MUST_MEET[who]
    assert wrong == {}


COLOURS_ARE_THERE = "Promise.allSettled(document.getAnimations().map(change => change.finished))"
"""Ends when no colour is half-way to another any more."""


def seen(page, size, colours):
    """Return what is wrong with a page in a window of this size with these colours; it must fit a phone in any case."""
    page.set_viewport_size(PHONE)
    too_wide = scrolls_sideways(page)
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours)
    page.evaluate(COLOURS_ARE_THERE)
    too_wide = max(too_wide, scrolls_sideways(page))
    return [*findings(page), *([f"{too_wide} px wider than the window"] if too_wide > 0 else [])]


def test_the_canary_of_axe_is_found(visit):
    page = visit()
    page.goto("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert any(finding.startswith("image-alt") for finding in findings(page))


def test_the_policy_blocks_an_inline_script(chromium, site):
    context = new_visitor(chromium, base_url=site.address)
    page = context.new_page()
    page.goto("/")
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.canary = 1';"
        " document.body.append(script); }"
    )
    assert page.evaluate("window.canary") is None
    context.close()

"""Every page that a link leads to: accessible by axe, nothing wider than a phone, nothing foreign, nothing blocked."""

import pytest

from .accessible import findings
from .crawl import crawl, kind
from .watching import scrolls_sideways, sign_in

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}

WINDOWS = [
    pytest.param(PHONE | {"color_scheme": "light"}, "nl", id="phone-light-nl"),
    pytest.param(DESK | {"color_scheme": "dark"}, "nl", id="desk-dark-nl"),
    pytest.param(PHONE | {"color_scheme": "dark"}, "en", id="phone-dark-en"),
    pytest.param(DESK | {"color_scheme": "light"}, "en", id="desk-light-en"),
]

MUST_MEET = {
    "nobody": {"/", "/accounts/login/", "/accounts/password/reset/", "/i/<link>/", "/m/<link>/", "/i/wrong/"},
    "coordinator": {
        "/partnerships/",
        "/partnerships/new/",
        "/partnerships/<number>/",
        "/partnerships/<number>/coordinators/",
        "/partnerships/<number>/rounds/new/",
        "/rounds/<number>/",
        "/rounds/<number>/result/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
    },
    "admin": {"/beheer/", "/beheer/assessments/action/", "/beheer/assessments/action/<number>/change/"},
}


def speak(page, site, language):
    page.context.add_cookies([{"name": "language", "value": language, "url": site.address}])


@pytest.mark.parametrize(("window", "language"), WINDOWS)
@pytest.mark.parametrize("who", ["nobody", "coordinator", "admin"])
def test_every_page_is_accessible_and_fits(site, visit, who, window, language):
    page = visit(**window)
    if who != "nobody":
        sign_in(page, site, who)
    speak(page, site, language)
    met, wrong = set(), {}
    starts = {
        "nobody": ["/", *site.links(), "/i/wrong/", "/nothing/"],
        "coordinator": ["/partnerships/"],
        "admin": ["/beheer/"],
    }[who]
    for url in crawl(page, site.address, starts):
        met.add(kind(url))
        found = findings(page)
        too_wide = scrolls_sideways(page)
        if page.locator("html").get_attribute("lang") != language:
            found.append("not in the language asked for")
        if too_wide > 0:
            found.append(f"{too_wide} px wider than the window")
        if found:
            wrong[url] = found
    assert met >= MUST_MEET[who]
    assert wrong == {}


def test_the_canary_of_axe_is_found(visit):
    page = visit()
    page.goto("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert any(finding.startswith("image-alt") for finding in findings(page))


def test_the_policy_blocks_an_inline_script(chromium, site):
    context = chromium.new_context(base_url=site.address)
    page = context.new_page()
    page.goto("/")
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.canary = 1';"
        " document.body.append(script); }"
    )
    assert page.evaluate("window.canary") is None
    context.close()

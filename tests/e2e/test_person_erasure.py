"""Erasing a person in a real browser: every stage is accessible and fits a phone, in both languages."""

import pytest

from tests.soaking import rest_in_soak

from .accessible import findings
from .watching import scrolls_sideways, sign_in

PHONE = {"width": 320, "height": 640}
PAGE = "/beheer/erase-person/"
LOOK = "main form button:not([name])"


@pytest.mark.parametrize(("language", "colours"), rest_in_soak(("nl", "dark"), ("en", "light")))
def test_every_stage_is_accessible_and_fits(site, visit, language, colours):
    page = visit(viewport=PHONE, reduced_motion="reduce", color_scheme=colours)
    sign_in(page, site, "admin")
    page.context.add_cookies([{"name": "language", "value": language, "url": site.address}])
    seen = dict(stages(page, site))
    assert set(seen) == {
        "form",
        "mistake",
        "found",
        "last owner",
        "own account",
        "not found",
        "account found",
        "erased",
    }
    assert {stage: problems for stage, problems in seen.items() if problems} == {}


def stages(page, site):
    """Yield the name of each stage and what is wrong there; of the demo nobody is erased."""
    page.goto("/beheer/")
    page.locator(f"a[href='{PAGE}']").click()
    page.wait_for_url(f"**{PAGE}")
    yield "form", wrong(page)
    yield "mistake", look(page, "geen adres", "Marieke")
    yield "found", look(page, "ingrid.bakker@gemeente-vechtstreek.example", "Ingrid Bakker")
    yield "last owner", look(page, site.sign_in_of("coordinator")[0], "")
    yield "own account", look(page, site.sign_in_of("admin")[0], "")
    yield "not found", look(page, "niemand@voorbeeld.test", "Niemand van Niets")
    add_account(page)
    page.goto(PAGE)
    yield "account found", look(page, "weg@voorbeeld.test", "Wim van Weg")
    with page.expect_navigation():
        page.locator("button[name=erase]").click()
    yield "erased", wrong(page)


def add_account(page):
    """Make an account that nobody misses."""
    page.goto("/beheer/assessments/user/add/")
    for name, text in {"email": "weg@voorbeeld.test", "name": "Wim van Weg"}.items():
        page.locator(f"#id_{name}").fill(text)
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/beheer/assessments/user/")


def look(page, email, name):
    page.locator("#id_email").fill(email)
    page.locator("#id_name").fill(name)
    with page.expect_navigation():
        page.locator(LOOK).click()
    return wrong(page)


def wrong(page):
    too_wide = scrolls_sideways(page)
    return [*findings(page), *([f"{too_wide} px wider than the window"] if too_wide > 0 else [])]

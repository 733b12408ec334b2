"""What the browser itself keeps of the site, beside cookies, stands on the privacy page."""

import re

from .answering.states import begin, choose
from .crawl import links_of
from .watching import sign_in

NAMES = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


def listed(page):
    """Return the names that the privacy page tells of."""
    page.goto("/privacy/")
    return page.locator("dl.home-outcomes code").all_inner_texts()


def untold(names, told):
    """Return what the page does not tell of."""
    patterns = [re.escape(one).replace(r"\*", ".*") for one in told]
    return [name for name in names if not any(re.fullmatch(pattern, name) for pattern in patterns)]


def test_a_choice_without_a_connection_is_kept_under_a_name_that_is_told(visit, link):
    page = visit()
    begin(page, link)
    page.route("**/answers/**", lambda route: route.abort())
    choose(page, "A1", 3)
    page.wait_for_function("Object.keys(localStorage).length")
    kept = page.evaluate(NAMES)
    page.unroute_all()
    told = listed(page)
    assert untold(kept, told) == []
    assert untold(["answers-of-another-name"], told) == ["answers-of-another-name"]


def kept_by(page, *starts):
    """Return what the browser keeps after opening these pages."""
    kept = set()
    for address in starts:
        page.goto(address)
        page.wait_for_load_state()
        kept |= set(page.evaluate(NAMES))
    return kept


def first_link(page, pattern):
    """Return the first address on the page that has this form."""
    return next(link for link in links_of(page) if re.search(pattern, link))


def test_what_is_kept_of_a_coordinator_is_told(visit, site):
    page = visit()
    sign_in(page, site, "coordinator")
    kept = kept_by(page, "/partnerships/")
    kept |= kept_by(page, first_link(page, r"/partnerships/\d+/$"))
    kept |= kept_by(page, first_link(page, r"/rounds/\d+/$"))
    assert untold(kept, listed(page)) == []


def test_what_is_kept_of_an_admin_is_told(visit, site):
    page = visit(viewport={"width": 1280, "height": 900})
    sign_in(page, site, "admin")
    kept_by(page, "/beheer/", "/beheer/assessments/action/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.toggleAttribute('open'))")
    page.wait_for_function("sessionStorage.length")
    kept = page.evaluate(NAMES)
    assert kept
    assert untold(kept, listed(page)) == []

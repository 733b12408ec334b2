"""A file that is too large is refused on the page itself: it would be cut off on its way to the site."""

import re

from playwright.sync_api import expect

from .accessible import findings
from .watching import sign_in

LARGE = b"x" * (4 * 1024 * 1024)
"""More than any proxy lets through."""
SMALL = b"Naam;E-mailadres;Rol;Organisatie\nAnja Bos;anja@voorbeeld.test;manager;Gemeente\n"


def test_it_says_so_at_once_sends_nothing_and_takes_a_smaller_one(site, visit):
    page = visit()
    sign_in(page, site, "coordinator")
    page.get_by_role("link", name="Samen voor Jeugd Vechtstreek").first.click()
    page.get_by_role("link", name="Deelnemers").first.click()
    page.get_by_role("link", name="Veel deelnemers tegelijk toevoegen").first.click()
    address = page.url
    posted = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    file, role = page.locator("input[type=file]"), page.locator("[name=role]")
    described = file.get_attribute("aria-describedby")
    role.select_option("manager")
    file.set_input_files({"name": "lijst.csv", "mimeType": "text/csv", "buffer": LARGE})
    expect(page.get_by_role("alert")).to_contain_text("groter dan 1 MB")
    expect(file).to_have_accessible_description(re.compile(r"\. .*groter dan 1 MB"))
    assert findings(page) == []
    page.get_by_role("button", name="Lijst controleren").click()
    expect(file).to_be_focused()
    assert (page.url, posted) == (address, [])
    file.set_input_files({"name": "lijst.csv", "mimeType": "text/csv", "buffer": SMALL})
    expect(page.locator(".file-too-large")).to_be_hidden()
    assert file.get_attribute("aria-describedby") == described
    expect(role).to_have_value("manager")
    page.get_by_role("button", name="Lijst controleren").click()
    expect(page.get_by_text("Anja Bos").first).to_be_visible()
    assert posted == [address]

"""A link for others in a real browser: made by an owner, opened by somebody without an account, behind its password."""

from playwright.sync_api import expect

from .watching import sign_in

PASSWORD = "waterrijk 12"


def test_somebody_with_the_link_types_its_password_and_reads_the_result(site, visit):
    page = visit()
    sign_in(page, site, "coordinator")
    page.goto("/rounds/1/publish/links/")
    page.locator("[name=purpose]").fill("de gemeenteraad")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Link maken").click()
    link = page.locator("[data-copy-source]").first.input_value()

    visitor = visit()
    answer = visitor.goto(link)
    assert answer.headers["referrer-policy"] == "same-origin"
    visitor.locator("[name=password]").fill("iets anders")
    visitor.get_by_role("button", name="Naar de uitslag").click()
    expect(visitor.locator(".error-summary")).to_contain_text("niet het wachtwoord")
    visitor.locator("[name=password]").fill(PASSWORD)
    visitor.get_by_role("button", name="Naar de uitslag").click()
    expect(visitor.get_by_role("main")).to_contain_text("Wat er is gemeten")

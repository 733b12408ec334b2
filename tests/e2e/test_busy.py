"""What takes more than a moment says so in words after the click, and nothing is lost by it."""

from playwright.sync_api import expect

from .watching import sign_in


def test_a_button_says_that_it_is_busy_until_the_page_comes_or_is_left(site, visit):
    page = visit()
    sign_in(page, site, "coordinator")
    page.goto("/partnerships/1/participants/import/")
    assert page.locator("[data-busy]").count() == 1
    page.route("**/participants/import/", lambda route: route.fulfill(status=204))  # the next page does not come
    page.locator("main textarea").first.fill("Naam;E-mail\nAnna Bos;anna.bos@elders.test")
    button = page.locator("main form.narrow button[type=submit]")
    button.click()
    expect(page.locator(".busy-words")).to_contain_text("Uw lijst wordt gelezen")
    expect(page.locator("body > [role=status]")).to_contain_text("Uw lijst wordt gelezen")
    expect(button).to_be_enabled()
    # Back from the cache of the browser, where the page stood as it was left.
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator(".busy-words")).to_have_count(0)
    page.unroute_all()
    button.click()
    expect(page.locator("main")).to_contain_text("Anna Bos")

"""The open link in a real browser: a long list of organisations is searched, and works without a script too."""

import pytest
from playwright.sync_api import expect

from .states import NEXT


@pytest.fixture
def link(links):
    """The open link of a round of ten organisations."""
    return links["many"]


def test_a_long_list_is_searched_without_minding_accents_and_keeps_what_was_chosen(visit, link):
    page = visit()
    page.goto(link)
    field = page.get_by_label("Zoek uw organisatie")
    status, shown = page.locator(".choose-status"), page.locator("#organisation label.option:visible")
    expect(status).to_have_text("10 organisaties")
    field.fill("een CAFE")
    expect(status).to_have_text("1 organisatie")
    expect(shown).to_have_text(["Café Één"])
    field.press("Enter")
    shown.click()
    field.fill("noord")
    expect(status).to_have_text("2 organisaties")
    assert set(shown.all_inner_texts()) == {"Café Één", "GGD Noord", "Gemeente Noord"}
    field.fill("qqq")
    expect(status).to_contain_text("Geen organisatie gevonden")
    expect(shown).to_have_text(["Café Één"])
    page.locator("#role label.option").first.click()
    page.locator(NEXT).click()
    page.wait_for_url("**/1/")


def test_without_a_script_the_list_is_whole(visit, link):
    page = visit(java_script_enabled=False)
    page.goto(link)
    assert page.locator("#organisation label.option:visible").count() == 10
    assert page.locator("input[type=search]").count() == 0

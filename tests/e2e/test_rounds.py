"""A round in a real browser: the people are ticked, the cards printed, and the count follows without a reload."""

import io

import pypdfium2
from playwright.sync_api import expect

from .answering.states import answer, begin, go_on
from .test_coordinating import make_partnership
from .watching import sign_in


def pages_of(pdf):
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return [(page.get_size(), page.get_textpage().get_text_range()) for page in document]


def opened_round(page):
    """Make a round with two people, whose ticks are taken away and put back, and an open link."""
    page.get_by_role("link", name="Nieuwe meting").first.click()
    group = page.locator("[data-people]").first
    for button, count in [("Niemand", "0 van 2"), ("Iedereen", "2 van 2")]:
        group.get_by_role("button", name=button).click()
        expect(group.locator("[data-chosen]")).to_have_text(count)
    page.get_by_text("Eén open link voor iedereen").click()
    with page.expect_popup() as looked:
        page.get_by_role("button", name="Bekijken in het Engels").click()
    expect(looked.value.get_by_text("Your answers are confidential")).to_be_visible()
    looked.value.close()
    page.get_by_role("button", name="Verder naar controleren").click()
    page.get_by_role("button", name="Meting openen").click()
    return page.get_by_role("textbox", name="Ben Vos").input_value()


def answer_and_send(visit, link):
    partner = visit(java_script_enabled=False)
    begin(partner, link)
    answer(partner)
    go_on(partner, 2)
    partner.goto(partner.url.replace("/2/", "/check/"))
    partner.locator("button[value=send]").click()
    partner.wait_for_url("**/sent/")


def test_a_round_from_its_form_to_paper_and_a_count_that_gives_nobody_away(site, visit):
    page = visit()
    sign_in(page, site, "coordinator")
    make_partnership(page, "Samen wonen en werken")
    link = opened_round(page)

    page.get_by_role("link", name="Afdrukken met QR-codes").click()
    expect(page.get_by_role("button", name="Afdrukken")).to_be_visible()
    (_size, poster), (size, cards) = pages_of(page.pdf(prefer_css_page_size=True))
    assert [round(side) for side in size] == [595, 842]
    assert "/m/" in poster
    assert "Ben Vos" not in poster
    assert "Ben Vos" in cards
    assert link in "".join(cards.split())

    page.get_by_role("link", name="Meting 1").click()
    expect(page.locator(".count")).to_contain_text("0–4 ingevulde vragenlijsten")
    answer_and_send(visit, link)
    page.reload()
    expect(page.locator(".count")).to_contain_text("0–4 ingevulde vragenlijsten")
    expect(page.get_by_text("Daarom tellen we in stappen van vijf")).to_be_visible()


def test_a_sheet_has_eight_cards_on_a_page_and_none_is_cut(site, visit):
    page = visit()
    sign_in(page, site, "coordinator")
    page.goto("/partnerships/")
    page.locator("main a.overview-next.is-open").first.click()
    page.get_by_role("link", name="Links uitdelen").click()
    page.get_by_role("link", name="Afdrukken met QR-codes").click()
    expect(page.get_by_role("button", name="Afdrukken")).to_be_visible()
    names = page.locator(".card-name").all_inner_texts()
    assert names
    sheets = [text for _size, text in pages_of(page.pdf(prefer_css_page_size=True))]
    on = [sum(name in text for name in names) for text in sheets]
    full = [count for count in on if count]
    assert full[:-1] == [8] * (len(full) - 1)
    assert sum(full) == len(names)
    assert "".join(sheets).count("U kunt antwoorden tot") == len(names) + (len(on) - len(full))

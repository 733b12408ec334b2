"""A coordinator's story in a real browser: from an empty list to a link that works, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.soaking import rest_in_soak

from .watching import sign_in

PEOPLE = [("Anja Bos", "professional"), ("Ben Vos", "manager")]


def make_partnership(page, name):
    page.goto("/partnerships/new/")
    page.get_by_label("Naam van het samenwerkingsverband").fill(name)
    page.get_by_label("Organisaties die meedoen").fill("Gemeente\nWoonstichting")
    page.get_by_role("button", name="Samenwerkingsverband aanmaken").click()
    for person, role in PEOPLE:
        page.get_by_role("link", name="Deelnemer toevoegen").click()
        page.locator("[name=name]").fill(person)
        page.locator("[name=role]").select_option(role)
        page.locator("[name=organisation]").select_option(label="Gemeente")
        page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_role("link", name="Metingen").click()


@pytest.mark.parametrize("javascript", rest_in_soak(True, False))
def test_from_nothing_to_a_link_that_a_partner_can_open(site, visit, javascript):
    page = visit(java_script_enabled=javascript, permissions=["clipboard-read", "clipboard-write"])
    page.clock.install()
    sign_in(page, site, "coordinator")
    make_partnership(page, f"Wonen aan de Vliet {javascript}")
    page.get_by_role("link", name="Nieuwe meting").first.click()
    page.get_by_role("button", name="Verder naar controleren").click()
    page.get_by_role("button", name="Meting openen").click()
    field = page.get_by_role("textbox", name="Ben Vos")
    link = field.input_value()
    copy = page.locator(".link-line", has_text="Ben Vos").get_by_role("button", name="Kopiëren")
    if javascript:
        page.clock.pause_at(timezone.now() + timedelta(hours=1))  # or the word would be gone again after some seconds
        copy.click()
        expect(page.locator("[data-copy-said]")).to_have_text("Gekopieerd")
        assert page.evaluate("navigator.clipboard.readText()") == link
    else:
        expect(copy).to_have_count(0)
    partner = visit(java_script_enabled=javascript)
    partner.goto(link)
    expect(partner.get_by_role("heading", level=1)).to_contain_text("Wonen aan de Vliet")


def test_errors_take_the_focus_and_lead_to_their_fields(site, visit):
    page = visit()
    sign_in(page, site, "coordinator")
    make_partnership(page, "Veilig wonen")
    page.get_by_role("link", name="Nieuwe meting").first.click()
    past = timezone.now() - timedelta(days=3)
    page.locator("[name=closes_at_0]").fill(past.strftime("%Y-%m-%d"))
    page.get_by_role("button", name="Verder naar controleren").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Fout: Nieuwe meting – Driekracht")
    summary.get_by_role("link").click()
    expect(page.locator("[name=closes_at_0]")).to_be_focused()


def test_wrong_tries_at_signing_in_end_in_a_sentence(site, visit):
    page = visit()
    page.goto("/accounts/login/")
    for _try in range(6):
        page.locator("[name=login]").fill("niemand@driekracht.example")
        page.locator("[name=password]").fill("geen idee meer")
        page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("te vaak geprobeerd")


def test_a_link_that_was_renewed_no_longer_opens(site, visit):
    page = visit(viewport={"width": 1280, "height": 900})
    sign_in(page, site, "coordinator")
    page.goto("/partnerships/")
    page.locator("main a.overview-next.is-open").first.click()
    page.get_by_role("link", name="Links uitdelen").click()
    row = page.locator("li.link-line").last
    old = row.locator("[data-copy-source]").input_value()
    row.get_by_text("Nieuwe link maken").click()
    row.get_by_role("button", name="Ja, maak een nieuwe link").click()
    expect(page.get_by_text(re.compile("de oude werkt niet meer"))).to_be_visible()
    new = page.locator("li.link-line").last.locator("[data-copy-source]").input_value()
    assert new != old
    visitor = visit()
    assert visitor.goto(old).status in {403, 404}
    assert visitor.goto(new).status == 200


@pytest.mark.parametrize("language", rest_in_soak("nl", "en"))
def test_a_partnership_takes_one_line_of_the_overview(site, visit, language):
    page = visit(viewport={"width": 1280, "height": 900})
    sign_in(page, site, "coordinator")
    if language == "en":
        page.get_by_role("button", name="English").click()
    lines = page.evaluate("""[...document.querySelectorAll(".overview tbody tr")].map(row => {
        const words = parseFloat(getComputedStyle(row.cells[0]).lineHeight);
        return [row.innerText, row.getBoundingClientRect().height / words];
    })""")
    assert len(lines) >= 3
    assert [words for words, height in lines if height >= 3] == []  # one line takes 2.3 with the room around it


def test_a_person_takes_one_line_of_the_list(site, visit):
    page = visit(viewport={"width": 1280, "height": 900})
    sign_in(page, site, "coordinator")
    page.goto("/partnerships/1/participants/")
    heights = page.evaluate("""[...document.querySelectorAll(".person")]
        .map(one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))""")
    assert len(heights) == 25
    assert max(heights) < 1.75

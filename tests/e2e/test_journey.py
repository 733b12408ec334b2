"""The whole way: a coordinator begins with nothing, six partners answer by their links, the report is on the table."""

import io
import re

import pypdfium2
from playwright.sync_api import expect

from .test_answering import NEXT, answer_all, begin
from .watching import sign_in

DESK = {"viewport": {"width": 1280, "height": 900}}
PEOPLE = [
    ("Sanne Visser", "professional", "Gemeente Zuiderveen"),
    ("Ahmed Bouali", "professional", "Wijkteam De Kern"),
    ("Loes Hendriks", "professional", "Wijkteam De Kern"),
    ("Peter Smit", "manager", "Woonstichting Thuis"),
    ("Ingrid Mulder", "bestuurder", "Woonstichting Thuis"),
    ("Karel de Boer", "overheid", "Gemeente Zuiderveen"),
]


def make_partnership(page):
    page.goto("/partnerships/new/")
    page.get_by_label("Naam van het samenwerkingsverband").fill("Thuis in Zuiderveen")
    page.get_by_label("Organisaties die meedoen").fill("Gemeente Zuiderveen\nWijkteam De Kern\nWoonstichting Thuis")
    page.get_by_role("button", name="Samenwerkingsverband aanmaken").click()
    page.get_by_role("link", name="Veel mensen tegelijk toevoegen").click()
    page.get_by_label("Plak rijen uit een spreadsheet").fill("\n".join("\t".join(person) for person in PEOPLE))
    page.get_by_role("button", name="Laat zien wat u ervan maakt").click()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("6 mensen zijn toegevoegd")).to_be_visible()
    page.get_by_role("link", name="Metingen").click()


def open_round(page):
    page.get_by_role("link", name="Meting openen").first.click()
    page.get_by_role("button", name="Meting openen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Links om uit te delen")
    return [field.input_value() for field in page.locator("input[data-copy-source]").all()]


def answer(visit, link):
    page = visit(java_script_enabled=False)
    begin(page, link)
    for number in range(1, 7):
        answer_all(page, lambda: None)
        page.wait_for_url(f"**/{number + 1}/" if number < 6 else "**/check/")
    page.locator("button[value=send]").click()
    page.wait_for_url("**/sent/")


def text_of(pdf):
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_from_an_empty_list_to_the_report_on_the_table(site, visit):
    page = visit(**DESK)
    sign_in(page, site, "coordinator")
    make_partnership(page)
    links = open_round(page)
    assert len(links) == len(PEOPLE)
    for link in links:
        answer(visit, link)

    page.get_by_role("link", name="Meting 1").first.click()
    expect(page.get_by_text(re.compile("6 van de 6 mensen"))).to_be_visible()
    expect(page.get_by_text("Er zijn genoeg antwoorden voor een diagnose")).to_be_visible()
    page.get_by_role("link", name="Nu sluiten").click()
    page.get_by_role("button", name="Meting sluiten").click()
    page.wait_for_url("**/result/")
    assert "Thuis in Zuiderveen" in page.locator("main").inner_text()

    addresses = page.eval_on_selector_all("a[href*='report.pdf']", "links => links.map(link => link.href)")
    assert len(addresses) >= 10
    for address in addresses[:3]:
        answered = page.context.request.get(address)
        assert answered.headers["content-type"] == "application/pdf"
        assert "Thuis in Zuiderveen" in text_of(answered.body())

    dead = visit()
    dead.goto(links[0])
    assert dead.locator(NEXT).count() == 0
    assert "gesloten" in dead.locator("main").inner_text()


def test_a_link_that_was_renewed_no_longer_opens(site, visit):
    page = visit(**DESK)
    sign_in(page, site, "coordinator")
    page.goto("/partnerships/")
    page.locator("main a.state-open").first.click()
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

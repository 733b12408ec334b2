"""A list of sixty people as a coordinator has it, with five rows that are wrong: mended on the page, then added."""

from playwright.sync_api import expect

from tests.tables.files import workbook

from .accessible import findings
from .watching import scrolls_sideways, sign_in

HEADINGS = ["Voornaam", "Tussenvoegsel", "Achternaam", "E-mailadres", "Functie", "Organisatie"]
ORGANISATIONS = [
    "Gemeente Waterrijk",
    "GEM. WATERRIJK",
    "Wijkteam De Sluis",
    "wijkteam de sluis",
    "Woonstichting Thuis",
]
FUNCTIONS = ["wethouder", "teamleider", "wijkverpleegkundige", "bestuurder/directeur", "beleidsmedewerker"]
FIRST = ["Anna", "Bram", "Cato", "Daan", "Eva", "Finn", "Gijs", "Hanna", "Iris", "Joost"]
LAST = [("de", "Wit"), ("", "Öztürk"), ("van der", "Berg"), ("", "Smit"), ("", "D'Hondt"), ("", "Bakker-Vos")]


def sixty():
    """Return sixty people, five of whom cannot be added as they stand."""
    rows = [
        [
            first,
            between,
            last,
            f"{first}.{number}@voorbeeld.test".lower(),
            FUNCTIONS[number % 5],
            ORGANISATIONS[number % 5],
        ]
        for number, (first, (between, last)) in enumerate((first, last) for last in LAST for first in FIRST)
    ]
    rows[3][3] = "daan.3@voorbeeld"
    rows[11][4] = "keizer"
    rows[20][5] = "Wijkteam De Sluiz"
    rows[34][3] = rows[33][3]
    rows[47][0:3] = ["", "", ""]
    return [HEADINGS, *rows]


def test_sixty_people_with_five_wrong_rows_are_mended_and_added(site, visit):
    page = visit(viewport={"width": 1280, "height": 900})
    sign_in(page, site, "coordinator")
    page.goto("/partnerships/new/")
    page.get_by_label("Naam van het samenwerkingsverband").fill("Waterrijk samen")
    page.get_by_label("Organisaties die meedoen").fill("Gemeente Waterrijk\nWijkteam De Sluis\nWoonstichting Thuis")
    page.get_by_role("button", name="Samenwerkingsverband aanmaken").click()
    page.get_by_role("link", name="Veel deelnemers tegelijk toevoegen").click()
    page.get_by_label("Of kies een bestand").set_input_files(
        {"name": "deelnemers.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(sixty())}
    )
    page.get_by_role("button", name="Lijst controleren").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.locator("li")).to_have_count(6)  # a double address stands at both rows
    assert findings(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert scrolls_sideways(page) == 0
    assert findings(page) == []
    summary.get_by_role("link").first.click()
    page.keyboard.type("daan.3@voorbeeld.test")
    page.locator("#email-5").fill("daan.3@voorbeeld.test")
    page.locator("#role-13").select_option("bestuurder")
    page.locator("#organisation-22").select_option("Wijkteam De Sluis")
    page.locator("#email-36").fill("cato.34@voorbeeld.test")
    page.locator("#name-49").fill("Hanna Smit")
    page.get_by_role("button", name="Opnieuw controleren").click()
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.get_by_text("60 deelnemers worden toegevoegd")).to_be_visible()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("60 deelnemers zijn toegevoegd")).to_be_visible()
    expect(page.get_by_text("Pagina 1 van 2")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Gemeente Waterrijk")).to_be_visible()

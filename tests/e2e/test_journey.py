"""All that a coordinator does, from a new account to the second round: mails, sixty people, every download."""

import csv
import io
import json
import re
import sqlite3
import time
import zipfile
from collections import Counter
from datetime import datetime, timedelta

import pypdfium2
import pytest
from defusedxml import ElementTree
from odf.opendocument import load as load_ods
from odf.table import Table, TableRow
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import expect

from tests.mail.sink import mail_server
from tests.patience import PATIENCE
from tests.soaking import IS_SOAK
from tests.tables.files import workbook

from .http_partner import answer
from .served import served
from .test_passkeys import add, device, sign_out
from .test_people import sixty
from .watching import Watch
from .windows import MILLISECONDS, new_visitor

__all__ = ["device"]

PASSWORD = "een heel lang wachtwoord"
REFUSES_SECONDS, N_REFUSALS = (600, 10) if IS_SOAK else (0, 3)
"""How long, and how often, the mail server says no before it takes its first mail."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.fixture
def sink():
    with mail_server() as running:
        yield running


@pytest.fixture
def office(tmp_path, sink, demo):
    """The site of an organisation with a mail server, where people may register."""
    mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port), "DEFAULT_FROM_EMAIL": "driekracht@voorbeeld.test"}
    with served(tmp_path, demo, ALLOW_REGISTRATION="true", **mail) as running:
        yield running


@pytest.fixture
def window(chromium, office):
    context = new_visitor(
        chromium,
        base_url=office.address,
        locale="nl-NL",
        viewport={"width": 1280, "height": 900},
        accept_downloads=True,
    )
    watch = Watch(context, office.address)
    yield context.new_page()
    context.close()
    assert watch.seen == []


def body_of(mail):
    return mail.get_body(("plain",)).get_content()


def new_account(page, sink):
    """Register, prove the address by the mail, and sign in with a passkey from then on."""
    page.goto("/accounts/signup/")
    page.get_by_label("Uw naam").fill("Noor Nieuwenhuis")
    page.get_by_label("E-mailadres").fill("nieuw@voorbeeld.test")
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password2]").fill(PASSWORD)
    page.get_by_role("button", name="Account maken").click()
    sink.wait_for(1)
    page.goto(re.search(r"http://\S+/accounts/\S+", body_of(sink.mails[0])).group())
    page.locator("main button[type=submit]").first.click()
    if "/accounts/login/" in page.url:
        page.locator("[name=login]").fill("nieuw@voorbeeld.test")
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Inloggen", exact=True).click()
    add(page, "Laptop", PASSWORD)
    page.goto("/partnerships/")
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url("**/partnerships/")


def new_partnership(page):
    page.goto("/partnerships/new/")
    page.get_by_label("Naam van het samenwerkingsverband").fill("Waterrijk samen")
    page.get_by_label("Organisaties die meedoen").fill("Gemeente Waterrijk\nWijkteam De Sluis\nWoonstichting Thuis")
    page.get_by_role("button", name="Samenwerkingsverband aanmaken").click()


def sixty_people(page):
    """Upload sixty people of whom five are wrong, and mend those."""
    page.get_by_role("link", name="Veel deelnemers tegelijk toevoegen").click()
    file = {"name": "deelnemers.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(sixty())}
    page.get_by_label("Of kies een bestand").set_input_files(file)
    page.get_by_role("button", name="Lijst controleren").click()
    page.locator("#email-5").fill("daan.3@voorbeeld.test")
    page.locator("#role-13").select_option("bestuurder")
    page.locator("#organisation-22").select_option("Wijkteam De Sluis")
    page.locator("#email-36").fill("cato.34@voorbeeld.test")
    page.locator("#name-49").fill("Hanna Smit")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("60 deelnemers zijn toegevoegd")).to_be_visible()
    page.get_by_role("link", name="Metingen").click()


def new_round(page):
    page.get_by_role("link", name="Nieuwe meting").first.click()
    page.get_by_role("button", name="Verder naar controleren").click()
    page.get_by_role("button", name="Openen en 60 mails versturen").click()
    expect(page.get_by_text("De meting is open")).to_be_visible()
    page.get_by_role("button", name="Nu versturen").click()
    return re.search(r"/rounds/(\d+)/", page.url).group(1)


def wait_until(is_so):
    """Wait for something that must come true."""
    deadline = time.monotonic() + PATIENCE + REFUSES_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.5)


def links_in(sink, known=()):
    """Wait until sixty people have a personal link by mail that is not yet known, and return these links."""
    found = {}

    def are_all_there():
        for mail in sink.mails:
            for link in re.findall(r"http://\S+/i/[^\s/]+/", body_of(mail)):
                if link not in known:
                    found[mail["to"]] = link
        return len(found) == 60

    wait_until(are_all_there)
    return sorted(found.values())


def answer_all(site, links, level):
    """Let people answer around this level, from 1 to 5, each a little different."""
    for number, link in enumerate(links):

        def choose(name, options, number=number):
            if name == "role":
                return options[number % 4]
            digits = [option for option in options if option.isdecimal()]
            return digits[min(max(level - 1 + (number + len(name)) % 2, 0), 4)] if digits else options[number % 3]

        answer(site, link, choose)


def close(page, number):
    page.goto(f"/rounds/{number}/close/")
    page.get_by_role("button", name="Meting sluiten").click()
    page.wait_for_url("**/result/")


def share(page, number):
    page.goto(f"/rounds/{number}/publish/")
    page.locator("[name=what][value=whole]").check()
    page.locator("main form button.btn-primary").click()


def three_actions(page):
    """Plan two actions of the advice and one of one's own."""
    page.get_by_role("link", name="Stappenplan", exact=True).click()
    for _time in range(2):
        page.locator("details.proposals").first.locator("summary").click()
        page.get_by_role("link", name=re.compile("^Zet in het plan")).first.click()
        page.get_by_role("button", name="Opslaan").click()
        expect(page.get_by_text("Het stappenplan is opgeslagen")).to_be_visible()
    page.get_by_role("link", name="Eigen stap toevoegen").click()
    page.get_by_label("Wat gaat u doen?").fill("Samen eten op donderdag")
    page.get_by_text("gedaan", exact=True).click()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("article.planned")).to_have_count(3)


def a_year_later(office):
    """Let a year pass: the rounds that have closed did so a year ago."""
    database = sqlite3.connect(office.data / "driekracht.sqlite3", timeout=PATIENCE)
    with database:
        for pk, closes_at, closed_at in database.execute(
            "SELECT id, closes_at, closed_at FROM assessments_round WHERE title = 'Meting 1' AND state <> 'open'"
        ).fetchall():
            earlier = [str(datetime.fromisoformat(at) - timedelta(days=365)) for at in (closes_at, closed_at)]
            database.execute("UPDATE assessments_round SET closes_at = ?, closed_at = ? WHERE id = ?", (*earlier, pk))
    database.close()


def sheets_of_xlsx(content):
    """Return how many rows each sheet has, its heading included."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    return {sheet.title: sum(1 for _row in sheet.iter_rows()) for sheet in book}


def sheets_of_ods(content):
    tables = load_ods(io.BytesIO(content)).spreadsheet.getElementsByType(Table)
    return {table.getAttribute("name"): len(table.getElementsByType(TableRow)) for table in tables}


def sheets_of_zip(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [io.StringIO(archive.read(name).decode("utf-8-sig"), newline="") for name in archive.namelist()]
    return [sum(1 for _row in csv.reader(file)) for file in files]


def text_of(pdf):
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def every_download(page):
    """Download what the page of a result offers in Dutch; return the files by kind."""
    links = page.eval_on_selector_all(
        "#downloads a:not([href*='language=en'])", "links => links.map(link => link.href)"
    )
    files = {}
    for link in links:
        got = page.context.request.get(link, timeout=MILLISECONDS)
        assert got.ok, link
        files.setdefault(got.headers["content-type"].split(";")[0], []).append(got.body())
    return files


def open_all(files):
    """Open each file in its own program; return how many rows each table has."""
    for picture in files["image/png"]:
        assert Image.open(io.BytesIO(picture)).size[0] > 600
    for picture in files["image/svg+xml"]:
        assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert len(files["image/svg+xml"]) == len(files["image/png"]) > 5
    assert len(files["application/pdf"]) >= 5
    for document in files["application/pdf"]:
        assert "Waterrijk samen" in text_of(document)
    (book,), (sheets,), (archive,), (document,) = (
        files[XLSX],
        files[ODS],
        files["application/zip"],
        files["application/json"],
    )
    assert sheets_of_xlsx(book) == sheets_of_ods(sheets)
    assert sorted(sheets_of_zip(archive)) == sorted(sheets_of_xlsx(book).values())
    assert json.loads(document)
    return sheets_of_xlsx(book)


def first_round(page, office, sink):
    """Hold a round of which the mails come late; share its result; return its number and links."""
    n_before = len(sink.texts)
    refused = []
    sink.answer = {"MAIL": lambda about: refused.append(about) or "421 not now"}
    refused_until = time.monotonic() + REFUSES_SECONDS
    number = new_round(page)
    wait_until(lambda: len(refused) >= N_REFUSALS and time.monotonic() >= refused_until)
    assert len(sink.texts) == n_before
    sink.answer = {}
    invited = links_in(sink)
    assert len(sink.recipients[n_before:]) == 60
    assert set(Counter(sink.recipients[n_before:]).values()) == {1}
    answer_all(office, invited[:40], 2)
    page.goto(f"/rounds/{number}/")
    expect(page.get_by_text(re.compile("40 van de 60 mensen"))).to_be_visible()
    close(page, number)
    share(page, number)
    return number, invited


def see_what_was_shared(browser, link):
    """Look behind a partner's own link."""
    visitor = new_visitor(browser, locale="nl-NL")
    page = visitor.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uitslag van Meting 1")
    expect(page.get_by_role("main")).to_contain_text("Waterrijk samen")
    page.get_by_role("link", name="Lees het hele rapport").first.click()
    expect(page.get_by_role("main")).to_contain_text("Werkwijze en grenzen")
    visitor.close()


def second_round(page, office, sink, invited):
    """Hold another round a year later and look at what changed."""
    a_year_later(office)
    page.goto("/partnerships/")
    page.get_by_role("link", name="Waterrijk samen").first.click()
    number = new_round(page)
    answer_all(office, links_in(sink, known=invited)[:24], 5)
    close(page, number)
    page.get_by_role("navigation").get_by_role("link", name="Sinds de vorige meting").first.click()
    expect(page.get_by_text(re.compile(r"Actie steeg van \d+"))).to_be_visible()
    expect(page.get_by_text(re.compile("Samen eten op donderdag")).first).to_be_visible()


def test_from_a_new_account_to_the_second_round(window, office, sink, device):
    device(window)
    new_account(window, sink)
    new_partnership(window)
    sixty_people(window)
    first, invited = first_round(window, office, sink)
    see_what_was_shared(window.context.browser, invited[0])
    window.goto(f"/rounds/{first}/result/")
    three_actions(window)
    second_round(window, office, sink, invited)
    n_rows = open_all(every_download(window))
    assert n_rows["Wat u afsprak"] == 1 + 3
    assert n_rows["Metingen vergeleken"] > 1 + 2 * 3

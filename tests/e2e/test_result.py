"""The result in a real browser: what stands in the first view, how long the page is, and that all of it can be reached
and printed, with and without JavaScript.
"""

import re
import time
from itertools import pairwise
from random import Random

import pypdfium2
import pytest
from playwright.sync_api import expect

from assessments.reporting.gallery.files import write_page
from assessments.reporting.gallery.specimens import specimens
from tests.repository import ROOT
from tests.soaking import IS_SOAK, rest_in_soak, some_of
from tests.some import some

from .accessible import findings
from .watching import scrolls_sideways, sign_in
from .windows import new_visitor

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
MOST_SCREENS = {"desk": 6, "phone": 12}
"""The height of the page before anything is unfolded."""
SEED = 13
MOST_BYTES = 150_000
"""What a first visit fetches of a result, without fonts."""
FIRST_VIEW = [
    ".page-buttons",
    ".verdict-headline",
    ".verdict-certainty",
    ".opening-chain img",
    ".steps li:nth-child(3)",
]


@pytest.fixture(scope="module")
def signed_in(chromium, site):
    """The cookies of the coordinator, and the addresses of all results of the demo."""
    context = new_visitor(chromium, base_url=site.address)
    page = context.new_page()
    sign_in(page, site, "coordinator")
    addresses = [f"/rounds/{number}/result/" for number in range(1, 9)]
    found = [address for address in addresses if page.request.get(address).ok]
    assert len(found) >= 5
    yield context.cookies(site.address), found
    context.close()


@pytest.fixture
def results(visit, signed_in):
    """A window of the coordinator, and the addresses of the first and the last result of the demo, in soak of all."""
    cookies, found = signed_in
    page = visit(viewport=DESK, reduced_motion="reduce")
    page.context.add_cookies(cookies)
    return page, some_of(found)


def without_script(page, visit, site, **options):
    """Return a window in which the same visitor is signed in and no script runs."""
    window = visit(java_script_enabled=False, **options)
    window.context.add_cookies(page.context.cookies(site.address))
    return window


def bottoms(page, selectors):
    """Return how far from the top of the window each of these ends."""
    boxes = {selector: page.locator(selector).bounding_box() for selector in selectors}
    return {selector: box["y"] + box["height"] for selector, box in boxes.items() if box}


def test_the_first_view_has_the_sentence_the_chain_how_sure_the_steps_and_the_buttons(results):
    page, addresses = results
    for address in some(addresses):
        page.goto(address)
        ends = bottoms(page, FIRST_VIEW)
        assert set(ends) == set(FIRST_VIEW)
        assert {selector: end for selector, end in ends.items() if end > DESK["height"]} == {}
        assert page.locator(".opening-chain img").evaluate("image => image.complete && image.naturalWidth > 0")
        assert len(page.locator(".page-buttons a").all()) == 5


@pytest.mark.parametrize(("window", "size"), [("desk", DESK), ("phone", PHONE)])
def test_the_page_is_short_before_anything_is_unfolded(results, window, size):
    page, addresses = results
    page.set_viewport_size(size)
    heights = {}
    for address in some([*addresses, "/example/"]):
        page.goto(address)
        heights[address] = page.evaluate("document.scrollingElement.scrollHeight") / size["height"]
    assert {address: height for address, height in heights.items() if height > MOST_SCREENS[window]} == {}


def test_any_result_is_short_and_as_wide_as_the_window(results, chromium, tmp_path):
    page, addresses = results
    around = {size["width"]: height_around(page, addresses[0], size) for size in (DESK, PHONE)}
    (tmp_path / "static").symlink_to(ROOT / "static")
    page = chromium.new_page()
    for name, result in some(contrived().items()):
        write_page(tmp_path / name / "nl", name, result, "nl")
        for size, most in ((DESK, MOST_SCREENS["desk"]), (PHONE, MOST_SCREENS["phone"])):
            page.set_viewport_size(size)
            page.goto((tmp_path / name / "nl/index.html").as_uri())
            height = page.locator(".report").bounding_box()["height"] + around[size["width"]]
            assert height <= most * size["height"], name
            assert scrolls_sideways(page) <= 0, name
    page.close()


def height_around(page, address, size):
    """Return how high all is that stands around a report on its page."""
    page.set_viewport_size(size)
    page.goto(address)
    whole = page.evaluate("document.scrollingElement.scrollHeight")
    around = whole - page.locator(".report").first.bounding_box()["height"]
    assert 0 < around < whole
    return around


def contrived():
    """Return results of the gallery: some of them, and all where there is time."""
    every = specimens()
    return every if IS_SOAK else {name: every[name] for name in Random(SEED).sample(sorted(every), 2)}


def test_nothing_scrolls_sideways_on_the_narrowest_phone_even_unfolded(results):
    page, addresses = results
    page.set_viewport_size(NARROWEST)
    for address in some([*addresses, "/example/"]):
        page.goto(address)
        unfold(page)
        assert scrolls_sideways(page) <= 0


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")


def test_on_a_desk_the_contents_stay_at_hand(results):
    page, addresses = results
    page.goto(addresses[0])
    unfold(page)
    contents = page.locator(".contents-beside")
    for place in (0, 3000, 9000):
        page.evaluate("place => scrollTo(0, place)", place)
        expect(contents).to_be_in_viewport(ratio=0.99)
    assert page.locator(".contents-menu").is_hidden()


@pytest.mark.parametrize(
    ("menu", "size", "is_scripted"),
    rest_in_soak(
        (".contents-beside", DESK, True),
        (".contents-menu", PHONE, False),
        (".contents-beside", DESK, False),
        (".contents-menu", PHONE, True),
        ordinary=2,
    ),
)
def test_the_contents_lead_to_a_part_that_is_then_unfolded(results, visit, site, is_scripted, menu, size):
    page, addresses = results
    if not is_scripted:
        page = without_script(page, visit, site, reduced_motion="reduce")
    page.set_viewport_size(size)
    page.goto(addresses[0])
    links = page.locator(f"{menu} a").count()
    assert links >= 9
    for number in range(links):
        page.evaluate(AS_AT_FIRST)
        if menu == ".contents-menu":
            page.locator(f"{menu} summary").click()
        link = page.locator(f"{menu} a").nth(number)
        part = page.locator(link.get_attribute("href"))
        link.click()
        expect(part).to_be_in_viewport()
        expect(part.locator("p, li, figure, h3").first).to_be_visible()


AS_AT_FIRST = "document.querySelectorAll('details').forEach(fold => { fold.open = false }); scrollTo(0, 0)"


def test_an_address_that_leads_into_a_part_opens_it(results):
    page, addresses = results
    page.goto(f"{addresses[0]}#figure-processes")
    expect(page.locator("#figure-processes img")).to_be_in_viewport()


def test_a_step_leads_to_its_card_whatever_role_was_chosen(results, visit, site):
    page, addresses = results
    page = without_script(page, visit, site, viewport=DESK, reduced_motion="reduce")
    for address in some(addresses):
        page.goto(f"{address}#actions")
        for number in range(3):
            link = page.locator(".steps a").nth(number)
            page.locator("label:has(#for-4)").click()
            link.click()
            expect(page.locator(f"[id='{link.get_attribute('href')[1:]}'] .action-line").first).to_be_visible()


def test_the_list_of_actions_shows_those_of_one_role(results, visit, site):
    page, addresses = results
    page = without_script(page, visit, site, viewport=DESK)
    page.goto(f"{addresses[0]}#actions")
    cards = page.locator(".card-fold")
    n_all = cards.count()
    assert all(card.is_visible() for card in some(cards.all()))
    role = page.locator("label:has(#for-2)")
    name = role.inner_text().strip()
    role.click()
    shown = [card for card in cards.all() if card.is_visible()]
    assert 0 < len(shown) < n_all
    assert [card for card in shown if name not in card.locator(".chip").all_inner_texts()] == []
    page.locator("label:has(#for-0)").click()
    assert sum(card.is_visible() for card in cards.all()) == n_all


def test_an_action_goes_from_its_card_into_the_plan(results):
    page, addresses = results
    last = addresses[-1]
    page.goto(f"{last}#actions")
    card = page.locator(".card-fold").first
    title = card.locator("h3").inner_text()
    card.locator("summary").click()
    link = card.get_by_role("link", name=title)
    assert link.inner_text() == "Zet in het plan"
    link.click()
    expect(page.locator("#id_title")).to_have_value(title)
    page.locator("main button[type=submit]").first.click()
    page.goto(f"{last}#actions")
    assert "Staat in het plan" in page.locator(".card-fold").first.text_content()
    older = page.context.new_page()
    older.goto(f"{addresses[0]}#actions")
    assert older.locator(".card-plan").count() == 0


@pytest.mark.parametrize("is_scripted", rest_in_soak(True, False))
def test_it_is_printed_whole_with_every_picture(results, visit, site, is_scripted):
    page, addresses = results
    address = addresses[-1]
    if not is_scripted:
        page = without_script(page, visit, site, viewport=DESK)
    page.goto(f"{address}#actions")
    page.locator("label:has(#for-1)").click()
    page.route("**/*.svg", slowly)
    page.goto(address)
    texts = page.locator(".report").first.evaluate(
        "report => [...report.querySelectorAll('h2, h3, h4, p, li, th, td, blockquote')]"
        ".filter(one => !one.querySelector('p, li') && !one.closest('fieldset, .card-plan, .to-contents, .notice'))"
        ".map(one => one.textContent)"
    )
    paper = page.pdf(format="A4")
    printed = [letters(words) for words in pages_of_pdf(paper)]
    assert len(texts) > 200
    assert [text for text in texts if not stands_in(printed, letters(text))] == []
    on_screen_alone = ["Alle bestanden", "Toon de stappen voor", "Naar de inhoud", "Op deze pagina"]
    assert [text for text in on_screen_alone if letters(text) in "".join(printed)] == []
    assert len(load_pictures(page)) >= 10
    assert n_drawn(paper) == n_drawn(page.pdf(format="A4")) > 1000


def slowly(route):
    """Let a picture come later than paper from a browser that does not wait for it."""
    time.sleep(0.1)
    route.continue_()


def letters(text):
    """Return a text without spaces and hyphens, which lines on paper change."""
    return re.sub(r"[\s\u00ad\ufffe-]+", "", text)


def stands_in(pages, text):
    """Return whether a text stands on a page, or at the end of one and the beginning of the next.

    Of a page that a paragraph begins on and does not end, pictures and tables may be read after the paragraph.
    """
    if any(text in page for page in pages):
        return True
    return any(
        text[:length] in page and following.startswith(text[length:])
        for page, following in pairwise(pages)
        for length in range(1, len(text))
    )


def load_pictures(page):
    """Wait until every picture of the report is there, and return their widths, of which none is 0."""
    widths = page.locator(".report").first.evaluate(
        "report => Promise.all([...report.querySelectorAll('img')].map(async picture => {"
        " picture.loading = 'eager'; await picture.decode(); return picture.naturalWidth }))"
    )
    assert 0 not in widths
    return widths


def pages_of_pdf(pdf):
    """Return the words of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def n_drawn(pdf):
    """Return how many lines and areas are drawn in a PDF, of which its charts are made."""
    with pypdfium2.PdfDocument(pdf) as document:
        return sum(1 for page in document for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]))


@pytest.mark.parametrize(("size", "colours"), rest_in_soak((PHONE, "dark"), (DESK, "light")))
def test_it_is_accessible_with_everything_unfolded(results, size, colours):
    page, addresses = results
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours)
    for address in some_of([addresses[0], "/example/", addresses[-1]], 1):
        page.goto(address)
        unfold(page)
        assert findings(page) == []


def test_a_first_visit_fetches_little(results, visit, site):
    signed_in, addresses = results
    page = visit(viewport=DESK)
    page.context.add_cookies(signed_in.context.cookies(site.address))
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    urls, sizes = {}, {}
    network.on("Network.responseReceived", lambda event: urls.update({event["requestId"]: event["response"]["url"]}))
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(addresses[-1])
    page.wait_for_load_state("networkidle")
    fetched = {urls[one]: size for one, size in sizes.items() if "woff2" not in urls.get(one, "woff2")}
    assert any(address.endswith("chain-narrow.svg") for address in fetched)
    assert sum(fetched.values()) <= MOST_BYTES


@pytest.mark.parametrize("size", rest_in_soak(NARROWEST, DESK))
def test_a_participant_sees_the_page_of_the_own_role_and_the_whole_behind_one_link(visit, links, size):
    page = visit(viewport=size, reduced_motion="reduce", java_script_enabled=size is DESK)
    page.goto(links["published"])
    expect(page.get_by_role("heading", name="Volgens professionals")).to_be_visible()
    assert page.locator(".steps li").count() == 3
    if size is DESK:
        assert {selector: end for selector, end in bottoms(page, FIRST_VIEW).items() if end > size["height"]} == {}
        assert findings(page) == []
    assert scrolls_sideways(page) <= 0
    page.get_by_role("link", name="manager", exact=True).click()
    expect(page.get_by_role("heading", name="Volgens managers")).to_be_visible()
    page.get_by_role("link", name="Lees het hele rapport").first.click()
    expect(page.locator("#method")).to_be_attached()
    assert scrolls_sideways(page) <= 0

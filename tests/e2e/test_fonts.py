"""What a first visit fetches to show letters: those of our own texts; the whole fonts only where a page needs more."""

import pytest

MOST_BYTES = 60_000


def settle(page):
    """Wait until the page is laid out, which asks for its fonts, and has them all."""
    page.evaluate("document.body.offsetHeight; document.fonts.ready.then(() => null)")


def fetched(page, show):
    """Return the sizes of the fonts that are fetched while this is shown, by file name."""
    answers = []
    page.on("response", lambda answer: answers.append(answer) if ".woff2" in answer.url else None)
    show()
    page.wait_for_load_state()
    settle(page)
    return {answer.url.rsplit("/", 1)[1]: int(answer.headers["content-length"]) for answer in answers}


@pytest.mark.parametrize("address", ["/", "/example/", "/privacy/"])
def test_a_first_visit_fetches_few_letters(visit, address):
    page = visit()
    fonts = fetched(page, lambda: page.goto(address))
    assert 2 <= len(fonts) <= 5
    assert sum(fonts.values()) <= MOST_BYTES
    assert [name for name in fonts if "Source" in name] == []


def test_a_partner_who_begins_fetches_few_letters(visit, link):
    page = visit()
    assert 0 < sum(fetched(page, lambda: page.goto(link)).values()) <= MOST_BYTES


def test_what_a_result_folds_away_needs_no_further_font(visit):
    """Words whose font is only fetched when the page is printed are left out of the print."""
    page = visit()
    assert fetched(page, lambda: page.goto("/example/"))
    page.locator("main strong").first.wait_for(state="attached")
    unfold = "document.querySelectorAll('details').forEach(fold => { fold.open = true; }); document.body.offsetHeight"
    assert fetched(page, lambda: page.evaluate(unfold)) == {}


def test_a_letter_from_elsewhere_is_drawn_with_the_whole_font(visit):
    page = visit()
    page.goto("/privacy/")
    settle(page)
    fonts = fetched(page, lambda: page.evaluate("document.querySelector('main p').textContent = 'Łódź'"))
    assert [name.split(".")[0] for name in fonts] == ["SourceSans3-Regular"]

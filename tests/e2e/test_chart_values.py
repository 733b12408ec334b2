"""The numbers of a chart at the place that one points at: with a mouse, a finger and the arrow keys, or not at all."""

import pytest
from playwright.sync_api import expect

from tests.soaking import rest_in_soak
from tests.some import some

from .accessible import findings
from .watching import Watch, scrolls_sideways
from .windows import new_visitor

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
WITH_AREAS = "figure:has(picture)"
AWAY = (2, 2)

TOLD = """figures => figures.map(figure => ({
  name: figure.id,
  cells: [...figure.querySelectorAll("table tr")].map(row => [...row.cells].map(cell => cell.textContent.trim())),
  names: [...figure.querySelectorAll("[role=option]")].map(place => place.getAttribute("aria-label")),
}))"""
"""Of each chart its table and what its places are called."""

APART = """figures => figures.flatMap(figure => {
  const image = figure.querySelector("img").getBoundingClientRect();
  const places = figure.querySelector(".chart-areas").getBoundingClientRect();
  return ["left", "top", "width", "height"].map(side => Math.abs(image[side] - places[side]));
})"""
"""How far the places lie from the picture that they are for."""


def opened(visit, size=DESK, **options):
    """Open the example with all of it unfolded but the tables of numbers."""
    page = visit(viewport=size, **options)
    page.goto("/example/")
    unfold(page)
    return page


def unfold(page):
    page.evaluate("document.querySelectorAll('details:not(figure details)').forEach(fold => { fold.open = true })")


@pytest.fixture(scope="module")
def example(chromium, site):
    """A window on the example that several tests look at, one after the other."""
    context = new_visitor(chromium, base_url=site.address, locale="nl-NL", viewport=DESK)
    watch = Watch(context, site.address)
    yield opened(lambda **_options: context.new_page())
    context.close()
    assert watch.seen == []


@pytest.fixture
def desk(example):
    """That window as somebody finds it who has not pointed at anything."""
    example.keyboard.press("Escape")
    example.mouse.move(*AWAY)
    example.set_viewport_size(DESK)
    example.emulate_media(media="screen")
    example.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    expect(example.locator(".chart-words:visible")).to_have_count(0)
    return example


def figure(page, name):
    return page.locator(f"#figure-{name}")


def place(page, chart, index):
    return figure(page, chart).locator(".chart-area").nth(index)


def words(page, chart):
    return figure(page, chart).locator(".chart-words")


def cells(page, chart, index):
    """Return the headings and the cells of a row of the table of a chart."""
    table = figure(page, chart).locator("table")
    return (
        [text.strip() for text in table.locator("thead th").all_text_contents()],
        [text.strip() for text in table.locator("tbody tr").nth(index).locator("th, td").all_text_contents()],
    )


def expect_row(page, chart, index):
    """The words that are shown are those of this row, with the headings of its columns."""
    heads, row = cells(page, chart, index)
    shown = words(page, chart)
    expect(shown).to_be_visible()
    expect(shown.locator(".chart-name")).to_have_text(row[0])
    expect(shown.locator("dt")).to_have_text(heads[1:])
    expect(shown.locator("dd")).to_have_text(row[1:])


def told_in(found):
    """Return every name that a table allows for a place: of a row, a part of a row, or a column."""
    heads, *rows = found["cells"]
    for row in rows:
        values = [f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True)]
        yield f"{row[0]}: {', '.join(values)}"
        for start in range(0, len(values), 2):
            yield f"{row[0]}: {', '.join(values[start : start + 2])}"
    for column in range(1, len(heads)):
        yield f"{heads[column]}: {', '.join(f'{row[0]} {row[column]}' for row in rows)}"


@pytest.mark.parametrize("size", rest_in_soak(DESK, PHONE))
def test_every_place_says_what_the_table_says_and_lies_on_its_picture(visit, size):
    page = opened(visit, size)
    figures = page.locator(WITH_AREAS)
    told = figures.evaluate_all(TOLD)
    assert len(told) >= 10
    for found in told:
        assert found["names"], found["name"]
        allowed = {" ".join(name.split()) for name in told_in(found)}
        assert [name for name in found["names"] if name not in allowed] == [], found["name"]
        rows = {row[0] for row in found["cells"][1:]}
        said = {row for row in rows if any(row in name for name in found["names"])}
        assert said == rows, found["name"]
    expect(figures.locator(".chart-areas")).to_have_count(len(told))
    assert max(figures.evaluate_all(APART)) < 1


def test_the_mouse_shows_words_that_it_can_reach_and_that_go_when_it_leaves(visit):
    page = visit(viewport=DESK)
    page.clock.install()
    page.goto("/example/")
    unfold(page)
    second = place(page, "forces", 1)
    second.scroll_into_view_if_needed()
    second.hover()
    expect_row(page, "forces", 1)
    page.clock.run_for(10_000)
    expect(words(page, "forces")).to_be_visible()
    words(page, "forces").hover()
    page.clock.run_for(10_000)
    expect_row(page, "forces", 1)
    place(page, "forces", 0).hover()
    expect_row(page, "forces", 0)
    page.mouse.move(*AWAY)
    page.clock.run_for(1_000)
    expect(words(page, "forces")).to_be_hidden()


def test_the_mouse_goes_down_along_the_rows_without_meeting_the_words(desk):
    figure(desk, "forces").evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = place(desk, "forces", 0).bounding_box()
    for share in (0.1, 0.45, 0.55, 0.9):
        desk.mouse.move(box["x"] + share * box["width"], box["y"] - 40)
        desk.keyboard.press("Escape")
        for index in range(3):
            middle = place(desk, "forces", index).bounding_box()
            desk.mouse.move(box["x"] + share * box["width"], middle["y"] + middle["height"] / 2, steps=6)
            expect_row(desk, "forces", index)


def test_escape_takes_the_words_away_while_the_mouse_stays(desk):
    place(desk, "forces", 2).hover()
    expect_row(desk, "forces", 2)
    desk.keyboard.press("Escape")
    expect(words(desk, "forces")).to_be_hidden()
    place(desk, "forces", 1).hover()
    expect_row(desk, "forces", 1)


def test_the_keyboard_stops_once_at_a_chart_and_goes_through_it_with_the_arrows(desk):
    listed = figure(desk, "forces").locator("[role=listbox]")
    figure(desk, "forces").locator("summary").focus()
    desk.keyboard.press("Shift+Tab")
    expect(listed).to_be_focused()
    expect_row(desk, "forces", 0)
    for key, index in [
        ("ArrowDown", 1),
        ("ArrowRight", 2),
        ("ArrowDown", 2),
        ("ArrowUp", 1),
        ("Home", 0),
        ("ArrowLeft", 0),
        ("End", 2),
    ]:
        desk.keyboard.press(key)
        expect_row(desk, "forces", index)
        active = place(desk, "forces", index)
        expect(active).to_have_attribute("aria-selected", "true")
        assert listed.get_attribute("aria-activedescendant") == active.get_attribute("id")
    assert listed.locator("[aria-selected=true]").count() == 1
    desk.keyboard.press("Escape")
    expect(words(desk, "forces")).to_be_hidden()
    expect(listed).to_be_focused()
    desk.keyboard.press("Enter")
    expect_row(desk, "forces", 2)
    desk.keyboard.press("Tab")
    expect(figure(desk, "forces").locator("summary")).to_be_focused()
    expect(words(desk, "forces")).to_be_hidden()


def test_what_the_keyboard_shows_is_in_the_window(visit):
    page = opened(visit, {"width": 1280, "height": 420})
    figure(page, "groups").locator("summary").focus()
    page.keyboard.press("Shift+Tab")
    n_places = figure(page, "groups").locator(".chart-area").count()
    assert n_places > 6
    for _step in range(n_places):
        expect(words(page, "groups")).to_be_in_viewport(ratio=0.99)
        page.keyboard.press("ArrowDown")


def test_a_finger_shows_the_words_and_takes_them_away(visit):
    page = opened(visit, PHONE, has_touch=True, is_mobile=True)
    place(page, "forces", 1).tap()
    expect_row(page, "forces", 1)
    box = words(page, "forces").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    place(page, "forces", 0).tap()
    expect_row(page, "forces", 0)
    figure(page, "forces").locator("figcaption").tap()
    expect(words(page, "forces")).to_be_hidden()


def test_a_round_says_the_scores_of_all_forces_in_it(desk):
    place(desk, "rounds", 0).hover()
    heads, _row = cells(desk, "rounds", 0)
    rows = [cells(desk, "rounds", index)[1] for index in range(figure(desk, "rounds").locator("tbody tr").count())]
    expect(words(desk, "rounds").locator(".chart-name")).to_have_text(heads[1])
    expect(words(desk, "rounds").locator("dt")).to_have_text([row[0] for row in some(rows)])
    expect(words(desk, "rounds").locator("dd")).to_have_text([row[1] for row in rows])


def test_places_follow_the_drawing_when_the_window_changes(desk):
    figures = desk.locator(WITH_AREAS)
    wide = place(desk, "forces", 0).bounding_box()
    place(desk, "forces", 0).click()
    expect_row(desk, "forces", 0)
    desk.mouse.move(*AWAY)
    for size in (NARROWEST, DESK, PHONE):
        desk.set_viewport_size(size)
        desk.wait_for_function(f"figures => Math.max(...({APART})(figures)) < 1", arg=figures.element_handles())
        expect(figures.locator(".chart-words:visible")).to_have_count(0)
    narrow = place(desk, "forces", 0).bounding_box()
    assert narrow["width"] < wide["width"]
    assert narrow["height"] > 1.5 * wide["height"]
    place(desk, "forces", 2).hover()
    expect_row(desk, "forces", 2)


@pytest.mark.parametrize(
    ("size", "scheme"),
    rest_in_soak((NARROWEST, "dark"), (DESK, "light"), (DESK, "dark"), (NARROWEST, "light")),
)
def test_words_are_readable_for_everybody_and_do_not_widen_the_page(visit, size, scheme):
    page = opened(visit, size, color_scheme=scheme, reduced_motion="reduce")
    for chart in ("forces", "items-actie", "interests"):
        figure(page, chart).locator("summary").focus()
        page.keyboard.press("Shift+Tab")
        expect(words(page, chart)).to_be_visible()
        assert findings(page) == []
        assert scrolls_sideways(page) <= 0


def test_without_a_script_a_chart_is_its_picture_and_its_table(visit):
    page = visit(viewport=DESK, java_script_enabled=False)
    page.goto("/example/")
    unfold(page)
    expect(page.locator(".chart-areas, .chart-words, [role=listbox]")).to_have_count(0)
    expect(figure(page, "forces").get_by_role("img")).to_be_visible()
    figure(page, "forces").locator("summary").click()
    expect(figure(page, "forces").locator("table")).to_be_visible()


def test_on_paper_a_chart_is_as_it_was(desk):
    place(desk, "forces", 1).hover()
    expect(words(desk, "forces")).to_be_visible()
    desk.emulate_media(media="print")
    expect(desk.locator(".chart-areas:visible, .chart-words:visible")).to_have_count(0)

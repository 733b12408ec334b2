"""The first page that a partner sees: light, drawn as soon as its style is there, and still afterwards."""

MOST_BYTES = 100_000
"""Over the line, fonts apart."""
MOST_SHIFT = 0.1
"""What Core Web Vitals calls good."""
SHIFT = """async () => {
    const shifts = [];
    const observer = new PerformanceObserver(list => shifts.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    shifts.push(...observer.takeRecords());
    return shifts.reduce((total, entry) => total + entry.value, 0);
}"""


class Line:
    """What comes over the line for one page."""

    def __init__(self, page):
        self.asked = {}
        self.n_bytes = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda told: self.asked.update({told["requestId"]: told}))
        session.on(
            "Network.loadingFinished", lambda told: self.n_bytes.update({told["requestId"]: told["encodedDataLength"]})
        )

    def of_kind(self, *kinds):
        return {number: told for number, told in self.asked.items() if told["type"] in kinds}


def test_the_first_page_is_light_and_needs_one_round_trip_of_style(visit, link):
    page = visit(viewport={"width": 320, "height": 640})
    line = Line(page)
    page.goto(link)
    page.wait_for_load_state("networkidle")
    fonts = line.of_kind("Font")
    assert fonts
    assert sum(size for number, size in line.n_bytes.items() if number not in fonts) < MOST_BYTES
    assert set(line.asked) == set(line.n_bytes)
    styles = line.of_kind("Stylesheet").values()
    assert styles
    assert {told["initiator"]["type"] for told in styles} == {"parser"}
    assert {told["initiator"]["url"] for told in styles} == {page.url}
    blocking = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.renderBlockingStatus === 'blocking')"
        ".map(one => one.name)"
    )
    assert set(blocking) <= {told["request"]["url"] for told in styles}
    assert page.evaluate(SHIFT) < MOST_SHIFT


def test_the_first_page_of_who_was_invited_takes_a_screen_and_a_half(visit, link):
    page = visit(viewport={"width": 360, "height": 740})
    page.goto(link)
    begin = page.get_by_role("button", name="Beginnen")
    box = begin.bounding_box()
    assert box["y"] + box["height"] <= 1.25 * 740
    assert page.evaluate("document.documentElement.scrollHeight") <= 1.5 * 740
    promises = page.locator(".promises").get_by_role("listitem")
    assert [one.is_visible() for one in promises.all()].count(True) == 2
    page.get_by_text("Alles wat we beloven").click()
    assert len(promises.all()) > 6
    assert all(one.is_visible() for one in promises.all())
    assert page.locator("[type=radio]:visible").count() == 0
    begin.click()
    page.wait_for_url("**/1/")
    assert "alle partners samen" in page.locator("main").inner_text()

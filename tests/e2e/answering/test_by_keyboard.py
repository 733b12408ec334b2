"""The whole questionnaire with a keyboard alone: every stop is in sight, and is seen to be where one is."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.soaking import IS_SOAK

from .states import N_PARTS

PHONE = {"width": 320, "height": 640}
MOST_STOPS = 60
"""On one page."""
MARGIN = 10
"""Pixels around an element in which its focus is drawn."""
THICKNESS = 2
CONTRAST = 3
COLOURS = ("light", "dark")

STOP = """() => {
    const element = document.activeElement;
    const shown = element.closest('.option') || element;
    const box = shown.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const points = [[x, y], [x, box.top + 3], [x, box.bottom - 3], [box.left + 3, y], [box.right - 3, y]];
    const covered = points.filter(([x, y]) => {
        const there = document.elementFromPoint(x, y);
        return !there || !(shown.contains(there) || there.contains(shown));
    });
    return {
        kind: element.type || element.localName,
        name: element.name || element.textContent.trim(),
        value: element.value || '',
        isNone: element === document.body,
        isChecked: Boolean(element.checked),
        isCovered: covered.length > 0,
        box: { x: box.left, y: box.top, width: box.width, height: box.height },
        line: box.top + scrollY,
    };
}"""
WITHOUT_FOCUS = "() => { window.focused = document.activeElement; focused.blur(); }"
FOCUSED_AGAIN = "() => focused.focus({ preventScroll: true })"


def stop(page):
    """Return the element that has the focus."""
    return page.evaluate(STOP)


def picture(page, clip):
    data = page.screenshot(clip=clip, animations="disabled", caret="hide")
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=float) / 255


def luminance(colours):
    """Return the relative luminance of WCAG, 0..1, of an array (rows, columns, 3)."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def n_changed(before, after):
    """Return how many pixels differ by the contrast that a focus must have."""
    darker, lighter = np.minimum(*map(luminance, (before, after))), np.maximum(*map(luminance, (before, after)))
    return int(((lighter + 0.05) / (darker + 0.05) >= CONTRAST).sum())


def is_seen(page, found):
    """Whether the focus draws a line of two pixels around the element, or as much, of enough contrast."""
    box = found["box"]
    left, top = max(box["x"] - MARGIN, 0), max(box["y"] - MARGIN, 0)
    right = min(box["x"] + box["width"] + MARGIN, PHONE["width"])
    bottom = min(box["y"] + box["height"] + MARGIN, PHONE["height"])
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    focused = picture(page, clip)
    page.evaluate(WITHOUT_FOCUS)
    plain = picture(page, clip)
    page.evaluate(FOCUSED_AGAIN)
    around = 2 * (box["width"] + box["height"])
    return n_changed(plain, focused) >= 0.9 * THICKNESS * around


class Keys:
    """Someone with a keyboard; gathers the stops at which something is wrong."""

    def __init__(self, page):
        self.page = page
        self.wrong = []
        self.n_stops = 0

    def tab(self):
        """Go to the next stop and look at it in light and in dark; in the ordinary run in turns."""
        self.page.keyboard.press("Tab")
        found = stop(self.page)
        self.n_stops += 1
        where = f"{self.page.url.split('/')[-2]}: {found['kind']} {found['name'][:40]}"
        if found["isNone"]:
            return found
        if found["isCovered"]:
            self.wrong.append(f"covered: {where}")
        for colours in COLOURS if IS_SOAK else (COLOURS[self.n_stops % 2],):
            self.page.emulate_media(color_scheme=colours)
            if not is_seen(self.page, found):
                self.wrong.append(f"not seen, {colours}: {where}")
        return found

    def answer_until(self, button):
        """Answer what one comes by until the focus is on the button of this value, and press it."""
        line = -1
        for _stop in range(MOST_STOPS):
            found = self.tab()
            if found["line"] < line - 1 and not found["isNone"]:
                self.wrong.append(f"up again: {found['name'][:40]}")
            line = found["line"]
            if found["kind"] == "radio" and not found["isChecked"]:
                self.page.keyboard.press("Space")
                self.page.keyboard.press("ArrowDown")
            elif found["kind"] == "checkbox" and found["value"] in {"a", "1"}:
                self.page.keyboard.press("Space")
            elif found["kind"] == "textarea":
                self.page.keyboard.type("Dat gaat goed.")
            elif found["kind"] == "submit" and found["value"] == button:
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"no button {button} after {MOST_STOPS} stops")


@pytest.fixture
def page(visit):
    return visit(viewport=PHONE, reduced_motion="reduce")


def test_a_partner_answers_everything_with_a_keyboard(page, link):
    keys = Keys(page)
    page.goto(link)
    keys.answer_until("next")
    for number in range(1, N_PARTS + 1):
        page.wait_for_url(f"**/{number}/")
        keys.answer_until("next")
    page.wait_for_url("**/check/")
    keys.answer_until("send")
    page.wait_for_url("**/sent/")
    assert "uw antwoorden zijn verstuurd" in page.locator("h1").inner_text()
    assert keys.n_stops > 60
    assert keys.wrong == []


def test_a_focus_that_is_not_drawn_is_noticed(page):
    page.goto("/accounts/login/")
    page.keyboard.press("Tab")
    page.locator("input[name=login]").focus()
    assert is_seen(page, stop(page))
    page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); document.adoptedStyleSheets = [sheet];"
        " sheet.replaceSync('* { outline: none !important; box-shadow: none !important }'); }"
    )
    assert not is_seen(page, stop(page))

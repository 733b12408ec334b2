"""What keeps a page from being read or touched: text that is cut off or covered, and small targets."""

from contextlib import contextmanager

from ..watching import scrolls_sideways

_TARGETS = (
    "label.option, button:not(.default-submit), a.btn, summary, textarea,"
    " input[type=text], input[type=email], input[type=search]"
)
_TOO_SMALL = """elements => elements
    .filter(element => element.offsetParent && element.getBoundingClientRect().height < 44)
    .map(element => element.outerHTML.slice(0, 120))"""

_WIDE_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    " p { margin-bottom: 2em !important }"
)
_WITH_STYLE = """style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = style ? [sheet] : [];
}"""

_UNREADABLE = """() => {
    const found = [];
    const lines = [];
    const clips = style => [style.overflowX, style.overflowY].some(value => ['hidden', 'clip'].includes(value));
    const isMeantToHide = element => element.closest('.skip-link, .visually-hidden, .default-submit');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode;
        const element = text.parentElement;
        if (!text.data.trim() || !element.checkVisibility() || isMeantToHide(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const floats = Boolean(element.closest('.progress-row, .is-unsaved'));
        for (const box of range.getClientRects()) lines.push({ box, floats, text: text.data.trim() });
        for (let outer = element; outer; outer = outer.parentElement) {
            if (!clips(getComputedStyle(outer))) continue;
            if (outer.scrollWidth > outer.clientWidth + 1 || outer.scrollHeight > outer.clientHeight + 1) {
                found.push(`cut off: ${outer.outerHTML.slice(0, 120)}`);
            }
        }
    }
    const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
    for (const [number, one] of lines.entries()) {
        for (const other of lines.slice(number + 1)) {
            if (one.floats === other.floats && overlap(one.box, other.box)) {
                found.push(`over one another: ${one.text} | ${other.text}`);
            }
        }
    }
    return found;
}"""

_WIDEST = """() => [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(element => element.outerHTML.slice(0, 80))"""

_MOST_COVERED = 0.4
_COVERED = """() => [...document.querySelectorAll('*')]
    .filter(element => ['sticky', 'fixed'].includes(getComputedStyle(element).position) && element.checkVisibility())
    .reduce((total, element) => total + element.getBoundingClientRect().height, 0) / innerHeight"""


def too_small(page):
    """Return what one touches that is less than 44 px high."""
    return page.locator(_TARGETS).evaluate_all(_TOO_SMALL)


@contextmanager
def spaced_widely(page):
    """Put the spacing of WCAG 1.4.12 over the page, as somebody's own style sheet does."""
    page.evaluate(_WITH_STYLE, _WIDE_SPACING)
    yield
    page.evaluate(_WITH_STYLE, "")


@contextmanager
def twice_as_large(page):
    """Set the letters of the browser to 200 %, as people do in its settings."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    yield
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    session.detach()


def unreadable(page):
    """Return what of the text cannot be read in the window as it is."""
    found = page.evaluate(_UNREADABLE)
    too_wide = scrolls_sideways(page)
    covered = page.evaluate(_COVERED)
    return [
        *found,
        *([f"{too_wide} px wider than the window: {page.evaluate(_WIDEST)[:3]}"] if too_wide > 0 else []),
        *([f"{covered:.0%} of the window is covered by bars"] if covered > _MOST_COVERED else []),
    ]

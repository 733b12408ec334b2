"""Every state of the questionnaire is accessible and can be read, whatever the window and the colours.

An ordinary run walks in Dutch through all states and looks at one in four of them, drawn by lot: each in one of four
ways and once with larger or wider text, which differ from state to state. Under SOAK it walks in both languages and
looks at each state in every way.
"""

from collections import defaultdict

import pytest

from tests.lots import is_drawn
from tests.mail.sink import mail_server
from tests.soaking import IS_SOAK

from ..accessible import examined, told
from ..served import served
from ..watching import Watch
from ..windows import new_visitor
from .readable import spaced_widely, too_small, twice_as_large, unreadable
from .states import Walk

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
LOOKS = [(PHONE, "light"), (DESK, "dark"), (PHONE, "dark"), (DESK, "light")]
N_STATES = 63
LARGER = [
    (kind, changed, size)
    for kind, changed in (("spaced", spaced_widely), ("large", twice_as_large))
    for size in (PHONE, DESK)
]
EXPLAINED = {
    ("color-contrast", 'class="saved is-unsaved"'): "The bar lies over the page, and its own ground is opaque: red on"
    " light red, which axe decides on in the error summary.",
    ("color-contrast", 'class="saved is-unsaved is-away"'): "The bar lies over the page, and its own ground is opaque:"
    " ink on the ground of a notice, which axe decides on in every notice.",
}
"""What axe leaves to people: rule and part of the element, and what people say."""
COLOURS_ARE_THERE = "Promise.allSettled(document.getAnimations().map(change => change.finished))"

KINDS = {
    "broken": "a rule of axe is broken",
    "undecided": "axe cannot decide",
    "unreadable": "cannot be read as it is",
    "small": "less than 44 px to touch",
    "spaced": "cannot be read with the spacing of WCAG 1.4.12",
    "large": "cannot be read with text of 200 %",
    "language": "not in the language asked for",
    "forbidden": "something was asked elsewhere, blocked, or failed",
}


@pytest.fixture(scope="module")
def mail():
    """A mail server that says no to one name."""
    with mail_server() as running:
        running.answer["RCPT"] = lambda address: "550 no such mailbox" if address.startswith("nobody@") else None
        yield running


@pytest.fixture(scope="module")
def mailing_site(tmp_path_factory, demo, mail):
    """The site with that mail server."""
    with served(tmp_path_factory.mktemp("mailing"), demo, EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(mail.port)) as running:
        yield running


class Windows:
    """Opens windows of new visitors who prefer one language, and watches them all."""

    def __init__(self, chromium, site, language):
        self.chromium, self.site, self.language = chromium, site, language
        self.watches = []

    def open(self):
        look = {"viewport": PHONE, "has_touch": True, "reduced_motion": "reduce"}
        context = new_visitor(self.chromium, base_url=self.site.address, **look)
        context.add_cookies([{"name": "language", "value": self.language, "url": self.site.address}])
        self.watches.append(Watch(context, self.site.address))
        return context.new_page()

    def close(self):
        """Close them all; return what happened in them that may never happen."""
        for watch in self.watches:
            watch.context.close()
        return [wrong for watch in self.watches for wrong in watch.seen]


def looked_at(page, language, looks, larger):
    """Yield what is wrong with a page, each time with the kind of it; it must fit a phone in any case."""
    page.set_viewport_size(PHONE)
    yield "unreadable", unreadable(page)
    for size, colours in looks:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours)
        page.evaluate(COLOURS_ARE_THERE)
        said = examined(page)
        yield "broken", [told(one) for one in said["violations"]]
        yield "undecided", [told(one) for one in said["incomplete"] if not is_explained(one)]
        yield "unreadable", unreadable(page)
    for kind, changed, size in larger:
        page.set_viewport_size(size)
        with changed(page):
            yield kind, unreadable(page)
    yield "small", too_small(page)
    spoken = page.locator("html").get_attribute("lang")
    yield "language", [spoken] if spoken != language else []


def is_explained(found):
    return all(any(found["id"] == rule and part in node["html"] for rule, part in EXPLAINED) for node in found["nodes"])


def drawn(ways, number):
    """Return all ways to look at a state, or in the ordinary run one of them, which differs from state to state."""
    return ways if IS_SOAK else [ways[number % len(ways)]]


@pytest.fixture(scope="module", params=["nl", "en"] if IS_SOAK else ["nl"])
def faults(request, chromium, mailing_site):
    """Walk through all states in one language; return what is wrong there: of each kind, by state.

    An ordinary run walks in Dutch, which has the longer words, and looks at what is drawn by lot.
    """
    windows = Windows(chromium, mailing_site, request.param)
    found = defaultdict(lambda: defaultdict(list))
    states = []
    for state, page in Walk(mailing_site, windows.open).states():
        ways = drawn(LOOKS, len(states)), drawn(LARGER, len(states) // len(LOOKS))
        states.append(state)
        if not is_drawn(state):
            continue
        for kind, wrong in looked_at(page, request.param, *ways):
            if wrong:
                found[kind][state].extend(wrong)
    assert len(set(states)) == len(states) >= N_STATES
    if forbidden := windows.close():
        found["forbidden"]["somewhere"] = forbidden
    return {kind: dict(states) for kind, states in found.items()}


def test_what_cannot_be_read_or_touched_is_noticed(visit):
    page = visit(viewport=PHONE)
    page.goto("/")
    assert unreadable(page) == []
    page.evaluate(
        """() => {
          const main = document.querySelector('main');
          main.insertAdjacentHTML('beforeend', '<p>Dit valt weg</p><p>Dit ligt erover</p><button>x</button>');
          const [cut, over, small] = [...main.children].slice(-3);
          Object.assign(cut.style, { overflow: 'hidden', width: '3rem', whiteSpace: 'nowrap' });
          Object.assign(over.style, { marginTop: '-2.2rem' });
          Object.assign(small.style, { height: '20px', minHeight: 0, padding: 0 });
        }"""
    )
    found = " ".join(unreadable(page))
    assert "cut off" in found
    assert "Dit valt weg | Dit ligt erover" in found
    assert too_small(page)
    with twice_as_large(page):
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"


@pytest.mark.parametrize("kind", KINDS)
def test_no_state_has_this_fault(faults, kind):
    assert faults.get(kind, {}) == {}, KINDS[kind]

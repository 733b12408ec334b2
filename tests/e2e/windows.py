"""A browser and its windows, which wait for a page as long as a busy machine needs."""

import shutil

from playwright.sync_api import expect

from tests.patience import PATIENCE
from tools.setup import BROWSERS

CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
]
"""The last one keeps every window from drawing a page of its own for an address bar that nobody sees: that took half
of the time of opening a window."""
MILLISECONDS = PATIENCE * 1000
expect.set_options(timeout=MILLISECONDS)


def launch(playwright):
    """Start a browser."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=MILLISECONDS)


def new_visitor(browser, **options):
    """Return a browser context of its own, as of somebody who was never here."""
    context = browser.new_context(**options)
    context.set_default_timeout(MILLISECONDS)
    return context

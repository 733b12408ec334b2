"""A browser and its windows, which wait for a page as long as a busy machine needs."""

import shutil
import time

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
    """Return a browser context of its own, as of somebody who was never here, and who waits for reports."""
    context = browser.new_context(**options)
    context.set_default_timeout(MILLISECONDS)
    new_page = context.new_page

    def patient_page():
        page = new_page()
        page.goto = made_by_then(page.goto)
        return page

    context.new_page = patient_page
    context.request.get = made_by_then(context.request.get)
    return context


def made_by_then(ask):
    """Return a way to ask that asks once more as long as the answer is that a report is being made."""

    def ask_until_made(address, **options):
        until = time.monotonic() + PATIENCE
        answer = ask(address, **options)
        while answer is not None and answer.status in {202, 503} and "retry-after" in answer.headers:
            assert time.monotonic() < until, address
            time.sleep(0.5)
            answer = ask(address, **options)
        return answer

    return ask_until_made

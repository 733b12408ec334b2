"""Retakes the pictures in docs/images: the demo's result on screen, a report page, the start of the questions."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .run import ROOT, stop
from .setup import BROWSERS

IMAGES = ROOT / "docs" / "images"
PORT = "8765"
ADDRESS = f"http://localhost:{PORT}"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SECONDS_TO_START = 300


def main() -> int:
    """Serve a fresh demo, take the pictures, and stop."""
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)), sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        coordinator, *_others = (Path(folder) / "demo-signins.txt").read_text().splitlines()
        page = browser.new_page(base_url=ADDRESS, viewport={"width": 1200, "height": 1400}, locale="nl-NL")
        take_result(page, *coordinator.split(": "))
        take_questions(browser, page)
        browser.close()
    return 0


@contextmanager
def serve(folder: Path) -> Iterator[None]:
    """Run the site until the block ends."""
    environment = os.environ | {"PORT": PORT, "DATA_DIR": str(folder)}
    process = subprocess.Popen([sys.executable, "-m", "tools.run"], cwd=ROOT, env=environment)
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not is_served():
            if process.poll() is not None or time.monotonic() > until:
                stop("The site did not start.")
            time.sleep(0.3)
        yield
    finally:
        process.terminate()
        process.wait(30)


def is_served() -> bool:
    """Whether the site answers."""
    try:
        with urllib.request.urlopen(ADDRESS, timeout=5):
            return True
    except OSError:
        return False


def take_result(page: Any, address: str, password: str) -> None:
    """Take the result page of the first partnership, and a page of its report."""
    import pypdfium2

    page.goto("/accounts/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.click("main a.diagnosis")
    page.wait_for_selector(".opening-chain")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / "result.png")
    pdf = made_by_then(page, f"{page.url.replace('/result/', '/report.pdf')}?language=nl")
    with pypdfium2.PdfDocument(pdf) as document:
        document[0].render(scale=1.4).to_pil().save(IMAGES / "report-page.png")


def made_by_then(page: Any, address: str) -> bytes:
    """Return a file, once the worker has made it."""
    until = time.monotonic() + SECONDS_TO_START
    while not (answer := page.context.request.get(address)).ok:
        if time.monotonic() > until:
            stop("The report was not made.")
        time.sleep(1)
    content: bytes = answer.body()
    return content


def take_questions(browser: Any, page: Any) -> None:
    """Take the first questions of the open round, on a phone."""
    page.goto("/partnerships/")
    page.click("main a.state-open")
    page.goto(f"{page.url}links/")
    link = page.locator("[data-copy-source]").first.input_value()
    phone = browser.new_page(base_url=ADDRESS, viewport={"width": 390, "height": 844}, locale="nl-NL")
    phone.goto(link)
    phone.screenshot(path=IMAGES / "start.png")


if __name__ == "__main__":
    sys.exit(main())

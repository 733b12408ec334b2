"""The open link in a real browser: a long list of organisations is searched, and works without a script too."""

import json
import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.house.repository import ROOT

from .accessible import findings
from .test_answering import DESK, NEXT, PHONE, TARGETS, TOO_SMALL
from .watching import scrolls_sideways


@pytest.fixture(scope="module")
def link(site):
    """The open link of a round of ten organisations."""
    environment = os.environ | {"DATA_DIR": str(site.data)}
    command = [sys.executable, "tests/e2e/answering_rounds.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["many"]


def test_a_long_list_is_searched_without_minding_accents_and_keeps_what_was_chosen(visit, link):
    page = visit(viewport=PHONE)
    page.goto(link)
    field = page.get_by_label("Zoek uw organisatie")
    status, shown = page.locator(".choose-status"), page.locator("#organisation label.option:visible")
    expect(status).to_have_text("10 organisaties")
    field.fill("een CAFE")
    expect(status).to_have_text("1 organisatie")
    expect(shown).to_have_text(["Café Één"])
    field.press("Enter")
    shown.click()
    field.fill("noord")
    expect(status).to_have_text("2 organisaties")
    assert set(shown.all_inner_texts()) == {"Café Één", "GGD Noord", "Gemeente Noord"}
    field.fill("qqq")
    expect(status).to_contain_text("Geen organisatie gevonden")
    expect(shown).to_have_text(["Café Één"])
    assert findings(page) == []
    assert page.locator(f"{TARGETS}, input[type=search]").evaluate_all(TOO_SMALL) == []
    assert scrolls_sideways(page) <= 0
    page.locator("#role label.option").first.click()
    page.locator(NEXT).click()
    page.wait_for_url("**/1/")


def test_without_a_script_the_list_is_whole(visit, link):
    page = visit(viewport=DESK, java_script_enabled=False)
    page.goto(link)
    assert page.locator("#organisation label.option:visible").count() == 10
    assert page.locator("input[type=search]").count() == 0

"""Every state in which a partner can meet the questionnaire, reached in a real browser as a partner reaches it."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.patience import PATIENCE
from tests.repository import ROOT

NEXT = "button[name=go][value=next]:not(.default-submit)"
ERRORS = ".error-summary"
N_PARTS = 6
WITH_REASONS = 4
"""The part with a question of which no more than three options may be ticked."""


def made_rounds(site, n_links=12):
    """Put rounds in every state in the site's database; return their links."""
    command = [sys.executable, "tests/e2e/answering/rounds.py", str(n_links)]
    environment = os.environ | {"DATA_DIR": str(site.data)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def begin(page, link, role=2):
    """Open a link that nobody used on this device, say who one is and go to the first questions."""
    page.goto(link)
    say_who(page, role)
    page.wait_for_url("**/1/")


def say_who(page, role=2):
    """Choose organisation and role on the start page, and go on."""
    organisations = page.locator("#organisation label.option")
    if organisations.count():
        organisations.first.click()
    page.evaluate("document.querySelector('details:has(#role)')?.setAttribute('open', '')")
    page.locator("#role label.option").nth(role - 1).click()
    page.locator(NEXT).click()


def leaves_unasked(page):
    """Let this window leave every page it opens from now on without the browser asking whether that is meant."""
    page.add_init_script("addEventListener('beforeunload', event => event.stopImmediatePropagation())")


def come_back(page):
    """Look at this window again. For Playwright every window is always looked at, so the browser does not say it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def choose(page, question, number):
    page.locator(f"#{question} label.option").nth(number - 1).click()


def answer(page):
    """Answer the page that is open: the last option of everything, and words."""
    for group in page.locator("fieldset.question").all():
        if group.is_visible():
            group.locator(".options").first.locator("label.option").last.click()
    for area in page.locator("textarea").all():
        if area.is_visible():
            area.fill("We weten elkaar te vinden.")


def is_saved(page):
    """Wait until the page says that all is stored."""
    expect(page.locator("#saved")).to_have_text(re.compile("^(Bewaard|Saved)"))


def go_on(page, to):
    page.locator(NEXT).click()
    page.wait_for_url(f"**/{to}/")


@contextmanager
def without_connection(page):
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


class Walk:
    """Walks through all states; every state is left as soon as the next one is asked for."""

    def __init__(self, site, new_window):
        self.site = site
        self.new_window = new_window
        self.links = made_rounds(site)

    def states(self):
        """Yield the name of every state, and the page that is in it."""
        yield from self._doors()
        yield from self._questions()
        yield from self._sent()
        yield from self._other_device()
        yield from self._shut_doors()
        yield from self._full_meanwhile()
        yield from self._changed_meanwhile()

    def _at(self, address):
        page = self.new_window()
        page.goto(address)
        return page

    def _change(self, statement, *values):
        """Change the site's database behind its back."""
        database = sqlite3.connect(self.site.data / "driekracht.sqlite3", timeout=PATIENCE, isolation_level=None)
        n_changed = database.execute(statement, values).rowcount
        database.close()
        assert n_changed

    def _doors(self):
        yield "start by a personal link", self._at(self.links["personal"].pop())
        page = self._at(self.links["open"])
        yield "start by the open link", page
        page.locator(NEXT).click()
        page.wait_for_selector(ERRORS)
        yield "start without choices", page
        page = self._at(self.links["many"])
        page.locator(".choose input").fill("no")
        yield "start with a long list, searched", page
        page.locator(".choose input").fill("xyz")
        yield "start with a long list, nothing found", page

    def _questions(self):
        self.link = self.links["personal"].pop()
        page = self.page = self.new_window()
        begin(page, self.link)
        page.goto(page.url.replace("/1/", "/check/"))
        yield "check without answers", page
        page.locator("button[value=send]").click()
        page.wait_for_selector(ERRORS)
        yield "sending refused", page
        page.goto(page.url.replace("/check/", "/1/"))
        for number in range(1, N_PARTS + 1):
            yield f"part {number}", page
            if number == WITH_REASONS:
                yield from self._too_many_reasons(page)
            answer(page)
            yield f"part {number}, answered", page
            go_on(page, number + 1 if number < N_PARTS else "check")
            if number == 1:
                page.goto(page.url.replace("/2/", "/check/"))
                yield "check half-way", page
                page.goto(page.url.replace("/check/", "/2/"))
        yield "check", page

    def _too_many_reasons(self, page):
        for number in range(1, 5):
            choose(page, "B0", number)
        expect(page.locator("#saved.is-unsaved")).to_be_visible()
        yield "too many reasons, told at once", page
        page.goto(page.url.replace(f"/{WITH_REASONS}/", "/check/"))
        expect(page.locator("#not-stored")).to_be_visible()
        yield "too many reasons, told at the check", page
        page.goto(page.url.replace("/check/", f"/{WITH_REASONS}/"))
        expect(page.locator("#saved.is-unsaved")).to_be_visible()
        page.locator(NEXT).click()
        page.wait_for_selector(ERRORS)
        yield "too many reasons, told when going on", page
        for number in range(1, 5):
            choose(page, "B0", number)

    def _sent(self):
        page = self.page
        page.locator("button[value=send]").click()
        page.wait_for_url("**/sent/")
        yield "sent", page
        page.locator("a[href$='/copy/']").click()
        page.wait_for_url("**/copy/")
        yield "copy of one's own answers", page
        page.goto(page.url.replace("/copy/", "/replace/"))
        yield "code of earlier answers asked for", page
        page.locator("#code").fill("AAAAAA")
        page.locator(NEXT).click()
        page.wait_for_selector(ERRORS)
        yield "code of earlier answers unknown", page
        page.goto(page.url.replace("/replace/", "/check/"))
        yield "overview after sending", page
        page.goto(page.url.replace("/check/", "/"))
        yield "start after sending", page
        page.goto(f"{page.url}1/")
        yield "part 1 after sending", page
        page.locator(".resume-code summary").click()
        yield "part 1, the code in sight", page
        yield from self._in_a_tunnel(page)
        self.answers = page.url.removesuffix("1/")
        page.goto(self.links["open"])
        yield "whose answers these are", page

    def _in_a_tunnel(self, page):
        with without_connection(page):
            choose(page, "A1", 3)
            expect(page.locator("#saved.is-unsaved")).to_be_visible()
            yield "part 1 without a connection", page
            go_on(page, 2)
            yield "part 2 without a connection", page
            page.locator("button[value=previous]").click()
            page.wait_for_url("**/1/")
        expect(page.locator("#saved.is-unsaved")).to_have_count(0)

    def _other_device(self):
        page = self._at(self.link)
        page.locator("a[href$='/resume/']").click()
        page.wait_for_url("**/resume/")
        yield "code asked for", page
        page.locator("#code").fill("AAAAAA")
        page.locator(NEXT).click()
        page.wait_for_selector(ERRORS)
        yield "code unknown", page
        yield "answers of another device", self._at(self.answers)
        page = self.page
        page.goto(f"{self.answers}code/")
        yield "address for the code asked for", page
        page.locator("input[name=email]").fill("piet@")
        page.locator(NEXT).click()
        page.wait_for_selector(ERRORS)
        yield "address for the code refused", page
        page.locator("input[name=email]").fill("nobody@voorbeeld.test")
        with page.expect_navigation():
            page.locator(NEXT).click()
        yield "address for the code unknown to the mail server", page
        page.locator("input[name=email]").fill("piet@voorbeeld.test")
        page.locator(NEXT).click()
        page.wait_for_selector("[role=status].lead")
        yield "code mailed", page
        page.goto(f"{self.answers}withdraw/")
        yield "withdraw", page
        page.locator("button[value=withdraw]").click()
        page.wait_for_selector("[data-nothing-left]")
        yield "withdrawn", page
        yield from self._by_mail()

    def _by_mail(self):
        page = self._at(self.links["replace"])
        yield "asked which answers count", page
        page.locator("button[value=keep]").click()
        page.wait_for_url("**?kept")
        yield "answers left as they are", page
        page.locator("button[value=replace]").click()
        page.wait_for_url(f"**{self.links['replace']}")
        yield "new answers count", page
        page.goto(self.links["withdraw"])
        yield "asked whether everything is withdrawn", page
        page.locator("button[value=withdraw]").click()
        page.wait_for_selector("[role=status].lead")
        yield "everything withdrawn", page
        yield "nothing to choose any more", self._at(self.links["replace"])

    def _shut_doors(self):
        for name in ("planned", "closed", "published"):
            yield name, self._at(self.links[name])
        yield "wrong link", self._at("/i/wrong/")
        yield "no such page", self._at("/nothing/")
        yield "accessibility", self._at("/accessibility/")
        yield "glossary", self._at("/glossary/")
        yield "privacy", self._at("/privacy/")
        page = self._at("/i/again/")
        yield "link once more", page
        page.locator("main button[type=submit]").click()
        page.wait_for_selector(ERRORS)
        yield "link once more, refused", page
        page.locator("input[name=email]").fill("piet@voorbeeld.test")
        page.locator("main button[type=submit]").click()
        page.wait_for_selector("[role=status].lead")
        yield "link once more, asked for", page
        yield "no more mail", self._at(self.links["unsubscribe"])

    def _full_meanwhile(self):
        page, late = self.new_window(), self.new_window()
        begin(page, self.links["full"])
        begin(late, self.links["full"])
        choose(page, "A1", 3)
        is_saved(page)
        yield "full", self._at(self.links["full"])
        choose(late, "A1", 3)
        late.wait_for_selector(".notice-strong")
        yield "full before the first answer", late

    def _changed_meanwhile(self):
        page = self.new_window()
        begin(page, self.links["many"])
        self._change("DELETE FROM assessments_organisation WHERE id = ?", self.links["leaves"])
        choose(page, "A1", 3)
        page.wait_for_selector(".notice-strong")
        yield "organisation that left", page

        link = self.links["personal"].pop()
        page = self.new_window()
        begin(page, link)
        invitation = int(link.split("/i/")[1].split("-")[0])
        self._change("UPDATE assessments_invitation SET generation = generation + 1 WHERE id = ?", invitation)
        page.reload()
        yield "link that was replaced", page

        page = self.new_window()
        begin(page, self.links["late"])
        with without_connection(page):
            choose(page, "A1", 3)
            expect(page.locator("#saved.is-unsaved")).to_be_visible()
            invitation = int(self.links["late"].split("/i/")[1].split("-")[0])
            self._change(
                "UPDATE assessments_round SET closes_at = '2020-01-01 00:00:00', has_extended_itself = 1 WHERE id ="
                " (SELECT round_id FROM assessments_invitation WHERE id = ?)",
                invitation,
            )
        page.wait_for_selector(".notice-strong")
        yield "closed before the last answers came", page

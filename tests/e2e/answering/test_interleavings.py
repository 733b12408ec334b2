"""Whatever happens in whatever order: in the end there is one response, with the newest choice of each question.

Hypothesis draws what happens; a real browser, a real server that is killed and a real database make it so.
"""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from playwright.sync_api import Error

from tests.patience import PATIENCE
from tests.repository import ROOT
from tests.soaking import IS_SOAK
from tools.run import server_command
from tools.test import postgresql

from ..served import environment_with, free_port
from ..windows import new_visitor
from .states import NEXT, come_back, leaves_unasked, say_who

N_EXAMPLES, N_STEPS = (500, 15) if IS_SOAK else (2, 15)
"""On each database."""
QUESTIONS = ["A1", "A2", "A3"]
IS_CALM = """() => !choicesWaiting.waiting().length && !choicesWaiting.refused().length
    && !document.querySelector("#saved.is-unsaved")"""
KEPT = "Object.keys(localStorage).filter(name => name.startsWith('answers:')).length"


class Server:
    """The site's server, which can be killed at any moment."""

    def __init__(self, environment):
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.environment = environment | {"SITE_URL": self.address}
        self.process = None

    def start(self):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = server_command(self.port, n_processes=1)
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True, **quiet)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}/accounts/login/", timeout=PATIENCE):
                    return
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.1)

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        self.process = None


@pytest.fixture(params=["sqlite", "postgresql"] if IS_SOAK else ["sqlite"])
def database(request, tmp_path, demo):
    """An environment with a database of its own that has all content."""
    environment = environment_with(DATA_DIR=str(tmp_path / "data"))
    shutil.copytree(demo, tmp_path / "data")
    if request.param == "sqlite":
        yield environment, lambda: sqlite3.connect(tmp_path / "data" / "driekracht.sqlite3", timeout=PATIENCE)
    else:
        with postgresql() as address:
            environment["DATABASE_URL"] = address
            for task in (["migrate", "--verbosity", "0"], ["createcachetable"]):
                subprocess.run([sys.executable, "manage.py", *task], cwd=ROOT, env=environment, check=True)
            yield environment, lambda: psycopg.connect(address)


@pytest.fixture
def server(database):
    environment, _connect = database
    running = Server(environment)
    running.start()
    yield running
    if running.process:
        running.kill()


@pytest.fixture
def links(database, server):
    """Personal links, more than examples: hypothesis also begins some that it does not count."""
    environment, _connect = database
    command = [sys.executable, "tests/e2e/answering/rounds.py", str(N_EXAMPLES + N_EXAMPLES // 2 + 2)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return [server.address + link for link in json.loads(done.stdout)["personal"]]


def responses(connect, link):
    """Return the responses that were given through a link: answers and when they were sent."""
    invitation = int(link.split("/i/")[1].split("-")[0])
    connection = connect()
    query = f"SELECT answers, sent_at FROM assessments_response WHERE invitation_id = {invitation}"  # noqa: S608
    found = connection.execute(query).fetchall()
    connection.close()
    return [(answers if isinstance(answers, dict) else json.loads(answers), sent_at) for answers, sent_at in found]


TABS = st.integers(0, 1)
QUESTION = st.sampled_from(QUESTIONS)
VALUE = st.integers(1, 5)


GIVEN_UP = ("Not attached to an active page", "net::ERR_ABORTED", "interrupted by another navigation")


def go(page, move):
    """Leave a page; once more when it was on its way elsewhere by itself, because it had delivered what waited."""
    try:
        move()
    except Error as error:
        if not any(words in str(error) for words in GIVEN_UP):
            raise
        page.wait_for_timeout(300)
        move()


def arrive(page, ending):
    """Wait until the window is at an address, whatever other navigation was given up on the way to it."""
    deadline = time.monotonic() + PATIENCE
    while not page.url.endswith(ending):
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)
    page.wait_for_load_state()


def miss_the_answer(route):
    """Let the server do what it is asked, and the window never know."""
    if route.request.method == "POST":
        route.fetch()
        route.abort()
    else:
        route.continue_()


HAPPENINGS = {
    "choose": 3,
    "change_ones_mind": 1,
    "choose_otherwise_in_the_other_window": 1,
    "tunnel_begins_or_ends": 3,
    "server_dies_or_starts": 2,
}
WITH_THE_SERVER = {
    "choose_and_miss_what_the_server_answers": 2,
    "look_again": 1,
    "reload": 1,
    "close_the_window_and_open_the_link_again": 1,
    "switch_the_language": 1,
    "on_and_back": 1,
    "send": 1,
}
"""What may happen, with how often. It is one rule, because of several hypothesis leaves some out of an example."""
WHAT = st.sampled_from([name for name, n_times in (HAPPENINGS | WITH_THE_SERVER).items() for _time in range(n_times)])


class Answering(RuleBasedStateMachine):
    """One partner with two windows, a bad connection and a server that dies."""

    chromium = server = links = connect = None

    def __init__(self):
        super().__init__()
        self.link = self.links.pop()
        viewport = {"width": 390, "height": 844}
        self.context = new_visitor(self.chromium, viewport=viewport, locale="nl-NL", reduced_motion="reduce")
        self.cut_off = set()
        self.newest = {}
        self.language = "nl"
        self.tabs = [self.window(), self.window()]

    @initialize(question=QUESTION, value=VALUE)
    def begin(self, question, value):
        self.enter(self.tabs[0])
        self.choose(0, question, value)
        self.enter(self.tabs[1])

    @rule(what=WHAT, number=TABS, question=QUESTION, value=VALUE)
    def happens(self, what, number, question, value):
        if what in WITH_THE_SERVER and not self.is_reachable(number):
            what = "choose"
        getattr(self, what)(number, question, value)

    def window(self):
        page = self.context.new_page()
        leaves_unasked(page)
        return page

    def enter(self, page):
        """Come in by the link and go to the first questions; where the other window has been may lie in between."""
        go(page, lambda: page.goto(self.link))
        if page.locator("#role").count():
            say_who(page)
            arrive(page, "/1/")
        if not page.url.endswith("/1/"):
            self.delivered(page)  # such a page delivers what waits and then loads itself anew
            page.wait_for_timeout(200)
            questions = re.sub(r"(/answers/[0-9a-f-]{36}/).*", r"\g<1>1/", page.url)
            go(page, lambda: page.goto(questions))

    def is_reachable(self, number):
        return self.server.process is not None and number not in self.cut_off

    def questions(self, number):
        """Return the window on its questions; None when it is elsewhere and cannot get there now."""
        page = self.tabs[number]
        page.bring_to_front()
        if not page.url.endswith("/1/"):
            if not self.is_reachable(number):
                return None
            self.enter(page)
        return page

    def choose(self, number, question, value):
        page = self.questions(number)
        if page is None or page.locator(f"#{question}-{value}").is_checked():
            return
        page.locator(f"#{question}-{value}").check()
        self.newest[question] = value
        page.wait_for_timeout(60)  # two choices of one person are never closer

    def change_ones_mind(self, number, question, value):
        for one in (value % 5 + 1, value):
            self.choose(number, question, one)

    def choose_otherwise_in_the_other_window(self, number, question, value):
        self.choose(1 - number, question, value % 5 + 1)
        self.choose(number, question, value)

    def choose_and_miss_what_the_server_answers(self, number, question, value):
        page = self.questions(number)
        page.route("**/1/", miss_the_answer)
        self.choose(number, question, value)
        page.wait_for_timeout(100)
        page.unroute_all(behavior="ignoreErrors")

    def tunnel_begins_or_ends(self, number, _question, _value):
        if number in self.cut_off:
            self.cut_off.remove(number)
            self.tabs[number].unroute_all(behavior="ignoreErrors")
        else:
            self.cut_off.add(number)
            self.tabs[number].route("**/*", lambda route: route.abort())

    def server_dies_or_starts(self, _number, _question, _value):
        if self.server.process is None:
            self.server.start()
        else:
            self.server.kill()

    def look_again(self, number, _question, _value):
        page = self.questions(number)
        is_calm = page.evaluate(IS_CALM)
        come_back(page)
        if is_calm:  # then the page asks what counts, and is loaded anew when that is in another language
            page.locator(f"html[lang={self.language}]").wait_for(state="attached")
        page.wait_for_timeout(200)
        page.wait_for_load_state()

    def reload(self, number, _question, _value):
        go(self.tabs[number], self.tabs[number].reload)

    def close_the_window_and_open_the_link_again(self, number, _question, _value):
        self.tabs[number].close()
        self.tabs[number] = self.window()
        self.enter(self.tabs[number])

    def switch_the_language(self, number, _question, _value):
        page = self.questions(number)
        spoken = self.language_of(page)
        page.locator(".language-button").click()
        page.locator(f"html:not([lang={spoken}])").wait_for(state="attached")
        self.language = self.language_of(page)

    def language_of(self, page):
        return page.locator("html").get_attribute("lang")

    def on_and_back(self, number, _question, _value):
        page = self.questions(number)
        page.locator(NEXT).dblclick()
        arrive(page, "/2/")
        go(page, page.go_back)

    def send(self, number, _question, _value):
        page = self.questions(number)
        check = page.url.replace("/1/", "/check/")
        go(page, lambda: page.goto(check))
        self.send_from(page)

    def send_from(self, page):
        self.delivered(page)
        button = page.locator("button[value=send]")
        if button.count():
            button.click()
            arrive(page, "/sent/")

    def delivered(self, page):
        """Wait until nothing is kept on the device any more."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                if page.evaluate(KEPT) == 0:
                    break
            except Error:
                pass  # the page is being loaded anew
            assert time.monotonic() < deadline
            page.wait_for_timeout(100)
        page.wait_for_load_state()

    def teardown(self):
        try:
            self.in_the_end()
        finally:
            self.context.close()

    def in_the_end(self):
        if self.server.process is None:
            self.server.start()
        for number in list(self.cut_off):
            self.tunnel_begins_or_ends(number, None, None)
        page = self.tabs[0]
        self.enter(page)
        self.delivered(page)
        check = page.url.replace("/1/", "/check/")
        go(page, lambda: page.goto(check))
        self.send_from(page)
        found = responses(self.connect, self.link)
        assert len(found) == 1
        [(answers, sent_at)] = found
        assert sent_at is not None
        assert {code: entry["value"] for code, entry in answers.items()} == self.newest


def test_the_newest_choice_of_each_question_counts_whatever_happens(chromium, server, links, database):
    machine = type("Run", (Answering,), {"chromium": chromium, "server": server, "links": links})
    machine.connect = staticmethod(database[1])
    drawn = settings(
        max_examples=N_EXAMPLES,
        stateful_step_count=N_STEPS,
        deadline=None,
        derandomize=not IS_SOAK,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=drawn)

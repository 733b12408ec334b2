"""A herd at a fresh result: what everybody else waits for the home page meanwhile, beside an idle site.

Run ``python -m bench.herd``. Twelve partners open a shared result that was never made, eight plans are asked for on
paper, and the page and the report of a round with five thousand answers, all at once, of a site with two web processes
and one worker. The home page is asked for all the time; told are its 95th percentile idle and meanwhile, and how long
the first and the last of the herd wait.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

PORT = int(os.environ.get("BENCH_PORT", "8149"))
SITE = f"http://localhost:{PORT}"
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="driekracht-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
os.environ["LOG_LEVEL"] = "ERROR"
os.environ["SITE_URL"] = SITE
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import django

django.setup()

from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from assessments.models import PlannedAction, User
from assessments.models.choices import Published
from assessments.services.closing import close_round
from assessments.services.installation.content import complete_installation
from assessments.services.installation.fingerprints import keep_new_keys
from assessments.services.mail.links import invitation_url
from assessments.services.result_sharing import publish_result
from assessments.views.being_made import SECONDS
from bench.closing import filled_round
from bench.rows import Row, finish

N_PARTNERS, N_PLANS, N_ANSWERS = 12, 8, 5_000
N_IDLE = 200
BETWEEN = 0.05
TARGET = 2.0
"""The 95th percentile of the home page meanwhile, as a multiple of that of an idle site."""
PATIENCE = 900


def browser(cookie=None):
    """Return a function that opens an address as a browser does, and returns status and body."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    headers = {"Accept": "text/html"} | ({"Cookie": cookie} if cookie else {})

    def get(address):
        try:
            with opener.open(urllib.request.Request(address, headers=headers), timeout=PATIENCE) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    return get


def wait_for(get, address):
    """Open an address again and again until what it leads to is made; return the seconds."""
    started = time.perf_counter()
    while (status := get(address)[0]) != 200:
        assert status in {202, 503}, (address, status)
        assert time.perf_counter() - started < PATIENCE, address
        time.sleep(SECONDS)
    return time.perf_counter() - started


def scene():
    """Return the addresses to open, with the cookie of who opens them, if that is not their link."""
    owner = User.objects.create_user(f"bench-{time.time_ns()}@voorbeeld.test")
    small, large = filled_round(owner, 60), filled_round(owner, N_ANSWERS)
    links = [invitation_url(one) for one in small.invitations.order_by("pk")[:N_PARTNERS]]
    for round_ in (small, large):
        close_round(round_.pk, by=None, now=timezone.now())
    small.refresh_from_db()
    publish_result(small, Published.WHOLE, by=None, now=timezone.now())
    plans = [filled_round(owner, 2).partnership for _number in range(N_PLANS)]
    for plan in plans:
        PlannedAction.objects.bulk_create(
            PlannedAction(partnership=plan, title=f"Actie {number}", note="Dat spreken wij af. " * 50)
            for number in range(50)
        )
    client = Client()
    client.force_login(owner)
    cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    own = [f"{SITE}/partnerships/{plan.pk}/plan.pdf" for plan in plans]
    own += [f"{SITE}/rounds/{large.pk}/result/", f"{SITE}/rounds/{large.pk}/report.pdf"]
    return [(link, None) for link in links] + [(address, cookie) for address in own]


@contextmanager
def started(*commands):
    """Run these commands beside this process until the block ends."""
    running = [subprocess.Popen([sys.executable, *command], cwd=ROOT) for command in commands]
    try:
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def seconds_of(get):
    """Return how long the home page takes, once."""
    begun = time.perf_counter()
    status, _body = get(f"{SITE}/")
    assert status == 200, status
    return time.perf_counter() - begun


def p95(seconds):
    """Return the 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


def idle_seconds(get):
    """Wait until the site answers, and return how long the home page takes while nothing else is asked for."""
    while True:
        try:
            seconds_of(get)
            break
        except OSError:
            time.sleep(0.2)
    found = []
    for _time in range(N_IDLE):
        found.append(seconds_of(get))
        time.sleep(BETWEEN)
    return found


def herd_waits(herd, told):
    """Let everybody of the herd wait at once, and tell how long each did."""

    def wait(address, cookie):
        told.put(wait_for(browser(cookie), address))

    threads = [threading.Thread(target=wait, args=one) for one in herd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def seconds_meanwhile(get, herd):
    """Return how long the home page takes while the herd waits, and how long each of the herd waits.

    The herd is a process of its own: in this one its threads would hold up the clock.
    """
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    told, meanwhile = fork.SimpleQueue(), []
    waiting = fork.Process(target=herd_waits, args=(herd, told))
    waiting.start()
    while waiting.is_alive():
        meanwhile.append(seconds_of(get))
        time.sleep(BETWEEN)
    waited = []
    while not told.empty():
        waited.append(told.get())
    assert len(waited) == len(herd), "not everything was made"
    return meanwhile, waited


def main():
    """Measure what everybody else waits."""
    keep_new_keys()
    call_command("migrate", verbosity=0)
    complete_installation(now=timezone.now())
    call_command("collectstatic", verbosity=0, interactive=False)
    herd, get = scene(), browser()
    gunicorn = ["-m", "gunicorn", "--bind", f"127.0.0.1:{PORT}", "--worker-class", "gthread", "--workers", "2"]
    with started([*gunicorn, "--threads", "4", "--no-control-socket", "--log-level", "error", "collab.wsgi"]):
        idle = idle_seconds(get)
        with started(["manage.py", "work"]):
            meanwhile, waited = seconds_meanwhile(get, herd)
    ratio = p95(meanwhile) / p95(idle)
    mine, other = (f"{statistics.median(one) * 1000:.1f} / {p95(one) * 1000:.1f} ms" for one in (meanwhile, idle))
    waited_s = f"first {min(waited):.1f} s, last {max(waited):.1f} s"
    finish(
        [
            Row("home page while a herd waits, median / 95th percentile", mine, f"{other}: idle", ratio, most=TARGET),
            Row(
                f"the herd itself: {N_PARTNERS} partners, {N_PLANS} plans, a report of {N_ANSWERS:,} answers", waited_s
            ),
        ]
    )


if __name__ == "__main__":
    main()

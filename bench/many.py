"""Closing rounds of a site of a thousand partnerships on SQLite while people save: how long, and whether saves fail.

Run ``python -m bench.many``. Four people save without a pause while fifteen rounds close, and what was deleted is
erased from the disk after each, in the rhythm of the worker; and then while fifty rounds are due at once.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import os
import statistics
import tempfile
import threading
import time
from contextlib import contextmanager

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="driekracht-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
os.environ["LOG_LEVEL"] = "ERROR"

import django

django.setup()

from django.db import connection, connections
from django.test.utils import override_settings
from django.utils import timezone

from assessments.models import Round, User
from assessments.services.catalogue import load_catalogue
from assessments.services.closing import close_due_rounds, close_round
from assessments.services.erasure import erase_deleted
from assessments.services.worker import BETWEEN_ERASINGS
from bench.answering import Caller, begun_pages
from bench.closing import filled_round
from bench.rows import Row, finish

PARTNERSHIPS, ANSWERS, CLOSINGS, WAVE, WRITERS = 1_000, 12, 15, 50, 4
TARGET = 3.0
"""Seconds for the slowest closing, with its erasure from the disk."""


class Saver(threading.Thread):
    """Somebody who goes on saving until told to stop."""

    def __init__(self, site, page, stops):
        super().__init__()
        held = "; ".join(f"{name}={cookie.value}" for name, cookie in page.device.client.cookies.items())
        self.calls = (site, page.path, held, page.form.fields | {"go": "next"})
        self.stops, self.seconds, self.failed = stops, [], []

    def run(self):
        """Save one choice after the other."""
        site, address, cookies, fields = self.calls
        while not self.stops.is_set():
            begun = time.perf_counter()
            status = site.call(address, cookies, fields | {"A1": str(len(self.seconds) % 5 + 1)})
            self.seconds.append(time.perf_counter() - begun)
            self.failed.extend([status] if status[:3] != "302" else [])
            time.sleep(0.05)
        connections.close_all()


@contextmanager
def saving(site, pages):
    """Let people save until the block ends, and yield them."""
    stops = threading.Event()
    savers = [Saver(site, page, stops) for page in pages]
    for saver in savers:
        saver.start()
    try:
        yield savers
    finally:
        stops.set()
        for saver in savers:
            saver.join()


def close_in_turn(rounds):
    """Close these rounds and erase what was deleted after each, as a worker does; return the seconds of each."""
    seconds = []
    for round_ in rounds:
        begun = time.perf_counter()
        close_round(round_.pk, by=None, now=timezone.now())
        erase_deleted(now=timezone.now())
        seconds.append(time.perf_counter() - begun)
        time.sleep(BETWEEN_ERASINGS)
    return seconds


def close_at_once(rounds):
    """Close these rounds as a worker does that finds them due; return the seconds that it takes."""
    Round.objects.filter(pk__in=[one.pk for one in rounds]).update(closes_at=timezone.now())
    begun = time.perf_counter()
    if close_due_rounds(now=timezone.now()) != len(rounds):
        raise SystemExit("not every round was closed")
    return time.perf_counter() - begun


def of_saves(what, savers):
    """Return a row on whether any save failed, and how long they took."""
    saves, failed = [one for saver in savers for one in saver.seconds], sum(len(saver.failed) for saver in savers)
    slowest = f"{statistics.median(saves) * 1000:.0f} ms, the slowest {max(saves) * 1000:.0f} ms"
    return Row(f"saves that failed {what}", f"{failed} of {len(saves)}: {slowest}", "", failed, most=0, unit="")


def main():
    """Fill the site, close and save, and tell the slowest."""
    pages = begun_pages()[:WRITERS]
    load_catalogue()
    owner = User.objects.create_user("eigenaar@voorbeeld.test")
    rounds = [filled_round(owner, ANSWERS) for _each in range(PARTNERSHIPS)]
    site = Caller()
    with override_settings(**site.options):
        with saving(site, pages) as in_turn:
            seconds = close_in_turn(rounds[:CLOSINGS])
        with saving(site, pages) as in_a_wave:
            wave = close_at_once(rounds[CLOSINGS : CLOSINGS + WAVE])
    database = f"{PARTNERSHIPS:,} partnerships, {connection.vendor}"
    finish(
        [
            Row(
                f"closing and erasing while {WRITERS} people save, {database}",
                f"{statistics.median(seconds):.2f} s, the slowest of {CLOSINGS} {max(seconds):.2f} s",
                "",
                max(seconds),
                most=TARGET,
                unit="s",
            ),
            of_saves("meanwhile", in_turn),
            Row(f"{WAVE} rounds that are due at once, {database}", f"{wave:.1f} s"),
            of_saves(f"while {WAVE} rounds closed", in_a_wave),
        ]
    )


if __name__ == "__main__":
    main()

"""Closing rounds of a site of a thousand partnerships on SQLite while people save: how long, and whether saves fail.

Run ``python -m bench.many``. Four people save without a pause while fifteen rounds close, and what was deleted is
erased from the disk after each, in the rhythm of the worker.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import os
import statistics
import tempfile
import threading
import time

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="driekracht-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
os.environ["LOG_LEVEL"] = "ERROR"

import django

django.setup()

from django.db import connection, connections
from django.test.utils import override_settings
from django.utils import timezone

from assessments.models import User
from assessments.services.catalogue import load_catalogue
from assessments.services.closing import close_round
from assessments.services.erasure import erase_deleted
from assessments.services.worker import BETWEEN_ERASINGS
from bench.answering import Caller, begun_pages
from bench.closing import filled_round
from bench.rows import Row, finish

PARTNERSHIPS, ANSWERS, CLOSINGS, WRITERS = 1_000, 12, 15, 4
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


def main():
    """Fill the site, close and save, and tell the slowest."""
    pages = begun_pages()[:WRITERS]
    load_catalogue()
    owner = User.objects.create_user("eigenaar@voorbeeld.test")
    rounds = [filled_round(owner, ANSWERS) for _each in range(PARTNERSHIPS)]
    site, stops, seconds = Caller(), threading.Event(), []
    with override_settings(**site.options):
        savers = [Saver(site, page, stops) for page in pages]
        for saver in savers:
            saver.start()
        for round_ in rounds[:CLOSINGS]:
            begun = time.perf_counter()
            close_round(round_.pk, by=None, now=timezone.now())
            erase_deleted(now=timezone.now())
            seconds.append(time.perf_counter() - begun)
            time.sleep(BETWEEN_ERASINGS)
        stops.set()
        for saver in savers:
            saver.join()
    saves = [one for saver in savers for one in saver.seconds]
    failed = sum(len(saver.failed) for saver in savers)
    database = f"{PARTNERSHIPS:,} partnerships, {connection.vendor}"
    slowest = f"{statistics.median(saves) * 1000:.0f} ms, the slowest {max(saves) * 1000:.0f} ms"
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
            Row("saves that failed meanwhile", f"{failed} of {len(saves)}: {slowest}", "", failed, most=0, unit=""),
        ]
    )


if __name__ == "__main__":
    main()

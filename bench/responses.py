"""A whole response, page after page, beside django-survey-and-report 1.5: the CPU that each site takes for it.

Run ``python -m bench.responses``. That package is installed from the package index into ``build/rival``; where it
cannot be, the table says so. Ours has 35 questions of five choices, two open ones and one of several reasons, on six
pages; it begins at a personal link and ends when everything was sent.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="driekracht-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
os.environ["LOG_LEVEL"] = "ERROR"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from assessments.models import User
from assessments.models.answers import Response
from bench.rows import Row, finish
from bench.visitor import Visitor
from tests.answering.device import link_of
from tests.cast import make_partnership, make_round

ROUNDS, WALKS = 9, 5
RIVAL, VERSION = "django-survey-and-report", "1.5.0"
HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "build" / "rival"
PYTHON = FOLDER / "bin" / "python"
TARGET = 5.0
"""Times the CPU of ours, at least."""


def installed() -> str:
    """Install the other site, and return why that cannot be done here; empty if it can."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", f"{RIVAL}=={VERSION}", f"django=={django.__version__}"]
    for command in ([sys.executable, "-m", "venv", str(FOLDER)], pip):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["it failed"])[-1]
    return ""


class Rival:
    """The other site, in a process of its own."""

    def __init__(self):
        command = [str(PYTHON), "-W", "ignore", str(HERE / "rival.py")]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PYTHON"))}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=clean
        )

    def walk(self, n_times):
        """Return the CPU in milliseconds of one response, and its number of requests."""
        self.process.stdin.write(f"{n_times}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline().split()
        if not line:
            raise SystemExit(f"{RIVAL} did not answer")
        return float(line[0]), int(line[1])

    def end(self):
        """End its process."""
        self.process.stdin.write("\n")
        self.process.stdin.close()
        self.process.wait()


class Ours:
    """Our own site, in this process: each walk takes another personal link."""

    def __init__(self, n_walks):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        settings.ALLOWED_HOSTS = ["localhost"]
        round_ = make_round(make_partnership(User.objects.create_user("b@voorbeeld.test"), "B"), n_participants=n_walks)
        self.links = iter([link_of(round_, number) for number in range(n_walks)])
        self.site = get_wsgi_application()

    def walk(self, n_times):
        """Return the CPU in milliseconds of one response, and its number of requests."""
        visitors = [Visitor(self.site) for _time in range(n_times)]
        for visitor in visitors:
            visitor.fill_in(next(self.links), lambda address, _page: address.endswith("/sent/"))
        return 1000 * statistics.mean(one.cpu for one in visitors), visitors[-1].requests


def main():
    """Let both take turns, and tell the median of their ratios."""
    ours = Ours(WALKS * (ROUNDS + 1))
    if why := installed():
        mine, n_requests = ours.walk(WALKS)
        beside = f"{RIVAL} {VERSION} could not be installed here: {why}"
        finish([Row("whole response", f"{mine:.0f} ms CPU, {n_requests} requests", beside)])
    rival = Rival()
    pairs = [(ours.walk(WALKS), rival.walk(WALKS)) for _round in range(ROUNDS + 1)][1:]
    rival.end()
    n_sent = Response.objects.filter(sent_at__isnull=False).count()
    if n_sent != WALKS * (ROUNDS + 1):
        raise SystemExit(f"{n_sent} responses were sent")
    ratio = statistics.median(theirs[0] / mine[0] for mine, theirs in pairs)
    (mine, n_ours), (theirs, n_theirs) = (min(pair[place] for pair in pairs) for place in (0, 1))
    row = Row(
        "whole response (at least … times quicker)",
        f"{mine:.0f} ms CPU, {n_ours} requests",
        f"{theirs:.0f} ms, {n_theirs} requests: {RIVAL} {VERSION}",
        ratio,
        least=TARGET,
    )
    finish([row])


if __name__ == "__main__":
    main()

"""Answering beside a bare Django view, in one run: CPU of a page and of a save, and sixteen writers at once.

Run ``python -m bench.answering``; DATABASE_URL chooses another database than a new SQLite file. The bare view has a
session and CSRF protection, reads its session from the database and renders a template with a form. The bare save
reads and writes the same row in one transaction. Only the ratios count: they are taken side by side.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import io
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="driekracht-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
os.environ["LOG_LEVEL"] = "ERROR"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.template import engines
from django.test.utils import override_settings
from django.urls import include, path

from assessments.models import User
from assessments.models.answers import Response
from bench.rows import Row, finish
from tests.answering.device import Device, link_of
from tests.cast import make_partnership, make_round

ROUNDS, REQUESTS, WRITERS, SAVES_EACH = 15, 60, 16, 12
BARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
PAGE = "<!doctype html><title>Bare</title><form method=post>{% csrf_token %}<button>{{ visits }}</button></form>"
SITE = {"ROOT_URLCONF": "bench.answering", "ALLOWED_HOSTS": ["*"]}


@cache
def bare_template():
    """Return the template of the bare view, compiled once."""
    return engines["django"].from_string(PAGE)


def bare_page(request):
    """Read the session and render a form."""
    return HttpResponse(bare_template().render({"visits": request.session.get("visits", 0)}, request))


def bare_save(request, response_id):
    """Write one answer to the row of a response."""
    request.session.get("visits", 0)
    with transaction.atomic():
        row = Response.objects.select_for_update().get(pk=response_id)
        row.answers = row.answers | {"A1": {"value": int(request.POST["A1"]), "number": 1, "at": "2026-01-01"}}
        row.save(update_fields=["answers"])
    return HttpResponse("saved")


urlpatterns = [
    path("bare/", bare_page),
    path("bare/<uuid:response_id>/", bare_save),
    path("", include("collab.urls")),
]


class Caller:
    """Calls the site without a socket: one request is one call of its WSGI handler."""

    def __init__(self, **options):
        self.options = SITE | options
        with override_settings(**self.options):
            self.handler = WSGIHandler()

    def call(self, address, cookies, data=None):
        """Return the status line."""
        body = urlencode(data or {}, doseq=True).encode()
        environment = {
            "REQUEST_METHOD": "POST" if data else "GET",
            "PATH_INFO": address,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "HTTP_COOKIE": cookies,
            "HTTP_ACCEPT_ENCODING": "gzip",
        }
        statuses = []
        answer = self.handler(environment, lambda status, _headers: statuses.append(status))
        b"".join(answer)
        answer.close()
        return statuses[0]


def cpu_ms(caller, *arguments):
    """Return the processor time of one request, in milliseconds."""
    with override_settings(**caller.options):
        before = time.process_time()
        statuses = {caller.call(*arguments)[:3] for _request in range(REQUESTS)}
        spent = time.process_time() - before
    if not statuses <= {"200", "302"}:
        raise SystemExit(f"{arguments[0]} answered {statuses}")
    return spent / REQUESTS * 1000


def side_by_side(name, ours, bare, most):
    """Measure two calls in turn, and return a row with the median of their ratios."""
    pairs = [(cpu_ms(*ours), cpu_ms(*bare)) for _round in range(ROUNDS + 1)][1:]
    ratio = statistics.median(mine / other for mine, other in pairs)
    mine, other = (min(pair[place] for pair in pairs) for place in (0, 1))
    return Row(_named(name), f"{mine:.2f} ms CPU", f"{other:.2f} ms: a bare view of Django", ratio, most=most)


def _named(what):
    return f"{what}, {connection.vendor}"


def saves_at_once(caller, calls):
    """Let every writer save repeatedly at once; return the 95th percentile in ms and the number of errors."""
    times, errors = [], []

    def write(arguments):
        address, cookies, data = arguments
        for number in range(SAVES_EACH):
            before = time.perf_counter()
            status = caller.call(address, cookies, data | {"A1": str(number % 5 + 1)})
            times.append(time.perf_counter() - before)
            errors.extend([status] if status[:3] not in {"200", "302"} else [])
        connections.close_all()

    with override_settings(**caller.options), ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, calls))
    return statistics.quantiles(times, n=20)[18] * 1000, len(errors)


def at_once(site, bare, ours, others):
    """Return how long the slow saves of many writers take, beside those of the bare view, and how many failed."""
    found = [(*saves_at_once(site, ours), *saves_at_once(bare, others)) for _round in range(5)]
    mine, _wrong, other, _none = sorted(found, key=lambda item: item[0] / item[2])[2]
    errors, n_saves = sum(item[1] for item in found), 5 * WRITERS * SAVES_EACH
    name = _named(f"one save of {WRITERS} people at once, 95th percentile")
    yield Row(name, f"{mine:.0f} ms", f"{other:.0f} ms: a bare view", mine / other, most=2)
    yield Row(_named("errors of these"), f"{errors} in {n_saves} saves", "", errors, most=0, unit="")


def begun_pages():
    """Return the first page of questions of people who gave an answer."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    name = os.urandom(4).hex()
    partnership = make_partnership(User.objects.create_user(f"{name}@voorbeeld.test"), name)
    round_ = make_round(partnership, n_participants=WRITERS)
    with override_settings(ALLOWED_HOSTS=["*"]):
        return [
            Device().begin(link_of(round_, number)).send("next", A1="3", A2="2").send("previous")
            for number in range(WRITERS)
        ]


def session_of(client):
    """Return the cookies of someone with a session, as a header, and their token against forged forms."""
    session = client.session
    session["visits"] = 3
    session.save()
    return f"sessionid={session.session_key}; csrftoken={'a' * 32}", {"csrfmiddlewaretoken": "a" * 32}


def main():
    """Create a round with answers, then measure."""
    pages = begun_pages()
    cookies, token = session_of(pages[0].device.client)
    site, bare = Caller(), Caller(MIDDLEWARE=BARE)
    ours, others = [], []
    for page in pages:
        held = "; ".join(f"{name}={cookie.value}" for name, cookie in page.device.client.cookies.items())
        ours.append((page.path, held, page.form.fields | {"go": "next"}))
        others.append((f"/bare/{page.path.split('/')[2]}/", cookies, token))
    with_one_choice = [(*calls[0][:2], calls[0][2] | {"A1": "4"}) for calls in (ours, others)]
    parts = ours[0][0].replace("/1/", "/parts/")
    rows = [
        side_by_side("page of questions", (site, *ours[0][:2]), (bare, "/bare/", cookies), 3),
        side_by_side(
            "all parts to go on without a connection", (site, parts, ours[0][1]), (bare, "/bare/", cookies), 4
        ),
        side_by_side("one save", (site, *with_one_choice[0]), (bare, *with_one_choice[1]), 2),
    ]
    finish([*rows, *at_once(site, bare, ours, others)])


if __name__ == "__main__":
    main()

"""The overview of 1, 100 and 10,000 partnerships: time and queries per page, which must not grow with them.

Run ``python -m bench.overview``; DATABASE_URL chooses another database than a new SQLite file. Every partnership has
two results and an open round; the first hundred have a whole document, as closing makes it, and answers. No list reads
those, so the others have none. A tenth of the open rounds closes within a week.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import json
import os
import sys
import tempfile
import time
import uuid
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="driekracht-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
os.environ["LOG_LEVEL"] = "ERROR"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import (
    Coordinatorship,
    Excerpt,
    Invitation,
    Organisation,
    Participant,
    Partnership,
    Result,
    Round,
    User,
)
from assessments.models.answers import Response
from assessments.models.excerpts import excerpt_of
from assessments.reporting.frozen import to_document
from assessments.services.rounds import current_profile
from bench.rows import Row, finish
from tests.reporting.results import frozen_result

SIZES = (1, 100, 10_000)
FULL = 100
TIMES = 15
TARGET = 100.0
"""Milliseconds for a page of ten thousand, sorted and filtered."""
ADDRESSES = {
    "first page": "/partnerships/",
    "searched": "/partnerships/?q=gemeente",
    "sorted by diagnosis": "/partnerships/?sort=diagnosis",
    "sorted by the latest result": "/partnerships/?sort=-last",
    "filtered by diagnosis": "/partnerships/?diagnosis=schijnsamenwerking",
    "without a plan": "/partnerships/?show=no_plan",
}
PEOPLE = 20


def fill(owner, number, document):
    """Make a partnership with two results and an open round."""
    now = timezone.now()
    partnership = Partnership.objects.create(name=f"Verband {number:03}", theme="Jeugd en zorg")
    Coordinatorship.objects.create(user=owner, partnership=partnership)
    organisations = Organisation.objects.bulk_create(
        Organisation(partnership=partnership, name=f"{name} {number}") for name in ("Gemeente", "School", "Zorg")
    )
    for days in (-400, -30):
        moment = now + timedelta(days=days)
        closed = Round.objects.create(
            partnership=partnership, title="Meting", state="closed", closes_at=moment, closed_at=moment, profile=PROFILE
        )
        Result.objects.create(round=closed, document=document, checksum=str(closed.pk), created_at=moment)
    opened = Round.objects.create(
        partnership=partnership,
        title="Nu",
        state="open",
        closes_at=now + timedelta(days=6 * (1 + number % 10)),
        profile=PROFILE,
    )
    people = Participant.objects.bulk_create(
        Participant(organisation=organisations[place % 3], name=f"P{place}", role="manager") for place in range(PEOPLE)
    )
    links = Invitation.objects.bulk_create(
        Invitation(round=opened, participant=one, organisation=one.organisation, role=one.role) for one in people
    )
    Response.objects.bulk_create(
        Response(
            id=uuid.uuid4(),
            round=opened,
            invitation=link,
            organisation=link.organisation,
            role=link.role,
            resume_code="",
            started_at=now,
            changed_at=now,
            sent_at=now,
        )
        for link in links[: PEOPLE // 2]
    )


def fill_plainly(owner, numbers, document):
    """Make partnerships with two results, without their documents, and an open round."""
    now, kept = timezone.now(), excerpt_of(document)
    partnerships = Partnership.objects.bulk_create(
        Partnership(name=f"Verband {number:05}", theme="Jeugd en zorg") for number in numbers
    )
    Coordinatorship.objects.bulk_create(Coordinatorship(user=owner, partnership=one) for one in partnerships)
    Organisation.objects.bulk_create(
        Organisation(partnership=one, name=f"{name} {one.pk}")
        for one in partnerships
        for name in ("Gemeente", "School")
    )
    rounds = Round.objects.bulk_create(
        Round(
            partnership=one,
            title="Meting",
            state=state,
            closes_at=at,
            closed_at=closed,
            profile=PROFILE,
            join_code=uuid.uuid4().hex[:20],
        )
        for one in partnerships
        for state, at, closed in (
            *(("closed", now + timedelta(days=days), now + timedelta(days=days)) for days in (-400, -30)),
            ("open", now + timedelta(days=6 * (1 + one.pk % 10)), None),
        )
    )
    results = Result.objects.bulk_create(
        Result(round=one, document={}, checksum=str(one.pk), created_at=one.closed_at)
        for one in rounds
        if one.closed_at
    )
    diagnoses = ("gezond", "schijnsamenwerking", "eilandsamenwerking")
    last = {one.round.partnership_id: one for one in results}
    Excerpt.objects.bulk_create(
        Excerpt(
            result=one,
            ended_at=one.created_at,
            last_of=one.round.partnership if last[one.round.partnership_id] is one else None,
            **kept | {"diagnosis": diagnoses[one.pk % 3]},
        )
        for one in results
    )


def seconds_of(client, address):
    """Return how long one page takes, and of that the processor."""
    begun, begun_cpu = time.perf_counter(), time.process_time()
    answer = client.get(address)
    assert answer.status_code == 200
    return 1000 * (time.perf_counter() - begun), 1000 * (time.process_time() - begun_cpu)


def queries(client, address):
    """Return how many queries a page takes."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def main():
    """Fill, measure, and tell what grows."""
    owner = User.objects.create_user(f"{os.urandom(4).hex()}@voorbeeld.test")
    client = Client(headers={"host": "localhost"})
    client.force_login(owner)
    document = json.loads(json.dumps(to_document(frozen_result())))
    counts, best, made = {}, {}, 0
    for size in SIZES:
        for number in range(made, min(size, FULL)):
            fill(owner, number, document)
        for first in range(max(made, FULL), size, 500):
            fill_plainly(owner, range(first, min(first + 500, size)), document)
        made = size
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        for name, address in ADDRESSES.items():
            seconds_of(client, address)
            found = [seconds_of(client, address) for _time in range(TIMES)]
            best[name, size] = tuple(min(one[place] for one in found) for place in (0, 1))
            counts.setdefault(name, []).append(queries(client, address))
    finish(list(rows_of(best, counts)), **series_of(best))


def rows_of(best, counts):
    """Yield what was found of every address."""
    largest, database = SIZES[-1], connection.vendor
    for name in ADDRESSES:
        wall, cpu = best[name, largest]
        what, beside = f"overview of {largest:,}, {name}, {database}", f"{best[name, FULL][0]:.0f} ms at {FULL}"
        yield Row(what, f"{wall:.0f} ms, {cpu:.0f} ms CPU", beside, wall, most=TARGET, unit="ms")
    grows = max(found[-1] - found[SIZES.index(FULL)] for found in counts.values())
    said = f"{min(found[-1] for found in counts.values())} to {max(found[-1] for found in counts.values())} a page"
    yield Row(f"queries more for {largest:,} than for {FULL}, {database}", said, "", grows, most=0, unit="")


def series_of(best):
    """Return the points of the plot."""
    named = f"first page of the overview (milliseconds), by partnerships, {connection.vendor}"
    return {named: [(size, best["first page", size][0]) for size in SIZES]}


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SECURE_SSL_REDIRECT = False
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    PROFILE = current_profile()
    main()

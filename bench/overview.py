"""The overview of 1 and of 100 partnerships: CPU time and queries per page, which must not grow with them.

Run ``python bench/overview.py``; DATABASE_URL chooses another database than a new SQLite file. Every partnership has
two results with a whole document, as closing makes it, and an open round with answers.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import json
import os
import statistics
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

from assessments.models import Coordinatorship, Invitation, Organisation, Participant, Partnership, Result, Round, User
from assessments.models.answers import Response
from assessments.reporting.frozen import to_document
from assessments.services.rounds import current_profile
from tests.reporting.results import frozen_result

SIZES = (1, 100)
TIMES = 15
TARGET = 30.0
"""Milliseconds of CPU for the first page, about: a busy machine takes longer, so only queries decide how this ends."""
ADDRESSES = {
    "first page": "/partnerships/",
    "searched": "/partnerships/?q=gemeente",
    "sorted by diagnosis": "/partnerships/?sort=diagnosis",
    "CSV of all": "/partnerships/list.csv",
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
        partnership=partnership, title="Nu", state="open", closes_at=now + timedelta(days=60), profile=PROFILE
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


def cpu_ms(client, address):
    """Return the CPU time of one page."""
    before = time.process_time()
    answer = client.get(address)
    assert answer.status_code == 200
    return 1000 * (time.process_time() - before)


def queries(client, address):
    """Return how many queries a page takes."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def main():
    """Fill, measure, print, and return 1 when the queries grow."""
    owner = User.objects.create_user(f"{os.urandom(4).hex()}@voorbeeld.test")
    client = Client(headers={"host": "localhost"})
    client.force_login(owner)
    document = json.loads(json.dumps(to_document(frozen_result())))
    counts, made, first = {}, 0, 0.0
    for size in SIZES:
        for number in range(made, size):
            fill(owner, number, document)
        made = size
        for name, address in ADDRESSES.items():
            cpu_ms(client, address)
            middle = statistics.median(cpu_ms(client, address) for _time in range(TIMES))
            number = queries(client, address)
            print(f"{size:4} partnerships, {name:<20} {middle:6.1f} ms CPU, {number} queries")
            counts.setdefault(name, set()).add(number)
            first = middle if name == "first page" else first
    is_constant = all(len(found) == 1 for found in counts.values())
    print(f"database: {connection.vendor}, a document of {len(json.dumps(document)) // 1024} kB")
    print(f"first page of {SIZES[-1]}: {first:.1f} ms (target: about {TARGET:.0f}); queries constant: {is_constant}")
    return 0 if is_constant else 1


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SECURE_SSL_REDIRECT = False
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    PROFILE = current_profile()
    sys.exit(main())
